//! Whose turn it is: attempts at one start are made one after the other, and so are moves of one booking; all others go
//! side by side.

use super::Desk;
use crate::storage::Storage;
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// What there can be a queue for. Who waits for both waits for the booking first, so that no two wait for each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Queue {
    /// For the booking whose event Calendly calls so.
    Booking(String),
    /// For a start.
    Start(DateTime<Utc>),
}

/// A place in a queue.
pub(super) type Turn = Arc<async_lock::Mutex<()>>;

impl<S: Storage> Desk<S> {
    /// A place in a queue.
    pub(super) fn turn(&self, queue: Queue) -> Turn {
        self.state().turns.entry(queue).or_default().clone()
    }

    /// Leaves a queue; the last one takes it down.
    pub(super) fn leave(&self, queue: &Queue, turn: Turn) {
        let mut state = self.state();
        drop(turn);
        if state.turns.get(queue).is_some_and(|turn| Arc::strong_count(turn) == 1) {
            state.turns.remove(queue);
        }
    }
}
