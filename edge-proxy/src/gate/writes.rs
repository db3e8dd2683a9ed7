//! How often KV may be written: its free plan allows 1,000 writes a day, and one a second for each key.
//!
//! Copies in KV spare visitors far from the gate a trip, so they are worth writing, but not worth more than the
//! plan gives. A key is written at most once in its time to live. All keys together are paced by a bucket that
//! lets through at most 36 an hour and, once a day has been busy, only what is left for the rest of that day.
//! What is not written now is written with a later refresh, so that in effect the copies' time to live
//! stretches as the budget shrinks. Pure: time comes in as a value.

use chrono::{DateTime, TimeDelta, Utc};
use core::time::Duration;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many of a day's 1,000 may be used; the rest is for what cannot be foreseen.
const A_DAY: u32 = 950;
/// So many may come at once, after a quiet time …
const BURST: f64 = 16.0;
/// … and so many an hour after that.
const AN_HOUR: f64 = 20.0;

/// What has been written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Writes {
    /// Days since 1970, in UTC: Cloudflare's day.
    day: i64,
    /// Writes on that day.
    today: u32,
    /// Writes that may come at once, and since when that is so.
    bucket: Option<(f64, DateTime<Utc>)>,
    /// Which keys were written when, while they may still be in KV.
    keys: BTreeMap<String, DateTime<Utc>>,
}

impl Writes {
    /// Whether `key` may be written now; if so, it counts as written.
    pub(super) fn allow(&mut self, key: &str, ttl: Duration, kept: Duration, now: DateTime<Utc>) -> bool {
        self.turn(now);
        self.keys.retain(|_, at| (now - *at).to_std().is_ok_and(|age| age < kept));
        let is_recent = |at: &DateTime<Utc>| (now - *at).to_std().is_ok_and(|age| age < ttl);
        if self.keys.get(key).is_some_and(is_recent) || self.today >= A_DAY {
            return false;
        }
        let tokens = self.tokens(now);
        if tokens < 1.0 {
            return false;
        }
        self.bucket = Some((tokens - 1.0, now));
        self.today += 1;
        self.keys.insert(key.to_owned(), now);
        true
    }

    /// Counts writes that somebody else made.
    pub(super) fn count(&mut self, writes: u32, now: DateTime<Utc>) {
        self.turn(now);
        self.today = self.today.saturating_add(writes);
    }

    /// The keys that may be in KV and are `wrong`; they count as gone from now on.
    pub(super) fn forget(&mut self, wrong: impl Fn(&str) -> bool) -> Vec<String> {
        let gone: Vec<_> = self.keys.keys().filter(|key| wrong(key)).cloned().collect();
        self.keys.retain(|key, _| !wrong(key));
        gone
    }

    /// Writes made today.
    pub(super) fn today(&self, now: DateTime<Utc>) -> u32 {
        if day_of(now) == self.day { self.today } else { 0 }
    }

    /// Writes left today.
    pub(super) fn left(&self, now: DateTime<Utc>) -> u32 {
        A_DAY.saturating_sub(self.today(now))
    }

    fn tokens(&self, now: DateTime<Utc>) -> f64 {
        let Some((tokens, since)) = self.bucket else { return BURST };
        let hours = hours(now - since).max(0.0);
        let rest_of_day = hours_left(now).max(1.0);
        let pace = AN_HOUR.min(f64::from(A_DAY.saturating_sub(self.today)) / rest_of_day);
        (tokens + hours * pace).min(BURST)
    }

    fn turn(&mut self, now: DateTime<Utc>) {
        let day = day_of(now);
        if day != self.day {
            (self.day, self.today) = (day, 0);
        }
    }
}

fn day_of(now: DateTime<Utc>) -> i64 {
    now.timestamp().div_euclid(86_400)
}

fn hours_left(now: DateTime<Utc>) -> f64 {
    hours(TimeDelta::seconds(86_400 - now.timestamp().rem_euclid(86_400)))
}

fn hours(span: TimeDelta) -> f64 {
    span.as_seconds_f64() / 3600.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TTL: Duration = Duration::from_mins(5);
    const KEPT: Duration = Duration::from_hours(24);

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(86_400 * 20_000 + seconds, 0).unwrap()
    }

    fn allow(writes: &mut Writes, key: &str, second: i64) -> bool {
        writes.allow(key, TTL, KEPT, at(second))
    }

    #[test]
    fn a_key_is_written_once_in_its_time_to_live() {
        let mut writes = Writes::default();
        assert!(allow(&mut writes, "a", 0));
        assert!(!allow(&mut writes, "a", 299));
        assert!(allow(&mut writes, "b", 299));
        assert!(allow(&mut writes, "a", 300));
        assert_eq!((writes.today(at(300)), writes.left(at(300))), (3, A_DAY - 3));
    }

    #[test]
    fn a_key_that_was_dropped_may_be_written_again_at_once() {
        let mut writes = Writes::default();
        allow(&mut writes, "a", 0);
        allow(&mut writes, "b", 0);
        assert_eq!(writes.forget(|key| key == "a"), ["a"]);
        assert_eq!(writes.forget(|key| key == "a"), [""; 0], "it is not in KV any more");
        assert!(allow(&mut writes, "a", 1));
    }

    #[test]
    fn a_day_that_has_used_its_writes_up_writes_no_more_until_midnight_utc() {
        let mut writes = Writes::default();
        writes.count(A_DAY, at(0));
        assert!(!allow(&mut writes, "a", 3600));
        assert_eq!(writes.left(at(86_400)), A_DAY);
        assert!(allow(&mut writes, "a", 86_400));
    }

    #[test]
    fn what_is_left_of_a_busy_day_is_spread_over_the_rest_of_it() {
        let mut writes = Writes::default();
        writes.count(A_DAY - 40, at(4 * 3600));
        let allowed = |writes: &mut Writes, from: i64, until: i64| {
            (from..until)
                .step_by(60)
                .filter(|second| writes.allow(&second.to_string(), TTL, KEPT, at(*second)))
                .count()
        };
        let first = allowed(&mut writes, 4 * 3600, 5 * 3600);
        let later = allowed(&mut writes, 5 * 3600, 24 * 3600);
        assert!((16..=19).contains(&first), "{first}");
        assert!((15..=24).contains(&later), "{later}");
    }

    proptest! {
        #[test]
        fn no_hour_sees_more_than_36_and_no_day_more_than_its_share(
            wishes in prop::collection::vec((0_i64..40, 0_u8..120), 1..1200),
        ) {
            let mut writes = Writes::default();
            let (mut now, mut written) = (0, Vec::new());
            for (pause, key) in wishes {
                now += pause;
                if allow(&mut writes, &key.to_string(), now) {
                    written.push(now);
                }
            }
            for start in &written {
                let within = |span: i64| written.iter().filter(|at| (*start..start + span).contains(at)).count();
                prop_assert!(within(3600) <= 36);
                prop_assert!(within(86_400) <= A_DAY as usize);
            }
        }
    }
}
