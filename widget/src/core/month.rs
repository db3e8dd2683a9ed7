//! Months as whole weeks, without a clock: which month "now" is in is decided by the caller.

use chrono::{Datelike, Months, NaiveDate, Weekday};
use shared::day::Day;

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(Day);

impl Month {
    /// The month that `day` lies in.
    pub fn of(day: Day) -> Self {
        Self(Day(day.0.with_day(1).unwrap_or(day.0)))
    }

    /// Its first day.
    pub fn first(self) -> Day {
        self.0
    }

    /// Its last day.
    pub fn last(self) -> Day {
        self.plus(1).first().plus(-1)
    }

    /// The month `months` later, or earlier when negative.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self(add_months(self.0, months))
    }

    /// Whether `day` lies in it.
    pub fn contains(self, day: Day) -> bool {
        Self::of(day) == self
    }

    /// The year, e.g. 2026.
    pub fn year(self) -> i32 {
        self.0.0.year()
    }

    /// Its days as whole weeks that begin on `week_start`; `None` stands for a day of a neighbour.
    pub fn weeks(self, week_start: Weekday) -> Vec<[Option<Day>; 7]> {
        let mut weeks = Vec::with_capacity(6);
        let mut monday = start_of_week(self.first(), week_start);
        while monday <= self.last() {
            weeks.push(core::array::from_fn(|index| {
                let day = monday.plus(i64::try_from(index).unwrap_or(0));
                self.contains(day).then_some(day)
            }));
            monday = monday.plus(7);
        }
        weeks
    }
}

/// `day` moved by whole months; the 31st becomes the last day of a shorter month.
pub fn add_months(day: Day, months: i32) -> Day {
    let by = Months::new(months.unsigned_abs());
    let moved: Option<NaiveDate> =
        if months < 0 { day.0.checked_sub_months(by) } else { day.0.checked_add_months(by) };
    Day(moved.unwrap_or(day.0))
}

/// The first day of the week that `day` lies in.
pub fn start_of_week(day: Day, week_start: Weekday) -> Day {
    let into_week = day.0.weekday().days_since(week_start);
    day.plus(-i64::from(into_week))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[track_caller]
    fn check(of: &str, week_start: Weekday, expected: &str) {
        let weeks = Month::of(day(of)).weeks(week_start);
        let written: Vec<String> = weeks
            .iter()
            .map(|week| week.map(|day| day.map_or("·".into(), |day| day.0.day().to_string())).join(" "))
            .collect();
        assert_eq!(written.join("\n"), expected);
    }

    #[test]
    fn a_month_is_shown_as_whole_weeks() {
        check(
            "2026-11-23",
            Weekday::Mon,
            "· · · · · · 1\n2 3 4 5 6 7 8\n9 10 11 12 13 14 15\n16 17 18 19 20 21 22\n23 24 25 26 27 28 29\n30 · · · · · ·",
        );
        check(
            "2027-02-01",
            Weekday::Mon,
            "1 2 3 4 5 6 7\n8 9 10 11 12 13 14\n15 16 17 18 19 20 21\n22 23 24 25 26 27 28",
        );
        check(
            "2026-11-01",
            Weekday::Sun,
            "1 2 3 4 5 6 7\n8 9 10 11 12 13 14\n15 16 17 18 19 20 21\n22 23 24 25 26 27 28\n29 30 · · · · ·",
        );
    }

    proptest! {
        #[test]
        fn every_day_of_a_month_is_there_once_and_in_its_column(offset in 0_i64..60_000, start in 0_u8..7) {
            let week_start = Weekday::try_from(start).unwrap();
            let any = day("1970-01-01").plus(offset);
            let month = Month::of(any);
            let weeks = month.weeks(week_start);
            let days: Vec<Day> = weeks.iter().flatten().flatten().copied().collect();
            let count = month.first().days_until(month.last()) + 1;
            prop_assert_eq!(days.len(), usize::try_from(count).unwrap());
            prop_assert!(days.windows(2).all(|pair| pair[0].plus(1) == pair[1]));
            for week in &weeks {
                prop_assert!(week.iter().any(Option::is_some));
                for (column, day) in week.iter().enumerate() {
                    if let Some(day) = day {
                        prop_assert_eq!(day.0.weekday().days_since(week_start) as usize, column);
                    }
                }
            }
        }
    }
}
