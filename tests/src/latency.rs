//! Durations of many requests, and the few numbers that describe them.

use serde::Serialize;
use std::time::Duration;

/// Percentiles in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Percentiles {
    pub p50: f64,
    pub p90: f64,
    pub p99: f64,
    pub max: f64,
}

impl Percentiles {
    /// By nearest rank: each is a duration that was really seen. All are 0 when none was.
    pub fn of(mut durations: Vec<Duration>) -> Self {
        durations.sort_unstable();
        let at = |percent| milliseconds(nearest_rank(&durations, percent));
        Self { p50: at(50), p90: at(90), p99: at(99), max: at(100) }
    }
}

/// The smallest of the sorted durations that `percent` of them do not exceed.
fn nearest_rank(sorted: &[Duration], percent: usize) -> Duration {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(milliseconds: impl IntoIterator<Item = u64>, [p50, p90, p99, max]: [f64; 4]) {
        let durations = milliseconds.into_iter().map(Duration::from_millis).collect();
        assert_eq!(Percentiles::of(durations), Percentiles { p50, p90, p99, max });
    }

    #[test]
    fn a_percentile_is_a_duration_that_was_seen() {
        check(1..=100, [50.0, 90.0, 99.0, 100.0]);
        check((1..=1000).rev(), [500.0, 900.0, 990.0, 1000.0]);
        check([10, 20], [10.0, 20.0, 20.0, 20.0]);
        check([7], [7.0; 4]);
        check([], [0.0; 4]);
    }
}
