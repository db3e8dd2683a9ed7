//! What keeps robots and floods out: how often somebody may write, the form's signs, the check against robots, who
//! may mint links and how many.

use crate::{
    limits::Counters,
    requests::{Answer, Deployment, booking, deployment},
    siteverify::SECRET,
};
use axum::body::Body;
use core::time::Duration;
use edge_proxy::platform::TransportError;
use http::{Request, StatusCode};
use serde_json::{Value, json};

const KEY: (&str, &str) = ("SIGNING_KEY", "0123456789abcdef0123456789abcdef");
const TOKEN: (&str, &str) = ("CALENDLY_TOKEN", sandbox::DEMO_TOKEN);
const ADMIN: &str = "the-owners-own-token-of-32-letters";
const START: &str = "2026-11-24T15:00:00Z";
/// What becomes of the attempts below that are let in: of interest is only whether they are.
const LET_IN: &str = "404 event-type-not-found";

/// A deployment that counts.
fn counting(settings: &[(&str, &str)]) -> Deployment {
    let deployment = deployment(settings);
    *deployment.fake.0.counters.lock().unwrap() = Counters::on();
    deployment
}

fn booking_of(email: &str) -> Value {
    let mut body = booking(START);
    body["event_type"] = "nothing".into();
    body["invitee"]["email"] = email.into();
    body
}

async fn post_from(deployment: &Deployment, address: &str, path: &str, body: &Value) -> Answer {
    let request = Request::post(path)
        .header("content-type", "application/json")
        .header("idempotency-key", "k")
        .header("cf-connecting-ip", address);
    deployment.send(request.body(Body::from(body.to_string())).unwrap()).await
}

/// How many of `attempts` from addresses and e-mail addresses that follow from their number are let in.
async fn let_in(
    deployment: &Deployment,
    attempts: usize,
    address: impl Fn(usize) -> String,
    email: impl Fn(usize) -> String,
) -> usize {
    let mut count = 0;
    for number in 0..attempts {
        let body = booking_of(&email(number));
        let answer = post_from(deployment, &address(number), "/v1/bookings", &body).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            assert_eq!(answer.problem(), "429 rate-limited");
            assert_eq!(answer.header("retry-after"), "60");
            assert_eq!(answer.json()["retry_after"], 60);
        } else {
            assert_eq!(answer.problem(), LET_IN);
            count += 1;
        }
    }
    count
}

#[tokio::test(start_paused = true)]
async fn a_family_books_from_one_address_and_a_flood_does_not() {
    let deployment = counting(&[]);
    let one = |_| "203.0.113.7".to_owned();
    let many = |number| format!("person{number}@example.com");
    assert_eq!(let_in(&deployment, 30, one, many).await, 10);
    let another = post_from(&deployment, "203.0.113.8", "/v1/bookings", &booking_of("x@example.com")).await;
    assert_eq!(another.problem(), LET_IN, "others are not held up");
    tokio::time::advance(Duration::from_mins(1)).await;
    assert_eq!(let_in(&deployment, 3, one, many).await, 3, "and a minute later they may again");
}

#[tokio::test(start_paused = true)]
async fn one_network_is_one_however_many_addresses_it_takes() {
    let many = |number| format!("person{number}@example.com");
    let in_one_network = |number| format!("2001:db8:1:2::{number:x}");
    assert_eq!(let_in(&counting(&[]), 30, in_one_network, many).await, 10);
    let written_twice =
        |number| if number % 2 == 0 { "203.0.113.7".to_owned() } else { "::ffff:203.0.113.7".to_owned() };
    assert_eq!(let_in(&counting(&[]), 30, written_twice, many).await, 10);
    let in_many_networks = |number| format!("2001:db8:1:{number:x}::1");
    assert_eq!(let_in(&counting(&[]), 30, in_many_networks, many).await, 30);
}

#[tokio::test(start_paused = true)]
async fn a_mailbox_is_not_flooded_from_many_addresses_whatever_role_and_spelling_it_has() {
    let many = |number| format!("203.0.113.{number}");
    let spelt = |number: usize| match number % 3 {
        0 => "ines@example.com".to_owned(),
        1 => " INES@example.com".to_owned(),
        _ => format!("ines+{number}@example.com"),
    };
    let deployment = counting(&[]);
    assert_eq!(let_in(&deployment, 20, many, spelt).await, 5);
    let mut as_guest = booking_of("robot@example.com");
    as_guest["guests"] = json!(["Ines@example.com"]);
    let answer = post_from(&deployment, "198.51.100.1", "/v1/bookings", &as_guest).await;
    assert_eq!(answer.problem(), "429 rate-limited");
    let other = post_from(&deployment, "198.51.100.2", "/v1/bookings", &booking_of("ada@example.com")).await;
    assert_eq!(other.problem(), LET_IN);
}

#[tokio::test(start_paused = true)]
async fn whoever_is_beyond_their_own_limit_uses_up_nobody_elses() {
    let deployment = counting(&[]);
    let one = |_| "203.0.113.7".to_owned();
    assert_eq!(let_in(&deployment, 10, one, |number| format!("p{number}@example.com")).await, 10);
    assert_eq!(let_in(&deployment, 20, one, |_| "victim@example.com".to_owned()).await, 0);
    let many = |number| format!("198.51.100.{number}");
    assert_eq!(let_in(&deployment, 5, many, |_| "victim@example.com".to_owned()).await, 5);
}

#[tokio::test(start_paused = true)]
async fn guessing_at_bookings_to_cancel_ends_soon() {
    let deployment = counting(&[]);
    let mut codes = Vec::new();
    for number in 0..12 {
        let path = format!("/v1/bookings/booking-{number}/cancel");
        codes.push(post_from(&deployment, "203.0.113.7", &path, &json!({})).await.problem());
    }
    let (judged, refused) = codes.split_at(10);
    assert!(judged.iter().all(|code| code == "401 manage-token-invalid"), "{judged:?}");
    assert!(refused.iter().all(|code| code == "429 rate-limited"), "{refused:?}");
}

#[tokio::test(start_paused = true)]
async fn a_robot_does_not_hold_every_time() {
    let deployment = counting(&[]);
    let starts = deployment.starts("30min").await;
    let mut held = 0;
    for start in &starts {
        let wish = json!({"event_type": "30min", "start": start});
        let answer = post_from(&deployment, "203.0.113.7", "/v1/holds", &wish).await;
        held += usize::from(answer.status == StatusCode::CREATED);
    }
    assert!(starts.len() > 30);
    assert_eq!(held, 20);
}

#[tokio::test(start_paused = true)]
async fn guessing_at_holds_to_end_ends_soon() {
    let deployment = counting(&[]);
    let mut statuses = Vec::new();
    for number in 0..25 {
        let path = format!("/v1/holds/30min.guess-{number}/release");
        statuses.push(post_from(&deployment, "203.0.113.7", &path, &json!({})).await.status);
    }
    let (heard, refused) = statuses.split_at(20);
    assert!(heard.iter().all(|status| *status == StatusCode::NO_CONTENT), "{heard:?}");
    assert!(refused.iter().all(|status| *status == StatusCode::TOO_MANY_REQUESTS), "{refused:?}");
}

#[tokio::test(start_paused = true)]
async fn links_are_counted_apart_from_bookings() {
    let deployment = counting(&[("LINKS_PER_HOUR", "1000")]);
    let link = json!({"event_type": "30min"});
    let mut statuses = Vec::new();
    for _ in 0..40 {
        statuses.push(post_from(&deployment, "203.0.113.7", "/v1/links", &link).await.status);
    }
    let minted = statuses.iter().filter(|status| **status == StatusCode::CREATED).count();
    assert_eq!(minted, 30);
    assert_eq!(statuses.last(), Some(&StatusCode::TOO_MANY_REQUESTS));
    let booked = post_from(&deployment, "203.0.113.7", "/v1/bookings", &booking_of("x@example.com")).await;
    assert_eq!(booked.problem(), LET_IN);
}

#[tokio::test(start_paused = true)]
async fn neither_keys_nor_log_tell_who_it_was() {
    let deployment = counting(&[]);
    let_in(&deployment, 12, |_| "203.0.113.77".to_owned(), |_| "ines@example.com".to_owned()).await;
    let keys = deployment.fake.0.counters.lock().unwrap().keys();
    let log = deployment.fake.0.log.lock().unwrap().join("\n");
    assert_eq!(keys.len(), 2, "an address and a mailbox");
    assert!(log.contains("rate-limited"));
    for personal in ["203.0.113.77", "ines", "example.com"] {
        assert!(!log.contains(personal) && !keys.join("\n").contains(personal), "{personal}");
    }
}

#[tokio::test(start_paused = true)]
async fn limits_that_are_switched_off_say_so_in_health() {
    let deployment = counting(&[("RATE_LIMITS", "off")]);
    let address = |_| "203.0.113.7".to_owned();
    assert_eq!(let_in(&deployment, 30, address, |_| "ines@example.com".to_owned()).await, 30);
    assert!(deployment.fake.0.counters.lock().unwrap().keys().is_empty(), "nobody is counted");
    let health = deployment.get("/healthz").await.json();
    assert_eq!(
        (&health["status"], &health["settings"][0]["setting"]),
        (&json!("misconfigured"), &json!("RATE_LIMITS"))
    );
    assert!(health["settings"][0]["detail"].as_str().unwrap().starts_with("Rate limits are off"));
}

#[tokio::test(start_paused = true)]
async fn a_form_that_no_person_filled_in_is_refused_with_a_sentence_and_may_be_sent_again() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    deployment.fake.take_routes();
    let mut body = booking(&starts[0]);
    for (form, expected) in [
        (json!({"website": "https://spam.example", "filled_ms": 5300}), "/form/website=looks-automated"),
        (json!({"website": "", "filled_ms": 120}), "/form/filled_ms=looks-automated"),
        (json!({"colour": "red"}), "/form/colour=unknown-field"),
        (json!({"filled_ms": -1}), "/form/filled_ms=invalid-type"),
    ] {
        body["form"] = form;
        let answer = deployment.post("/v1/bookings", Some("robot"), &body).await;
        assert_eq!(answer.problem(), format!("422 validation-failed {expected}"));
        assert!(answer.json()["errors"][0]["detail"].as_str().unwrap().ends_with('.'));
    }
    assert!(deployment.fake.take_routes().is_empty(), "Calendly is not asked");
    for filled_ms in [2100, 9400] {
        body["form"] = json!({"website": "", "filled_ms": filled_ms});
        let again = deployment.post("/v1/bookings", Some("robot"), &body).await;
        assert_eq!(again.json()["status"], "confirmed", "the same attempt: {}", again.text);
    }
    let booked = deployment.fake.take_routes().iter().filter(|route| *route == "POST /invitees").count();
    assert_eq!(booked, 1);
}

#[tokio::test(start_paused = true)]
async fn when_connected_only_the_owner_mints_links() {
    let deployment = deployment(&[TOKEN, KEY, ("ADMIN_TOKEN", ADMIN)]);
    let link = json!({"event_type": "30min"});
    let ask = async |authorization: Option<String>| {
        let mut request = Request::post("/v1/links").header("content-type", "application/json");
        if let Some(value) = authorization {
            request = request.header("authorization", value);
        }
        deployment.send(request.body(Body::from(link.to_string())).unwrap()).await
    };
    for wrong in [None, Some("Bearer nonsense".to_owned()), Some(format!("Basic {ADMIN}"))] {
        let answer = ask(wrong).await;
        assert_eq!(answer.problem(), "401 admin-token-required");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
    assert!(deployment.fake.take_routes().is_empty(), "Calendly is not asked");
    assert_eq!(ask(Some(format!("Bearer {ADMIN}"))).await.status, StatusCode::CREATED);
}

#[tokio::test(start_paused = true)]
async fn without_an_admin_token_nobody_mints_links_and_in_public_mode_there_is_calendlys_page() {
    let link = json!({"event_type": "30min"});
    let answer = deployment(&[TOKEN, KEY]).post("/v1/links", None, &link).await;
    assert_eq!(answer.problem(), "401 admin-token-required");
    let public = deployment(&[("CALENDLY_SCHEDULING_URL", "https://calendly.com/someone")]);
    let answer = public.post("/v1/links", None, &link).await;
    assert_eq!(answer.problem(), "409 not-connected");
    assert_eq!(answer.json()["scheduling_url"], "https://calendly.com/someone");
}

#[tokio::test(start_paused = true)]
async fn bookings_that_become_links_count_too_and_may_be_tried_again_under_their_key() {
    let deployment = deployment(&[("BOOKING_MODE", "link"), ("LINKS_PER_HOUR", "1")]);
    let starts = deployment.starts("30min").await;
    let (one, two) = (booking(&starts[10]), booking(&starts[12]));
    assert_eq!(deployment.post("/v1/bookings", Some("one"), &one).await.json()["status"], "link");
    let refused = deployment.post("/v1/bookings", Some("two"), &two).await;
    assert_eq!(refused.problem(), "429 rate-limited");
    assert!(refused.json()["scheduling_url"].as_str().unwrap().ends_with("/30min"), "there is a way on");
    let again = deployment.post("/v1/bookings", Some("one"), &one).await;
    assert_eq!(again.json()["status"], "link", "a link that is there already is not minted again");
    tokio::time::advance(Duration::from_hours(1)).await;
    assert_eq!(deployment.post("/v1/bookings", Some("two"), &two).await.json()["status"], "link");
}

#[tokio::test(start_paused = true)]
async fn no_hour_mints_more_links_than_the_cap_even_when_the_gate_was_evicted() {
    let deployment = deployment(&[("LINKS_PER_HOUR", "2")]);
    let link = json!({"event_type": "30min"});
    let mint = async || deployment.post("/v1/links", None, &link).await;
    assert_eq!(mint().await.status, StatusCode::CREATED);
    tokio::time::advance(Duration::from_mins(20)).await;
    assert_eq!(mint().await.status, StatusCode::CREATED);
    deployment.fake.settle().await;
    deployment.fake.0.objects.evict();
    deployment.fake.take_routes();
    let refused = mint().await;
    assert_eq!(refused.problem(), "429 rate-limited");
    let wait: u64 = refused.header("retry-after").parse().unwrap();
    assert!((2390..=2400).contains(&wait), "{wait}");
    let page = refused.json()["scheduling_url"].as_str().unwrap().to_owned();
    assert!(page.ends_with("/maya-lindqvist/30min"), "there is a way on: {page}");
    assert!(!deployment.fake.take_routes().contains(&"POST /scheduling_links".to_owned()));
    tokio::time::advance(Duration::from_secs(wait)).await;
    assert_eq!(mint().await.status, StatusCode::CREATED, "the wait is true");
    assert_eq!(mint().await.problem(), "429 rate-limited");
}

mod turnstile;
