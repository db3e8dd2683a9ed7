//! Webhooks: who is told what, signed how.

use hmac::{Hmac, Mac};
use http::{Method, StatusCode};
use sandbox::{Delivery, Options, Scopes, Token};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::client::{Client, path};

const KEY: &str = "a secret of the test";

fn subscribe(client: &mut Client, url: &str) -> Value {
    let organization = client.organization();
    let body = json!({
        "url": url, "events": ["invitee.created", "invitee.canceled"],
        "organization": organization, "scope": "organization", "signing_key": KEY,
    });
    let reply = client.post("/webhook_subscriptions", &body);
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
    assert!(!reply.text.contains(KEY), "the signing key is never shown");
    reply.json()["resource"].clone()
}

/// Checks a signature the way a receiver would: raw bytes, the time from the header.
#[track_caller]
fn verify(delivery: &Delivery, now: i64) {
    let header = delivery.headers.iter().find(|(name, _)| name == "calendly-webhook-signature");
    let (_, value) = header.expect("a signature");
    let (time, signature) = value.split_once(",v1=").expect("two parts");
    let time = time.strip_prefix("t=").expect("a time");
    assert_eq!(time, now.to_string());
    let mut mac = Hmac::<Sha256>::new_from_slice(KEY.as_bytes()).expect("any key");
    mac.update(format!("{time}.{}", delivery.body).as_bytes());
    let bytes: Vec<u8> = (0..signature.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&signature[at..at + 2], 16).expect("hex"))
        .collect();
    mac.verify_slice(&bytes).expect("the signature fits");
}

#[test]
fn a_booking_and_its_cancellation_are_told_and_signed() {
    let mut client = Client::default();
    let subscription = subscribe(&mut client, "http://127.0.0.1:9/hook");
    assert_eq!(subscription["state"], "active");
    let start = client.starts("30min", 7).remove(0);
    let invitee = client.book("30min", &start);
    let created = client.sandbox.take_deliveries();
    assert_eq!(created.len(), 1);
    assert_eq!(created[0].url, "http://127.0.0.1:9/hook");
    verify(&created[0], client.now.timestamp());
    let message: Value = serde_json::from_str(&created[0].body).expect("JSON");
    assert_eq!(message["payload"]["uri"], invitee["uri"]);
    insta::assert_json_snapshot!(message);

    client.post(&format!("{}/cancellation", path(&invitee["event"])), &json!({}));
    let canceled = client.sandbox.take_deliveries();
    let message: Value = serde_json::from_str(&canceled[0].body).expect("JSON");
    assert_eq!(message["event"], "invitee.canceled");
    assert_eq!(message["payload"]["cancellation"]["reason"], "");
    assert_eq!(message["payload"]["scheduled_event"]["status"], "canceled");
    assert_eq!(client.sandbox.take_deliveries(), []);
}

#[test]
fn a_subscription_is_listed_once_and_ends_when_it_is_deleted() {
    let mut client = Client::default();
    let subscription = subscribe(&mut client, "http://127.0.0.1:9/hook");
    let organization = client.organization();
    let list = format!("/webhook_subscriptions?organization={organization}&scope=organization");
    assert_eq!(client.get(&list).json()["collection"], json!([subscription]));
    let again = json!({
        "url": "http://127.0.0.1:9/hook", "events": ["invitee.created"],
        "organization": organization, "scope": "organization",
    });
    let refused = client.post("/webhook_subscriptions", &again);
    let expected = json!({ "status": 409, "body": { "title": "Already Exists", "message": "Hook with this url already exists" } });
    assert_eq!(refused.document(), expected);

    let own = path(&subscription["uri"]);
    assert_eq!(client.get(&own).json()["resource"], subscription);
    let deleted = client.send(Method::DELETE, &own, "");
    assert_eq!((deleted.status, deleted.text.as_str()), (StatusCode::NO_CONTENT, ""));
    assert_eq!(client.get(&own).status, StatusCode::NOT_FOUND);
    let start = client.starts("30min", 7).remove(0);
    client.book("30min", &start);
    assert_eq!(client.sandbox.take_deliveries(), []);
}

#[test]
fn a_subscription_needs_the_scope_to_read_what_it_is_about() {
    let tokens = vec![Token::new("t", Scopes::list(["webhooks:write", "users:read"]))];
    let mut client = Client::new(Options { tokens, ..Options::default() });
    client.token = Some("t".to_owned());
    let organization = client.organization();
    let body = json!({
        "url": "http://127.0.0.1:9/hook", "events": ["invitee.created"],
        "organization": organization, "scope": "organization",
    });
    let refused = client.post("/webhook_subscriptions", &body).json();
    assert_eq!(refused["required_scopes"], json!(["scheduled_events:read"]));
}

#[test]
fn a_sample_is_what_a_subscription_would_be_sent() {
    let mut client = Client::new(Options::default());
    let organization = client.organization();
    let query = format!("event=invitee.created&organization={organization}&scope=organization");
    let sample = client.get(&format!("/sample_webhook_data?{query}")).json();
    assert_eq!(sample["event"], "invitee.created");
    assert!(sample["payload"]["scheduled_event"]["uri"].is_string());
}
