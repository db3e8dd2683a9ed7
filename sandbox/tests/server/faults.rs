//! Each kind of fault, as the one who suffers it sees it.

use std::io::ErrorKind;

use serde_json::{Value, json};

use crate::peer::Peer;

const PATH: &str = "/users/me";

fn peer_with(fault: &Value) -> Peer {
    let peer = Peer::start();
    peer.fault(&json!({ "path": PATH, "fault": fault }));
    peer
}

#[test]
fn a_status_takes_the_place_of_the_answer() {
    let body = json!({ "title": "Internal Server Error" });
    let headers = json!({ "retry-after": "7" });
    let peer = peer_with(&json!({ "kind": "status", "status": 503, "body": body, "headers": headers }));
    let (text, _) = peer.raw(PATH);
    assert!(text.starts_with("HTTP/1.1 503"), "{text}");
    assert!(text.contains("retry-after: 7"), "{text}");
    assert!(text.ends_with(&body.to_string()), "{text}");
}

#[test]
fn malformed_json_is_whole_for_http_and_broken_for_json() {
    for when in ["before", "after"] {
        let peer = Peer::start();
        peer.fault(&json!({ "path": PATH, "when": when, "fault": { "kind": "malformed_json" } }));
        let reply = peer.get(PATH);
        assert_eq!((reply.status, reply.content_type.as_str()), (200, "application/json; charset=utf-8"));
        assert!(serde_json::from_str::<Value>(&reply.text).is_err(), "{}", reply.text);
    }
}

#[test]
fn a_truncated_body_is_shorter_than_its_length_says() {
    let peer = peer_with(&json!({ "kind": "truncated_body" }));
    let (text, _) = peer.raw(PATH);
    let (head, body) = text.split_once("\r\n\r\n").expect("head and body");
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).expect("a length");
    let length: usize = length.parse().expect("a number");
    assert!(!body.is_empty() && body.len() < length, "{} of {length}", body.len());
    assert!(peer.send("GET", PATH, None).is_err(), "a client notices");
}

#[test]
fn a_wrong_content_type_says_html() {
    let peer = Peer::start();
    peer.fault(&json!({ "path": PATH, "when": "after", "fault": { "kind": "wrong_content_type" } }));
    let reply = peer.get(PATH);
    assert_eq!(reply.content_type, "text/html; charset=utf-8");
    assert_eq!(reply.json()["resource"]["slug"], "maya-lindqvist");
}

#[test]
fn a_reset_connection_is_reset() {
    let peer = peer_with(&json!({ "kind": "reset" }));
    let (text, end) = peer.raw(PATH);
    assert_eq!(text, "");
    assert_eq!(end.expect_err("an error").kind(), ErrorKind::ConnectionReset);
    peer.wait_until(|peer| peer.journal()[0]["end_ms"].is_number());
    assert_eq!(peer.journal()[0]["status"], Value::Null);
}

#[test]
fn a_hanging_call_never_answers_until_the_caller_gives_up() {
    let peer = peer_with(&json!({ "kind": "hang" }));
    let connection = peer.open(PATH);
    peer.wait_until(|peer| !peer.journal().is_empty());
    assert_eq!(peer.journal()[0]["end_ms"], Value::Null);
    // Others are served meanwhile, and see that it is under way.
    peer.get("/event_types");
    assert_eq!(peer.journal()[1]["in_flight"], 2);
    drop(connection);
    peer.wait_until(|peer| peer.journal()[0]["end_ms"].is_number());
    assert_eq!(peer.journal()[0]["status"], Value::Null);
}

#[test]
fn latency_delays_the_answer_and_changes_nothing_else() {
    let peer = peer_with(&json!({ "kind": "latency", "ms": 60 }));
    assert_eq!(peer.get(PATH).status, 200);
    let entry = &peer.journal()[0];
    assert_eq!(entry["faults"], json!(["latency"]));
    assert!(entry["end_ms"].as_f64().expect("ms") - entry["start_ms"].as_f64().expect("ms") >= 59.0);
}

#[test]
fn a_fault_after_acting_leaves_the_booking_and_one_before_does_not() {
    for (when, expected) in [("before", 0), ("after", 1)] {
        let peer = Peer::start();
        peer.fault(&json!({
            "method": "POST", "path": "/invitees", "when": when, "fault": { "kind": "status", "status": 502 },
        }));
        assert_eq!(peer.try_to_book().status, 502, "the caller does not see the booking");
        let me = peer.get(PATH).json()["resource"]["uri"].as_str().expect("a URI").to_owned();
        let events = peer.get(&format!("/scheduled_events?user={me}")).json();
        assert_eq!(events["pagination"]["count"], expected, "{when}");
    }
}

#[test]
fn a_fault_can_be_limited_to_some_calls_and_cleared() {
    let peer = Peer::start();
    let fault = json!({ "kind": "status", "status": 500 });
    peer.fault(&json!({ "method": "GET", "path": "/users/*", "times": 2, "fault": fault }));
    let statuses: Vec<u16> = (0..3).map(|_| peer.get(PATH).status).collect();
    assert_eq!(statuses, [500, 500, 200]);
    peer.fault(&json!({ "path": "/**", "fault": fault }));
    assert_eq!(peer.get(PATH).status, 500);
    peer.control("DELETE", "faults", None);
    assert_eq!(peer.get(PATH).status, 200);
}

#[test]
fn a_probable_fault_strikes_the_same_calls_for_the_same_seed() {
    let strikes = || {
        let peer = Peer::start();
        let fault = json!({ "kind": "status", "status": 500 });
        peer.fault(&json!({ "path": PATH, "probability": 0.5, "fault": fault }));
        (0..20).map(|_| peer.get(PATH).status).collect::<Vec<u16>>()
    };
    let first = strikes();
    assert_eq!(first, strikes());
    assert!(first.contains(&500) && first.contains(&200), "{first:?}");
}
