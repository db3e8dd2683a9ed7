//! What belongs to one request: the application, and a trace that counts what the request cost.

use crate::{
    app::App,
    calendly::{CalendlyError, Client, Governor, lock},
    desk,
    error::ApiError,
    gate::{self, Answer, AskedWindow, Cost, Envelope, Question},
    platform::{Class, Platform, TransportError},
};
use axum::extract::FromRequestParts;
use core::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use http::request::Parts;
use shared::problem::ProblemCode;
use std::sync::{Arc, Mutex, OnceLock};

/// What a request cost, gathered while it runs. Holds nothing about a person.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trace(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    calls: AtomicU32,
    slowest_call_ms: AtomicI64,
    gate_ms: AtomicI64,
    cache: OnceLock<&'static str>,
    windows: Mutex<Vec<(AskedWindow, Cost)>>,
    failure: Mutex<Option<CalendlyError>>,
}

impl Trace {
    /// Counts a call to Calendly.
    pub(crate) fn count_call(&self, took_ms: i64) {
        self.count_calls(1, took_ms);
    }

    /// Counts calls that were made for this request elsewhere.
    pub(crate) fn count_calls(&self, calls: u32, slowest_ms: i64) {
        self.0.calls.fetch_add(calls, Ordering::Relaxed);
        self.0.slowest_call_ms.fetch_max(slowest_ms, Ordering::Relaxed);
    }

    /// Counts what the gate spent on a window for this request.
    pub(crate) fn count_window(&self, window: AskedWindow, cost: Cost) {
        if cost.calls > 0 {
            self.count_calls(cost.calls, cost.slowest_ms);
            lock(&self.0.windows).push((window, cost));
        }
    }

    /// Counts the time that the gate took to answer.
    pub(crate) fn count_gate(&self, took_ms: i64) {
        // A wait of no measurable length is still one that happened.
        self.0.gate_ms.fetch_add(took_ms.max(1), Ordering::Relaxed);
    }

    /// Notes what went wrong last, while it is tried again.
    pub(crate) fn note_failure(&self, error: &CalendlyError) {
        *lock(&self.0.failure) = Some(error.clone());
    }

    /// What went wrong last.
    pub(crate) fn failure(&self) -> Option<CalendlyError> {
        lock(&self.0.failure).clone()
    }

    /// Notes how fresh the answer is.
    pub(crate) fn note_cache(&self, state: &'static str) {
        let _ = self.0.cache.set(state);
    }

    /// Calls to Calendly so far.
    pub(crate) fn calls(&self) -> u32 {
        self.0.calls.load(Ordering::Relaxed)
    }

    /// The slowest of them, in milliseconds.
    pub(crate) fn slowest_call_ms(&self) -> i64 {
        self.0.slowest_call_ms.load(Ordering::Relaxed)
    }

    /// How fresh the answer is, where that means something.
    pub(crate) fn cache(&self) -> Option<&'static str> {
        self.0.cache.get().copied()
    }

    /// The `Server-Timing` header (W3C Server Timing): how fresh, how long the gate and each window took, and
    /// all of it.
    pub(crate) fn server_timing(&self, total_ms: i64) -> String {
        let mut entries = Vec::new();
        entries.extend(self.cache().map(|state| format!("cache;desc=\"{state}\"")));
        let gate_ms = self.0.gate_ms.load(Ordering::Relaxed);
        if gate_ms > 0 {
            entries.push(format!("gate;dur={gate_ms}"));
        }
        if self.calls() > 0 {
            entries.push(format!("upstream;dur={};desc=\"{} calls\"", self.slowest_call_ms(), self.calls()));
        }
        entries.extend(
            lock(&self.0.windows).iter().map(|(window, cost)| {
                format!("window-{}-{};dur={}", window.days, window.cell, cost.slowest_ms)
            }),
        );
        entries.push(format!("total;dur={total_ms}"));
        entries.join(", ")
    }
}

/// What a handler works with.
#[derive(Clone, Debug)]
pub(crate) struct Context<P> {
    /// Settings and platform.
    pub(crate) app: App<P>,
    /// What this request costs.
    pub(crate) trace: Trace,
    /// Scheme and authority under which the caller reached the edge, such as `https://book.example.com`; empty where
    /// that is not known.
    pub(crate) origin: String,
}

impl<P: Platform> Context<P> {
    /// Calendly, or the problem of having no token.
    pub(crate) fn calendly(&self) -> Result<Client<P>, ApiError> {
        Client::new(&self.app.platform, &self.app.settings, &self.trace, Governor::Off)
            .ok_or_else(|| self.not_connected())
    }

    /// The problem of having no token, where there is none.
    pub(crate) fn require_token(&self) -> Result<(), ApiError> {
        if self.app.settings.token.is_some() { Ok(()) } else { Err(self.not_connected()) }
    }

    fn not_connected(&self) -> ApiError {
        ApiError::NotConnected { scheduling_url: self.app.settings.scheduling_url.clone() }
    }

    /// Asks the token's gate, and reports to it what this isolate has counted since the last time.
    pub(crate) async fn ask_gate(&self, question: Question) -> Result<Answer, TransportError> {
        let Self { app, trace, .. } = self;
        let name = gate::name(&app.settings).ok_or(TransportError::Broken)?;
        let envelope = Envelope { question, served: app.memory.take_counts() };
        let text = serde_json::to_string(&envelope).map_err(|_| TransportError::Broken)?;
        let began = app.platform.now();
        let answer = app.platform.ask(Class::Gate, name, text).await;
        trace.count_gate((app.platform.now() - began).num_milliseconds());
        serde_json::from_str(&answer?).map_err(|_| TransportError::Broken)
    }
}

impl<P: Platform> Context<P> {
    /// Asks the desk of an event type.
    pub(crate) async fn ask_desk(
        &self,
        event_type_uri: &str,
        question: desk::Question,
    ) -> Result<desk::Answer, TransportError> {
        let name = desk::name(&self.app.settings, event_type_uri).ok_or(TransportError::Broken)?;
        let id = event_type_uri.rsplit('/').next().unwrap_or_default().to_owned();
        let envelope = desk::Envelope { desk: id, origin: self.origin.clone(), question };
        let text = serde_json::to_string(&envelope).map_err(|_| TransportError::Broken)?;
        let answer = self.app.platform.ask(Class::Desk, name, text).await?;
        serde_json::from_str(&answer).map_err(|_| TransportError::Broken)
    }
}

impl<P: Platform, S: Sync> FromRequestParts<S> for Context<P> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let app = parts.extensions.get::<App<P>>().cloned().ok_or(ApiError::Plain(ProblemCode::Internal))?;
        let trace = parts.extensions.get::<Trace>().cloned().unwrap_or_default();
        let origin = parts.uri.scheme_str().zip(parts.uri.authority());
        let origin = origin.map(|(scheme, authority)| format!("{scheme}://{authority}")).unwrap_or_default();
        Ok(Self { app, trace, origin })
    }
}
