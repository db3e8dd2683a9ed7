//! Moving a booking: the new time is booked as the old one was, the old one goes, and nothing is lost in between.

use crate::{
    faults::Fault,
    manage::{Held, hold, wait_until},
    requests::{Answer, Deployment, deployment},
};
use axum::body::Body;
use core::time::Duration;
use http::{Request, StatusCode};
use serde_json::{Value, json};

async fn send(deployment: &Deployment, held: &Held, key: &str, body: &Value) -> Answer {
    let request = Request::post(format!("{}/reschedule", held.path))
        .header("authorization", format!("Bearer {}", held.token))
        .header("content-type", "application/json")
        .header("idempotency-key", key);
    deployment.send(request.body(Body::from(body.to_string())).unwrap()).await
}

async fn reschedule(deployment: &Deployment, held: &Held, start: &str) -> Answer {
    send(deployment, held, "move", &json!({ "start": start })).await
}

/// Start and status of every event of the invitee, in order of start.
fn events(deployment: &Deployment) -> Vec<(String, String)> {
    let user = deployment.fake.ask_sandbox("/users/me")["resource"]["uri"].as_str().unwrap().to_owned();
    let events =
        deployment.fake.ask_sandbox(&format!("/scheduled_events?user={user}&invitee_email=ines@example.com"));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let pair = |event: &Value| (text(&event["start_time"]), text(&event["status"]));
    events["collection"].as_array().unwrap().iter().map(pair).collect()
}

fn pairs(expected: &[(&String, &str)]) -> Vec<(String, String)> {
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
async fn when_the_old_one_cannot_be_canceled_the_new_one_stands_and_it_is_tried_again() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let held = hold(&deployment, "30min", 19).await;
    deployment.fake.plan_for("/scheduled_events", "/cancellation", Fault::Answer(503, ""), 2);
    let answer = reschedule(&deployment, &held, &starts[22]).await;
    assert_eq!(answer.json()["previous"], "cancelation-pending", "{}", answer.text);
    let both = [(&starts[19], "active"), (&starts[22], "active")];
    assert_eq!(events(&deployment), pairs(&both));
    // Even when everything ends in between: what is to be done is written down, and the alarm is set.
    deployment.fake.crash();
    for (pause, expected) in [(29, "active"), (1, "active"), (60, "canceled")] {
        tokio::time::advance(Duration::from_secs(pause)).await;
        deployment.fake.0.objects.ring(&deployment.fake).await;
        assert_eq!(
            events(&deployment),
            pairs(&[(&starts[19], expected), (&starts[22], "active")]),
            "after {pause} s"
        );
    }
    let shown = deployment.get_as(&held.token, &held.path).await.json();
    assert_eq!(shown["booking"]["cancellation"]["by"], "invitee", "the host is told who moved it");
}

#[tokio::test(start_paused = true)]
async fn what_could_not_be_canceled_in_a_day_is_left_to_the_owner_and_the_log_says_so() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let held = hold(&deployment, "30min", 60).await;
    deployment.fake.plan_for("/scheduled_events", "/cancellation", Fault::Answer(503, ""), 999);
    let answer = reschedule(&deployment, &held, &starts[62]).await;
    assert_eq!(answer.json()["previous"], "cancelation-pending", "{}", answer.text);
    for _ in 0..52 {
        tokio::time::advance(Duration::from_mins(30)).await;
        deployment.fake.0.objects.ring(&deployment.fake).await;
    }
    let log = deployment.fake.0.log.lock().unwrap().clone();
    let told: Vec<_> = log.iter().filter(|line| line.starts_with("desk: ")).collect();
    let event = deployment.fake.events_of("ines@example.com")[0]["uri"].as_str().unwrap().to_owned();
    let id = event.rsplit('/').next().unwrap();
    let expected = format!("desk: event {id} was moved and could not be canceled: cancel it at Calendly");
    assert_eq!(told, [&expected]);
    assert_eq!(deployment.fake.0.objects.stored(), 0, "and nobody tries any more");
    let tries = deployment.fake.take_routes().iter().filter(|route| route.ends_with("/cancellation")).count();
    assert!((10..=35).contains(&tries), "{tries} tries in a day");
}

#[tokio::test(start_paused = true)]
async fn whenever_everything_ends_in_the_middle_the_same_key_finishes_the_move() {
    for milliseconds in [150, 250, 350, 399, 401, 450, 550, 650, 750] {
        let deployment = deployment(&[]);
        let starts = deployment.starts("30min").await;
        let held = hold(&deployment, "30min", 9).await;
        let cut = reschedule(&deployment, &held, &starts[12]);
        let _ = tokio::time::timeout(Duration::from_millis(milliseconds), cut).await;
        deployment.fake.crash();
        let answer = reschedule(&deployment, &held, &starts[12]).await;
        assert_eq!(answer.json()["status"], "confirmed", "{milliseconds} ms: {}", answer.text);
        assert_eq!(
            events(&deployment),
            pairs(&[(&starts[9], "canceled"), (&starts[12], "active")]),
            "{milliseconds} ms"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn whenever_everything_ends_in_the_middle_and_nobody_comes_back_one_booking_is_left() {
    let mut ends = std::collections::BTreeSet::new();
    for milliseconds in [150, 250, 350, 399, 401, 450, 550, 650, 750] {
        let deployment = deployment(&[]);
        let starts = deployment.starts("30min").await;
        let held = hold(&deployment, "30min", 19).await;
        let cut = reschedule(&deployment, &held, &starts[22]);
        let _ = tokio::time::timeout(Duration::from_millis(milliseconds), cut).await;
        deployment.fake.crash();
        // Calendly does not answer at first either.
        deployment.fake.plan_for("/scheduled_events", "invitee_email", Fault::Answer(503, ""), 4);
        for _ in 0..4 {
            tokio::time::advance(Duration::from_mins(2)).await;
            deployment.fake.0.objects.ring(&deployment.fake).await;
            deployment.fake.settle().await;
        }
        let left = events(&deployment);
        let stays = pairs(&[(&starts[19], "active")]);
        let moved = pairs(&[(&starts[19], "canceled"), (&starts[22], "active")]);
        assert!(left == stays || left == moved, "{milliseconds} ms: {left:?}");
        if left == moved {
            // Whoever does come back is told the same as ever.
            let answer = reschedule(&deployment, &held, &starts[22]).await;
            assert_eq!(answer.json()["previous"], "canceled", "{milliseconds} ms: {}", answer.text);
        }
        ends.insert(left.len());
        tokio::time::advance(Duration::from_hours(24)).await;
        deployment.fake.0.objects.ring(&deployment.fake).await;
        assert_eq!(
            deployment.fake.0.objects.stored(),
            0,
            "{milliseconds} ms: nothing of the invitee's is left"
        );
    }
    assert_eq!(ends.len(), 2, "the test needs both");
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
