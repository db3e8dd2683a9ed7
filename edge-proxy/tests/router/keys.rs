//! Idempotency keys where they are easily mistaken: one for two event types or for two moves, and one that is sent
//! again after everything around it has changed.

use crate::{
    faults::Fault,
    manage::{Held, hold},
    requests::{Answer, Deployment, booking, deployment},
};
use axum::body::Body;
use core::time::Duration;
use futures_util::future::join_all;
use http::{Request, StatusCode};
use serde_json::{Value, json};

async fn of_type(deployment: &Deployment, slug: &str) -> Value {
    let starts = deployment.starts(slug).await;
    let mut body = booking(&starts[starts.len() / 2]);
    body["event_type"] = slug.into();
    body
}

async fn send(deployment: &Deployment, body: &Value) -> Answer {
    deployment.post("/v1/bookings", Some("one"), body).await
}

async fn moved(deployment: &Deployment, held: &Held, start: &str) -> Answer {
    let request = Request::post(format!("{}/reschedule", held.path))
        .header("authorization", format!("Bearer {}", held.token))
        .header("content-type", "application/json")
        .header("idempotency-key", "one");
    deployment.send(request.body(Body::from(json!({ "start": start }).to_string())).unwrap()).await
}

#[tokio::test(start_paused = true)]
async fn a_key_belongs_to_one_event_type_for_a_day_whatever_restarts() {
    let deployment = deployment(&[]);
    let (one, other) = (of_type(&deployment, "30min").await, of_type(&deployment, "consulta-inicial").await);
    let first = send(&deployment, &one).await;
    assert_eq!(first.json()["status"], "confirmed", "{}", first.text);
    assert_eq!(send(&deployment, &other).await.problem(), "422 idempotency-key-reused");
    deployment.fake.settle().await;
    deployment.fake.0.objects.evict();
    assert_eq!(send(&deployment, &other).await.problem(), "422 idempotency-key-reused");
    assert_eq!(send(&deployment, &one).await.text, first.text);
    assert_eq!(deployment.fake.events_of("ines@example.com").len(), 1);

    tokio::time::advance(Duration::from_hours(24)).await;
    let other = of_type(&deployment, "consulta-inicial").await;
    assert_eq!(send(&deployment, &other).await.json()["status"], "confirmed", "and then it is free again");
}

#[tokio::test(start_paused = true)]
async fn one_key_for_two_event_types_at_once_books_one_of_them() {
    let deployment = deployment(&[]);
    let (one, other) = (of_type(&deployment, "30min").await, of_type(&deployment, "coaching-session").await);
    let isolates = [deployment.elsewhere(), deployment.elsewhere()];
    let sent = (0..8).map(|n| send(&isolates[n % 2], if n % 4 < 2 { &one } else { &other }));
    let answers = join_all(sent).await;
    let booked: Vec<_> = answers.iter().filter(|answer| answer.status == StatusCode::CREATED).collect();
    assert_eq!(booked.len(), 4);
    assert!(booked.iter().all(|answer| answer.text == booked[0].text));
    let refused = answers.iter().filter(|answer| answer.status != StatusCode::CREATED);
    assert!(refused.clone().all(|answer| answer.problem() == "422 idempotency-key-reused"));
    assert_eq!((refused.count(), deployment.fake.events_of("ines@example.com").len()), (4, 1));
}

#[tokio::test(start_paused = true)]
async fn a_key_that_a_booking_has_does_not_move_it_and_one_that_moved_a_booking_moves_no_other() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let (one, other) = (hold(&deployment, "30min", 9).await, hold(&deployment, "30min", 19).await);
    let first = moved(&deployment, &one, &starts[12]).await;
    assert_eq!(first.json()["previous"], "canceled", "{}", first.text);
    assert_eq!(moved(&deployment, &other, &starts[12]).await.problem(), "422 idempotency-key-reused");
    let mut body = booking(&starts[12]);
    body["invitee"] =
        json!({"name": "Inês Duarte", "email": "ines@example.com", "timezone": "Europe/Lisbon"});
    assert_eq!(send(&deployment, &body).await.problem(), "422 idempotency-key-reused");
    assert_eq!(deployment.fake.events_of("ines@example.com").len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_booking_is_answered_again_whatever_the_host_has_changed_since() {
    let changes: [fn(&mut Vec<Value>); 2] = [
        |types| types[0]["custom_questions"][0]["required"] = true.into(),
        |types| types.retain(|event_type| event_type["slug"] != "30min"),
    ];
    for change in changes {
        let deployment = deployment(&[]);
        let body = of_type(&deployment, "30min").await;
        let first = send(&deployment, &body).await;
        assert_eq!(first.json()["status"], "confirmed", "{}", first.text);
        deployment.fake.change_offer(change);
        tokio::time::advance(Duration::from_hours(1)).await;
        deployment.get("/v1/event-types").await;
        deployment.fake.settle().await;
        let fresh = deployment.book(&body).await;
        assert_ne!(fresh.status, StatusCode::CREATED, "the change has arrived");
        assert_eq!(send(&deployment, &body).await.text, first.text);
        let mut other = body.clone();
        other["invitee"]["name"] = "Somebody Else".into();
        assert_eq!(
            send(&deployment, &other).await.problem(),
            fresh.problem(),
            "another request is not answered so"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_move_is_answered_again_while_calendly_is_down_and_after_the_host_has_changed_the_questions() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let held = hold(&deployment, "30min", 19).await;
    let first = moved(&deployment, &held, &starts[22]).await;
    assert_eq!(first.json()["previous"], "canceled", "{}", first.text);
    deployment.fake.plan("/scheduled_events", Fault::Answer(503, ""), 99);
    assert_eq!(moved(&deployment, &held, &starts[22]).await.text, first.text);
    deployment.fake.heal();
    deployment.fake.change_offer(|types| types[0]["locations"] = json!([{"kind": "ask_invitee"}]));
    tokio::time::advance(Duration::from_hours(1)).await;
    deployment.get("/v1/event-types").await;
    deployment.fake.settle().await;
    assert_eq!(moved(&deployment, &held, &starts[22]).await.text, first.text);
    assert_eq!(deployment.fake.events_of("ines@example.com").len(), 1);
}
