//! Every way in which Calendly can fail, for every window and for one of five, with older times at hand and
//! without: what the visitor gets, how long they wait, and that it is over soon after Calendly has healed.

use crate::{
    faults::Fault,
    requests::{Answer, Deployment, deployment_of},
};
use core::time::Duration;
use http::StatusCode;
use sandbox::{Options, Plan};
use serde_json::json;

const TIMES: &str = "/event_type_available_times";
/// Five whole cells of the 7-day grid; the fault of one meets the third.
const PATH: &str = "/v1/event-types/30min/slots?from=2026-11-26&to=2026-12-30&timezone=UTC";
const THIRD: &str = "start_time=2026-12-10";
const TTL: Duration = Duration::from_mins(5);
/// Nobody waits longer than this, whatever happens.
const DEADLINE: Duration = Duration::from_secs(11);

/// Each failure with the reason that is given for it.
fn faults() -> Vec<(Fault, &'static str)> {
    vec![
        (Fault::Answer(500, "{}"), "calendly-failed"),
        (Fault::Limited(30), "rate-limited"),
        (Fault::Hang, "timed-out"),
        (Fault::Answer(200, r#"{"collection":[{"status":"avail"#), "calendly-failed"),
        (Fault::Answer(200, "<!doctype html>"), "calendly-failed"),
        (Fault::Answer(200, r#"{"collection":7}"#), "calendly-failed"),
        (Fault::Reset, "calendly-failed"),
    ]
}

async fn deployment() -> Deployment {
    let key = ("SIGNING_KEY", "0123456789abcdef0123456789abcdef");
    let settings = [("CALENDLY_TOKEN", sandbox::DEMO_TOKEN), key, ("CALENDLY_WINDOW_DAYS", "7")];
    let options = Options { plan: Plan::Paid, ..Options::default() };
    let deployment = deployment_of(&settings, options, Duration::from_millis(100));
    deployment.get("/v1/event-types").await;
    deployment
}

/// The answer, and how long the visitor waited for it.
async fn ask(deployment: &Deployment) -> (Answer, Duration) {
    let began = tokio::time::Instant::now();
    let answer = deployment.get(PATH).await;
    (answer, began.elapsed())
}

/// Once Calendly is well again, visitors who come every ten seconds see everything fresh within one TTL.
async fn check_recovery(deployment: &Deployment, whole: &serde_json::Value, case: &str) {
    deployment.fake.heal();
    let healed = tokio::time::Instant::now();
    loop {
        let (answer, _) = ask(deployment).await;
        if answer.status == StatusCode::OK {
            let body = answer.json();
            let is_fresh = matches!(body["cache"].as_str(), Some("hit" | "miss"));
            if is_fresh && body["missing"] == json!([]) {
                assert_eq!(body["slots"], whole["slots"], "{case}");
                break;
            }
        }
        assert!(healed.elapsed() < TTL, "{case}: not well again: {}", answer.text);
        tokio::time::sleep(Duration::from_secs(10)).await;
    }
    deployment.fake.settle().await;
}

#[tokio::test(start_paused = true)]
async fn with_nothing_known_and_every_window_failing_the_visitor_is_told_when_to_come_back() {
    let whole = ask(&deployment().await).await.0.json();
    for (fault, _) in faults() {
        let deployment = deployment().await;
        deployment.fake.plan(TIMES, fault.clone(), 9999);
        let (answer, waited) = ask(&deployment).await;
        assert_eq!(answer.problem(), "503 calendly-unavailable", "{fault:?}");
        let after: u64 = answer.header("retry-after").parse().unwrap();
        assert!((1..=60).contains(&after), "{fault:?}");
        assert!(waited <= DEADLINE, "{fault:?}: {waited:?}");
        check_recovery(&deployment, &whole, &format!("{fault:?}")).await;
    }
}

#[tokio::test(start_paused = true)]
async fn with_nothing_known_and_one_window_failing_the_others_are_shown_without_a_long_wait() {
    let whole = ask(&deployment().await).await.0.json();
    for (fault, reason) in faults() {
        let deployment = deployment().await;
        deployment.fake.plan_for(TIMES, THIRD, fault.clone(), 9999);
        let (answer, waited) = ask(&deployment).await;
        let body = answer.json();
        let gap = json!({"from": "2026-12-10T00:00:00Z", "to": "2026-12-17T00:00:00Z", "reason": reason});
        assert_eq!(body["missing"], json!([gap]), "{fault:?}");
        assert_eq!(body["cache"], "miss", "{fault:?}");
        let in_gap = |slot: &&serde_json::Value| {
            let start = slot["start"].as_str().unwrap();
            ("2026-12-10".."2026-12-17").contains(&start)
        };
        let all = whole["slots"].as_array().unwrap();
        let others: Vec<_> = all.iter().filter(|slot| !in_gap(slot)).cloned().collect();
        assert!(others.len() < all.len() && others.len() > 20);
        assert_eq!(body["slots"], json!(others), "{fault:?}");
        assert!(waited <= Duration::from_secs(4), "{fault:?}: {waited:?}");
        check_recovery(&deployment, &whole, &format!("{fault:?}")).await;
    }
}

#[tokio::test(start_paused = true)]
async fn with_older_times_known_they_are_shown_at_once_and_marked() {
    for (fault, _) in faults() {
        for part in ["", THIRD] {
            let deployment = deployment().await;
            let whole = ask(&deployment).await.0.json();
            deployment.fake.settle().await;
            tokio::time::advance(TTL).await;
            deployment.fake.plan_for(TIMES, part, fault.clone(), 9999);
            for expected in ["revalidating", "stale"] {
                let (answer, waited) = ask(&deployment).await;
                let body = answer.json();
                assert_eq!(body["cache"], expected, "{fault:?} {part}");
                assert_eq!(body["slots"], whole["slots"], "{fault:?} {part}");
                assert_eq!(body["missing"], json!([]), "{fault:?} {part}");
                assert_eq!(
                    body["fetched_at"], whole["fetched_at"],
                    "{fault:?} {part}: it says how old it is"
                );
                assert_eq!(waited, Duration::ZERO, "{fault:?} {part}");
                deployment.fake.settle().await;
            }
            check_recovery(&deployment, &whole, &format!("{fault:?} {part}")).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_calendly_that_is_down_is_left_alone_and_tried_by_one_call_at_a_time() {
    let deployment = deployment().await;
    deployment.fake.plan(TIMES, Fault::Answer(503, ""), 9999);
    ask(&deployment).await;
    ask(&deployment).await;
    deployment.fake.take_routes();
    // Ten minutes of a visitor a second would be 3,000 windows.
    for _ in 0..600 {
        let (answer, waited) = ask(&deployment).await;
        assert_eq!(answer.problem(), "503 calendly-unavailable");
        assert!(waited <= DEADLINE);
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    let tries = deployment.fake.take_routes().len();
    assert!((10..=60).contains(&tries), "{tries} calls in ten minutes");
}

#[tokio::test(start_paused = true)]
async fn readers_leave_calls_for_those_who_book() {
    let key = ("SIGNING_KEY", "0123456789abcdef0123456789abcdef");
    let settings = [("CALENDLY_TOKEN", sandbox::DEMO_TOKEN), key, ("CALENDLY_WINDOW_DAYS", "1")];
    let options = Options { plan: Plan::Free, ..Options::default() };
    let deployment = deployment_of(&settings, options, Duration::from_millis(50));
    let starts = deployment.starts("30min").await;
    // A day for each window: far more windows than a minute of the Free plan has calls.
    let path = "/v1/event-types/project-consultation/slots?from=2026-11-21&to=2027-01-31&timezone=UTC";
    let greedy = deployment.get(path).await.json();
    let missing = greedy["missing"].as_array().unwrap();
    assert!(missing.len() > 20 && missing.iter().all(|gap| gap["reason"] == "rate-limited"), "{missing:?}");
    assert!(deployment.fake.take_routes().len() <= 40);
    // The first one may be too near by now.
    let booked = deployment.book(&crate::requests::booking(&starts[1])).await;
    assert_eq!(booked.json()["status"], "confirmed", "{}", booked.text);
    deployment.fake.settle().await;
    tokio::time::advance(Duration::from_mins(1)).await;
    let later = deployment.get(path).await.json();
    assert!(later["missing"].as_array().unwrap().len() < missing.len(), "the next minute brings more");
}
