//! The gate's storage, in memory.

use edge_proxy::gate::Storage;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

/// What the gate's object stores.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept(Arc<Mutex<BTreeMap<String, String>>>);

impl Storage for Kept {
    async fn list(&self, prefix: String) -> Vec<(String, String)> {
        // Storage takes its time, in which other questions may arrive.
        tokio::task::yield_now().await;
        let kept = self.0.lock().unwrap();
        kept.iter().filter(|(key, _)| key.starts_with(&prefix)).map(|(k, v)| (k.clone(), v.clone())).collect()
    }

    async fn put(&self, key: String, value: String) {
        assert!(value.len() < 2 << 20, "a Durable Object refuses a larger value");
        self.0.lock().unwrap().insert(key, value);
    }

    async fn remove(&self, key: String) {
        self.0.lock().unwrap().remove(&key);
    }
}
