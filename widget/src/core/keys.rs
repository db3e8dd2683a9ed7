//! Where a key takes the focus in the calendar, after the ARIA Authoring Practices' date grid pattern.

use crate::core::{
    month::{add_months, start_of_week},
    options::Arrangement,
};
use chrono::Weekday;
use shared::{day::Day, slots::DayRange};

/// A key that the calendar understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    /// Leaves the month where it was opened in place of the strip.
    Escape,
}

impl Key {
    /// From the name that `KeyboardEvent.key` gives it (UI Events, §6); `None` for any other key.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "ArrowLeft" => Self::Left,
            "ArrowRight" => Self::Right,
            "ArrowUp" => Self::Up,
            "ArrowDown" => Self::Down,
            "Home" => Self::Home,
            "End" => Self::End,
            "PageUp" => Self::PageUp,
            "PageDown" => Self::PageDown,
            "Escape" => Self::Escape,
            _ => return None,
        })
    }
}

/// Which way the days run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left: the arrow keys follow the eye.
    Rtl,
}

/// A key press in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Press {
    pub key: Key,
    /// Turns a page of a month into a page of a year, and one of a week into one of a month.
    pub with_shift: bool,
    pub direction: Direction,
}

/// The day that has the focus after `press`; never outside `bounds`.
pub fn focus_after(
    press: Press,
    focused: Day,
    arrangement: Arrangement,
    week_start: Weekday,
    bounds: DayRange,
) -> Day {
    let turned = |by: i32| match (arrangement, press.with_shift) {
        (Arrangement::Week, false) => focused.plus(i64::from(by) * 7),
        (Arrangement::Week, true) | (_, false) => add_months(focused, by),
        (_, true) => add_months(focused, by * 12),
    };
    let forward = if press.direction == Direction::Rtl { -1 } else { 1 };
    let moved = match press.key {
        Key::Left => focused.plus(-forward),
        Key::Right => focused.plus(forward),
        Key::Up => focused.plus(-7),
        Key::Down => focused.plus(7),
        Key::Home => start_of_week(focused, week_start),
        Key::End => start_of_week(focused, week_start).plus(6),
        Key::PageUp => turned(-1),
        Key::PageDown => turned(1),
        Key::Escape => focused,
    };
    moved.min(bounds.to).max(bounds.from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn bounds() -> DayRange {
        DayRange { from: day("2026-11-21"), to: day("2027-11-30") }
    }

    #[track_caller]
    fn check(key: &str, with_shift: bool, direction: Direction, from: &str, expected: &str) {
        check_in(Arrangement::Month, key, with_shift, direction, from, expected);
    }

    #[track_caller]
    fn check_in(
        arrangement: Arrangement,
        key: &str,
        with_shift: bool,
        direction: Direction,
        from: &str,
        expected: &str,
    ) {
        let press = Press { key: Key::from_name(key).unwrap(), with_shift, direction };
        let focused = focus_after(press, day(from), arrangement, Weekday::Mon, bounds());
        assert_eq!(focused.to_string(), expected, "{key}");
    }

    #[test]
    fn each_key_goes_where_the_pattern_says() {
        use Direction::{Ltr, Rtl};
        check("ArrowRight", false, Ltr, "2026-11-30", "2026-12-01");
        check("ArrowLeft", false, Ltr, "2026-12-01", "2026-11-30");
        check("ArrowRight", false, Rtl, "2026-12-02", "2026-12-01");
        check("ArrowUp", false, Ltr, "2026-12-02", "2026-11-25");
        check("ArrowDown", false, Rtl, "2026-12-02", "2026-12-09");
        check("Home", false, Ltr, "2026-12-02", "2026-11-30");
        check("End", false, Ltr, "2026-12-02", "2026-12-06");
        check("PageDown", false, Ltr, "2027-01-31", "2027-02-28");
        check("PageUp", false, Ltr, "2027-03-31", "2027-02-28");
        check("PageDown", true, Ltr, "2026-11-30", "2027-11-30");
        check("PageUp", true, Ltr, "2026-12-05", "2026-11-21");
        check("ArrowUp", false, Ltr, "2026-11-22", "2026-11-21");
        check("Escape", false, Ltr, "2026-11-22", "2026-11-22");
    }

    #[test]
    fn a_page_of_weeks_is_a_week() {
        use Arrangement::Week;
        check_in(Week, "PageDown", false, Direction::Ltr, "2026-12-02", "2026-12-09");
        check_in(Week, "PageUp", false, Direction::Rtl, "2026-12-02", "2026-11-25");
        check_in(Week, "PageDown", true, Direction::Ltr, "2026-12-31", "2027-01-31");
        check_in(Week, "PageUp", false, Direction::Ltr, "2026-11-22", "2026-11-21");
        check_in(Week, "End", false, Direction::Ltr, "2026-12-02", "2026-12-06");
    }

    #[test]
    fn other_keys_are_left_to_the_page() {
        for name in ["Tab", "Enter", " ", "a", "F5"] {
            assert_eq!(Key::from_name(name), None);
        }
    }

    proptest! {
        #[test]
        fn no_key_leaves_the_bounds(steps in prop::collection::vec((0_usize..8, any::<bool>(), any::<bool>()), 1..80)) {
            use Key::{Down, End, Home, Left, PageDown, PageUp, Right, Up};
            let keys = [Left, Right, Up, Down, Home, End, PageUp, PageDown];
            let mut focused = bounds().from;
            for (key, with_shift, rtl) in steps {
                let direction = if rtl { Direction::Rtl } else { Direction::Ltr };
                let press = Press { key: keys[key], with_shift, direction };
                let arrangement = if rtl { Arrangement::Week } else { Arrangement::Month };
                focused = focus_after(press, focused, arrangement, Weekday::Sun, bounds());
                prop_assert!(focused >= bounds().from && focused <= bounds().to);
            }
        }
    }
}
