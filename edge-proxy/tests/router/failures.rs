//! When Calendly fails: retries, older times, missing windows, and clear words when nothing is known.

use crate::{
    faults::Fault,
    requests::{Deployment, deployment},
};
use core::time::Duration;
use http::StatusCode;

const TIMES: &str = "/event_type_available_times";
const MONTH: &str = "/v1/event-types/30min/slots?from=2026-12-01&to=2026-12-20&timezone=UTC";

async fn warm() -> Deployment {
    let deployment = deployment(&[]);
    deployment.get("/v1/event-types").await;
    deployment.fake.take_routes();
    deployment
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_retried_after_up_to_one_two_and_four_seconds() {
    for fault in [
        Fault::Answer(500, "{}"),
        Fault::Answer(429, "{}"),
        Fault::Answer(200, "{\"collection\":[{\"status\":\"avail"),
        Fault::Answer(200, "<html>"),
        Fault::Reset,
    ] {
        let deployment = warm().await;
        deployment.fake.plan(TIMES, fault.clone(), 3);
        let answer =
            deployment.get("/v1/event-types/30min/slots?from=2026-12-15&to=2026-12-20&timezone=UTC").await;
        assert_eq!((answer.status, &answer.json()["cache"]), (StatusCode::OK, &"miss".into()), "{fault:?}");
        let began: Vec<_> = deployment
            .fake
            .0
            .calls
            .lock()
            .unwrap()
            .iter()
            .map(|call| call.began.num_milliseconds())
            .collect();
        let pauses: Vec<_> = began.windows(2).map(|pair| pair[1] - pair[0] - 100).collect();
        assert_eq!(pauses.len(), 3, "{fault:?}");
        for (pause, base) in pauses.iter().zip([1000, 2000, 4000]) {
            assert!((0..=base).contains(pause), "{fault:?}: {pauses:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_cured_by_waiting_is_not_retried() {
    for (status, expected) in
        [(401, "502 token-refused"), (403, "502 token-refused"), (404, "404 event-type-not-found")]
    {
        let deployment = warm().await;
        deployment.fake.plan(TIMES, Fault::Answer(status, "{}"), 99);
        assert_eq!(deployment.get(MONTH).await.problem(), expected);
        assert_eq!(deployment.fake.take_routes().len(), 2, "one for each window");
    }
}

#[tokio::test(start_paused = true)]
async fn with_nothing_known_the_caller_is_told_when_to_come_back() {
    let deployment = warm().await;
    deployment.fake.plan(TIMES, Fault::Hang, 99);
    let began = tokio::time::Instant::now();
    let answer = deployment.get(MONTH).await;
    assert_eq!(answer.problem(), "503 calendly-unavailable");
    assert_eq!(answer.header("retry-after"), "30");
    assert_eq!(answer.json()["retry_after"], 30);
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    deployment.fake.heal();
    assert_eq!(deployment.get(MONTH).await.status, StatusCode::OK);
}

#[tokio::test(start_paused = true)]
async fn older_times_are_shown_and_marked_when_calendly_fails_and_not_after_a_day() {
    let deployment = warm().await;
    let fresh = deployment.get(MONTH).await.json();
    deployment.fake.settle().await;
    tokio::time::advance(Duration::from_mins(5)).await;
    deployment.fake.plan(TIMES, Fault::Answer(503, ""), 999);
    deployment.fake.take_routes();
    for expected in ["revalidating", "stale", "stale"] {
        let began = tokio::time::Instant::now();
        let shown = deployment.get(MONTH).await.json();
        assert_eq!(shown["cache"], expected);
        assert_eq!(shown["slots"], fresh["slots"]);
        assert_eq!(shown["fetched_at"], fresh["fetched_at"], "it says how old it is");
        assert_eq!(began.elapsed(), Duration::ZERO, "nobody waits");
        deployment.fake.settle().await;
    }
    tokio::time::advance(Duration::from_hours(24)).await;
    assert_eq!(deployment.get(MONTH).await.problem(), "503 calendly-unavailable");
    deployment.fake.settle().await;
}

#[tokio::test(start_paused = true)]
async fn one_failing_window_is_named_and_the_others_are_shown() {
    let deployment = warm().await;
    // Once for the first window alone; its retries fail too, the second window never does.
    deployment.fake.plan(TIMES, Fault::Answer(500, ""), 1);
    deployment.get("/v1/event-types/30min/slots?from=2026-12-15&to=2026-12-20&timezone=UTC").await;
    deployment.fake.settle().await;
    deployment.fake.plan(TIMES, Fault::Answer(500, ""), 99);
    let answer = deployment.get(MONTH).await.json();
    assert_eq!(
        answer["missing"],
        serde_json::json!([{"from": "2026-12-01T00:00:00Z", "to": "2026-12-14T00:00:00Z", "reason": "calendly-failed"}])
    );
    let slots = answer["slots"].as_array().unwrap();
    assert!(!slots.is_empty());
    assert!(slots.iter().all(|slot| slot["start"].as_str().unwrap() >= "2026-12-14"));
}

#[tokio::test(start_paused = true)]
async fn a_refused_token_says_what_the_owner_must_do() {
    let key = ("SIGNING_KEY", "0123456789abcdef0123456789abcdef");
    let deployment = deployment(&[("CALENDLY_TOKEN", "wrong"), key]);
    let answer = deployment.get("/v1/config").await;
    assert_eq!(answer.problem(), "502 token-refused");
    assert!(answer.json()["detail"].as_str().unwrap().contains("CALENDLY_TOKEN"));
}

#[tokio::test(start_paused = true)]
async fn a_refused_token_leaves_visitors_the_page_that_the_owner_has_named() {
    let key = ("SIGNING_KEY", "0123456789abcdef0123456789abcdef");
    let page = "https://calendly.com/someone";
    let deployment = deployment(&[("CALENDLY_TOKEN", "wrong"), key, ("CALENDLY_SCHEDULING_URL", page)]);
    let answer = deployment.get("/v1/config").await;
    assert_eq!(answer.problem(), "502 token-refused");
    assert_eq!(answer.json()["scheduling_url"], page);
}
