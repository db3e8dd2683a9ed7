//! Instants become local days by the answer's offsets alone, and answers add up.

use super::*;
use crate::core::flow::samples::{answer, day, utc};
use proptest::prelude::*;

fn range(from: &str, to: &str) -> DayRange {
    DayRange { from: day(from), to: day(to) }
}

#[test]
fn a_late_evening_elsewhere_is_the_next_day_here() {
    let table = Timetable::new(answer("2026-11-23", "2026-11-30", &["2026-11-23T23:30:00Z"], 3600));
    assert_eq!(table.count(day("2026-11-23")), 0);
    assert_eq!(table.count(day("2026-11-24")), 1);
}

#[test]
fn the_offset_changes_where_the_answer_says_so() {
    let mut response =
        answer("2026-10-31", "2026-11-02", &["2026-10-31T12:00:00Z", "2026-11-01T12:00:00Z"], -25_200);
    let change = Offset {
        from: instant_of("2026-11-01T09:00:00Z"),
        offset_seconds: -28_800,
        abbreviation: "PST".into(),
    };
    response.timezone.offsets.push(change);
    let table = Timetable::new(response);
    let clocks: Vec<_> =
        table.upcoming(utc("2026-10-01T00:00:00Z")).map(|time| time.local.to_string()).collect();
    assert_eq!(clocks, ["2026-10-31 05:00:00", "2026-11-01 04:00:00"]);
}

fn instant_of(text: &str) -> instant::Instant {
    instant::Instant(utc(text))
}

#[test]
fn a_second_answer_replaces_the_days_it_is_about_and_leaves_the_others() {
    let mut table = Timetable::new(answer(
        "2026-11-23",
        "2026-11-24",
        &["2026-11-23T10:00:00Z", "2026-11-24T10:00:00Z"],
        0,
    ));
    table.learn(answer("2026-11-24", "2026-11-25", &["2026-11-24T11:00:00Z"], 0));
    let starts: Vec<_> =
        table.upcoming(utc("2026-11-01T00:00:00Z")).map(|time| time.start.as_str()).collect();
    assert_eq!(starts, ["2026-11-23T10:00:00Z", "2026-11-24T11:00:00Z"]);
    assert!(table.knows(day("2026-11-25")) && !table.knows(day("2026-11-26")));
}

#[test]
fn days_that_could_not_be_had_are_not_known() {
    let mut response = answer("2026-11-23", "2026-11-26", &[], 0);
    response.missing.push(Missing {
        from: instant_of("2026-11-24T00:00:00Z"),
        to: instant_of("2026-11-25T00:00:00Z"),
        reason: shared::slots::MissingReason::TimedOut,
    });
    let table = Timetable::new(response);
    let known = ["2026-11-23", "2026-11-24", "2026-11-25"].map(|text| table.knows(day(text)));
    assert_eq!(known, [true, false, true]);
}

#[test]
fn a_range_without_others_is_what_is_left() {
    assert_eq!(
        without(
            range("2026-11-01", "2026-11-10"),
            &[range("2026-11-03", "2026-11-04"), range("2026-11-10", "2026-12-01")]
        ),
        [range("2026-11-01", "2026-11-02"), range("2026-11-05", "2026-11-09")]
    );
    assert_eq!(without(range("2026-11-05", "2026-11-01"), &[]), []);
}

proptest! {
    #[test]
    fn every_time_is_shown_on_the_day_its_offset_gives(minutes in prop::collection::vec(0_i64..14 * 1440, 0..40), offset in -93_599_i32..93_600) {
        let base = utc("2026-11-23T00:00:00Z");
        let starts: Vec<String> = minutes.iter().map(|by| instant::format(base + TimeDelta::minutes(*by))).collect();
        let starts: Vec<&str> = starts.iter().map(String::as_str).collect();
        let table = Timetable::new(answer("2026-11-18", "2026-12-12", &starts, offset));
        prop_assert_eq!(table.upcoming(utc("2026-11-01T00:00:00Z")).count(), starts.len());
        let days = || (0..25).map(|step| day("2026-11-18").plus(step));
        prop_assert_eq!(days().map(|day| table.count(day)).sum::<usize>(), starts.len());
        for shown in days() {
            for time in table.times_of(shown) {
                let local = time.at.naive_utc() + TimeDelta::seconds(offset.into());
                prop_assert_eq!(local.date(), shown.0);
            }
        }
    }
}
