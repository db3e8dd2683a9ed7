//! The switches: clock, journal, reset; and the messages a server sends by itself.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use sandbox::server::ServerOptions;
use serde_json::{Value, json};

use crate::peer::Peer;

#[test]
fn the_clock_can_be_fixed_offset_and_advanced() {
    let peer = Peer::start();
    let set = |body: Value| peer.control("PUT", "clock", Some(&body));
    let expected = json!({ "now": "2027-01-01T00:00:00+00:00", "is_fixed": true });
    assert_eq!(set(json!({ "fixed": "2027-01-01T00:00:00Z" })), expected);
    assert_eq!(set(json!({ "advance_seconds": 90 }))["now"], "2027-01-01T00:01:30+00:00");
    assert_eq!(set(json!({ "offset_seconds": -60 }))["is_fixed"], false);
    for (body, problem) in [
        (json!({}), "exactly one"),
        (json!({ "fixed": "2027-01-01T00:00:00Z", "offset_seconds": 1 }), "exactly one"),
        (json!({ "fixed": "noon" }), "is not a time"),
        (json!({ "now": "2027-01-01T00:00:00Z" }), "unknown field `now`"),
    ] {
        check_refused(&peer, "PUT", "clock", &body, problem);
    }
}

#[test]
fn switches_refuse_what_they_do_not_know() {
    let peer = Peer::start();
    let status = json!({ "kind": "status", "status": 500 });
    for (body, problem) in [
        (json!([{ "path": "/x", "fault": { "kind": "explode" } }]), "unknown variant `explode`"),
        (json!([{ "path": "/x", "fault": status, "probabilty": 1 }]), "unknown field `probabilty`"),
        (json!([{ "path": "/x", "fault": { "kind": "hang", "ms": 3 } }]), "unknown field `ms`"),
        (json!([{ "path": "x", "fault": status }]), "does not begin with a slash"),
        (json!([{ "path": "/x", "fault": status, "probability": 2 }]), "not between 0 and 1"),
        (json!([{ "path": "/x", "fault": { "kind": "status", "status": 99 } }]), "99 is no status"),
    ] {
        check_refused(&peer, "POST", "faults", &body, problem);
    }
    assert_eq!(peer.control("GET", "faults", None), json!({ "faults": [] }));
    check_refused(&peer, "POST", "reset", &json!({ "plna": "free" }), "unknown field `plna`");
    assert_eq!(peer.get("/_sandbox/nothing").status, 404);
}

#[track_caller]
fn check_refused(peer: &Peer, method: &str, switch: &str, body: &Value, problem: &str) {
    let reply = peer.send(method, &format!("/_sandbox/{switch}"), Some(body)).expect("an answer");
    assert_eq!(reply.status, 400, "{body}");
    assert!(reply.text.contains(problem), "{body}: {}", reply.text);
}

#[test]
fn the_journal_tells_what_was_asked_and_never_the_token_nor_a_body() {
    let peer = Peer::start();
    peer.get("/users/me?a=b");
    peer.book();
    let journal = peer.journal();
    let first = &journal[0];
    assert_eq!(
        (&first["sequence"], &first["method"], &first["path"]),
        (&json!(1), &json!("GET"), &json!("/users/me"))
    );
    assert_eq!(
        (&first["query"], &first["status"], &first["in_flight"]),
        (&json!("a=b"), &json!(200), &json!(1))
    );
    assert!(first["end_ms"].as_f64() >= first["start_ms"].as_f64());
    assert_eq!(journal.last().expect("an entry")["status"], 201);
    let everything = json!(journal).to_string();
    assert!(!everything.contains(sandbox::DEMO_TOKEN) && !everything.contains("ada@example.com"));
    peer.control("DELETE", "journal", None);
    assert_eq!(peer.journal(), Vec::<Value>::new());

    let flagged = Peer::with(ServerOptions { journal_bodies: true, ..ServerOptions::default() });
    flagged.send("POST", "/invitees", Some(&json!({ "event_type": "x" }))).expect("an answer");
    assert_eq!(flagged.journal()[0]["body"], r#"{"event_type":"x"}"#);
}

#[test]
fn a_reset_forgets_everything_and_may_change_the_options() {
    let peer = Peer::start();
    let first = peer.book();
    peer.control("POST", "reset", None);
    assert_eq!(peer.journal(), Vec::<Value>::new());
    assert_eq!(peer.book(), first, "the same seed, clock and calls give the same answers");
    peer.control(
        "POST",
        "reset",
        Some(&json!({ "window_days": 7, "scheduling_api": false, "plan": "free" })),
    );
    assert_eq!(peer.send("POST", "/invitees", Some(&json!({}))).expect("an answer").status, 403);
    let (text, _) = peer.raw("/users/me");
    assert!(text.contains("x-ratelimit-limit: 50"), "{text}");
}

#[test]
fn booking_pages_are_said_to_live_at_the_server_itself() {
    let peer = Peer::start();
    let me = peer.get("/users/me").json();
    let url = me["resource"]["scheduling_url"].as_str().expect("an address");
    let path = url.strip_prefix(&peer.server.url()).expect("the server's own address");
    let page = peer.get(path);
    assert_eq!((page.status, page.content_type.as_str()), (200, "text/html; charset=utf-8"));
}

#[test]
fn a_server_ends_when_it_is_dropped() {
    let peer = Peer::start();
    let address = peer.server.address();
    drop(peer);
    assert!(std::net::TcpStream::connect(address).is_err());
}

#[test]
fn webhooks_are_sent_to_this_machine_and_nowhere_else() {
    let peer = Peer::start();
    let receiver = TcpListener::bind("127.0.0.1:0").expect("a port");
    let own = format!("http://{}/hook", receiver.local_addr().expect("an address"));
    let me = peer.get("/users/me").json();
    for url in [own.as_str(), "http://192.0.2.1/hook"] {
        let body = json!({
            "url": url, "events": ["invitee.created"], "scope": "organization",
            "organization": me["resource"]["current_organization"], "signing_key": "k",
        });
        assert_eq!(peer.send("POST", "/webhook_subscriptions", Some(&body)).expect("an answer").status, 201);
    }
    let invitee = peer.book();

    let (mut connection, _) = receiver.accept().expect("a connection");
    let mut message = String::new();
    while !message.contains(invitee["uri"].as_str().expect("a URI")) {
        let mut part = [0; 4096];
        let length = connection.read(&mut part).expect("some bytes");
        assert_ne!(length, 0, "the message ended early: {message}");
        message.push_str(&String::from_utf8_lossy(&part[..length]));
    }
    assert!(message.starts_with("POST /hook HTTP/1.1\r\n"), "{message}");
    assert!(message.contains("calendly-webhook-signature: t="), "{message}");
    connection
        .write_all(b"HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n")
        .expect("sent");

    let outcomes = || peer.control("GET", "deliveries", None)["deliveries"].clone();
    peer.wait_until(|_| outcomes().as_array().is_some_and(|all| all.len() == 2));
    assert_eq!(outcomes()[0]["status"], 302, "a redirect is an answer, not a way");
    assert_eq!(outcomes()[1]["error"], "not sent: the address is not on this machine");
}
