//! Booking as a visitor meets it: confirmed, repeated with the same key, taken meanwhile.

use crate::requests::{booking, deployment};
use http::StatusCode;
use serde_json::json;

#[tokio::test(start_paused = true)]
async fn a_booking_is_confirmed_exists_at_calendly_and_takes_its_slot() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let answer = deployment.book(&booking(&starts[3])).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    let body = answer.json();
    assert_eq!(body["status"], "confirmed");
    assert_eq!(body["booking"]["event_type"], "30min");
    assert_eq!(body["booking"]["timezone"], "Europe/Lisbon");
    assert_eq!(body["booking"]["host_name"], "Maya Lindqvist");
    assert_eq!(body["booking"]["host_timezone"], "America/New_York");
    assert_eq!(body["booking"]["host_offset_seconds"], -5 * 3600);
    assert_eq!(body["booking"]["location"]["kind"], "google_conference");
    assert_eq!(body["manage_token"].as_str().unwrap().split('.').count(), 3);
    let start = shared::instant::parse(&starts[3]).unwrap();
    let times = (body["booking"]["start"].as_str().unwrap(), body["booking"]["end"].as_str().unwrap());
    assert_eq!(shared::instant::parse(times.0), Some(start));
    assert_eq!(shared::instant::parse(times.1), Some(start + chrono::TimeDelta::minutes(30)));

    let user = deployment.fake.ask_sandbox("/users/me")["resource"]["uri"].as_str().unwrap().to_owned();
    let events =
        deployment.fake.ask_sandbox(&format!("/scheduled_events?user={user}&invitee_email=ines@example.com"));
    assert_eq!(events["collection"].as_array().unwrap().len(), 1);
    for slug in ["30min", "discovery-session", "project-consultation"] {
        assert!(!deployment.starts(slug).await.contains(&starts[3]), "the host is busy in {slug} too");
    }
}

#[tokio::test(start_paused = true)]
async fn the_same_key_gets_the_same_answer_and_books_once() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let body = booking(&starts[0]);
    let first = deployment.post("/v1/bookings", Some("one"), &body).await;
    deployment.fake.take_routes();
    let second = deployment.post("/v1/bookings", Some("one"), &body).await;
    assert_eq!((second.status, &second.text), (StatusCode::CREATED, &first.text));
    assert!(deployment.fake.take_routes().is_empty(), "Calendly is not asked again");
    let other = deployment.post("/v1/bookings", Some("one"), &booking(&starts[1])).await;
    assert_eq!(other.problem(), "422 idempotency-key-reused");
    let none = deployment.post("/v1/bookings", None, &body).await;
    assert_eq!(none.problem(), "400 idempotency-key-missing");
    let long = deployment.post("/v1/bookings", Some(&"k".repeat(256)), &body).await;
    assert_eq!(long.problem(), "400 idempotency-key-missing");
}

#[tokio::test(start_paused = true)]
async fn a_time_that_somebody_else_took_comes_with_the_nearest_free_ones() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let taken = &starts[6];
    deployment.book(&booking(taken)).await;
    let mut late = booking(taken);
    late["invitee"]["email"] = "late@example.com".into();
    let answer = deployment.book(&late).await;
    assert_eq!(answer.problem(), "409 slot-taken");
    let alternatives: Vec<_> = answer.json()["alternatives"]
        .as_array()
        .unwrap()
        .iter()
        .map(|slot| slot["start"].as_str().unwrap().to_owned())
        .collect();
    assert!(alternatives.iter().any(|start| start < taken) && alternatives.iter().any(|start| start > taken));
    assert!(!alternatives.contains(taken));
    assert!(alternatives.iter().all(|start| starts.contains(start)), "they are real: {alternatives:?}");
}

#[tokio::test(start_paused = true)]
async fn a_start_that_was_never_on_offer_is_taken_too() {
    let deployment = deployment(&[]);
    for start in ["2026-11-24T03:07:00Z", "2020-01-01T10:00:00Z", "2031-01-01T10:00:00Z"] {
        assert_eq!(deployment.book(&booking(start)).await.problem(), "409 slot-taken", "{start}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_calendly_gets_is_complete_and_in_its_own_words() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("discovery-session").await;
    let answer = deployment
        .book(&json!({
            "event_type": "discovery-session",
            "start": starts[0],
            "invitee": {"name": " Inês Duarte ", "email": "ines@example.com", "timezone": "Europe/Lisbon"},
            "answers": [
                {"question": "Company name", "answer": "Acme"},
                {"question": "Phone number", "answer": "+351 912 345 678"},
                {"question": "How large is your team?", "answer": "2–10"},
                {"question": "Which topics interest you?", "answer": "Website\nsomething else"},
            ],
            "guests": ["ada@example.com"],
            "tracking": {"utm_source": "newsletter"},
        }))
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    let calls = deployment.fake.0.calls.lock().unwrap();
    let sent = calls.iter().find(|call| call.route == "POST /invitees").unwrap();
    let mut sent: serde_json::Value = serde_json::from_str(&sent.body).unwrap();
    assert_eq!(sent["start_time"], starts[0], "byte for byte");
    sent["event_type"] = "[uri]".into();
    sent["start_time"] = "[start]".into();
    insta::assert_json_snapshot!(sent);
}

#[tokio::test(start_paused = true)]
async fn first_and_last_name_a_group_and_a_round_robin_can_be_booked() {
    let deployment = deployment(&[]);
    for slug in
        ["coaching-session", "onboarding-workshop", "product-demo", "open-studio", "project-consultation"]
    {
        let starts = deployment.starts(slug).await;
        let answer = deployment
            .book(&json!({
                "event_type": slug,
                "start": starts.last().unwrap(),
                "invitee": {"first_name": "Inês", "last_name": "Duarte", "email": "ines@example.com", "timezone": "UTC"},
            }))
            .await;
        assert_eq!(answer.json()["status"], "confirmed", "{slug}: {}", answer.text);
    }
}

#[tokio::test(start_paused = true)]
async fn each_place_on_offer_can_be_chosen() {
    let deployment = deployment(&[]);
    for (index, (location, kind)) in [
        (json!({"kind": "physical", "location": "Café Lumen, 9 Bleecker Street, New York"}), "physical"),
        (json!({"kind": "outbound_call", "location": "+351 912 345 678"}), "outbound_call"),
        (json!({"kind": "inbound_call"}), "inbound_call"),
        (json!({"kind": "ask_invitee", "location": "The park"}), "ask_invitee"),
    ]
    .into_iter()
    .enumerate()
    {
        let starts = deployment.starts("coffee-or-call").await;
        let mut body = booking(&starts[index * 3]);
        body["event_type"] = "coffee-or-call".into();
        body["location"] = location;
        let answer = deployment.book(&body).await;
        assert_eq!(answer.json()["booking"]["location"]["kind"], kind, "{}", answer.text);
    }
}
