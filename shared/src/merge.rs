//! Putting the windows' slots together: one list, strictly ascending, each instant once.
//!
//! Neighbouring windows are inclusive at both ends, so a slot on a boundary arrives twice, perhaps in
//! two spellings (`…:00Z` and `…:00.000000Z`). The first one wins; both mean the same to Calendly.

use crate::slots::Slot;
use chrono::{DateTime, Utc};

/// Merges slots of several windows and keeps those that begin within `from..until`.
/// A slot whose start is not RFC 3339 is left out: nobody could book it.
pub fn merge<'a>(
    windows: impl IntoIterator<Item = &'a [Slot]>,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Vec<Slot> {
    let mut timed: Vec<(DateTime<Utc>, &Slot)> = windows
        .into_iter()
        .flatten()
        .filter_map(|slot| slot.starts_at().map(|start| (start, slot)))
        .filter(|(start, _)| (from..until).contains(start))
        .collect();
    timed.sort_by_key(|(start, _)| *start);
    timed.dedup_by_key(|(start, _)| *start);
    timed.into_iter().map(|(_, slot)| slot.clone()).collect()
}

/// The slots that are left when visitors hold seats at these starts, one for each time a start is named.
pub fn less_held(slots: Vec<Slot>, held: &[DateTime<Utc>]) -> Vec<Slot> {
    if held.is_empty() {
        return slots;
    }
    let less = |slot: Slot| {
        let start = slot.starts_at()?;
        let seats = held.iter().filter(|held| **held == start).count();
        let left = slot.invitees_remaining.checked_sub(u32::try_from(seats).ok()?)?;
        (left > 0).then_some(Slot { invitees_remaining: left, ..slot })
    };
    slots.into_iter().filter_map(less).collect()
}

/// The free times nearest to `wanted`: at most `each` before and `each` after, ascending.
pub fn nearest(slots: &[Slot], wanted: DateTime<Utc>, each: usize) -> Vec<Slot> {
    let times = |slot: &&Slot| slot.starts_at();
    let mut before: Vec<_> = slots
        .iter()
        .rev()
        .filter(|slot| times(slot).is_some_and(|start| start < wanted))
        .take(each)
        .cloned()
        .collect();
    before.reverse();
    let after =
        slots.iter().filter(|slot| times(slot).is_some_and(|start| start > wanted)).take(each).cloned();
    before.into_iter().chain(after).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant;
    use proptest::prelude::*;

    fn slot(start: &str) -> Slot {
        Slot { start: start.into(), end: String::new(), invitees_remaining: 1 }
    }

    fn at(text: &str) -> DateTime<Utc> {
        instant::parse(text).unwrap()
    }

    #[test]
    fn a_boundary_slot_in_two_spellings_appears_once_as_it_came_first() {
        let merged = merge(
            [
                &[slot("2026-12-10T00:00:00.000000Z"), slot("2026-12-09T23:30:00Z")][..],
                &[slot("2026-12-10T00:00:00Z"), slot("soon")],
            ],
            at("2026-12-01T00:00:00Z"),
            at("2027-01-01T00:00:00Z"),
        );
        let starts: Vec<_> = merged.iter().map(|slot| slot.start.as_str()).collect();
        assert_eq!(starts, ["2026-12-09T23:30:00Z", "2026-12-10T00:00:00.000000Z"]);
    }

    #[test]
    fn held_seats_are_not_offered() {
        let seats = |start: &str, invitees_remaining| Slot { invitees_remaining, ..slot(start) };
        let slots = vec![seats("2026-12-10T09:00:00Z", 1), seats("2026-12-10T10:00:00.000000Z", 3)];
        let (nine, ten) = (at("2026-12-10T09:00:00Z"), at("2026-12-10T10:00:00Z"));
        let left = |held: &[DateTime<Utc>]| {
            let left = less_held(slots.clone(), held);
            left.iter().map(|slot| slot.invitees_remaining).collect::<Vec<_>>()
        };
        assert_eq!(left(&[]), [1, 3]);
        assert_eq!(left(&[nine]), [3]);
        assert_eq!(left(&[ten, ten]), [1, 1]);
        assert_eq!(left(&[nine, nine, ten, ten, ten]), [0; 0]);
    }

    #[test]
    fn the_nearest_times_lie_on_both_sides() {
        let slots: Vec<_> = ["09:00", "09:30", "10:30", "11:00", "15:00"]
            .iter()
            .map(|time| slot(&format!("2026-12-10T{time}:00Z")))
            .collect();
        let near = nearest(&slots, at("2026-12-10T10:00:00Z"), 2);
        let starts: Vec<_> = near.iter().map(|slot| slot.start.as_str()).collect();
        let expected = ["09:00", "09:30", "10:30", "11:00"].map(|time| format!("2026-12-10T{time}:00Z"));
        assert_eq!(starts, expected);
    }

    proptest! {
        #[test]
        fn merged_slots_ascend_strictly_within_the_range(
            windows in prop::collection::vec(prop::collection::vec(0_i64..100_000, 0..30), 0..6),
            from in 0_i64..100_000, length in 0_i64..100_000,
        ) {
            let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
            let slots = |window: &Vec<i64>| window.iter().map(|second| slot(&instant::format(at(*second)))).collect();
            let given: Vec<Vec<Slot>> = windows.iter().map(slots).collect();
            let merged = merge(given.iter().map(Vec::as_slice), at(from), at(from + length));
            let starts: Vec<_> = merged.iter().map(|slot| slot.starts_at().unwrap().timestamp()).collect();
            let mut expected: Vec<_> =
                windows.concat().into_iter().filter(|seconds| (from..from + length).contains(seconds)).collect();
            expected.sort_unstable();
            expected.dedup();
            prop_assert_eq!(starts, expected);
        }
    }
}
