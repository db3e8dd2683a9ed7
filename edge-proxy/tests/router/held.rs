//! What a hold is worth: in a group event too, to whoever is offered other times, and when objects are evicted.

use crate::requests::{Answer, Deployment, booking, deployment};
use http::StatusCode;
use serde_json::{Value, json};

const WORKSHOP: &str = "onboarding-workshop";

async fn hold(deployment: &Deployment, slug: &str, start: &str) -> Answer {
    deployment.post("/v1/holds", None, &json!({"event_type": slug, "start": start})).await
}

async fn seats(deployment: &Deployment, slug: &str, start: &str) -> u64 {
    let body = deployment.get(&format!("/v1/event-types/{slug}/slots?timezone=UTC")).await.json();
    let slots = body["slots"].as_array().unwrap();
    let slot = slots.iter().find(|slot| slot["start"] == start);
    slot.map_or(0, |slot| slot["invitees_remaining"].as_u64().unwrap())
}

fn workshop(start: &str, email: &str, id: Option<&Value>) -> Value {
    let mut body = booking(start);
    body["event_type"] = WORKSHOP.into();
    body["invitee"]["email"] = email.into();
    if let Some(id) = id {
        body["hold"] = id.clone();
    }
    body
}

#[tokio::test(start_paused = true)]
async fn the_last_seats_of_a_group_event_are_kept_for_those_who_hold_them() {
    let deployment = deployment(&[]);
    let start = deployment.starts(WORKSHOP).await[0].clone();
    let all = seats(&deployment, WORKSHOP, &start).await;
    let mut ids = Vec::new();
    for _ in 1..all {
        ids.push(hold(&deployment, WORKSHOP, &start).await.json()["id"].clone());
    }
    let free = deployment.book(&workshop(&start, "first@example.com", None)).await;
    assert_eq!(free.json()["status"], "confirmed", "one seat is nobody's: {}", free.text);
    let refused = deployment.book(&workshop(&start, "second@example.com", None)).await;
    assert_eq!(refused.problem(), "409 slot-taken", "the others are held");
    let held = deployment.book(&workshop(&start, "third@example.com", Some(&ids[0]))).await;
    assert_eq!(held.json()["status"], "confirmed", "{}", held.text);
}

#[tokio::test(start_paused = true)]
async fn a_hold_ends_with_its_booking_and_lasts_while_its_visitor_is_on_calendlys_page() {
    for (mode, expected) in [("direct", 0), ("link", 1)] {
        let deployment = deployment(&[("BOOKING_MODE", mode)]);
        let start = deployment.starts(WORKSHOP).await[0].clone();
        let before = seats(&deployment, WORKSHOP, &start).await;
        let id = hold(&deployment, WORKSHOP, &start).await.json()["id"].clone();
        assert_eq!(seats(&deployment, WORKSHOP, &start).await, before - 1);
        let answer = deployment.book(&workshop(&start, "ines@example.com", Some(&id))).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
        deployment.fake.settle().await;
        let taken = u64::from(mode == "direct");
        tokio::time::advance(core::time::Duration::from_secs(30)).await;
        seats(&deployment, WORKSHOP, &start).await;
        deployment.fake.settle().await;
        assert_eq!(seats(&deployment, WORKSHOP, &start).await, before - taken - expected, "{mode}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_others_hold_is_no_alternative() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    // The desk's isolate knows the free times from a refusal, before anything was held.
    let never = deployment.book(&booking("2026-11-24T03:07:00Z")).await;
    assert_eq!(never.problem(), "409 slot-taken");
    for held in [8, 9, 10] {
        assert_eq!(hold(&deployment, "30min", &starts[held]).await.status, StatusCode::CREATED);
    }
    for isolate in [&deployment, &deployment.elsewhere()] {
        let refused = isolate.post("/v1/bookings", Some("one"), &booking(&starts[9])).await;
        assert_eq!(refused.problem(), "409 slot-taken");
        let offered = refused.json()["alternatives"].as_array().unwrap().clone();
        assert!(!offered.is_empty());
        for held in [8, 10] {
            assert!(offered.iter().all(|slot| slot["start"] != starts[held].as_str()), "{held}: {offered:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_gate_and_a_desk_that_were_evicted_know_what_is_held() {
    let deployment = deployment(&[]);
    let start = deployment.starts("30min").await[9].clone();
    let held = hold(&deployment, "30min", &start).await;
    deployment.fake.settle().await;
    deployment.fake.0.objects.evict();
    deployment.fake.0.cache.lock().unwrap().clear();
    assert_eq!(seats(&deployment.elsewhere(), "30min", &start).await, 0, "the gate tells those who ask");
    assert_eq!(hold(&deployment.elsewhere(), "30min", &start).await.problem(), "409 slot-taken");
    let mut own = booking(&start);
    own["hold"] = held.json()["id"].clone();
    assert_eq!(deployment.book(&own).await.json()["status"], "confirmed");
}

#[tokio::test(start_paused = true)]
async fn choosing_another_event_type_gives_the_seat_of_the_first_back() {
    let deployment = deployment(&[]);
    let start = deployment.starts("30min").await[9].clone();
    let other = deployment.starts("coaching-session").await[9].clone();
    let first = hold(&deployment, "30min", &start).await.json()["id"].clone();
    assert_eq!(seats(&deployment, "30min", &start).await, 0);
    let body = json!({"event_type": "coaching-session", "start": other, "replaces": first});
    let second = deployment.post("/v1/holds", None, &body).await;
    assert_eq!(second.status, StatusCode::CREATED, "{}", second.text);
    assert_eq!(seats(&deployment, "30min", &start).await, 1);
    assert_eq!(seats(&deployment, "coaching-session", &other).await, 0);
}

#[tokio::test(start_paused = true)]
async fn when_there_are_too_many_holds_a_free_time_is_not_called_taken() {
    let deployment = deployment(&[("RATE_LIMITS", "off")]);
    let path = "/v1/event-types/30min/slots?from=2026-11-21&to=2026-12-30&timezone=UTC";
    let slots = deployment.get(path).await.json();
    let starts: Vec<_> =
        slots["slots"].as_array().unwrap().iter().map(|slot| slot["start"].clone()).collect();
    for start in starts.iter().take(200) {
        assert_eq!(hold(&deployment, "30min", start.as_str().unwrap()).await.status, StatusCode::CREATED);
    }
    let crowded = hold(&deployment, "30min", starts[200].as_str().unwrap()).await;
    assert_eq!(crowded.problem(), "429 rate-limited");
    assert_eq!(crowded.header("retry-after"), "60");
    let booked = deployment.book(&booking(starts[200].as_str().unwrap())).await;
    assert_eq!(booked.json()["status"], "confirmed", "a hold is no condition: {}", booked.text);
}
