//! Counters of the fake platform: exact, in periods that begin with the clock's minute, as workerd counts locally.

use chrono::{DateTime, Utc};
use edge_proxy::guard::Limit;
use std::collections::BTreeMap;

/// Whether it counts.
#[derive(Clone, Debug, Default)]
pub(crate) enum Counters {
    /// Everybody is let through, so that tests of other things can write as often as they like.
    #[default]
    Off,
    /// How often in which period, by limit and key.
    On(BTreeMap<(Limit, String), (i64, u32)>),
}

impl Counters {
    pub(crate) fn on() -> Self {
        Self::On(BTreeMap::new())
    }

    /// Counts one more, and says whether it is within the limit.
    pub(crate) fn count(&mut self, limit: Limit, key: String, now: DateTime<Utc>) -> bool {
        let Self::On(counted) = self else { return true };
        let period = now.timestamp().div_euclid(Limit::PERIOD.into());
        let entry = counted.entry((limit, key)).or_default();
        if entry.0 != period {
            *entry = (period, 0);
        }
        if entry.1 < limit.count() {
            entry.1 += 1;
            return true;
        }
        false
    }

    /// Everything that has been a key.
    pub(crate) fn keys(&self) -> Vec<String> {
        match self {
            Self::Off => Vec::new(),
            Self::On(counted) => counted.keys().map(|(_, key)| key.clone()).collect(),
        }
    }
}
