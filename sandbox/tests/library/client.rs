//! A caller with a token and a clock of its own.

use bytes::Bytes;
use chrono::{DateTime, Duration, Utc};
use http::{HeaderMap, Method, Request, StatusCode};
use sandbox::{DEMO_TOKEN, Options, Sandbox};
use serde_json::{Value, json};

/// A Friday morning, 10:00 in New York.
pub(crate) const NOW: &str = "2026-11-20T15:00:00Z";

pub(crate) struct Client {
    pub(crate) sandbox: Sandbox,
    pub(crate) now: DateTime<Utc>,
    pub(crate) token: Option<String>,
}

#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Reply {
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).expect("the body is JSON")
    }

    /// The status and the body in one document, for snapshots.
    #[track_caller]
    pub(crate) fn document(&self) -> Value {
        json!({ "status": self.status.as_u16(), "body": self.json() })
    }
}

impl Default for Client {
    fn default() -> Self {
        // Tests begin with an empty diary unless they ask for the seeded one.
        Self::new(Options { seeded_bookings: false, ..Options::default() })
    }
}

impl Client {
    pub(crate) fn new(options: Options) -> Self {
        let now = NOW.parse().expect("a time");
        Self { sandbox: Sandbox::new(options), now, token: Some(DEMO_TOKEN.to_owned()) }
    }

    pub(crate) fn advance(&mut self, by: Duration) {
        self.now += by;
    }

    pub(crate) fn send(&mut self, method: Method, path: &str, body: impl Into<Bytes>) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let request = request.body(body.into()).expect("a request");
        let response = self.sandbox.handle(&request, self.now);
        let (parts, body) = response.into_parts();
        let text = String::from_utf8(body.to_vec()).expect("UTF-8");
        Reply { status: parts.status, headers: parts.headers, text }
    }

    pub(crate) fn get(&mut self, path: &str) -> Reply {
        self.send(Method::GET, path, "")
    }

    pub(crate) fn post(&mut self, path: &str, body: &Value) -> Reply {
        self.send(Method::POST, path, body.to_string())
    }

    pub(crate) fn me(&mut self) -> String {
        self.get("/users/me").json()["resource"]["uri"].as_str().expect("a URI").to_owned()
    }

    pub(crate) fn organization(&mut self) -> String {
        let me = self.get("/users/me").json();
        me["resource"]["current_organization"].as_str().expect("a URI").to_owned()
    }

    pub(crate) fn event_type(&mut self, slug: &str) -> Value {
        let organization = self.organization();
        let list = self.get(&format!("/event_types?organization={organization}&count=100")).json();
        let types = list["collection"].as_array().expect("a list");
        types.iter().find(|event_type| event_type["slug"] == slug).expect("the event type").clone()
    }

    pub(crate) fn event_type_uri(&mut self, slug: &str) -> String {
        self.event_type(slug)["uri"].as_str().expect("a URI").to_owned()
    }

    /// The available times of the `days` days from a minute on.
    pub(crate) fn available(&mut self, slug: &str, days: i64) -> Vec<Value> {
        let event_type = self.event_type_uri(slug);
        let from = self.now + Duration::minutes(1);
        let reply = self.get(&times_path(&event_type, from, from + Duration::days(days)));
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
        reply.json()["collection"].as_array().expect("a list").clone()
    }

    /// The starts on offer in the `days` days from a minute on.
    pub(crate) fn starts(&mut self, slug: &str, days: i64) -> Vec<String> {
        let times = self.available(slug, days);
        times.iter().map(|time| time["start_time"].as_str().expect("a time").to_owned()).collect()
    }

    /// A body that books `start` and is right for the event types that ask for nothing more.
    pub(crate) fn booking(&mut self, slug: &str, start: &str) -> Value {
        let event_type = self.event_type(slug);
        let mut body = json!({
            "event_type": event_type["uri"],
            "start_time": start,
            "invitee": { "name": "Ada Byron", "email": "ada@example.com", "timezone": "Europe/London" },
        });
        if event_type["pooling_type"].is_null()
            && let Some(kind) = event_type["locations"].pointer("/0/kind")
        {
            body["location"] = json!({ "kind": kind });
        }
        body
    }

    /// Books `start` and gives back the invitee.
    #[track_caller]
    pub(crate) fn book(&mut self, slug: &str, start: &str) -> Value {
        let body = self.booking(slug, start);
        let reply = self.post("/invitees", &body);
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
        reply.json()["resource"].clone()
    }
}

pub(crate) fn times_path(event_type: &str, from: DateTime<Utc>, to: DateTime<Utc>) -> String {
    let iso = |time: DateTime<Utc>| time.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string();
    format!(
        "/event_type_available_times?event_type={event_type}&start_time={}&end_time={}",
        iso(from),
        iso(to)
    )
}

/// The path of a resource's URI.
pub(crate) fn path(uri: &Value) -> String {
    let uri = uri.as_str().expect("a URI");
    uri.strip_prefix("https://api.calendly.com").expect("a full URI").to_owned()
}
