//! Single-use links: asked for, or minted in place of a direct booking.

use crate::requests::{booking, deployment};
use http::StatusCode;
use serde_json::json;

#[tokio::test(start_paused = true)]
async fn in_link_mode_a_booking_becomes_one_link_with_everything_filled_in() {
    let deployment = deployment(&[("BOOKING_MODE", "link")]);
    let starts = deployment.starts("30min").await;
    let mut body = booking(&starts[0]);
    body["tracking"] = json!({"utm_source": "newsletter"});
    let answer = deployment.book(&body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    let link = answer.json();
    assert_eq!((&link["status"], &link["reason"]), (&"link".into(), &"requested".into()));
    let url = link["url"].as_str().unwrap();
    assert!(url.starts_with("http://127.0.0.1:8787/d/"), "{url}");
    let day = starts[0].get(..10).unwrap();
    for part in [
        format!("/30min/{}", starts[0].replace(".000000", "")),
        format!("date={day}"),
        "name=In%C3%AAs%20Duarte".into(),
        "email=ines@example.com".into(),
        "utm_source=newsletter".into(),
    ] {
        assert!(url.contains(&part), "{part} in {url}");
    }
    deployment.fake.take_routes();
    assert_eq!(deployment.book(&body).await.text, answer.text, "a retry re-uses it");
    assert!(deployment.fake.take_routes().is_empty());
    let never = deployment.book(&booking("2026-11-24T03:07:00Z")).await;
    assert_eq!(never.problem(), "409 slot-taken", "no link for a time that is not free");
}

#[tokio::test(start_paused = true)]
async fn a_link_can_be_asked_for_with_as_little_as_an_event_type() {
    let deployment = deployment(&[]);
    let answer = deployment.post("/v1/links", None, &json!({"event_type": "30min"})).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    assert!(!answer.json()["url"].as_str().unwrap().contains('?'));
    let whole = json!({
        "event_type": "discovery-session",
        "start": deployment.starts("discovery-session").await[0],
        "invitee": {"first_name": "Ada", "timezone": "Asia/Tokyo"},
        "answers": [{"question": "How large is your team?", "answer": "2–10"}],
    });
    let url = deployment.post("/v1/links", None, &whole).await.json()["url"].as_str().unwrap().to_owned();
    assert!(url.contains("first_name=Ada") && url.contains("a4=2"), "{url}");
}

#[tokio::test(start_paused = true)]
async fn what_is_wrong_with_a_link_request_is_named() {
    let deployment = deployment(&[]);
    for (body, expected) in [
        (json!({"event_type": "nothing"}), "404 event-type-not-found"),
        (json!({}), "422 validation-failed /event_type=required"),
        (json!({"event_type": "30min", "start": "x"}), "422 validation-failed /start=invalid-time"),
        (
            json!({"event_type": "30min", "invitee": {"email": "x"}}),
            "422 validation-failed /invitee/email=invalid-email",
        ),
        (json!({"event_type": "30min", "start": "2026-11-24T03:07:00Z"}), "409 slot-taken"),
        (json!({"event_type": "30min", "owner": "x"}), "422 validation-failed /owner=unknown-field"),
    ] {
        assert_eq!(deployment.post("/v1/links", None, &body).await.problem(), expected);
    }
}
