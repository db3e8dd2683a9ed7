//! The small things that the gate must not forget when it is evicted: what it may still write, what the token
//! may still ask, and which span Calendly refused.

use super::{mints::Mints, writes::Writes};
use crate::calendly::Health;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use shared::{config::WindowCounts, instant::Instant};

/// How long the narrow span is remembered after Calendly refused the wide one.
const NARROW_FOR: TimeDelta = TimeDelta::hours(24);

/// What survives.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Ledger {
    /// Until when to ask for 7 days at a time.
    pub(crate) narrow_until: Option<Instant>,
    pub(crate) writes: Writes,
    pub(crate) health: Health,
    /// Single-use links of the last hour.
    #[serde(default)]
    pub(crate) mints: Mints,
    /// How windows were answered, as the isolates told.
    pub(crate) served: WindowCounts,
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
    pub(super) fn count(&mut self, served: WindowCounts, now: DateTime<Utc>) {
        let is_today = self.served_since.is_some_and(|since| since.0.date_naive() == now.date_naive());
        if !is_today {
            self.served = WindowCounts::default();
            self.served_since = Some(Instant(now));
        }
        self.served += served;
    }

    /// The share of windows that no visitor waited for, 0 to 1; `None` before the first.
    pub(super) fn hit_rate(&self) -> Option<f64> {
        let WindowCounts { hit, miss, revalidating, stale, missing } = self.served;
        let ready = hit + revalidating + stale;
        let all = ready + miss + missing;
        #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
        (all > 0).then(|| ready as f64 / all as f64)
    }
}
