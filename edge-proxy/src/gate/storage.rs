//! What the gate keeps beyond its own life in memory.

use core::future::Future;

/// A small durable store, private to one gate. A failure is logged where it happens and costs the gate a
/// fetch later on, nothing else.
pub trait Storage: Clone + Send + Sync + 'static {
    /// Everything whose key begins with `prefix`.
    fn list(&self, prefix: String) -> impl Future<Output = Vec<(String, String)>> + Send;

    /// Keeps a value of at most 2 MiB.
    fn put(&self, key: String, value: String) -> impl Future<Output = ()> + Send;

    /// Drops a value.
    fn remove(&self, key: String) -> impl Future<Output = ()> + Send;
}
