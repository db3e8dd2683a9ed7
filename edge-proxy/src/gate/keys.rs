//! Which desk an `Idempotency-Key` belongs to. Each desk keeps the answers to its own keys; that one key is not used
//! for two event types, only a place that all of them ask can see. Pure: time comes in as a value.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// For as long as the answer to a key is kept.
const LASTS: TimeDelta = TimeDelta::hours(24);
/// Where claims lie in storage.
const PREFIX: &str = "key:";

/// A key's desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Claim {
    desk: String,
    until: DateTime<Utc>,
}

/// The desks, by the digests of the keys.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys(BTreeMap<String, Claim>);

impl Keys {
    /// The desk that a key belongs to.
    pub(super) fn desk_of(&self, key: &str, now: DateTime<Utc>) -> Option<&str> {
        self.0.get(key).filter(|claim| now < claim.until).map(|claim| claim.desk.as_str())
    }

    /// Gives a key to a desk, or lets it have it for another day; place and text for storage. `None` when another
    /// desk has it.
    pub(super) fn claim(&mut self, key: &str, desk: &str, now: DateTime<Utc>) -> Option<(String, String)> {
        if self.desk_of(key, now).is_some_and(|owner| owner != desk) {
            return None;
        }
        let claim = Claim { desk: desk.to_owned(), until: now + LASTS };
        let text = serde_json::to_string(&claim).unwrap_or_default();
        self.0.insert(key.to_owned(), claim);
        Some((format!("{PREFIX}{key}"), text))
    }

    /// Drops what has ended, and gives its places in storage.
    pub(super) fn expire(&mut self, now: DateTime<Utc>) -> Vec<String> {
        let ended = self.0.iter().filter(|(_, claim)| claim.until <= now);
        let places = ended.map(|(key, _)| format!("{PREFIX}{key}")).collect();
        self.0.retain(|_, claim| now < claim.until);
        places
    }

    /// Takes over a value of storage's; whether it was a claim that lasts.
    pub(super) fn restore(&mut self, place: &str, text: &str, now: DateTime<Utc>) -> bool {
        let claim = serde_json::from_str::<Claim>(text).ok().filter(|claim| now < claim.until);
        let Some((key, claim)) = place.strip_prefix(PREFIX).zip(claim) else { return false };
        self.0.insert(key.to_owned(), claim);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_000_000 + hours * 3600, 0).unwrap()
    }

    #[test]
    fn a_key_belongs_to_its_first_desk_until_a_day_after_that_last_asked() {
        let mut keys = Keys::default();
        assert_eq!(keys.desk_of("k", at(0)), None);
        assert!(keys.claim("k", "one", at(0)).is_some());
        assert!(keys.claim("k", "other", at(23)).is_none());
        assert!(keys.claim("k", "one", at(23)).is_some());
        assert_eq!(keys.desk_of("k", at(46)), Some("one"));
        assert_eq!(keys.desk_of("k", at(47)), None);
        assert!(keys.claim("k", "other", at(47)).is_some());
    }

    #[test]
    fn what_was_stored_comes_back_while_it_lasts() {
        let mut keys = Keys::default();
        let (place, text) = keys.claim("k", "one", at(0)).unwrap();
        let restored = |hours| {
            let mut keys = Keys::default();
            (keys.restore(&place, &text, at(hours)), keys.desk_of("k", at(hours)).map(str::to_owned))
        };
        assert_eq!(restored(23), (true, Some("one".to_owned())));
        assert_eq!(restored(24), (false, None));
        assert!(!Keys::default().restore("slots:2:A:7:1", &text, at(0)));
        assert!(!Keys::default().restore(&place, "{}", at(0)));
        assert_eq!(keys.expire(at(23)), [""; 0]);
        assert_eq!(keys.expire(at(24)), [place]);
    }
}
