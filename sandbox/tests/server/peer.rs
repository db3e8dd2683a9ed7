//! A client of a running server: JSON through ureq, and raw bytes where the bytes matter.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use sandbox::server::{Clock, Running, ServerOptions};
use sandbox::{DEMO_TOKEN, Options};
use serde_json::{Value, json};

pub(crate) const NOW: &str = "2026-11-20T15:00:00Z";

pub(crate) struct Peer {
    pub(crate) server: Running,
    agent: ureq::Agent,
}

#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) text: String,
}

impl Reply {
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).expect("JSON")
    }
}

impl Peer {
    pub(crate) fn start() -> Self {
        Self::with(ServerOptions {
            sandbox: Options { seeded_bookings: false, ..Options::default() },
            clock: Clock::Fixed(NOW.parse().expect("a time")),
            ..ServerOptions::default()
        })
    }

    pub(crate) fn with(options: ServerOptions) -> Self {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).proxy(None).build().into();
        Self { server: sandbox::server::start(options).expect("the server starts"), agent }
    }

    /// Sends a request; an error is one of the connection.
    pub(crate) fn send(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Reply, ureq::Error> {
        let request = http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.server.url()))
            .header("authorization", format!("Bearer {DEMO_TOKEN}"))
            .body(body.map(Value::to_string).unwrap_or_default())
            .expect("a request");
        let mut response = self.agent.run(request)?;
        let content_type = response.headers().get("content-type").and_then(|value| value.to_str().ok());
        Ok(Reply {
            status: response.status().as_u16(),
            content_type: content_type.unwrap_or_default().to_owned(),
            text: response.body_mut().read_to_string()?,
        })
    }

    #[track_caller]
    pub(crate) fn get(&self, path: &str) -> Reply {
        self.send("GET", path, None).expect("an answer")
    }

    /// Throws a switch that has to exist.
    #[track_caller]
    pub(crate) fn control(&self, method: &str, switch: &str, body: Option<&Value>) -> Value {
        let reply = self.send(method, &format!("/_sandbox/{switch}"), body).expect("an answer");
        assert!(reply.status < 300, "{}", reply.text);
        if reply.text.is_empty() { Value::Null } else { reply.json() }
    }

    pub(crate) fn fault(&self, rule: &Value) {
        self.control("POST", "faults", Some(&json!([rule])));
    }

    pub(crate) fn journal(&self) -> Vec<Value> {
        self.control("GET", "journal", None)["entries"].as_array().expect("entries").clone()
    }

    /// A connection on which a request for `path` has just been sent.
    pub(crate) fn open(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.server.address()).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a timeout");
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: sandbox\r\nauthorization: Bearer {DEMO_TOKEN}\r\nconnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).expect("it is sent");
        stream
    }

    /// What comes back on a connection of its own until it closes, and how it closes.
    pub(crate) fn raw(&self, path: &str) -> (String, std::io::Result<usize>) {
        let mut bytes = Vec::new();
        let end = self.open(path).read_to_end(&mut bytes);
        (String::from_utf8_lossy(&bytes).into_owned(), end)
    }

    /// Asks again until `is_met`; gives up after many times.
    #[track_caller]
    pub(crate) fn wait_until(&self, is_met: impl Fn(&Self) -> bool) {
        for _ in 0..2000 {
            if is_met(self) {
                return;
            }
            std::thread::yield_now();
        }
        panic!("it never came to pass");
    }

    /// Asks for the first start on offer.
    pub(crate) fn try_to_book(&self) -> Reply {
        let me = self.get("/users/me").json()["resource"]["uri"].clone();
        let user = me.as_str().expect("a URI");
        let types = self.get(&format!("/event_types?user={user}&sort=position:asc")).json();
        let event_type = types["collection"][0]["uri"].as_str().expect("a URI");
        let now = self.control("GET", "clock", None)["now"].clone();
        let now: chrono::DateTime<chrono::Utc> = now.as_str().expect("a time").parse().expect("a time");
        let iso = |days| (now + chrono::TimeDelta::days(days)).format("%Y-%m-%dT%H:%M:%S%.6fZ");
        let range = format!("start_time={}&end_time={}", iso(1), iso(15));
        let times = self.get(&format!("/event_type_available_times?event_type={event_type}&{range}")).json();
        let body = json!({
            "event_type": event_type,
            "start_time": times["collection"][0]["start_time"],
            "invitee": { "name": "Ada Byron", "email": "ada@example.com", "timezone": "Europe/London" },
            "location": { "kind": "google_conference" },
        });
        self.send("POST", "/invitees", Some(&body)).expect("an answer")
    }

    /// Books the first start on offer and gives back the invitee.
    #[track_caller]
    pub(crate) fn book(&self) -> Value {
        let reply = self.try_to_book();
        assert_eq!(reply.status, 201, "{}", reply.text);
        reply.json()["resource"].clone()
    }
}
