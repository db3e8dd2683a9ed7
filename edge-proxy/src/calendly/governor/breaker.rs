//! A circuit breaker: when Calendly is down, nobody waits for it, and it is not hammered while it gets up.
//!
//! Pure: time comes in as a value. It counts failures of Calendly as a whole (no answer, 5xx, nonsense), never
//! refusals, which show that Calendly is well.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// It opens after this many failures without a success in between …
const FAILURES: u32 = 8;
/// … if they stretch over at least this long, so that a hiccup which hits many calls at once does not open it.
const FAILING_FOR: TimeDelta = TimeDelta::seconds(3);
/// The first pause; it doubles with every failed probe …
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(5);
/// … up to this, which is less than the shortest time to live of a window.
const LONGEST_PAUSE: TimeDelta = TimeDelta::seconds(30);
/// After this long without news of a probe, another may go.
const PROBE_LOST: TimeDelta = TimeDelta::seconds(10);

/// What it does with the next call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub(crate) enum Breaker {
    /// Lets every call through.
    #[default]
    Closed,
    /// Lets every call through and counts failures.
    Failing { since: DateTime<Utc>, failures: u32 },
    /// Refuses.
    Open { until: DateTime<Utc>, pause_seconds: i64 },
    /// Refuses all but one call, whose fate decides.
    HalfOpen { probe_since: DateTime<Utc>, pause_seconds: i64 },
}

impl Breaker {
    /// Whether a call may go now. A refusal says how long to wait.
    pub(crate) fn admit(&mut self, now: DateTime<Utc>) -> Result<(), TimeDelta> {
        match *self {
            Self::Closed | Self::Failing { .. } => Ok(()),
            Self::Open { until, .. } if now < until => Err(until - now),
            Self::HalfOpen { probe_since, .. } if now < probe_since + PROBE_LOST => {
                Err(probe_since + PROBE_LOST - now)
            }
            Self::Open { pause_seconds, .. } | Self::HalfOpen { pause_seconds, .. } => {
                *self = Self::HalfOpen { probe_since: now, pause_seconds };
                Ok(())
            }
        }
    }

    /// Calendly answered.
    pub(crate) fn succeeded(&mut self) {
        *self = Self::Closed;
    }

    /// Calendly did not answer, or not like Calendly.
    pub(crate) fn failed(&mut self, now: DateTime<Utc>) {
        let opened = |pause: TimeDelta| Self::Open { until: now + pause, pause_seconds: pause.num_seconds() };
        *self = match *self {
            Self::Closed => Self::Failing { since: now, failures: 1 },
            Self::Failing { since, failures } if failures + 1 >= FAILURES && now - since >= FAILING_FOR => {
                opened(FIRST_PAUSE)
            }
            Self::Failing { since, failures } => {
                Self::Failing { since, failures: failures.saturating_add(1) }
            }
            Self::HalfOpen { pause_seconds, .. } => {
                opened(TimeDelta::seconds(pause_seconds * 2).min(LONGEST_PAUSE))
            }
            // A call that went out before it opened.
            open @ Self::Open { .. } => open,
        };
    }

    /// `closed`, `open` or `half-open`, as people name it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Closed | Self::Failing { .. } => "closed",
            Self::Open { .. } => "open",
            Self::HalfOpen { .. } => "half-open",
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

    /// A breaker that has just opened, at second 4.
    fn open() -> Breaker {
        let mut breaker = Breaker::default();
        for second in [0, 0, 0, 0, 1, 2, 3, 4] {
            assert_eq!(breaker.admit(at(second)), Ok(()));
            breaker.failed(at(second));
        }
        assert_eq!(breaker, Breaker::Open { until: at(9), pause_seconds: 5 });
        breaker
    }

    #[test]
    fn many_failures_at_one_instant_do_not_open_it() {
        let mut breaker = Breaker::default();
        (0..50).for_each(|_| breaker.failed(at(0)));
        assert_eq!(breaker.admit(at(0)), Ok(()));
        breaker.failed(at(3));
        assert_eq!(breaker.name(), "open");
    }

    #[test]
    fn a_success_in_between_starts_the_count_again() {
        let mut breaker = Breaker::default();
        (0..7).for_each(|second| breaker.failed(at(second)));
        breaker.succeeded();
        (10..17).for_each(|second| breaker.failed(at(second)));
        assert_eq!(breaker.name(), "closed");
    }

    #[test]
    fn one_probe_goes_when_the_pause_is_over_and_its_success_closes() {
        let mut breaker = open();
        assert_eq!(breaker.admit(at(5)), Err(TimeDelta::seconds(4)));
        assert_eq!(breaker.admit(at(9)), Ok(()));
        assert_eq!(breaker.name(), "half-open");
        assert!(breaker.admit(at(9)).is_err(), "only one");
        breaker.succeeded();
        assert_eq!(breaker.admit(at(9)), Ok(()));
    }

    #[test]
    fn failed_probes_double_the_pause_up_to_half_a_minute() {
        let mut breaker = open();
        let mut now = at(9);
        for pause in [10, 20, 30, 30] {
            assert_eq!(breaker.admit(now), Ok(()));
            breaker.failed(now);
            assert_eq!(breaker.admit(now), Err(TimeDelta::seconds(pause)));
            now += TimeDelta::seconds(pause);
        }
    }

    #[test]
    fn a_probe_without_news_does_not_shut_it_for_ever() {
        let mut breaker = open();
        assert_eq!(breaker.admit(at(9)), Ok(()));
        assert!(breaker.admit(at(18)).is_err());
        assert_eq!(breaker.admit(at(19)), Ok(()));
    }

    proptest! {
        #[test]
        fn whatever_happened_it_lets_a_call_through_within_half_a_minute_and_one_success_heals_it(
            steps in prop::collection::vec((0_i64..40, any::<bool>()), 0..80),
        ) {
            let mut breaker = Breaker::default();
            let mut now = at(0);
            for (pause, succeeds) in steps {
                now += TimeDelta::seconds(pause);
                if breaker.admit(now).is_ok() {
                    if succeeds { breaker.succeeded() } else { breaker.failed(now) }
                }
            }
            prop_assert!(breaker.admit(now + LONGEST_PAUSE).is_ok());
            breaker.succeeded();
            prop_assert_eq!(breaker, Breaker::Closed);
        }
    }
}
