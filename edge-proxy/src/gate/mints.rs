//! How many single-use links may be minted: at most so many within any hour. Pure: time comes in as a value.
//!
//! Every link costs the token a call and leaves an object at Calendly, and a page that mints without end would
//! look like an attack there.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

const AN_HOUR: TimeDelta = TimeDelta::hours(1);

/// When links were minted within the last hour, in seconds since 1970, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Mints(VecDeque<i64>);

impl Mints {
    /// Counts one more, or says in how many seconds there will be room for it.
    pub(super) fn take(&mut self, an_hour: u16, now: DateTime<Utc>) -> Result<(), u32> {
        let earliest = (now - AN_HOUR).timestamp();
        self.0.retain(|at| *at > earliest);
        // When the cap was lowered, more than one has to leave before the next may come.
        let surplus = self.0.len().checked_sub(an_hour.into());
        if let Some(leaves) = surplus.and_then(|surplus| self.0.get(surplus)) {
            return Err(u32::try_from(leaves - earliest).unwrap_or(u32::MAX));
        }
        self.0.push_back(now.timestamp());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn an_hour_after_the_first_there_is_room_for_one_more() {
        let mut mints = Mints::default();
        assert_eq!(mints.take(2, at(0)), Ok(()));
        assert_eq!(mints.take(2, at(600)), Ok(()));
        assert_eq!(mints.take(2, at(600)), Err(3000));
        assert_eq!(mints.take(2, at(3599)), Err(1));
        assert_eq!(mints.take(2, at(3600)), Ok(()));
        assert_eq!(mints.take(2, at(3600)), Err(600));
    }

    #[test]
    fn a_cap_that_was_lowered_waits_for_as_many_as_are_too_many() {
        let mut mints = Mints::default();
        for second in [0, 100, 200] {
            mints.take(3, at(second)).unwrap();
        }
        assert_eq!(mints.take(1, at(200)), Err(3600));
        assert_eq!(mints.take(2, at(200)), Err(3500));
        assert_eq!(mints.take(4, at(200)), Ok(()));
    }

    proptest! {
        #[test]
        fn no_hour_sees_more_than_the_cap_and_the_wait_is_true(
            cap in 1_u16..20,
            pauses in prop::collection::vec(0_i64..1200, 1..120),
        ) {
            let (mut mints, mut now, mut minted) = (Mints::default(), 0, Vec::new());
            for pause in pauses {
                now += pause;
                match mints.take(cap, at(now)) {
                    Ok(()) => minted.push(now),
                    Err(wait) => {
                        let wait = i64::from(wait);
                        prop_assert!((1..=3600).contains(&wait));
                        prop_assert!(mints.clone().take(cap, at(now + wait - 1)).is_err());
                        prop_assert!(mints.clone().take(cap, at(now + wait)).is_ok());
                    }
                }
            }
            for start in &minted {
                let within = minted.iter().filter(|at| (*start..start + 3600).contains(at)).count();
                prop_assert!(within <= usize::from(cap));
            }
        }
    }
}
