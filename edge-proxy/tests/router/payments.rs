//! Where direct booking is not possible or not wanted: event types that take a payment, and a limit that is used up.

use crate::{
    faults::Fault,
    manage::Held,
    requests::{Answer, Deployment, booking, deployment, deployment_of},
};
use axum::body::Body;
use core::time::Duration;
use http::Request;
use sandbox::{Options, Plan};
use serde_json::{Value, json};

fn charge(types: &mut [Value]) {
    types.iter_mut().find(|event_type| event_type["slug"] == "30min").unwrap()["is_paid"] = true.into();
}

async fn reschedule(deployment: &Deployment, held: &Held, start: &str) -> Answer {
    let request = Request::post(format!("{}/reschedule", held.path))
        .header("authorization", format!("Bearer {}", held.token))
        .header("content-type", "application/json")
        .header("idempotency-key", "move");
    deployment.send(request.body(Body::from(json!({ "start": start }).to_string())).unwrap()).await
}

fn tries(deployment: &Deployment) -> usize {
    deployment.fake.take_routes().iter().filter(|route| *route == "POST /invitees").count()
}

#[tokio::test(start_paused = true)]
async fn what_takes_a_payment_is_booked_on_calendlys_page() {
    let deployment = deployment(&[]);
    deployment.fake.change_offer(|types| charge(types));
    let starts = deployment.starts("30min").await;
    let link = deployment.book(&booking(&starts[9])).await.json();
    assert_eq!((&link["status"], &link["reason"]), (&json!("link"), &json!("payment-required")));
    assert_eq!(tries(&deployment), 0);
}

#[tokio::test(start_paused = true)]
async fn nothing_is_booked_unpaid_where_links_are_switched_off() {
    let deployment = deployment(&[("BOOKING_MODE", "direct")]);
    deployment.fake.change_offer(|types| charge(types));
    let starts = deployment.starts("30min").await;
    let answer = deployment.book(&booking(&starts[9])).await;
    assert_eq!(answer.problem(), "502 direct-booking-unavailable");
    assert!(answer.json()["scheduling_url"].as_str().unwrap().ends_with("/maya-lindqvist/30min"));
    assert_eq!(tries(&deployment), 0);
}

#[tokio::test(start_paused = true)]
async fn what_was_paid_for_is_moved_on_calendlys_page() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let held = Held::of(&deployment.book(&booking(&starts[9])).await);
    deployment.fake.change_offer(|types| charge(types));
    tokio::time::advance(Duration::from_hours(1)).await;
    deployment.starts("30min").await;
    deployment.fake.take_routes();
    let answer = reschedule(&deployment, &held, &starts[19]).await;
    assert_eq!(answer.problem(), "409 reschedule-at-calendly");
    assert!(answer.json()["scheduling_url"].as_str().unwrap().contains("/reschedulings/"));
    assert_eq!(tries(&deployment), 0);
}

#[tokio::test(start_paused = true)]
async fn a_place_that_no_program_can_name_is_chosen_on_calendlys_page() {
    // A kind that Calendly has invented since, and an address that it keeps to itself until somebody has booked.
    for kind in ["hologram_conference", "physical", "custom"] {
        for (mode, expected) in [("auto", "link"), ("direct", "direct-booking-unavailable")] {
            let deployment = deployment(&[("BOOKING_MODE", mode)]);
            deployment.fake.change_offer(|types| types[0]["locations"] = json!([{ "kind": kind }]));
            let starts = deployment.starts("30min").await;
            let answer = deployment.book(&booking(&starts[9])).await.json();
            let told = if mode == "auto" { &answer["status"] } else { &answer["code"] };
            assert_eq!(told, expected, "{kind}: {answer}");
            assert_eq!(tries(&deployment), 0, "{kind}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn beyond_the_days_limit_a_booking_is_a_link_and_a_move_is_made_on_calendlys_page() {
    let key = ("SIGNING_KEY", "0123456789abcdef0123456789abcdef");
    let settings = [("CALENDLY_TOKEN", sandbox::DEMO_TOKEN), key];
    let options = Options { plan: Plan::Trial, ..Options::default() };
    let deployment = deployment_of(&settings, options, Duration::from_millis(50));
    let starts = deployment.starts("30min").await;
    let mut held = None;
    for start in &starts[30..35] {
        held = Some(Held::of(&deployment.book(&booking(start)).await));
    }
    let link = deployment.book(&booking(&starts[36])).await.json();
    assert_eq!((&link["status"], &link["reason"]), (&json!("link"), &json!("rate-limited")));
    let moved = reschedule(&deployment, held.as_ref().unwrap(), &starts[37]).await;
    assert_eq!(moved.problem(), "409 reschedule-at-calendly", "{}", moved.text);
    tokio::time::advance(Duration::from_hours(24)).await;
    deployment.starts("30min").await;
    assert_eq!(deployment.book(&booking(&starts[38])).await.json()["status"], "confirmed");
}

#[tokio::test(start_paused = true)]
async fn a_move_that_calendly_fails_to_make_names_the_page_that_can() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let held = Held::of(&deployment.book(&booking(&starts[9])).await);
    deployment.fake.plan("/invitees", Fault::Answer(503, ""), 2);
    let answer = reschedule(&deployment, &held, &starts[12]).await;
    assert_eq!(answer.problem(), "503 calendly-unavailable");
    assert!(answer.json()["scheduling_url"].as_str().unwrap().contains("/reschedulings/"), "{}", answer.text);
}
