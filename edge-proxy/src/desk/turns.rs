//! Whose turn it is at a start: attempts at one start are made one after the other, others side by side.

use super::Desk;
use crate::storage::Storage;
use chrono::{DateTime, Utc};
use std::sync::Arc;

impl<S: Storage> Desk<S> {
    /// The queue at a start.
    pub(super) fn turn(&self, start: DateTime<Utc>) -> Arc<async_lock::Mutex<()>> {
        self.state().turns.entry(start).or_default().clone()
    }

    /// Leaves the queue; the last one takes it down.
    pub(super) fn leave(&self, start: DateTime<Utc>, turn: Arc<async_lock::Mutex<()>>) {
        let mut state = self.state();
        drop(turn);
        if state.turns.get(&start).is_some_and(|turn| Arc::strong_count(turn) == 1) {
            state.turns.remove(&start);
        }
    }
}
