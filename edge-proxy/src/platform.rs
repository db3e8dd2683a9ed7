//! Everything the proxy asks of the outside world, in one trait: one fake in tests, one type parameter.
//!
//! Must not know which platform stands behind it.

use crate::{
    database::{DatabaseError, Row, Statement},
    guard::Limit,
    secret::Secret,
};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use core::{future::Future, time::Duration};
use http::{Request, Response};
use serde::{Deserialize, Serialize};

/// Why no answer came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum TransportError {
    /// None within the time given.
    #[error("no answer in time")]
    TimedOut,
    /// The connection could not be made or broke, or the body ended early.
    #[error("the connection failed")]
    Broken,
}

/// What there is one of for each name, wherever it is asked from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// [`crate::gate::Gate`].
    Gate,
    /// [`crate::desk::Desk`].
    Desk,
}

/// The outside world.
pub trait Platform: Clone + Send + Sync + 'static {
    /// The current instant.
    fn now(&self) -> DateTime<Utc>;

    /// Sixteen bytes that nobody can guess.
    fn random(&self) -> [u8; 16];

    /// Waits.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> + Send;

    /// Sends one request to Calendly, follows no redirect and reads the whole body within `timeout`.
    fn send(
        &self,
        request: Request<Bytes>,
        timeout: Duration,
    ) -> impl Future<Output = Result<Response<Bytes>, TransportError>> + Send;

    /// Sends one request to whoever checks Turnstile tokens, on the same terms.
    fn ask_turnstile(
        &self,
        request: Request<Bytes>,
        timeout: Duration,
    ) -> impl Future<Output = Result<Response<Bytes>, TransportError>> + Send;

    /// Counts one more under `key`, and says whether that is still within the limit. Where nothing counts, it
    /// is: a deployment whose counters fail goes on taking bookings, and its log says so.
    fn within_limit(&self, limit: Limit, key: String) -> impl Future<Output = bool> + Send;

    /// The cached value; `None` also when the cache fails, for it is only a cache.
    fn read(&self, key: String) -> impl Future<Output = Option<String>> + Send;

    /// Caches a value for `ttl`, at least a minute. A failure is logged and otherwise ignored.
    fn write(&self, key: String, value: String, ttl: Duration) -> impl Future<Output = ()> + Send;

    /// Drops a cached value.
    fn forget(&self, key: String) -> impl Future<Output = ()> + Send;

    /// Runs statements on the database, in order and as one transaction, and gives the rows of each.
    fn query(
        &self,
        statements: Vec<Statement>,
    ) -> impl Future<Output = Result<Vec<Vec<Row>>, DatabaseError>> + Send;

    /// Asks the object of that class and name; both texts are JSON that only the class's module reads.
    fn ask(
        &self,
        class: Class,
        name: String,
        question: String,
    ) -> impl Future<Output = Result<String, TransportError>> + Send;

    /// Drops every answer with one of these tags from the HTTP cache in front of the Worker.
    fn purge(&self, tags: Vec<String>) -> impl Future<Output = ()> + Send;

    /// Runs a task that need not be finished when the answer leaves.
    fn defer(&self, task: impl Future<Output = ()> + Send + 'static);

    /// The key that signs manage tokens in demo mode, made at first use and kept.
    fn demo_signing_key(&self) -> impl Future<Output = Option<Secret>> + Send;

    /// Writes one line to the log.
    fn log(&self, line: &str);
}
