//! Moving a booking: the new time is booked as the old one was, the old one goes, and nothing is lost in between.

use crate::{
    faults::Fault,
    manage::{Held, hold, wait_until},
    requests::{Answer, Deployment, deployment},
};
use axum::body::Body;
use http::{Request, StatusCode};
use serde_json::{Value, json};

pub(crate) async fn send(deployment: &Deployment, held: &Held, key: &str, body: &Value) -> Answer {
    let request = Request::post(format!("{}/reschedule", held.path))
        .header("authorization", format!("Bearer {}", held.token))
        .header("content-type", "application/json")
        .header("idempotency-key", key);
    deployment.send(request.body(Body::from(body.to_string())).unwrap()).await
}

pub(crate) async fn reschedule(deployment: &Deployment, held: &Held, start: &str) -> Answer {
    send(deployment, held, "move", &json!({ "start": start })).await
}

/// Start and status of every event of the invitee, in order of start.
pub(crate) fn events(deployment: &Deployment) -> Vec<(String, String)> {
    let user = deployment.fake.ask_sandbox("/users/me")["resource"]["uri"].as_str().unwrap().to_owned();
    let events =
        deployment.fake.ask_sandbox(&format!("/scheduled_events?user={user}&invitee_email=ines@example.com"));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let pair = |event: &Value| (text(&event["start_time"]), text(&event["status"]));
    events["collection"].as_array().unwrap().iter().map(pair).collect()
}

pub(crate) fn pairs(expected: &[(&String, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(start, status)| ((*start).clone(), (*status).to_owned())).collect()
}

#[tokio::test(start_paused = true)]
async fn a_moved_booking_is_booked_as_it_was_and_the_old_one_is_gone() {
    let deployment = deployment(&[]);
    let slug = "discovery-session";
    let starts = deployment.starts(slug).await;
    let body = json!({
        "event_type": slug,
        "start": starts[5],
        "invitee": {"name": "Inês Duarte", "email": "ines@example.com", "timezone": "Europe/Lisbon"},
        "answers": [
            {"question": "Company name", "answer": "Acme"},
            {"question": "Phone number", "answer": "+351 912 345 678"},
            {"question": "How large is your team?", "answer": "2–10"},
            {"question": "Which topics interest you?", "answer": "Website\nsomething else"},
        ],
        "guests": ["ada@example.com"],
        "tracking": {"utm_source": "newsletter"},
    });
    let held = Held::of(&deployment.book(&body).await);
    let first = deployment
        .fake
        .0
        .calls
        .lock()
        .unwrap()
        .iter()
        .rfind(|call| call.route == "POST /invitees")
        .unwrap()
        .body
        .clone();
    let answer =
        send(&deployment, &held, "move", &json!({"start": starts[9], "timezone": "Asia/Tokyo"})).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    assert_eq!(
        (&answer.json()["status"], &answer.json()["previous"]),
        (&"confirmed".into(), &"canceled".into())
    );
    assert_eq!(events(&deployment), pairs(&[(&starts[5], "canceled"), (&starts[9], "active")]));

    let second = deployment
        .fake
        .0
        .calls
        .lock()
        .unwrap()
        .iter()
        .rfind(|call| call.route == "POST /invitees")
        .unwrap()
        .body
        .clone();
    let (mut first, mut second): (Value, Value) =
        (serde_json::from_str(&first).unwrap(), serde_json::from_str(&second).unwrap());
    assert_eq!(
        (second["start_time"].take(), second["invitee"]["timezone"].take()),
        (starts[9].clone().into(), "Asia/Tokyo".into())
    );
    (first["start_time"], first["invitee"]["timezone"]) = (Value::Null, Value::Null);
    assert_eq!(second, first, "everything else as it was");

    let moved = Held::of(&answer);
    let shown = deployment.get_as(&moved.token, &moved.path).await.json();
    assert_eq!(shown["booking"]["status"], "active");
    let old = deployment.get_as(&held.token, &held.path).await.json();
    assert_eq!(
        (&old["booking"]["status"], &old["booking"]["cancellation"]["by"]),
        (&"canceled".into(), &"invitee".into())
    );
    let free = deployment.starts(slug).await;
    assert!(
        free.contains(&starts[5]) && !free.contains(&starts[9]),
        "the old time is free, the new one is not"
    );
}

#[tokio::test(start_paused = true)]
async fn the_same_key_moves_once_and_a_canceled_booking_is_not_moved_again() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let held = hold(&deployment, "30min", 9).await;
    let first = reschedule(&deployment, &held, &starts[12]).await;
    deployment.fake.take_routes();
    let again = reschedule(&deployment, &held, &starts[12]).await;
    assert_eq!((again.status, &again.text), (StatusCode::CREATED, &first.text));
    assert!(deployment.fake.take_routes().iter().all(|route| route.starts_with("GET ")));
    let other = send(&deployment, &held, "other", &json!({"start": starts[14]})).await;
    assert_eq!(other.problem(), "409 booking-canceled");
    let reused = send(&deployment, &held, "move", &json!({"start": starts[14]})).await;
    assert_eq!(reused.problem(), "422 idempotency-key-reused");
    assert_eq!(events(&deployment), pairs(&[(&starts[9], "canceled"), (&starts[12], "active")]));
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_moved_here_stays_as_it_was_and_there_is_a_way_on() {
    const PLAN: &str =
        r#"{"title":"Permission Denied","message":"Please upgrade to a paid Calendly account."}"#;
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let held = hold(&deployment, "30min", 9).await;
    deployment.fake.plan("/invitees", Fault::Answer(403, PLAN), 1);
    let refused = reschedule(&deployment, &held, &starts[12]).await;
    assert_eq!(refused.problem(), "409 reschedule-at-calendly");
    assert!(
        refused.json()["scheduling_url"].as_str().unwrap().contains("/reschedulings/"),
        "{}",
        refused.text
    );
    assert!(
        !deployment.fake.take_routes().contains(&"POST /scheduling_links".to_owned()),
        "no link is wasted"
    );
    assert_eq!(events(&deployment), pairs(&[(&starts[9], "active")]));

    deployment.fake.book_elsewhere("30min", &starts[12]);
    let taken = send(&deployment, &held, "taken", &json!({"start": starts[12]})).await;
    assert_eq!(taken.problem(), "409 slot-taken");
    assert!(!taken.json()["alternatives"].as_array().unwrap().is_empty());
    assert_eq!(events(&deployment), pairs(&[(&starts[9], "active")]));

    let group = hold(&deployment, "onboarding-workshop", 0).await;
    let shared = send(&deployment, &group, "group", &json!({"start": starts[14]})).await;
    assert_eq!(shared.problem(), "409 reschedule-at-calendly");
}

#[tokio::test(start_paused = true)]
async fn a_move_is_judged_before_anything_is_booked() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let held = hold(&deployment, "30min", 9).await;
    for (body, expected) in [
        (json!({"start": "soon"}), "422 validation-failed /start=invalid-time"),
        (
            json!({"start": starts[12], "timezone": "Mars/Base"}),
            "422 validation-failed /timezone=unknown-timezone",
        ),
        (json!({"start": starts[12], "colour": "red"}), "422 validation-failed /colour=unknown-field"),
        (json!({}), "422 validation-failed /start=required"),
    ] {
        assert_eq!(send(&deployment, &held, "bad", &body).await.problem(), expected, "{body}");
    }
    let body = json!({"start": starts[12]});
    let path = format!("{}/reschedule", held.path);
    assert_eq!(deployment.post_as(&held.token, &path, &body).await.problem(), "400 idempotency-key-missing");
    assert_eq!(deployment.post(&path, Some("none"), &body).await.problem(), "401 manage-token-invalid");
    wait_until(&deployment, held.start()).await;
    assert_eq!(reschedule(&deployment, &held, &starts[40]).await.problem(), "409 booking-started");
    assert_eq!(events(&deployment), pairs(&[(&starts[9], "active")]));
}
