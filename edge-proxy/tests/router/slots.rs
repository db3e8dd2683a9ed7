//! The slots route: how many calls a range costs, that they run side by side, and what an answer holds.

use crate::{
    faults::Fault,
    requests::{Deployment, deployment_of},
};
use core::time::Duration;
use http::StatusCode;
use sandbox::Options;

const LATENCY: Duration = Duration::from_millis(200);
const SLOTS: &str = "GET /event_type_available_times";

/// A deployment whose catalogue is warm, in front of a Calendly with a span cap.
async fn warm(settings: &[(&str, &str)], cap: u16) -> Deployment {
    let deployment = deployment_of(settings, Options { window_days: cap, ..Options::default() }, LATENCY);
    deployment.get("/v1/event-types").await;
    deployment.fake.take_routes();
    deployment
}

/// Asks for thirty days and checks how many calls that took, and that they took the time of one.
#[track_caller]
fn check_cost(routes: &[String], took: Duration, calls: core::ops::RangeInclusive<usize>) {
    assert!(routes.iter().all(|route| route == SLOTS), "{routes:?}");
    assert!(calls.contains(&routes.len()), "{} calls", routes.len());
    assert!(took <= LATENCY.mul_f64(1.3), "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn thirty_days_cost_one_or_two_wide_calls_or_five_or_six_narrow_ones_side_by_side() {
    for (cap, ranges) in [
        (31, [("2026-12-14", "2027-01-12", 1..=1), ("2026-11-20", "2026-12-19", 2..=2)]),
        (7, [("2026-11-20", "2026-12-19", 5..=6), ("2026-12-06", "2027-01-04", 5..=6)]),
    ] {
        for (from, to, calls) in ranges {
            let days = cap.to_string();
            let deployment = warm(&[("CALENDLY_WINDOW_DAYS", &days)], cap).await;
            let path = format!("/v1/event-types/30min/slots?from={from}&to={to}&timezone=UTC");
            let began = tokio::time::Instant::now();
            let answer = deployment.get(&path).await;
            assert_eq!(answer.json()["cache"], "miss", "{}", answer.text);
            check_cost(&deployment.fake.take_routes(), began.elapsed(), calls);
            deployment.fake.settle().await;

            let again = deployment.get(&path).await;
            assert_eq!(again.json()["cache"], "hit");
            assert_eq!(again.json()["slots"], answer.json()["slots"]);
            assert!(deployment.fake.take_routes().is_empty(), "a second request costs none");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn no_more_than_six_calls_run_at_once() {
    let deployment = warm(&[("CALENDLY_WINDOW_DAYS", "7")], 7).await;
    let answer = deployment.get("/v1/event-types/30min/slots?from=2026-11-20&to=2027-02-19").await;
    assert_eq!(answer.status, StatusCode::OK);
    let calls = deployment.fake.0.calls.lock().unwrap();
    assert!(calls.len() >= 13);
    for call in calls.iter() {
        let overlapping =
            calls.iter().filter(|other| (other.began - call.began).abs().to_std().unwrap() < LATENCY);
        assert!(overlapping.count() <= 6);
    }
}

#[tokio::test(start_paused = true)]
async fn an_account_with_the_old_cap_is_found_out_once_and_remembered() {
    let deployment = warm(&[], 7).await;
    let path = "/v1/event-types/30min/slots?from=2026-12-01&to=2026-12-20&timezone=UTC";
    let answer = deployment.get(path).await;
    assert_eq!(answer.json()["missing"].as_array().unwrap().len(), 0, "{}", answer.text);
    assert!(!answer.json()["slots"].as_array().unwrap().is_empty());
    deployment.fake.settle().await;
    let first = deployment.fake.take_routes().len();
    assert!((4..=6).contains(&first), "two wide ones refused, then narrow ones: {first}");
    deployment.get("/v1/event-types/open-studio/slots?from=2026-12-01&to=2026-12-20&timezone=UTC").await;
    assert!(deployment.fake.take_routes().len() <= 4, "no wide one is tried again");
}

#[tokio::test(start_paused = true)]
async fn what_one_isolate_found_out_about_the_cap_the_gate_tells_the_others() {
    let deployment = warm(&[], 7).await;
    let other = deployment.elsewhere();
    other.get("/v1/event-types").await;
    let path = "/v1/event-types/30min/slots?from=2026-12-01&to=2026-12-20&timezone=UTC";
    deployment.get(path).await;
    deployment.fake.settle().await;
    deployment.fake.take_routes();
    let path = "/v1/event-types/open-studio/slots?from=2026-12-01&to=2026-12-20&timezone=UTC";
    let answer = other.get(path).await.json();
    assert_eq!(answer["missing"], serde_json::json!([]));
    let wide = |call: &&crate::platform::Call| call.query.contains("end_time=2027-01");
    assert_eq!(deployment.fake.0.calls.lock().unwrap().iter().filter(wide).count(), 0);
}

#[tokio::test(start_paused = true)]
async fn slots_ascend_lie_in_the_asked_days_and_are_calendlys_own() {
    let deployment = warm(&[], 31).await;
    for (zone, from, to) in [
        ("America/New_York", "2027-03-10", "2027-03-17"),
        ("Pacific/Auckland", "2026-12-01", "2026-12-31"),
        ("Europe/Lisbon", "2027-03-01", "2027-03-12"),
        ("Asia/Kolkata", "2026-11-20", "2027-02-19"),
    ] {
        let path = format!("/v1/event-types/30min/slots?from={from}&to={to}&timezone={zone}");
        let answer = deployment.get(&path).await.json();
        let offsets = serde_json::from_value::<shared::slots::Timezone>(answer["timezone"].clone()).unwrap();
        let slots: Vec<shared::slots::Slot> = serde_json::from_value(answer["slots"].clone()).unwrap();
        assert!(!slots.is_empty(), "{zone}");
        let starts: Vec<_> = slots.iter().map(|slot| slot.starts_at().unwrap()).collect();
        assert!(starts.is_sorted_by(|one, other| one < other), "strictly ascending");
        for start in starts {
            let local = start + chrono::TimeDelta::seconds(offsets.offset_at(start).into());
            let day = shared::day::Day(local.date_naive()).to_string();
            assert!(from <= day.as_str() && day.as_str() <= to, "{day} in {zone}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_answer_has_the_documented_shape() {
    let deployment = warm(&[], 31).await;
    let mut answer = deployment
        .get("/v1/event-types/onboarding-workshop/slots?timezone=america/new_york&to=2026-11-30")
        .await
        .json();
    answer["slots"].as_array_mut().unwrap().truncate(2);
    answer["timezone"]["tzdb"] = "[release]".into();
    insta::assert_json_snapshot!(answer);
}

#[tokio::test(start_paused = true)]
async fn without_parameters_it_is_two_weeks_from_today_in_utc() {
    let deployment = warm(&[], 31).await;
    let answer = deployment.get("/v1/event-types/30min/slots").await.json();
    assert_eq!(answer["range"], serde_json::json!({"from": "2026-11-20", "to": "2026-12-04"}));
    assert_eq!(answer["timezone"]["id"], "UTC");
}

#[tokio::test(start_paused = true)]
async fn a_range_in_the_past_is_empty_and_costs_nothing() {
    let deployment = warm(&[], 31).await;
    let answer = deployment.get("/v1/event-types/30min/slots?from=2026-01-01&to=2026-02-01").await.json();
    assert_eq!(answer["slots"], serde_json::json!([]));
    assert!(deployment.fake.take_routes().is_empty());
}

#[tokio::test(start_paused = true)]
async fn each_wrong_query_is_told_what_is_wrong() {
    let deployment = warm(&[], 31).await;
    for (query, expected) in [
        ("from=2026-12-02&to=2026-12-01", "from=from-after-to"),
        ("from=2026-11-20&to=2027-02-20", "to=range-too-long"),
        ("from=2026-02-30", "from=invalid-date"),
        ("to=tomorrow", "to=invalid-date"),
        ("timezone=Mars/Base", "timezone=unknown-timezone"),
        ("month=2026-12", "month=unknown-field"),
        ("from=2026-12-01&from=2026-12-02", "from=duplicate"),
        ("from=x&timezone=y", "timezone=unknown-timezone from=invalid-date"),
    ] {
        let answer = deployment.get(&format!("/v1/event-types/30min/slots?{query}")).await;
        assert_eq!(answer.problem(), format!("400 invalid-query {expected}"));
    }
    let longest = deployment.get("/v1/event-types/30min/slots?from=2026-11-20&to=2027-02-19").await;
    assert_eq!(longest.status, StatusCode::OK, "92 days are allowed");
    let unknown = deployment.get("/v1/event-types/nothing/slots").await;
    assert_eq!(unknown.problem(), "404 event-type-not-found");
}

/// A slot on the boundary of two windows and one before it.
const TIMES: &str = r#"{"collection":[
    {"status":"available","invitees_remaining":1,"start_time":"2026-12-14T00:00:00.000000Z"},
    {"status":"available","invitees_remaining":1,"start_time":"2026-12-13T23:30:00.000000Z"}]}"#;

#[tokio::test(start_paused = true)]
async fn a_boundary_slot_that_two_windows_bring_appears_once() {
    let deployment = warm(&[], 31).await;
    deployment.fake.plan("/event_type_available_times", Fault::Answer(200, TIMES), 2);
    let answer = deployment.get("/v1/event-types/30min/slots?from=2026-12-10&to=2026-12-20").await.json();
    let starts: Vec<_> =
        answer["slots"].as_array().unwrap().iter().map(|slot| slot["start"].clone()).collect();
    assert_eq!(starts, ["2026-12-13T23:30:00.000000Z", "2026-12-14T00:00:00.000000Z"]);
}
