//! Asking the router: a deployment with its settings, requests in one line, answers as values.

use crate::platform::{Fake, NOW};
use axum::{Extension, Router, body::Body};
use core::{fmt::Write as _, time::Duration};
use edge_proxy::{
    app::{App, Isolate},
    router::router,
    settings::Settings,
};
use http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt as _;
use sandbox::Options;
use serde_json::{Value, json};
use tower::ServiceExt as _;

/// A deployment: the router and the platform it runs on.
pub(crate) struct Deployment {
    pub(crate) router: Router,
    pub(crate) isolate: Isolate,
    pub(crate) fake: Fake,
    settings: Vec<(String, String)>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// The stable parts of a problem: status, code, and where each error lies.
    #[track_caller]
    pub(crate) fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text);
        let body = self.json();
        assert_eq!(body["status"], self.status.as_u16());
        assert_eq!(body["type"], format!("/problems/{}", body["code"].as_str().unwrap()));
        assert_eq!(body["instance"], format!("/requests/{}", self.header("x-request-id")));
        let empty = Vec::new();
        let mut line = format!("{} {}", self.status.as_u16(), body["code"].as_str().unwrap());
        for error in body["errors"].as_array().unwrap_or(&empty) {
            let place = error["pointer"].as_str().or(error["parameter"].as_str()).unwrap();
            write!(line, " {place}={}", error["code"].as_str().unwrap()).unwrap();
        }
        line
    }
}

/// The demo, with settings on top.
pub(crate) fn deployment(settings: &[(&str, &str)]) -> Deployment {
    deployment_of(settings, Options::default(), Duration::from_millis(100))
}

pub(crate) fn deployment_of(settings: &[(&str, &str)], options: Options, latency: Duration) -> Deployment {
    deployment_at(NOW, settings, options, latency)
}

/// The same at another time.
pub(crate) fn deployment_at(
    now: &str,
    settings: &[(&str, &str)],
    options: Options,
    latency: Duration,
) -> Deployment {
    let read = || {
        Settings::read(|name| {
            settings.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    };
    let fake = Fake::new(Isolate::new(read()), options, latency, now);
    let isolate = Isolate::new(read());
    let router = router::<Fake>().layer(Extension(App::new(&isolate, fake.clone())));
    Deployment {
        router,
        isolate,
        fake,
        settings: settings.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
    }
}

impl Deployment {
    /// The same deployment in another isolate in another place, which remembers nothing.
    pub(crate) fn elsewhere(&self) -> Self {
        let lookup = |name: &str| Some(self.settings.iter().find(|(key, _)| key == name)?.1.clone());
        let isolate = Isolate::new(Settings::read(lookup));
        let fake = self.fake.elsewhere();
        let router = router::<Fake>().layer(Extension(App::new(&isolate, fake.clone())));
        Self { router, isolate, fake, settings: self.settings.clone() }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Asks as the bearer of a token.
    pub(crate) async fn get_as(&self, token: &str, path: &str) -> Answer {
        let request = Request::get(path).header("authorization", format!("Bearer {token}"));
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post_as(&self, token: &str, path: &str, body: &Value) -> Answer {
        let request = Request::post(path)
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, key: Option<&str>, body: &Value) -> Answer {
        let mut request = Request::post(path).header("content-type", "application/json");
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// Books with a key of its own.
    pub(crate) async fn book(&self, body: &Value) -> Answer {
        let key = format!("key-{body}");
        let key: String = key.chars().filter(char::is_ascii_alphanumeric).take(255).collect();
        self.post("/v1/bookings", Some(&key), body).await
    }

    /// The starts of the free times of an event type, `days` from today.
    pub(crate) async fn starts(&self, slug: &str) -> Vec<String> {
        let answer = self.get(&format!("/v1/event-types/{slug}/slots?timezone=UTC")).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        self.fake.settle().await;
        let slots = answer.json()["slots"].as_array().unwrap().clone();
        slots.iter().map(|slot| slot["start"].as_str().unwrap().to_owned()).collect()
    }
}

/// A booking of the plain half hour at a time.
pub(crate) fn booking(start: &str) -> Value {
    json!({
        "event_type": "30min",
        "start": start,
        "invitee": {"name": "Inês Duarte", "email": "ines@example.com", "timezone": "Europe/Lisbon"},
    })
}
