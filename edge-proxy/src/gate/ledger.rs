//! The small things that the gate must not forget when it is evicted: what it may still write, what the token
//! may still ask, and which span Calendly refused.

use super::{question::Served, writes::Writes};
use crate::calendly::Health;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use shared::instant::Instant;

/// How long the narrow span is remembered after Calendly refused the wide one.
const NARROW_FOR: TimeDelta = TimeDelta::hours(24);

/// What survives.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Ledger {
    /// Until when to ask for 7 days at a time.
    pub(crate) narrow_until: Option<Instant>,
    pub(crate) writes: Writes,
    pub(crate) health: Health,
    /// How windows were answered, as the isolates told.
    pub(crate) served: Served,
    /// Since when that is counted.
    pub(crate) served_since: Option<Instant>,
}

impl Ledger {
    /// Until when only narrow spans may be asked for, if that time has not passed.
    pub(super) fn narrow_until(&self, now: DateTime<Utc>) -> Option<Instant> {
        self.narrow_until.filter(|until| now < until.0)
    }

    /// Calendly refused a span; gives until when that is remembered.
    pub(super) fn remember_narrow(&mut self, now: DateTime<Utc>) -> Instant {
        *self.narrow_until.insert(Instant(now + NARROW_FOR))
    }

    /// Counts what an isolate reports; anew every day, so that the rate tells of today.
    pub(super) fn count(&mut self, served: Served, now: DateTime<Utc>) {
        let is_today = self.served_since.is_some_and(|since| since.0.date_naive() == now.date_naive());
        if !is_today {
            self.served = Served::default();
            self.served_since = Some(Instant(now));
        }
        self.served.add(served);
    }
}
