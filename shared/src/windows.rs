//! Cutting a range into the windows that Calendly is asked for.
//!
//! Windows lie on a fixed grid of UTC days, so that two visitors whose ranges overlap share the same
//! cache entries whatever their zones and first days are. Knows nothing of caches or requests.

use chrono::{DateTime, TimeDelta, Utc};

/// How long after `now` the first window begins. Calendly refuses a start that has passed when the
/// request arrives, and clocks differ.
pub const LEAD: TimeDelta = TimeDelta::seconds(60);

/// The span cap since July 2026, in days.
pub const WIDE_DAYS: u16 = 31;

/// The span cap before, which some accounts may still meet, in days.
pub const NARROW_DAYS: u16 = 7;

/// One request to Calendly and one cache entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Window {
    /// Number of the grid cell, counted from 1970-01-01.
    pub cell: i64,
    /// Length of a cell in days.
    pub days: u16,
    /// From when Calendly is asked: the cell's start, or `now` + [`LEAD`] in the running cell.
    pub start: DateTime<Utc>,
    /// Until when: the cell's end.
    pub end: DateTime<Utc>,
}

impl Window {
    /// What is left of a cell at `now`; `None` when nothing is, or when no calendar has such a cell.
    pub fn at(cell: i64, days: u16, now: DateTime<Utc>) -> Option<Self> {
        let seconds = seconds_of(days);
        let start = DateTime::from_timestamp(cell.checked_mul(seconds)?, 0)?.max(now + LEAD);
        let end = DateTime::from_timestamp(cell.checked_add(1)?.checked_mul(seconds)?, 0)?;
        (start < end).then_some(Self { cell, days, start, end })
    }
}

/// The cells in which a slot that begins at `instant` may be found: one, or two where it lies on a boundary,
/// because Calendly counts both ends of a window in.
pub fn cells_of(instant: DateTime<Utc>, days: u16) -> impl Iterator<Item = i64> {
    let (seconds, at) = (seconds_of(days), instant.timestamp());
    let cell = at.div_euclid(seconds);
    let before = (at.rem_euclid(seconds) == 0).then_some(cell - 1);
    before.into_iter().chain(core::iter::once(cell))
}

fn seconds_of(days: u16) -> i64 {
    i64::from(days.max(1)) * 86_400
}

/// The windows that cover `from..until`, ascending. What has passed by `now` is left out, so the list
/// is empty for a range in the past. `days` is the span cap; 0 counts as 1.
pub fn cut(from: DateTime<Utc>, until: DateTime<Utc>, now: DateTime<Utc>, days: u16) -> Vec<Window> {
    let days = days.max(1);
    let cell_seconds = seconds_of(days);
    let earliest = now + LEAD;
    let wanted = from.max(earliest);
    if wanted >= until {
        return Vec::new();
    }
    let first = wanted.timestamp().div_euclid(cell_seconds);
    let last = (until.timestamp() - 1).div_euclid(cell_seconds);
    (first..=last).filter_map(|cell| Window::at(cell, days, now)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        instant::parse(text).unwrap()
    }

    #[track_caller]
    fn check(from: &str, until: &str, days: u16, expected: &[&str]) {
        let windows = cut(at(from), at(until), at("2026-11-20T12:00:00Z"), days);
        let spans: Vec<_> = windows
            .iter()
            .map(|window| format!("{}/{}", instant::format(window.start), instant::format(window.end)))
            .collect();
        assert_eq!(spans, expected);
    }

    #[test]
    fn thirty_days_are_one_or_two_wide_windows() {
        check(
            "2026-11-20T05:00:00Z",
            "2026-12-20T05:00:00Z",
            31,
            &["2026-11-20T12:01:00Z/2026-12-14T00:00:00Z", "2026-12-14T00:00:00Z/2027-01-14T00:00:00Z"],
        );
        check(
            "2026-12-14T05:00:00Z",
            "2027-01-13T05:00:00Z",
            31,
            &["2026-12-14T00:00:00Z/2027-01-14T00:00:00Z"],
        );
    }

    #[test]
    fn the_past_costs_nothing() {
        check("2026-10-01T00:00:00Z", "2026-11-20T12:00:30Z", 31, &[]);
        check("2026-11-22T00:00:00Z", "2026-11-22T00:00:00Z", 31, &[]);
    }

    #[test]
    fn a_slot_on_a_boundary_lies_in_both_cells() {
        let cells = |text| cells_of(at(text), 7).collect::<Vec<_>>();
        assert_eq!(cells("2026-11-26T00:00:00Z"), [2968, 2969]);
        assert_eq!(cells("2026-11-26T00:30:00Z"), [2969]);
        assert_eq!(cells("2026-11-25T23:59:59Z"), [2968]);
    }

    #[test]
    fn an_end_on_the_grid_opens_no_further_window() {
        check(
            "2026-11-20T00:00:00Z",
            "2026-11-26T00:00:00Z",
            7,
            &["2026-11-20T12:01:00Z/2026-11-26T00:00:00Z"],
        );
    }

    proptest! {
        #[test]
        fn windows_cover_the_future_part_without_gap_and_within_the_cap(
            from in 0_i64..4_000_000_000, length in 1_i64..8_000_000, now in 0_i64..4_000_000_000,
            days in prop_oneof![Just(7_u16), Just(31), 1_u16..40],
        ) {
            let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
            let (start, until, now) = (at(from), at(from + length), at(now));
            let windows = cut(start, until, now, days);
            let needed = start.max(now + LEAD);
            prop_assert_eq!(windows.is_empty(), needed >= until);
            if let (Some(first), Some(last)) = (windows.first(), windows.last()) {
                prop_assert!(first.start <= needed && last.end >= until);
                prop_assert!(windows.windows(2).all(|pair| pair[0].end == pair[1].start));
                let span = TimeDelta::days(i64::from(days));
                let fits = |window: &Window| window.start >= now + LEAD && window.end - window.start <= span;
                prop_assert!(windows.iter().all(fits));
                let most = length / (i64::from(days) * 86_400) + 2;
                prop_assert!(i64::try_from(windows.len()).unwrap() <= most);
            }
        }

        #[test]
        fn visitors_share_cells(from in 1_900_000_000_i64..2_000_000_000, shift in 0_i64..400_000) {
            let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
            let now = at(1_800_000_000);
            let one = cut(at(from), at(from + 3_000_000), now, 31);
            let other = cut(at(from + shift), at(from + shift + 3_000_000), now, 31);
            for window in &one {
                if let Some(same) = other.iter().find(|same| same.cell == window.cell) {
                    prop_assert_eq!(window, same);
                }
            }
        }
    }
}
