//! What holds in every zone, whatever the instant or the day.

use super::{Zone, canonical};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;
use shared::day::Day;

fn zones() -> impl Strategy<Value = Zone> {
    let names: Vec<&str> = canonical::zones().map(|zone| zone.id).collect();
    proptest::sample::select(names).prop_map(|name| Zone::find(name).unwrap())
}

/// From 1970 to 2100.
fn instants() -> impl Strategy<Value = DateTime<Utc>> {
    (0_i64..4_102_444_800).prop_map(|seconds| DateTime::from_timestamp(seconds, 0).unwrap())
}

fn days() -> impl Strategy<Value = Day> {
    (0_i64..47_000).prop_map(|days| Day(NaiveDate::default() + TimeDelta::days(days)))
}

/// Days that the calendar has and the zone has not: those who live there went to bed the evening before and
/// rose the morning after, on the other side of the date line.
const SKIPPED: [(&str, &str); 5] = [
    ("Pacific/Apia", "2011-12-30"),
    ("Pacific/Fakaofo", "2011-12-30"),
    ("Pacific/Kanton", "1994-12-31"),
    ("Pacific/Kiritimati", "1994-12-31"),
    ("Pacific/Kwajalein", "1993-08-21"),
];

fn exists(zone: &Zone, day: Day) -> bool {
    !SKIPPED.contains(&(zone.id(), day.to_string().as_str()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_offsets_of_a_range_begin_with_it_ascend_and_lie_within(
        zone in zones(),
        from in instants(),
        days in 0_i64..1_200,
    ) {
        let until = from + TimeDelta::days(days);
        let described = zone.describe(from, until);
        prop_assert_eq!(&described.id, zone.id());
        prop_assert_eq!(described.offsets.first().map(|offset| offset.from.0), Some(from));
        prop_assert!(described.offsets.is_sorted_by(|one, next| one.from < next.from));
        for pair in described.offsets.windows(2) {
            prop_assert!(pair[1].from.0 < until);
            let told = |offset: &shared::slots::Offset| (offset.offset_seconds, offset.abbreviation.clone());
            prop_assert_ne!(told(&pair[0]), told(&pair[1]), "something changes");
        }
    }

    #[test]
    fn what_a_range_tells_is_what_holds_at_each_of_its_instants(
        zone in zones(),
        from in instants(),
        days in 1_i64..400,
        part in 0.0_f64..1.0,
    ) {
        let length = TimeDelta::days(days);
        #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "any second will do")]
        let instant = from + TimeDelta::seconds((length.num_seconds() as f64 * part) as i64);
        let described = zone.describe(from, from + length);
        prop_assert_eq!(described.offset_at(instant), zone.offset_at(instant));
    }

    #[test]
    fn a_day_begins_at_the_first_second_at_which_it_is_that_day(zone in zones(), day in days()) {
        let start = zone.start_of_day(day);
        if exists(&zone, day) {
            prop_assert_eq!(zone.today(start), day);
        }
        prop_assert!(zone.today(start - TimeDelta::seconds(1)) < day);
    }

    #[test]
    fn a_day_begins_before_the_next_one_unless_it_does_not_exist(zone in zones(), day in days()) {
        let (start, next) = (zone.start_of_day(day), zone.start_of_day(day.plus(1)));
        if exists(&zone, day) {
            let hours = (next - start).num_hours();
            prop_assert!((20..=28).contains(&hours), "{} hours", hours);
        } else {
            prop_assert_eq!(start, next);
        }
    }

    #[test]
    fn every_instant_lies_in_its_day(zone in zones(), instant in instants()) {
        let today = zone.today(instant);
        prop_assert!(zone.start_of_day(today) <= instant);
        prop_assert!(instant < zone.start_of_day(today.plus(1)));
    }
}

/// The days that do not exist are too few for chance to find them.
#[test]
fn a_day_that_a_zone_skips_begins_and_ends_when_the_next_one_begins() {
    for (name, day) in SKIPPED {
        let (zone, day): (_, Day) = (Zone::find(name).unwrap(), day.parse().unwrap());
        let start = zone.start_of_day(day);
        assert_eq!(start, zone.start_of_day(day.plus(1)), "{name}");
        assert_eq!(zone.today(start), day.plus(1), "{name}");
        assert!(zone.start_of_day(day.plus(-1)) < start, "{name}");
    }
}
