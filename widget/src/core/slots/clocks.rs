//! Days on which the clock changes: their times are all there, once each, in the order in which they come, and no two
//! of them read the same.

use super::*;
use crate::{
    core::{
        flow::samples::{answer, day, utc},
        options::HourCycle,
        times::clock,
        wording,
    },
    text::en::EN,
};
use proptest::prelude::*;

/// A zone whose clock changes once, by name and by the offsets before and after.
#[derive(Clone, Copy, Debug)]
struct Change {
    at: &'static str,
    before: (i32, &'static str),
    after: (i32, &'static str),
}

/// 25 hours.
const LISBON_BACK: Change = Change { at: "2026-10-25T01:00:00Z", before: (3600, "WEST"), after: (0, "WET") };
/// 23 hours.
const LISBON_ON: Change = Change { at: "2027-03-28T01:00:00Z", before: (0, "WET"), after: (3600, "WEST") };
/// 24½ hours.
const LORD_HOWE_BACK: Change =
    Change { at: "2027-04-03T15:00:00Z", before: (39_600, "+11"), after: (37_800, "+1030") };
/// 23½ hours.
const LORD_HOWE_ON: Change =
    Change { at: "2026-10-03T15:30:00Z", before: (37_800, "+1030"), after: (39_600, "+11") };
/// At midnight, so that the day before has the hour twice.
const SANTIAGO_BACK: Change =
    Change { at: "2027-04-04T03:00:00Z", before: (-10_800, "-03"), after: (-14_400, "-04") };
/// At midnight, so that the day begins at one.
const SANTIAGO_ON: Change =
    Change { at: "2026-09-06T04:00:00Z", before: (-14_400, "-04"), after: (-10_800, "-03") };
/// Permanent time: the name changes and the clock does not.
const VANCOUVER: Change =
    Change { at: "2026-11-01T09:00:00Z", before: (-25_200, "PDT"), after: (-25_200, "MST") };

/// What is free every `minutes` for three days around the change.
fn table(change: Change, minutes: i64) -> Timetable {
    let at = utc(change.at);
    let first = at - TimeDelta::days(2);
    let steps = 0..(4 * 1440 / minutes);
    let starts: Vec<String> =
        steps.map(|step| instant::format(first + TimeDelta::minutes(step * minutes))).collect();
    let starts: Vec<&str> = starts.iter().map(String::as_str).collect();
    let around = |days| Day((at + TimeDelta::days(days)).date_naive()).to_string();
    let mut answer = answer(&around(-2), &around(2), &starts, change.before.0);
    let offset = |from, (offset_seconds, abbreviation): (i32, &str)| Offset {
        from: instant::Instant(from),
        offset_seconds,
        abbreviation: abbreviation.into(),
    };
    answer.timezone.offsets = vec![offset(first, change.before), offset(at, change.after)];
    Timetable::new(answer)
}

#[track_caller]
fn check(change: Change, of: &str, times: usize, told: Option<(&str, &str)>, twice: &[&str]) {
    let table = table(change, 30);
    let clocks = table.clock_change(day(of)).map(|(before, after)| {
        (wording::time(before, HourCycle::TwentyFour, &EN), wording::time(after, HourCycle::TwentyFour, &EN))
    });
    let told = told.map(|(before, after)| (before.to_owned(), after.to_owned()));
    assert_eq!((table.count(day(of)), clocks), (times, told), "{of}");
    let found: Vec<String> = table
        .times_of(day(of))
        .filter(|time| time.told_by.is_some())
        .map(|time| clock(time, HourCycle::TwentyFour, &EN))
        .collect();
    assert_eq!(found, twice, "{of}");
}

#[test]
fn a_day_with_a_change_has_all_its_half_hours_and_says_so() {
    check(
        LISBON_BACK,
        "2026-10-25",
        50,
        Some(("02:00", "01:00")),
        &["01:00 UTC+1", "01:30 UTC+1", "01:00 UTC+0", "01:30 UTC+0"],
    );
    check(LISBON_BACK, "2026-10-26", 48, None, &[]);
    check(LISBON_ON, "2027-03-28", 46, Some(("01:00", "02:00")), &[]);
    check(LORD_HOWE_BACK, "2027-04-04", 49, Some(("02:00", "01:30")), &["01:30 UTC+11", "01:30 UTC+10:30"]);
    check(LORD_HOWE_ON, "2026-10-04", 47, Some(("02:00", "02:30")), &[]);
    check(
        SANTIAGO_BACK,
        "2027-04-03",
        50,
        Some(("00:00", "23:00")),
        &["23:00 UTC−3", "23:30 UTC−3", "23:00 UTC−4", "23:30 UTC−4"],
    );
    check(SANTIAGO_ON, "2026-09-06", 46, Some(("00:00", "01:00")), &[]);
    check(VANCOUVER, "2026-11-01", 48, None, &[]);
}

#[test]
fn the_first_offset_of_a_later_answer_is_no_change_of_the_clock() {
    let mut table = Timetable::new(answer("2026-10-01", "2026-10-10", &["2026-10-02T10:00:00Z"], 3600));
    let mut later = answer("2026-11-01", "2026-11-30", &["2026-11-02T10:00:00Z"], 0);
    later.timezone.offsets[0].from = instant::Instant(utc("2026-11-01T00:00:00Z"));
    table.learn(later);
    assert_eq!(
        table.clock_change(day("2026-11-01")),
        None,
        "it changed in between, on a day that is not known"
    );
}

proptest! {
    #[test]
    fn no_two_times_of_a_day_read_the_same(
        change in prop::sample::select(vec![
            LISBON_BACK, LISBON_ON, LORD_HOWE_BACK, LORD_HOWE_ON, SANTIAGO_BACK, SANTIAGO_ON, VANCOUVER,
        ]),
        minutes in prop::sample::select(vec![5_i64, 10, 15, 20, 30, 60]),
        cycle in prop::sample::select(vec![HourCycle::Twelve, HourCycle::TwentyFour]),
    ) {
        let table = table(change, minutes);
        let at = utc(change.at);
        let offset = |time: &FreeTime| if time.at < at { change.before.0 } else { change.after.0 };
        for step in -1..=1 {
            let shown = Day((at + TimeDelta::days(step)).date_naive());
            let times: Vec<&FreeTime> = table.times_of(shown).collect();
            prop_assert!(times.iter().all(|time| shifted(time.at, offset(time)).date() == shown.0));
            prop_assert!(times.windows(2).all(|pair| pair[0].at < pair[1].at));
            let mut clocks: Vec<String> = times.iter().map(|time| clock(time, cycle, &EN)).collect();
            clocks.sort_unstable();
            clocks.dedup();
            prop_assert_eq!(clocks.len(), times.len());
        }
    }
}
