//! The objects of which there is one for each name, in memory, with storage that outlives them.

use chrono::{DateTime, Utc};
use edge_proxy::{app::Isolate, desk::Desk, gate::Gate, storage::Storage};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

/// Every gate and desk.
pub(crate) struct Objects {
    isolate: Isolate,
    gates: Mutex<BTreeMap<String, Gate<Kept>>>,
    desks: Mutex<BTreeMap<String, Desk<Kept>>>,
    kept: Mutex<BTreeMap<String, Kept>>,
}

impl Objects {
    pub(crate) fn new(isolate: Isolate) -> Self {
        Self { isolate, gates: Mutex::default(), desks: Mutex::default(), kept: Mutex::default() }
    }

    pub(crate) fn gate(&self, name: &str) -> Gate<Kept> {
        let begin = || Gate::new(self.isolate.settings().clone(), self.kept(&format!("gate {name}")));
        self.gates.lock().unwrap().entry(name.to_owned()).or_insert_with(begin).clone()
    }

    pub(crate) fn desk(&self, name: &str) -> Desk<Kept> {
        let begin = || Desk::new(self.isolate.clone(), self.kept(&format!("desk {name}")));
        self.desks.lock().unwrap().entry(name.to_owned()).or_insert_with(begin).clone()
    }

    /// All are evicted from memory; the next question wakes each again.
    pub(crate) fn evict(&self) {
        self.gates.lock().unwrap().clear();
        self.desks.lock().unwrap().clear();
    }

    /// Wakes every desk whose alarm is due, also one that was evicted, as the runtime does.
    pub(crate) async fn ring(&self, platform: &crate::platform::Fake) {
        let due: Vec<String> = {
            let kept = self.kept.lock().unwrap();
            let is_due =
                |kept: &Kept| kept.alarm.lock().unwrap().take_if(|at| *at <= platform.time()).is_some();
            let desks = kept.iter().filter_map(|(name, kept)| Some((name.strip_prefix("desk ")?, kept)));
            desks.filter(|(_, kept)| is_due(kept)).map(|(name, _)| name.to_owned()).collect()
        };
        for name in due {
            self.desk(&name).tidy(platform).await;
        }
    }

    /// How much the desks have stored.
    pub(crate) fn stored(&self) -> usize {
        let kept = self.kept.lock().unwrap();
        kept.iter()
            .filter(|(name, _)| name.starts_with("desk "))
            .map(|(_, kept)| kept.values.lock().unwrap().len())
            .sum()
    }

    /// Whether a text stands anywhere in what the desks have stored.
    pub(crate) fn remember(&self, text: &str) -> bool {
        let kept = self.kept.lock().unwrap();
        let desks = kept.iter().filter(|(name, _)| name.starts_with("desk "));
        desks
            .flat_map(|(_, kept)| kept.values.lock().unwrap().values().cloned().collect::<Vec<_>>())
            .any(|value| value.contains(text))
    }

    fn kept(&self, name: &str) -> Kept {
        self.kept.lock().unwrap().entry(name.to_owned()).or_default().clone()
    }
}

/// What an object stores, and when it wants to be woken.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept {
    values: Arc<Mutex<BTreeMap<String, String>>>,
    alarm: Arc<Mutex<Option<DateTime<Utc>>>>,
}

impl Storage for Kept {
    async fn list(&self, prefix: String) -> Vec<(String, String)> {
        // Storage takes its time, in which other questions may arrive.
        tokio::task::yield_now().await;
        let kept = self.values.lock().unwrap();
        kept.iter().filter(|(key, _)| key.starts_with(&prefix)).map(|(k, v)| (k.clone(), v.clone())).collect()
    }

    async fn get(&self, key: String) -> Option<String> {
        tokio::task::yield_now().await;
        self.values.lock().unwrap().get(&key).cloned()
    }

    async fn wake_at(&self, at: DateTime<Utc>) {
        let mut alarm = self.alarm.lock().unwrap();
        *alarm = Some(alarm.map_or(at, |known| known.min(at)));
    }

    async fn put(&self, key: String, value: String) {
        assert!(value.len() < 2 << 20, "a Durable Object refuses a larger value");
        self.values.lock().unwrap().insert(key, value);
    }

    async fn remove(&self, key: String) {
        self.values.lock().unwrap().remove(&key);
    }
}
