//! Booking by `POST /invitees`, and what is found afterwards.

use chrono::Duration;
use http::{Method, StatusCode};
use serde_json::json;

use crate::client::{Client, path};

#[test]
fn a_booking_answers_with_the_invitee() {
    let mut client = Client::default();
    let start = client.starts("30min", 7).remove(0);
    let body = client.booking("30min", &start);
    insta::assert_json_snapshot!(client.post("/invitees", &body).document());
}

#[test]
fn the_event_of_a_booking_gets_its_conference_after_some_seconds() {
    let mut client = Client::default();
    let start = client.starts("coaching-session", 7).remove(0);
    let invitee = client.book("coaching-session", &start);
    let event = path(&invitee["event"]);
    let early = client.get(&event).json();
    assert_eq!(early["resource"]["location"]["status"], "processing");
    assert_eq!(early["resource"]["location"]["join_url"], json!(null));
    client.advance(Duration::seconds(8));
    insta::assert_json_snapshot!(client.get(&event).document());
}

#[test]
fn a_booked_start_is_gone_from_every_type_of_the_host_and_a_cancellation_gives_it_back() {
    let mut client = Client::default();
    let before = client.starts("30min", 7);
    let start = before[0].clone();
    let invitee = client.book("30min", &start);
    for slug in ["30min", "coffee-or-call", "board-advisory"] {
        assert!(!client.starts(slug, 7).contains(&start), "{slug}");
    }
    let again = client.booking("30min", &start);
    assert_eq!(client.post("/invitees", &again).json()["details"][0]["code"], "already_filled");

    let cancellation = format!("{}/cancellation", path(&invitee["event"]));
    let reply = client.post(&cancellation, &json!({ "reason": "Rain" }));
    assert_eq!(reply.status, StatusCode::CREATED);
    insta::assert_json_snapshot!(reply.json());
    assert_eq!(client.starts("30min", 7), before);
    let refused = client.post(&cancellation, &json!({}));
    assert_eq!(
        refused.json(),
        json!({ "title": "Permission Denied", "message": "Event is already canceled" })
    );
}

#[test]
fn buffers_keep_the_time_around_a_meeting_free() {
    let mut client = Client::default();
    // An hour with a quarter of an hour on both sides.
    let start = client.starts("discovery-session", 14).remove(2);
    let mut body = client.booking("discovery-session", &start);
    body["questions_and_answers"] = json!([
        { "question": "Company name", "answer": "Analytical Engines", "position": 0 },
        { "question": "Phone number", "answer": "+44 20 7946 0958", "position": 2 },
        { "question": "How large is your team?", "answer": "Just me", "position": 3 },
    ]);
    assert_eq!(client.post("/invitees", &body).status, StatusCode::CREATED);
    let start: chrono::DateTime<chrono::Utc> = start.parse().expect("a time");
    let taken = (start - Duration::minutes(15), start + Duration::minutes(75));
    for other in client.starts("30min", 14) {
        let other: chrono::DateTime<chrono::Utc> = other.parse().expect("a time");
        assert!(other >= taken.1 || other + Duration::minutes(30) <= taken.0, "{other}");
    }
}

#[test]
fn two_name_fields_are_kept_apart_only_where_the_type_asks_for_two() {
    let mut client = Client::default();
    for (slug, first, last) in
        [("coaching-session", json!("Ada"), json!("Byron")), ("30min", json!(null), json!(null))]
    {
        let start = client.starts(slug, 7).remove(0);
        let mut body = client.booking(slug, &start);
        body["invitee"] = json!({
            "first_name": "Ada", "last_name": "Byron", "email": "ada@example.com", "timezone": "Europe/London",
        });
        let invitee = client.post("/invitees", &body).json()["resource"].clone();
        assert_eq!(
            (&invitee["name"], &invitee["first_name"], &invitee["last_name"]),
            (&json!("Ada Byron"), &first, &last)
        );
    }
}

#[test]
fn a_booking_is_found_by_the_address_of_the_invitee() {
    let mut client = Client::new(sandbox::Options::default());
    let start = client.starts("30min", 7).remove(0);
    let invitee = client.book("30min", &start);
    let user = client.me();
    let found = client
        .get(&format!("/scheduled_events?user={user}&invitee_email=ADA@example.com&status=active"))
        .json();
    assert_eq!(found["collection"].as_array().map(Vec::len), Some(1));
    assert_eq!(found["collection"][0]["uri"], invitee["event"]);
    let invitees = client.get(&format!("{}/invitees", path(&invitee["event"]))).json();
    assert_eq!(invitees["collection"][0], invitee);
    assert_eq!(client.get(&path(&invitee["uri"])).json()["resource"], invitee);
}

#[test]
fn the_wrong_method_on_a_known_path_is_an_unknown_route() {
    let mut client = Client::default();
    assert_eq!(client.send(Method::PUT, "/invitees", "{}").status, StatusCode::NOT_FOUND);
}
