//! Canceling: what is asked of Calendly, what comes of it, and that nobody else's place is given up.

use crate::{
    faults::Fault,
    manage::{Held, hold, wait_until},
    requests::{Answer, Deployment, deployment},
};
use axum::body::Body;
use core::time::Duration;
use http::{Request, StatusCode};
use serde_json::{Value, json};

const CANCELLATION: &str = "/cancellation";

async fn cancel(deployment: &Deployment, held: &Held, body: &Value) -> Answer {
    deployment.post_as(&held.token, &format!("{}/cancel", held.path), body).await
}

/// What Calendly itself has of a booking: its invitee.
fn at_calendly(deployment: &Deployment, held: &Held) -> Value {
    let user = deployment.fake.ask_sandbox("/users/me")["resource"]["uri"].as_str().unwrap().to_owned();
    let events = deployment.fake.ask_sandbox(&format!("/scheduled_events?user={user}&count=100"));
    let id = held.booking["id"].as_str().unwrap();
    for event in events["collection"].as_array().unwrap() {
        let uuid = event["uri"].as_str().unwrap().rsplit('/').next().unwrap();
        let invitees = deployment.fake.ask_sandbox(&format!("/scheduled_events/{uuid}/invitees?count=100"));
        let mut invitees = invitees["collection"].as_array().unwrap().clone().into_iter();
        if let Some(mut found) = invitees.find(|invitee| invitee["uri"].as_str().unwrap().ends_with(id)) {
            found["event_status"] = event["status"].clone();
            return found;
        }
    }
    panic!("Calendly has no such booking")
}

fn count(routes: &[String], part: &str) -> usize {
    routes.iter().filter(|route| route.contains(part)).count()
}

#[tokio::test(start_paused = true)]
async fn a_canceled_booking_is_canceled_at_calendly_and_its_time_is_free_again() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let held = hold(&deployment, "30min", 3).await;
    assert!(!deployment.starts("30min").await.contains(&starts[3]));
    deployment.fake.take_routes();
    let answer = cancel(&deployment, &held, &json!({"reason": "I am ill."})).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!(count(&deployment.fake.take_routes(), "POST"), 1);
    let booking = answer.json()["booking"].clone();
    assert_eq!(booking["status"], "canceled");
    let by = json!({"by": "invitee", "reason": "I am ill.", "at": booking["cancellation"]["at"]});
    assert_eq!(booking["cancellation"], by);
    let links = booking["calendar_links"].as_object().unwrap();
    assert_eq!(links.keys().collect::<Vec<_>>(), ["ics"], "nothing to add to a calendar any more");

    let theirs = at_calendly(&deployment, &held);
    assert_eq!((&theirs["status"], &theirs["event_status"]), (&"canceled".into(), &"canceled".into()));
    assert_eq!(theirs["cancellation"]["reason"], "I am ill.\n\n(Canceled by the invitee.)");
    assert!(deployment.starts("30min").await.contains(&starts[3]), "the time is free again");
    let shown = deployment.get_as(&held.token, &held.path).await.json();
    assert_eq!(shown["booking"]["cancellation"], by, "and later the same is told");
}

#[tokio::test(start_paused = true)]
async fn canceling_again_changes_nothing() {
    let deployment = deployment(&[]);
    let held = hold(&deployment, "30min", 3).await;
    let first = cancel(&deployment, &held, &json!({})).await.json();
    assert_eq!(first["booking"]["cancellation"]["reason"], Value::Null);
    deployment.fake.take_routes();
    tokio::time::advance(Duration::from_secs(5)).await;
    let second = cancel(&deployment, &held, &json!({"reason": "Really."})).await;
    assert_eq!(second.status, StatusCode::OK);
    assert_eq!(second.json()["booking"]["cancellation"], first["booking"]["cancellation"]);
    assert_eq!(count(&deployment.fake.take_routes(), "POST"), 0);
}

#[tokio::test(start_paused = true)]
async fn a_shared_event_is_left_to_calendlys_own_page() {
    let deployment = deployment(&[]);
    let held = hold(&deployment, "onboarding-workshop", 0).await;
    let answer = cancel(&deployment, &held, &json!({"reason": "I am ill."})).await;
    assert_eq!(answer.problem(), "409 cancel-at-calendly");
    assert_eq!(answer.json()["scheduling_url"], held.booking["cancel_url"]);
    assert_eq!(count(&deployment.fake.take_routes(), "POST"), 0);
    assert_eq!(at_calendly(&deployment, &held)["status"], "active");

    let other = json!({
        "event_type": "onboarding-workshop",
        "start": held.booking["start"],
        "invitee": {"name": "Ada", "email": "ada@example.com", "timezone": "UTC"},
    });
    let other = Held::of(&deployment.book(&other).await);
    let page = held.booking["cancel_url"].as_str().unwrap();
    assert_eq!(deployment.fake.submit_page(page, "reason=Rain"), StatusCode::OK);
    let shown = deployment.get_as(&held.token, &held.path).await.json();
    assert_eq!(shown["booking"]["status"], "canceled", "one is out");
    assert_eq!(shown["booking"]["cancellation"]["by"], "invitee");
    assert_eq!(shown["booking"]["cancellation"]["reason"], "Rain");
    assert_eq!(cancel(&deployment, &held, &json!({})).await.status, StatusCode::OK);
    let others = deployment.get_as(&other.token, &other.path).await.json();
    assert_eq!(others["booking"]["status"], "active", "and the event goes on for the others");
}

#[tokio::test(start_paused = true)]
async fn what_has_begun_can_no_longer_be_canceled() {
    let deployment = deployment(&[]);
    let held = hold(&deployment, "30min", 3).await;
    wait_until(&deployment, held.start()).await;
    assert_eq!(cancel(&deployment, &held, &json!({})).await.problem(), "409 booking-started");
    assert_eq!(count(&deployment.fake.take_routes(), "POST"), 0);
}

#[tokio::test(start_paused = true)]
async fn an_event_that_begins_while_it_is_being_canceled_has_begun() {
    let deployment = deployment(&[]);
    let held = hold(&deployment, "30min", 3).await;
    // Two reads take a tenth of a second, and so does the attempt.
    wait_until(&deployment, held.start() - chrono::TimeDelta::milliseconds(150)).await;
    assert_eq!(cancel(&deployment, &held, &json!({})).await.problem(), "409 booking-started");
    assert_eq!(count(&deployment.fake.take_routes(), "POST"), 1);
}

#[tokio::test(start_paused = true)]
async fn a_reason_that_calendly_would_not_take_is_refused_before_it_is_asked() {
    let deployment = deployment(&[]);
    let held = hold(&deployment, "30min", 3).await;
    for (body, expected) in [
        (json!({"reason": "x".repeat(10_001)}), "422 validation-failed /reason=too-long"),
        (json!({"reason": "nul\0"}), "422 validation-failed /reason=invalid-text"),
        (json!({"reason": 5}), "422 validation-failed /reason=invalid-type"),
        (json!({"reasons": "x"}), "422 validation-failed /reasons=unknown-field"),
        (json!([]), "422 validation-failed =invalid-type"),
    ] {
        assert_eq!(cancel(&deployment, &held, &body).await.problem(), expected);
    }
    let path = format!("{}/cancel", held.path);
    let request = Request::post(&path).header("authorization", format!("Bearer {}", held.token));
    let bare = deployment.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(bare.problem(), "415 unsupported-media-type");
    assert!(deployment.fake.take_routes().is_empty());
    let longest = json!({"reason": "ü".repeat(10_000)});
    let answer = cancel(&deployment, &held, &longest).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!(answer.json()["booking"]["cancellation"]["reason"], longest["reason"]);
}

#[tokio::test(start_paused = true)]
async fn a_page_that_may_not_write_cannot_cancel() {
    let key = ("SIGNING_KEY", "0123456789abcdef0123456789abcdef");
    let deployment = deployment(&[("CALENDLY_TOKEN", sandbox::DEMO_TOKEN), key]);
    let held = hold(&deployment, "30min", 3).await;
    let request = Request::post(format!("{}/cancel", held.path))
        .header("authorization", format!("Bearer {}", held.token))
        .header("origin", "https://evil.example")
        .header("content-type", "application/json");
    let answer = deployment.send(request.body(Body::from("{}")).unwrap()).await;
    assert_eq!(answer.problem(), "403 origin-not-allowed");
    assert!(deployment.fake.take_routes().is_empty());
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_broke_off_after_calendly_acted_is_a_success() {
    for fault in [Fault::ResetAfter, Fault::Hang] {
        let deployment = deployment(&[]);
        let starts = deployment.starts("30min").await;
        let held = hold(&deployment, "30min", 3).await;
        deployment.fake.plan_for("/scheduled_events", CANCELLATION, fault.clone(), 1);
        let answer = cancel(&deployment, &held, &json!({"reason": "Rain"})).await;
        assert_eq!(answer.json()["booking"]["status"], "canceled", "{fault:?}: {}", answer.text);
        assert_eq!(answer.json()["booking"]["cancellation"]["by"], "invitee");
        assert_eq!(count(&deployment.fake.take_routes(), CANCELLATION), 1, "{fault:?}: not asked twice");
        assert!(deployment.starts("30min").await.contains(&starts[3]));
    }
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_broke_off_before_calendly_acted_is_made_once_more() {
    for fault in [Fault::Reset, Fault::Answer(500, "{}"), Fault::Answer(502, "<html>")] {
        let deployment = deployment(&[]);
        let held = hold(&deployment, "30min", 3).await;
        deployment.fake.plan_for("/scheduled_events", CANCELLATION, fault.clone(), 1);
        let answer = cancel(&deployment, &held, &json!({})).await;
        assert_eq!(answer.json()["booking"]["status"], "canceled", "{fault:?}: {}", answer.text);
        assert_eq!(count(&deployment.fake.take_routes(), CANCELLATION), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn each_refusal_of_calendlys_has_its_outcome_and_a_way_on() {
    for (status, expected) in [
        (400, "409 cancel-at-calendly"),
        (403, "409 cancel-at-calendly"),
        (429, "503 calendly-unavailable"),
        (500, "503 calendly-unavailable"),
        (401, "502 token-refused"),
    ] {
        let deployment = deployment(&[]);
        let held = hold(&deployment, "30min", 3).await;
        deployment.fake.plan_for("/scheduled_events", CANCELLATION, Fault::Answer(status, "{}"), 99);
        let began = tokio::time::Instant::now();
        let answer = cancel(&deployment, &held, &json!({})).await;
        assert!(began.elapsed() < Duration::from_secs(14), "{status}: {:?}", began.elapsed());
        assert_eq!(answer.problem(), expected, "{status}");
        assert_eq!(answer.json()["scheduling_url"], held.booking["cancel_url"], "{status}");
        assert!(count(&deployment.fake.take_routes(), CANCELLATION) <= 2, "{status}: two tries at most");
        assert_eq!(at_calendly(&deployment, &held)["status"], "active");
    }
    let deployment = deployment(&[]);
    let held = hold(&deployment, "30min", 3).await;
    deployment.fake.plan_for("/scheduled_events", CANCELLATION, Fault::Answer(404, "{}"), 1);
    assert_eq!(cancel(&deployment, &held, &json!({})).await.problem(), "404 booking-not-found");
}

#[tokio::test(start_paused = true)]
async fn when_nobody_can_tell_whether_it_was_canceled_the_invitee_is_told_so() {
    for fault in [Fault::ResetAfter, Fault::Reset, Fault::Hang] {
        let deployment = deployment(&[]);
        let held = hold(&deployment, "30min", 3).await;
        deployment.fake.plan_for("/scheduled_events", CANCELLATION, fault.clone(), 1);
        // The event and the invitee are read first; from then on nothing can be read.
        deployment.fake.plan_after(2, "/scheduled_events", "", Fault::Answer(500, ""), 99);
        let began = tokio::time::Instant::now();
        let answer = cancel(&deployment, &held, &json!({})).await;
        assert!(began.elapsed() < Duration::from_secs(14), "{fault:?}: {:?}", began.elapsed());
        assert_eq!(answer.problem(), "504 cancellation-unconfirmed", "{fault:?}");
        assert_eq!(answer.json()["scheduling_url"], held.booking["cancel_url"]);
        deployment.fake.heal();
        let again = cancel(&deployment, &held, &json!({})).await;
        assert_eq!(again.json()["booking"]["status"], "canceled", "{fault:?}: {}", again.text);
    }
}

#[tokio::test(start_paused = true)]
async fn a_refusal_that_means_somebody_else_was_faster_is_a_success() {
    let deployment = deployment(&[]);
    let held = hold(&deployment, "30min", 3).await;
    let (first, second) = (json!({"reason": "first"}), json!({"reason": "second"}));
    let (first, second) =
        tokio::join!(cancel(&deployment, &held, &first), cancel(&deployment, &held, &second),);
    assert_eq!(count(&deployment.fake.take_routes(), CANCELLATION), 2, "both tried");
    assert_eq!(
        (first.status, second.status),
        (StatusCode::OK, StatusCode::OK),
        "{}{}",
        first.text,
        second.text
    );
    assert_eq!(first.json()["booking"]["cancellation"], second.json()["booking"]["cancellation"]);
}
