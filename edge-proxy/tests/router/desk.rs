//! The desk: one booking for a key however often it is sent, one for a slot however many want it, and nothing
//! lost when everything ends in the middle.

use crate::{
    faults::Fault,
    requests::{Deployment, booking, deployment},
};
use core::time::Duration;
use futures_util::future::join_all;
use http::StatusCode;
use serde_json::Value;

/// The active events at starts that were free in the beginning.
fn events(deployment: &Deployment, free: &[String]) -> Vec<Value> {
    let user = deployment.fake.ask_sandbox("/users/me")["resource"]["uri"].as_str().unwrap().to_owned();
    let events =
        deployment.fake.ask_sandbox(&format!("/scheduled_events?user={user}&status=active&count=100"));
    let is_new = |event: &&Value| free.iter().any(|start| event["start_time"] == start.as_str());
    events["collection"].as_array().unwrap().iter().filter(is_new).cloned().collect()
}

fn tries(deployment: &Deployment) -> usize {
    deployment.fake.take_routes().iter().filter(|route| *route == "POST /invitees").count()
}

#[tokio::test(start_paused = true)]
async fn fifty_requests_with_one_key_are_one_booking_and_fifty_equal_answers() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    deployment.fake.take_routes();
    let body = booking(&starts[9]);
    let isolates: Vec<_> = (0..5).map(|_| deployment.elsewhere()).collect();
    let answers = join_all((0..50).map(|n| isolates[n % 5].post("/v1/bookings", Some("one"), &body))).await;
    for answer in &answers {
        assert_eq!((answer.status, &answer.text), (StatusCode::CREATED, &answers[0].text));
    }
    assert_eq!(answers[0].json()["status"], "confirmed");
    assert_eq!((tries(&deployment), events(&deployment, &starts).len()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn one_key_with_two_bodies_at_once_books_one_of_them() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let (one, other) = (booking(&starts[9]), booking(&starts[11]));
    let send = |body| deployment.post("/v1/bookings", Some("one"), body);
    let answers = join_all([send(&one), send(&other), send(&one), send(&other)]).await;
    let statuses: Vec<_> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    assert_eq!(statuses, [201, 422, 201, 422]);
    assert_eq!(answers[1].problem(), "422 idempotency-key-reused");
    assert_eq!(events(&deployment, &starts).len(), 1);
}

#[tokio::test(start_paused = true)]
async fn twenty_visitors_who_want_one_slot_are_told_the_truth_each() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let bodies: Vec<_> = (0..20)
        .map(|visitor| {
            let mut body = booking(&starts[9]);
            body["invitee"]["email"] = format!("visitor-{visitor}@example.com").into();
            body
        })
        .collect();
    let answers = join_all(bodies.iter().map(|body| deployment.book(body))).await;
    let booked = answers.iter().filter(|answer| answer.status == StatusCode::CREATED).count();
    let taken = answers.iter().filter(|answer| answer.status == StatusCode::CONFLICT).count();
    assert_eq!((booked, taken, events(&deployment, &starts).len()), (1, 19, 1));
}

#[tokio::test(start_paused = true)]
async fn a_refusal_is_given_again_too_and_an_answer_is_kept_for_a_day() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    deployment.fake.book_elsewhere("30min", &starts[9]);
    let body = booking(&starts[9]);
    let send = |key: &'static str, body| deployment.post("/v1/bookings", Some(key), body);
    assert_eq!(send("one", &body).await.problem(), "409 slot-taken");
    deployment.fake.take_routes();
    let again = send("one", &body).await;
    assert_eq!((again.problem().as_str(), tries(&deployment)), ("409 slot-taken", 0));
    let other = booking(&starts[12]);
    let first = send("two", &other).await;
    tokio::time::advance(Duration::from_hours(23)).await;
    assert_eq!(send("two", &other).await.text, first.text);
    deployment.fake.0.objects.ring(&deployment.fake).await;
    assert!(deployment.fake.0.objects.stored() > 0);
    tokio::time::advance(Duration::from_hours(1)).await;
    deployment.fake.0.objects.ring(&deployment.fake).await;
    assert_eq!(deployment.fake.0.objects.stored(), 0, "and then forgotten");
}

#[tokio::test(start_paused = true)]
async fn a_day_later_a_key_is_free_also_before_anybody_has_cleared_up() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let send = |body| deployment.post("/v1/bookings", Some("one"), body);
    let (one, other) = (booking(&starts[9]), booking(&starts[40]));
    assert_eq!(send(&one).await.json()["status"], "confirmed");
    tokio::time::advance(Duration::from_hours(23)).await;
    assert_eq!(send(&other).await.problem(), "422 idempotency-key-reused");
    tokio::time::advance(Duration::from_hours(1)).await;
    assert_eq!(send(&other).await.json()["status"], "confirmed");
}

#[tokio::test(start_paused = true)]
async fn what_failed_before_calendly_acted_is_tried_once_more() {
    for fault in [Fault::Answer(503, ""), Fault::Reset, Fault::HangBefore] {
        let deployment = deployment(&[]);
        let starts = deployment.starts("30min").await;
        deployment.fake.take_routes();
        deployment.fake.plan("/invitees", fault.clone(), 1);
        let answer = deployment.book(&booking(&starts[9])).await;
        assert_eq!(answer.json()["status"], "confirmed", "{fault:?}");
        assert_eq!((tries(&deployment), events(&deployment, &starts).len()), (2, 1), "{fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_failed_after_calendly_acted_is_found_and_never_made_again() {
    for fault in [Fault::AnswerAfter(502), Fault::ResetAfter, Fault::Hang] {
        for slug in ["30min", "onboarding-workshop"] {
            let deployment = deployment(&[]);
            let starts = deployment.starts(slug).await;
            deployment.fake.take_routes();
            deployment.fake.plan("/invitees", fault.clone(), 1);
            let mut body = booking(starts.last().unwrap());
            body["event_type"] = slug.into();
            let answer = deployment.book(&body).await;
            assert_eq!(answer.json()["status"], "confirmed", "{fault:?} {slug}: {}", answer.text);
            let user =
                deployment.fake.ask_sandbox("/users/me")["resource"]["uri"].as_str().unwrap().to_owned();
            let path = format!("/scheduled_events?user={user}&invitee_email=ines@example.com");
            let found = deployment.fake.ask_sandbox(&path);
            assert_eq!(found["collection"].as_array().unwrap().len(), 1, "{fault:?} {slug}");
            assert_eq!(tries(&deployment), 1, "{fault:?} {slug}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_leaves_doubt_is_taken_up_again_by_the_same_key() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    deployment.fake.plan("/invitees", Fault::ResetAfter, 1);
    deployment.fake.plan("/scheduled_events", Fault::Answer(500, ""), 99);
    let body = booking(&starts[9]);
    let send = || deployment.post("/v1/bookings", Some("one"), &body);
    assert_eq!(send().await.problem(), "504 booking-unconfirmed");
    deployment.fake.heal();
    deployment.fake.take_routes();
    assert_eq!(send().await.json()["status"], "confirmed", "it had been booked");
    assert_eq!((tries(&deployment), events(&deployment, &starts).len()), (0, 1));
}

#[tokio::test(start_paused = true)]
async fn whenever_everything_ends_in_the_middle_the_same_key_finds_or_makes_the_one_booking() {
    // Each call takes 100 ms: before Calendly is asked, while it is, after it has acted, while the event is read.
    for milliseconds in [1, 50, 99, 101, 150, 199, 201, 250, 299] {
        let deployment = deployment(&[]);
        let starts = deployment.starts("30min").await;
        deployment.fake.settle().await;
        let body = booking(&starts[9]);
        let cut = deployment.post("/v1/bookings", Some("one"), &body);
        let cut = tokio::time::timeout(Duration::from_millis(milliseconds), cut).await;
        deployment.fake.crash();
        let late = booking(&starts[9]).as_object().cloned().map(|mut body| {
            body["invitee"]["email"] = "late@example.com".into();
            Value::Object(body)
        });
        let answer = deployment.post("/v1/bookings", Some("one"), &body).await;
        assert_eq!(answer.json()["status"], "confirmed", "{milliseconds} ms: {}", answer.text);
        if let Ok(first) = cut {
            assert_eq!(first.text, answer.text, "{milliseconds} ms");
        }
        assert_eq!(events(&deployment, &starts).len(), 1, "{milliseconds} ms");
        let late = deployment.post("/v1/bookings", Some("two"), &late.unwrap()).await;
        assert_eq!(late.problem(), "409 slot-taken", "{milliseconds} ms");
    }
}
