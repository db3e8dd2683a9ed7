//! What a gate or a desk keeps beyond its own life in memory.

use chrono::{DateTime, Utc};
use core::future::Future;

/// A small durable store, private to one object. What is put is durable before anything that the object sends
/// afterwards leaves it. A failure is logged where it happens.
pub trait Storage: Clone + Send + Sync + 'static {
    /// Everything whose key begins with `prefix`.
    fn list(&self, prefix: String) -> impl Future<Output = Vec<(String, String)>> + Send;

    /// One value.
    fn get(&self, key: String) -> impl Future<Output = Option<String>> + Send;

    /// Keeps a value of at most 2 MiB.
    fn put(&self, key: String, value: String) -> impl Future<Output = ()> + Send;

    /// Drops a value.
    fn remove(&self, key: String) -> impl Future<Output = ()> + Send;

    /// Asks for the object to be woken then, if no earlier time was asked for.
    fn wake_at(&self, at: DateTime<Utc>) -> impl Future<Output = ()> + Send;
}
