//! What belongs to one request: the application, and a trace that counts what the request cost.

use crate::{app::App, calendly::Client, error::ApiError, platform::Platform};
use axum::extract::FromRequestParts;
use core::{
    convert::Infallible,
    sync::atomic::{AtomicI64, AtomicU32, Ordering},
};
use http::request::Parts;
use std::sync::{Arc, OnceLock};

/// What a request cost, gathered while it runs. Holds nothing about a person.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trace(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    calls: AtomicU32,
    slowest_call_ms: AtomicI64,
    cache: OnceLock<&'static str>,
}

impl Trace {
    /// Counts a call to Calendly.
    pub(crate) fn count_call(&self, took_ms: i64) {
        self.0.calls.fetch_add(1, Ordering::Relaxed);
        self.0.slowest_call_ms.fetch_max(took_ms, Ordering::Relaxed);
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
}

/// What a handler works with.
#[derive(Clone, Debug)]
pub(crate) struct Context<P> {
    /// Settings and platform.
    pub(crate) app: App<P>,
    /// What this request costs.
    pub(crate) trace: Trace,
}

impl<P: Platform> Context<P> {
    /// Calendly, or the problem of having no token.
    pub(crate) fn calendly(&self) -> Result<Client<P>, ApiError> {
        Client::new(&self.app.platform, &self.app.settings, &self.trace).ok_or_else(|| {
            ApiError::NotConnected { scheduling_url: self.app.settings.scheduling_url.clone() }
        })
    }
}

impl<P: Platform> FromRequestParts<App<P>> for Context<P> {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App<P>) -> Result<Self, Infallible> {
        let trace = parts.extensions.get::<Trace>().cloned().unwrap_or_default();
        Ok(Self { app: app.clone(), trace })
    }
}
