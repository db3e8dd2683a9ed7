//! A window as an isolate remembers it, and when somebody should ask the gate about it.

use super::ASKED_FOR;
use crate::slots::Entry;
use chrono::{DateTime, TimeDelta, Utc};
use core::time::Duration;
use shared::slots::Slot;
use std::sync::Arc;

/// After this long the gate is asked, behind an answer, whether a booking elsewhere has made a window wrong.
const CONFIRMED_FOR: TimeDelta = TimeDelta::seconds(30);
/// After a failure, a window is not tried again by this isolate for this long.
const FAILED_FOR: TimeDelta = TimeDelta::seconds(5);

/// A window as it is shown.
#[derive(Clone, Debug)]
pub(crate) struct Window {
    pub(crate) fetched_at: DateTime<Utc>,
    pub(crate) slots: Arc<[Slot]>,
    /// How long each slot is; when the event type changes, the entry is decoded anew.
    pub(super) minutes: u32,
    pub(super) confirmed_at: DateTime<Utc>,
    /// Who is asking the gate about it.
    pub(super) asked_at: Option<DateTime<Utc>>,
    pub(super) failed_at: Option<DateTime<Utc>>,
}

impl Window {
    pub(crate) fn new(entry: &Entry, minutes: u32, now: DateTime<Utc>) -> Self {
        Self {
            fetched_at: entry.fetched_at(),
            slots: entry.slots(minutes).into(),
            minutes,
            confirmed_at: now,
            asked_at: None,
            failed_at: None,
        }
    }

    /// Whether somebody should ask the gate about it, and nobody does.
    pub(super) fn is_due(&self, ttl: Duration, now: DateTime<Utc>) -> bool {
        let is_recent = |at: Option<DateTime<Utc>>, span| at.is_some_and(|at| now < at + span);
        let is_fresh = crate::slots::is_younger(self.fetched_at, ttl, now);
        (!is_fresh || now >= self.confirmed_at + CONFIRMED_FOR)
            && !is_recent(self.asked_at, ASKED_FOR)
            && !is_recent(self.failed_at, FAILED_FOR)
    }

    /// Whether the last try to refresh it failed.
    pub(crate) fn is_failing(&self) -> bool {
        self.failed_at.is_some()
    }
}
