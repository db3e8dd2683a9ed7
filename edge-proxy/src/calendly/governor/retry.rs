//! Whether to ask Calendly again, and after how long. Pure: time and chance come in as values.

use core::time::Duration;

/// The longest pauses before the second, third and fourth try.
const PAUSES: [Duration; 3] = [Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4)];

/// How long to pause after `failures` failed tries, or `None` to give up.
///
/// Full jitter: anything from nothing to the base, by `chance` (0 to 255), so that callers who failed together
/// do not come back together. `retry_after` is Calendly's own wish and is never undercut; `left` is what
/// remains until the deadline, beyond which a pause is pointless.
pub(in crate::calendly) fn pause(
    failures: usize,
    retry_after: Option<u32>,
    left: Duration,
    chance: u8,
) -> Option<Duration> {
    let base = PAUSES.get(failures.checked_sub(1)?)?;
    let spread = base.mul_f64(f64::from(chance) / 255.0);
    let wanted = retry_after.map_or(spread, |seconds| spread.max(Duration::from_secs(seconds.into())));
    (wanted < left).then_some(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(failures: usize, retry_after: Option<u32>, left: u64, chance: u8, expected: Option<u128>) {
        let found = pause(failures, retry_after, Duration::from_secs(left), chance);
        assert_eq!(found.map(|pause| pause.as_millis()), expected);
    }

    #[test]
    fn pauses_double_and_end_after_the_third() {
        check(1, None, 60, 255, Some(1000));
        check(2, None, 60, 255, Some(2000));
        check(3, None, 60, 255, Some(4000));
        check(4, None, 60, 255, None);
        check(0, None, 60, 255, None);
    }

    #[test]
    fn chance_takes_anything_from_nothing_to_all_of_it() {
        check(3, None, 60, 0, Some(0));
        check(3, None, 60, 51, Some(800));
        check(3, None, 60, 204, Some(3200));
    }

    #[test]
    fn calendlys_own_wish_is_kept_and_the_deadline_too() {
        check(1, Some(5), 60, 128, Some(5000));
        check(3, Some(1), 60, 255, Some(4000));
        check(1, Some(60), 15, 128, None);
        check(3, None, 4, 255, None);
    }
}
