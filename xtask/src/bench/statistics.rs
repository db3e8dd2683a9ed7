//! A few numbers for many. Robust ones: on a machine that others use too, single rounds go wrong.

use std::fmt;

/// The middle, and the quartiles around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spread {
    pub(super) low: f64,
    pub(super) median: f64,
    pub(super) high: f64,
}

impl Spread {
    /// None of no numbers.
    pub(super) fn of(numbers: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut sorted: Vec<f64> = numbers.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        Some(Self { low: quantile(&sorted, 1)?, median: quantile(&sorted, 2)?, high: quantile(&sorted, 3)? })
    }
}

/// As a ratio is written: two digits, and between which values half of the rounds lie.
impl fmt::Display for Spread {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:.2} ({:.2}–{:.2})", self.median, self.low, self.high)
    }
}

/// The middle of the numbers; none of no numbers.
pub(super) fn median(numbers: impl IntoIterator<Item = f64>) -> Option<f64> {
    Some(Spread::of(numbers)?.median)
}

/// The quartile of sorted numbers, interpolated where it falls between two of them.
fn quantile(sorted: &[f64], quartile: usize) -> Option<f64> {
    let quarters = sorted.len().checked_sub(1)? * quartile;
    let below = *sorted.get(quarters / 4)?;
    let above = *sorted.get(quarters.div_ceil(4))?;
    let share = [0.0, 0.25, 0.5, 0.75].get(quarters % 4).copied().unwrap_or_default();
    Some(below + (above - below) * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(numbers: &[f64], expected: Option<(f64, f64, f64)>) {
        let found = Spread::of(numbers.iter().copied()).map(|it| (it.low, it.median, it.high));
        assert_eq!(found, expected, "{numbers:?}");
    }

    #[test]
    fn half_of_the_numbers_lie_between_the_quartiles() {
        check(&[], None);
        check(&[3.0], Some((3.0, 3.0, 3.0)));
        check(&[2.0, 1.0], Some((1.25, 1.5, 1.75)));
        check(&[5.0, 1.0, 4.0, 2.0, 3.0], Some((2.0, 3.0, 4.0)));
        check(&[1.0, 2.0, 3.0, 100.0], Some((1.75, 2.5, 27.25)));
    }

    #[test]
    fn one_wild_round_does_not_move_the_middle() {
        assert_eq!(median([0.9, 0.91, 0.92, 0.93, 40.0]), Some(0.92));
        assert_eq!(median([]), None);
    }

    #[test]
    fn a_ratio_is_shown_with_its_spread() {
        assert_eq!(Spread { low: 0.9, median: 0.954, high: 1.0 }.to_string(), "0.95 (0.90–1.00)");
    }
}
