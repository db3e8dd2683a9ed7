//! Soft holds: a start that one visitor is filling in the form for is not offered to the others.

use crate::requests::{Answer, Deployment, booking, deployment};
use core::time::Duration;
use http::{Request, StatusCode};
use serde_json::{Value, json};

async fn hold(deployment: &Deployment, slug: &str, start: &str) -> Answer {
    deployment.post("/v1/holds", None, &json!({"event_type": slug, "start": start})).await
}

/// Seats left at a start, as a visitor sees them.
async fn seats(deployment: &Deployment, slug: &str, start: &str) -> u64 {
    let path = format!("/v1/event-types/{slug}/slots?timezone=UTC");
    let body = deployment.get(&path).await.json();
    let slots = body["slots"].as_array().unwrap();
    let slot = slots.iter().find(|slot| slot["start"] == start);
    slot.map_or(0, |slot| slot["invitees_remaining"].as_u64().unwrap())
}

/// Asks for a hold under a name of one's own.
async fn hold_as(deployment: &Deployment, name: &str, start: &str) -> Answer {
    let body = json!({"event_type": "30min", "start": start, "id": format!("30min.{name}")});
    deployment.post("/v1/holds", None, &body).await
}

async fn release(deployment: &Deployment, id: &str) -> StatusCode {
    let request = Request::delete(format!("/v1/holds/{id}")).body(axum::body::Body::empty()).unwrap();
    deployment.send(request).await.status
}

#[tokio::test(start_paused = true)]
async fn a_held_start_is_hidden_from_others_for_five_minutes_and_booked_by_its_holder() {
    let deployment = deployment(&[]);
    let start = deployment.starts("30min").await[9].clone();
    let other = deployment.elsewhere();
    other.starts("30min").await;
    let held = hold(&deployment, "30min", &start).await;
    assert_eq!(held.status, StatusCode::CREATED, "{}", held.text);
    let mut body = held.json();
    let id = body["id"].take().as_str().unwrap().to_owned();
    assert!(id.starts_with("30min.") && id.len() == 28, "{id}");
    assert_eq!(body["expires_in"], 300);
    let expires = shared::instant::parse(body["expires_at"].as_str().unwrap()).unwrap();
    assert_eq!(
        (expires - deployment.fake.time()).num_seconds().clamp(298, 300),
        (expires - deployment.fake.time()).num_seconds()
    );

    assert_eq!(seats(&deployment, "30min", &start).await, 0, "where it was held");
    assert_eq!(
        seats(&deployment.elsewhere(), "30min", &start).await,
        1,
        "an isolate that has not heard of it"
    );
    tokio::time::advance(Duration::from_secs(30)).await;
    seats(&other, "30min", &start).await;
    deployment.fake.settle().await;
    assert_eq!(seats(&other, "30min", &start).await, 0, "half a minute later everywhere");

    let refused = hold(&other, "30min", &start).await;
    assert_eq!(refused.problem(), "409 slot-taken");
    let alternatives = refused.json()["alternatives"].as_array().unwrap().clone();
    assert!(!alternatives.is_empty() && alternatives.iter().all(|slot| slot["start"] != start.as_str()));
    assert_eq!(
        other.book(&booking(&start)).await.problem(),
        "409 slot-taken",
        "it is not taken from its holder"
    );

    let mut own = booking(&start);
    own["hold"] = id.into();
    let booked = deployment.post("/v1/bookings", Some("own"), &own).await;
    assert_eq!(booked.json()["status"], "confirmed", "{}", booked.text);
}

#[tokio::test(start_paused = true)]
async fn a_hold_ends_by_itself_or_when_it_is_given_back() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    hold(&deployment, "30min", &starts[0]).await;
    let id = hold(&deployment, "30min", &starts[1]).await.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(release(&deployment, &id).await, StatusCode::NO_CONTENT);
    assert_eq!(seats(&deployment, "30min", &starts[1]).await, 1);
    assert_eq!(seats(&deployment, "30min", &starts[0]).await, 0);
    assert_eq!(release(&deployment, &id).await, StatusCode::NO_CONTENT, "twice does no harm");
    assert_eq!(release(&deployment, "30min.guess").await, StatusCode::NO_CONTENT);
    assert_eq!(release(&deployment, "nothing").await, StatusCode::NO_CONTENT);
    tokio::time::advance(Duration::from_mins(5)).await;
    deployment.fake.settle().await;
    assert_eq!(seats(&deployment, "30min", &starts[0]).await, 1);
    assert_eq!(hold(&deployment, "30min", &starts[0]).await.status, StatusCode::CREATED);
}

#[tokio::test(start_paused = true)]
async fn choosing_another_time_moves_the_hold() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let id = hold(&deployment, "30min", &starts[0]).await.json()["id"].as_str().unwrap().to_owned();
    let body = json!({"event_type": "30min", "start": starts[1], "replaces": id});
    let moved = deployment.post("/v1/holds", None, &body).await;
    assert_eq!(moved.status, StatusCode::CREATED);
    assert_ne!(moved.json()["id"], Value::from(id));
    assert_eq!(seats(&deployment, "30min", &starts[0]).await, 1, "at once, where it was moved");
    assert_eq!(seats(&deployment, "30min", &starts[1]).await, 0);
}

#[tokio::test(start_paused = true)]
async fn who_names_their_hold_can_renew_it_move_it_and_book_with_it_without_having_read_an_answer() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let name = "0c5f3a52-7a0e-4c7e-9b6b-3f0f5d1d2a11-5";
    let first = hold_as(&deployment, name, &starts[9]).await.json();
    assert_eq!(first["id"], format!("30min.{name}"));
    tokio::time::advance(Duration::from_mins(4)).await;
    let renewed = hold_as(&deployment, name, &starts[9]).await;
    assert_eq!(renewed.status, StatusCode::CREATED, "it does not stand in its own way: {}", renewed.text);
    tokio::time::advance(Duration::from_mins(4)).await;
    deployment.fake.settle().await;
    assert_eq!(seats(&deployment, "30min", &starts[9]).await, 0, "for five minutes from then on");
    assert_eq!(hold(&deployment, "30min", &starts[9]).await.problem(), "409 slot-taken");

    hold_as(&deployment, name, &starts[11]).await;
    assert_eq!(seats(&deployment, "30min", &starts[9]).await, 1, "one name is one seat");
    assert_eq!(seats(&deployment, "30min", &starts[11]).await, 0);
    let mut own = booking(&starts[11]);
    own["hold"] = format!("30min.{name}").into();
    let booked = deployment.post("/v1/bookings", Some("own"), &own).await;
    assert_eq!(booked.json()["status"], "confirmed", "{}", booked.text);
}

#[tokio::test(start_paused = true)]
async fn a_name_that_could_be_guessed_is_refused() {
    let deployment = deployment(&[]);
    let start = deployment.starts("30min").await[9].clone();
    for id in ["30min.mine", "", "coaching-session.0123456789abcdef", "30min.0123456789/abcdef"] {
        let body = json!({"event_type": "30min", "start": start, "id": id});
        let refused = deployment.post("/v1/holds", None, &body).await;
        assert_eq!(refused.problem(), "422 validation-failed /id=invalid-text", "{id}");
    }
}

#[tokio::test(start_paused = true)]
async fn who_finishes_on_calendlys_page_keeps_their_seat_meanwhile() {
    let deployment = deployment(&[("BOOKING_MODE", "link")]);
    let start = deployment.starts("30min").await[9].clone();
    let id = hold(&deployment, "30min", &start).await.json()["id"].as_str().unwrap().to_owned();
    let mut own = booking(&start);
    own["hold"] = id.as_str().into();
    let linked = deployment.post("/v1/bookings", Some("own"), &own).await;
    assert_eq!(linked.json()["status"], "link", "{}", linked.text);
    assert_eq!(seats(&deployment, "30min", &start).await, 0);
    assert_eq!(release(&deployment, &id).await, StatusCode::NO_CONTENT);
    assert_eq!(seats(&deployment, "30min", &start).await, 1);
}

#[tokio::test(start_paused = true)]
async fn a_flood_of_holds_takes_no_time_from_anybody() {
    let deployment = deployment(&[]);
    let path = "/v1/event-types/30min/slots?timezone=UTC&from=2026-11-21&to=2027-01-10";
    let body = deployment.get(path).await.json();
    let starts = body["slots"].as_array().unwrap().iter().map(|slot| slot["start"].as_str().unwrap());
    let starts: Vec<_> = starts.take(201).collect();
    for (index, start) in starts.iter().enumerate().skip(1) {
        let held = hold_as(&deployment, &format!("0123456789abcdef-{index}"), start).await;
        assert_eq!(held.status, StatusCode::CREATED, "{}", held.text);
    }
    assert_eq!(hold(&deployment, "30min", starts[0]).await.problem(), "429 rate-limited");
    assert_eq!(hold(&deployment, "30min", starts[1]).await.problem(), "409 slot-taken");
    assert_eq!(deployment.book(&booking(starts[0])).await.json()["status"], "confirmed");
}

#[tokio::test(start_paused = true)]
async fn a_hold_on_a_time_that_turns_out_to_be_taken_ends() {
    let deployment = deployment(&[]);
    let start = deployment.starts("30min").await[9].clone();
    let id = hold(&deployment, "30min", &start).await.json()["id"].as_str().unwrap().to_owned();
    deployment.fake.book_elsewhere("30min", &start);
    let mut own = booking(&start);
    own["hold"] = id.into();
    let refused = deployment.post("/v1/bookings", Some("own"), &own).await;
    assert_eq!(refused.problem(), "409 slot-taken");
    deployment.fake.cancel_elsewhere(&start);
    tokio::time::advance(Duration::from_secs(1)).await;
    deployment.fake.settle().await;
    let again = deployment.book(&booking(&start)).await;
    assert_eq!(again.json()["status"], "confirmed", "{}", again.text);
}

#[tokio::test(start_paused = true)]
async fn seats_of_a_group_event_are_held_one_by_one() {
    let deployment = deployment(&[]);
    let slug = "onboarding-workshop";
    let start = deployment.starts(slug).await[0].clone();
    let all = seats(&deployment, slug, &start).await;
    assert!(all > 1);
    for left in (0..all).rev() {
        assert_eq!(hold(&deployment, slug, &start).await.status, StatusCode::CREATED);
        assert_eq!(seats(&deployment, slug, &start).await, left);
    }
    assert_eq!(hold(&deployment, slug, &start).await.problem(), "409 slot-taken");
}

#[tokio::test(start_paused = true)]
async fn only_what_is_free_can_be_held() {
    let deployment = deployment(&[]);
    let refusals = [
        ("30min", "2026-11-24T03:07:00Z", "409 slot-taken"),
        ("30min", "soon", "422 validation-failed /start=invalid-time"),
        ("nothing", "2026-11-24T15:00:00Z", "404 event-type-not-found"),
    ];
    for (slug, start, expected) in refusals {
        assert_eq!(hold(&deployment, slug, start).await.problem(), expected);
    }
}
