//! How many calls the token has left in the running minute, by Calendly's own `X-RateLimit-*` headers.
//!
//! Calendly counts per user and minute: 500 calls, 50 on its Free plan. A fifth of that is kept for bookings,
//! so that visitors who look never stop one who books. Pure: time comes in as a value.

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use http::Response;
use serde::{Deserialize, Serialize};

/// What is assumed until Calendly has said more: its Free plan.
const SMALLEST_LIMIT: u32 = 50;
/// Calendly's period. One that an answer names is never believed to be longer.
const MINUTE: TimeDelta = TimeDelta::seconds(60);
/// One call in this many is kept for bookings.
const RESERVED_SHARE: u32 = 5;

/// What one answer said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Allowance {
    /// Calls a minute.
    pub(crate) limit: u32,
    /// Of which are left.
    pub(crate) remaining: u32,
    /// Seconds until the limit is whole again.
    pub(crate) reset: u32,
}

impl Allowance {
    /// Reads the three headers; `None` when one is missing.
    pub(crate) fn of(response: &Response<Bytes>) -> Option<Self> {
        let number = |name: &str| response.headers().get(name)?.to_str().ok()?.trim().parse::<u32>().ok();
        Some(Self {
            limit: number("x-ratelimit-limit")?,
            remaining: number("x-ratelimit-remaining")?,
            reset: number("x-ratelimit-reset")?,
        })
    }
}

/// The budget of the running minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Budget {
    limit: u32,
    remaining: u32,
    /// When the limit is whole again; `None` before the first call.
    resets_at: Option<DateTime<Utc>>,
}

impl Default for Budget {
    fn default() -> Self {
        Self { limit: SMALLEST_LIMIT, remaining: SMALLEST_LIMIT, resets_at: None }
    }
}

impl Budget {
    /// Takes one call for reading, or says how long until there is one.
    pub(crate) fn take(&mut self, now: DateTime<Utc>) -> Result<(), TimeDelta> {
        self.turn(now);
        if self.remaining <= self.reserve() {
            return Err(self.resets_at.map_or(MINUTE, |at| at - now));
        }
        self.remaining -= 1;
        self.resets_at.get_or_insert(now + MINUTE);
        Ok(())
    }

    /// Learns from an answer. Answers arrive out of order, so within a minute the least that was said holds;
    /// a later end of the minute means that a new one has begun.
    pub(crate) fn learn(&mut self, said: Allowance, now: DateTime<Utc>) {
        self.turn(now);
        let resets_at = now + TimeDelta::seconds(said.reset.into()).clamp(TimeDelta::seconds(1), MINUTE);
        // Headers tell whole seconds, so one minute's ends differ by about one.
        let is_known = self.resets_at.is_some_and(|known| resets_at - known <= TimeDelta::seconds(2));
        if is_known && self.limit == said.limit {
            self.remaining = self.remaining.min(said.remaining);
        } else {
            *self = Self { limit: said.limit, remaining: said.remaining, resets_at: Some(resets_at) };
        }
    }

    /// Calendly refused a call for its limit: nothing is left for so many seconds.
    pub(crate) fn exhaust(&mut self, retry_after: u32, now: DateTime<Utc>) {
        let wait = TimeDelta::seconds(retry_after.into());
        self.remaining = 0;
        self.resets_at = Some(now + wait.clamp(TimeDelta::seconds(1), MINUTE));
    }

    /// Calls that may still be made for reading, and the limit.
    pub(crate) fn left(&self, now: DateTime<Utc>) -> (u32, u32) {
        let mut turned = *self;
        turned.turn(now);
        (turned.remaining.saturating_sub(turned.reserve()), turned.limit)
    }

    fn reserve(&self) -> u32 {
        self.limit / RESERVED_SHARE
    }

    fn turn(&mut self, now: DateTime<Utc>) {
        if self.resets_at.is_some_and(|at| at <= now) {
            self.remaining = self.limit;
            self.resets_at = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_000_000 + seconds, 0).unwrap()
    }

    fn take_all(budget: &mut Budget, now: DateTime<Utc>) -> usize {
        (0..1000).take_while(|_| budget.take(now).is_ok()).count()
    }

    #[test]
    fn before_calendly_has_said_anything_it_is_the_free_plans_less_the_reserve() {
        let mut budget = Budget::default();
        assert_eq!(take_all(&mut budget, at(0)), 40);
        assert_eq!(budget.take(at(20)), Err(TimeDelta::seconds(40)));
        assert_eq!(take_all(&mut budget, at(60)), 40);
    }

    #[test]
    fn what_calendly_says_holds() {
        let mut budget = Budget::default();
        budget.take(at(0)).unwrap();
        budget.learn(Allowance { limit: 500, remaining: 499, reset: 60 }, at(0));
        assert_eq!(budget.left(at(0)), (399, 500));
        assert_eq!(take_all(&mut budget, at(0)), 399);
        assert_eq!(budget.left(at(60)), (400, 500), "a new minute");
    }

    #[test]
    fn answers_out_of_order_give_nothing_back() {
        let mut budget = Budget::default();
        budget.learn(Allowance { limit: 50, remaining: 30, reset: 60 }, at(0));
        budget.learn(Allowance { limit: 50, remaining: 41, reset: 59 }, at(1));
        assert_eq!(budget.left(at(1)), (20, 50));
        budget.learn(Allowance { limit: 50, remaining: 49, reset: 60 }, at(30));
        assert_eq!(budget.left(at(30)), (39, 50), "another minute has begun over there");
    }

    #[test]
    fn a_refusal_empties_it_until_its_reset() {
        let mut budget = Budget::default();
        budget.exhaust(7, at(0));
        assert_eq!(budget.take(at(1)), Err(TimeDelta::seconds(6)));
        assert_eq!(budget.take(at(7)), Ok(()));
        budget.exhaust(86_400, at(8));
        assert_eq!(budget.take(at(68)), Ok(()), "no wait is longer than the period");
    }

    proptest! {
        #[test]
        fn no_calendar_minute_of_calendlys_sees_more_than_its_limit_less_the_reserve(
            wishes in prop::collection::vec(0_i64..4, 1..400), limit in prop_oneof![Just(50_u32), Just(500), 50_u32..600],
        ) {
            let mut budget = Budget::default();
            let (mut now, mut minute, mut used) = (0, 0, 0_u32);
            for pause in wishes {
                now += pause;
                if budget.take(at(now)).is_ok() {
                    if now >= minute + 60 {
                        (minute, used) = (now, 0);
                    }
                    used += 1;
                    let reset = u32::try_from(minute + 60 - now).unwrap();
                    prop_assert!(used <= limit - limit / RESERVED_SHARE);
                    budget.learn(Allowance { limit, remaining: limit - used, reset }, at(now));
                }
            }
        }
    }
}
