//! Bad input gets a clear problem that names the field, and Calendly is never asked; and each way in
//! which Calendly refuses a booking gets its documented outcome.

use crate::{
    faults::Fault,
    requests::{Deployment, booking, deployment},
};
use axum::body::Body;
use http::{Request, StatusCode};
use serde_json::{Value, json};

async fn send_raw(deployment: &Deployment, content_type: Option<&str>, body: String) -> String {
    let mut request = Request::post("/v1/bookings").header("idempotency-key", "k");
    if let Some(media_type) = content_type {
        request = request.header("content-type", media_type);
    }
    deployment.send(request.body(Body::from(body)).unwrap()).await.problem()
}

#[tokio::test(start_paused = true)]
async fn a_body_that_cannot_be_read_says_why() {
    let deployment = deployment(&[]);
    let json = Some("application/json; charset=utf-8");
    let whole = booking("2026-11-24T15:00:00Z").to_string();
    assert_eq!(send_raw(&deployment, json, "{\"event_type\":".into()).await, "400 malformed-json");
    assert_eq!(send_raw(&deployment, json, String::new()).await, "400 malformed-json");
    assert_eq!(send_raw(&deployment, json, format!("{whole}x")).await, "400 malformed-json");
    assert_eq!(send_raw(&deployment, Some("text/plain"), whole.clone()).await, "415 unsupported-media-type");
    assert_eq!(send_raw(&deployment, None, whole.clone()).await, "415 unsupported-media-type");
    let long = format!("{{\"event_type\":\"{}\"}}", "x".repeat(524_288));
    assert_eq!(send_raw(&deployment, json, long).await, "413 body-too-large");
    assert_eq!(send_raw(&deployment, json, "[]".into()).await, "422 validation-failed =invalid-type");
    assert_eq!(send_raw(&deployment, json, "{}".into()).await, "422 validation-failed /event_type=required");
    assert!(deployment.fake.take_routes().is_empty());
}

#[tokio::test(start_paused = true)]
async fn each_wrong_field_is_named_and_calendly_is_not_asked() {
    let deployment = deployment(&[]);
    deployment.get("/v1/event-types").await;
    deployment.fake.take_routes();
    let rows: [(&str, Value, &str); 14] = [
        ("/event_type", json!("nothing"), "404 event-type-not-found"),
        ("/start", json!("soon"), "422 validation-failed /start=invalid-time"),
        ("/start", json!(5), "422 validation-failed /start=invalid-type"),
        ("/invitee/name", json!(""), "422 validation-failed /invitee/name=required"),
        ("/invitee/name", json!("x".repeat(300)), "422 validation-failed /invitee/name=too-long"),
        ("/invitee/email", json!("ines@"), "422 validation-failed /invitee/email=invalid-email"),
        (
            "/invitee/email",
            json!(format!("{}@e.com", "x".repeat(300))),
            "422 validation-failed /invitee/email=too-long",
        ),
        ("/invitee/timezone", json!("Mars/Base"), "422 validation-failed /invitee/timezone=unknown-timezone"),
        (
            "/answers",
            json!([{"question": "Shoe size?", "answer": "43"}]),
            "422 validation-failed /answers/0/question=unknown-question",
        ),
        ("/guests", json!(["a", "b@example.com"]), "422 validation-failed /guests/0=invalid-email"),
        ("/location", json!({"kind": "physical"}), "422 validation-failed /location=invalid-location"),
        ("/tracking", json!({"gclid": "1"}), "422 validation-failed /tracking/gclid=unknown-field"),
        (
            "/tracking",
            json!({"utm_source": "x".repeat(256)}),
            "422 validation-failed /tracking/utm_source=too-long",
        ),
        ("/colour", json!("red"), "422 validation-failed /colour=unknown-field"),
    ];
    for (pointer, value, expected) in rows {
        let mut body = booking("2026-11-24T15:00:00Z");
        if pointer == "/colour" {
            body["colour"] = value;
        } else if let Some(place) = body.pointer_mut(pointer) {
            *place = value;
        } else {
            body[pointer.trim_start_matches('/')] = value;
        }
        assert_eq!(deployment.book(&body).await.problem(), expected, "{pointer}");
    }
    let mut body = booking("2026-11-24T15:00:00Z");
    body["event_type"] = "discovery-session".into();
    body["answers"] =
        json!([{"question": "Company name", "answer": " "}, {"question": "Phone number", "answer": "12"}]);
    assert_eq!(
        deployment.book(&body).await.problem(),
        "422 validation-failed /answers/0/answer=required /answers/1/answer=invalid-phone /answers=required"
    );
    assert!(deployment.fake.take_routes().is_empty());
}

/// What becomes of a booking that Calendly answers with this, and whether a link was minted.
async fn outcome(settings: &[(&str, &str)], status: u16, body: &'static str) -> (String, bool) {
    let deployment = deployment(settings);
    let starts = deployment.starts("30min").await;
    deployment.fake.plan("/invitees", Fault::Answer(status, body), 99);
    deployment.fake.take_routes();
    let answer = deployment.book(&booking(&starts[0])).await;
    let routes = deployment.fake.take_routes();
    // After a failure Calendly is asked once more, when it surely booked nothing.
    let tries = if status == 500 { 2 } else { 1 };
    assert_eq!(routes.iter().filter(|route| *route == "POST /invitees").count(), tries);
    let told = if answer.status == StatusCode::CREATED {
        format!("{} {}", answer.json()["status"], answer.json()["reason"]).replace('"', "")
    } else {
        answer.problem()
    };
    (told, routes.contains(&"POST /scheduling_links".to_owned()))
}

const GENERAL: &str = r#"{"title":"Invalid Argument","message":"The supplied parameters are invalid.""#;

#[tokio::test(start_paused = true)]
async fn each_documented_refusal_has_its_outcome() {
    const FILLED: &str = r#"{"title":"Internal Server Error","message":"x","details":[{"parameter":"event.start_time","message":"That start time has been filled","code":"already_filled"}]}"#;
    const LOCATION: &str = r#"{"title":"Invalid Argument","message":"Specified location kind is not configured for this event type.","details":[{"parameter":"event.location_configuration.location","message":"invalid location choice","code":"invalid_location_choice"}]}"#;
    const ANSWERS: &str =
        r#"{"title":"Invalid Argument","message":"Required Questions and Answers cannot be blank."}"#;
    const NAME: &str = r#"{"title":"Invalid Argument","message":"x","details":[{"parameter":"invitee","message":"either name or first_name must be filled"}]}"#;
    const PLAN: &str =
        r#"{"title":"Permission Denied","message":"Please upgrade to a paid Calendly account."}"#;
    const SCOPE: &str =
        r#"{"title":"Insufficient scope","message":"x","required_scopes":["scheduled_events:write"]}"#;
    assert!(LOCATION.starts_with(GENERAL.get(..10).unwrap_or_default()));
    for (status, body, expected, minted) in [
        (400, FILLED, "409 slot-taken", false),
        (400, LOCATION, "422 validation-failed /location=invalid-location", false),
        (400, ANSWERS, "422 validation-failed /answers=required", false),
        (400, NAME, "422 validation-failed /invitee/name=required", false),
        (400, "{}", "link calendly-failed", true),
        (403, PLAN, "link direct-booking-refused", true),
        (403, SCOPE, "link direct-booking-refused", true),
        (429, "{}", "link rate-limited", true),
        (500, "", "link calendly-failed", true),
        (401, "{}", "502 token-refused", false),
        (404, "{}", "404 event-type-not-found", false),
    ] {
        assert_eq!(outcome(&[], status, body).await, (expected.to_owned(), minted), "{status} {body}");
    }
    for (status, body, expected) in [
        (403, PLAN, "502 direct-booking-unavailable"),
        (429, "{}", "503 calendly-unavailable"),
        (500, "", "503 calendly-unavailable"),
        (400, "{}", "503 calendly-unavailable"),
    ] {
        let direct = [("BOOKING_MODE", "direct")];
        assert_eq!(outcome(&direct, status, body).await, (expected.to_owned(), false), "{status} {body}");
    }
}

#[tokio::test(start_paused = true)]
async fn when_the_answer_is_lost_calendly_is_asked_before_anything_else() {
    for fault in [Fault::ResetAfter, Fault::Hang] {
        let deployment = deployment(&[]);
        let starts = deployment.starts("30min").await;
        deployment.fake.plan("/invitees", fault.clone(), 1);
        let answer = deployment.book(&booking(&starts[0])).await;
        assert_eq!(answer.json()["status"], "confirmed", "{fault:?}: {}", answer.text);
        let routes = deployment.fake.take_routes();
        assert_eq!(routes.iter().filter(|route| *route == "POST /invitees").count(), 1);
        assert!(!routes.contains(&"POST /scheduling_links".to_owned()));
    }
}

#[tokio::test(start_paused = true)]
async fn when_nobody_can_tell_whether_it_was_booked_the_visitor_is_told_so() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    deployment.fake.plan("/invitees", Fault::ResetAfter, 1);
    deployment.fake.plan("/scheduled_events", Fault::Answer(500, ""), 99);
    let answer = deployment.book(&booking(&starts[0])).await;
    assert_eq!(answer.problem(), "504 booking-unconfirmed");
}
