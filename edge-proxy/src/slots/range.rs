//! From query parameters to the instants a request is about. Pure.

use crate::{
    extract::Parameters,
    timezones::{self, Zone},
};
use chrono::{DateTime, Utc};
use shared::{
    day::Day,
    problem::{FieldCode, FieldError},
    slots::{DEFAULT_RANGE_DAYS, DayRange, MAX_RANGE_DAYS},
    timezone,
};

/// Why the days of a range are meant in its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ZoneSource {
    /// The query names it: the same query means the same days wherever it comes from.
    Query,
    /// The query names none and the edge guessed it from where the request came from, or knew nothing and took
    /// UTC. The same query means other days elsewhere, so no cache that several visitors share may answer it.
    Visitor,
}

/// The days asked for, in a zone.
#[derive(Clone, Debug)]
pub(crate) struct Range {
    /// First and last day.
    pub(crate) days: DayRange,
    /// The zone they are meant in.
    pub(crate) zone: Zone,
    /// Why in that one.
    pub(crate) zone_source: ZoneSource,
}

impl Range {
    /// Reads `from`, `to` and `timezone`; says everything that is wrong with them at once. Without `timezone`
    /// it is the edge's `guess`, or UTC where there is none that the database knows.
    pub(crate) fn read(
        parameters: &Parameters,
        guess: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = parameters.check(&["from", "to", "timezone"]);
        let asked = parameters.get("timezone");
        let zone_source = if asked.is_some() { ZoneSource::Query } else { ZoneSource::Visitor };
        let found = asked.or(guess).and_then(Zone::find);
        if let (Some(asked), None) = (asked, &found) {
            let unknown = FieldError::parameter("timezone", FieldCode::UnknownTimezone, timezone::ADVICE);
            errors.extend(timezones::suggest(vec![unknown], asked));
        }
        let zone = found.unwrap_or_else(Zone::utc);
        let mut day = |name: &str| match parameters.get(name).map(str::parse::<Day>) {
            None => None,
            Some(Ok(day)) => Some(day),
            Some(Err(_)) => {
                errors.push(FieldError::parameter(
                    name,
                    FieldCode::InvalidDate,
                    "Name a day of the calendar as YYYY-MM-DD.",
                ));
                None
            }
        };
        let (from, to) = (day("from"), day("to"));
        let first = from.unwrap_or_else(|| match to {
            Some(to) => zone.today(now).min(to),
            None => zone.today(now),
        });
        let last = to.unwrap_or_else(|| first.plus(DEFAULT_RANGE_DAYS));
        if last < first {
            errors.push(FieldError::parameter(
                "from",
                FieldCode::FromAfterTo,
                "Name a from that is not after to.",
            ));
        } else if first.days_until(last) >= MAX_RANGE_DAYS {
            errors.push(FieldError::parameter(
                "to",
                FieldCode::RangeTooLong,
                format!("Ask for at most {MAX_RANGE_DAYS} days at once, both ends counted."),
            ));
        }
        if errors.is_empty() {
            Ok(Self { days: DayRange { from: first, to: last }, zone, zone_source })
        } else {
            Err(errors)
        }
    }

    /// The first instant of the range.
    pub(crate) fn starts_at(&self) -> DateTime<Utc> {
        self.zone.start_of_day(self.days.from)
    }

    /// The first instant after the range.
    pub(crate) fn ends_before(&self) -> DateTime<Utc> {
        self.zone.start_of_day(self.days.to.plus(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::instant;

    fn read(query: &str, guess: Option<&str>) -> Result<Range, Vec<FieldError>> {
        let now = instant::parse("2026-11-20T23:30:00Z").unwrap();
        Range::read(&Parameters::of(query), guess, now)
    }

    #[track_caller]
    fn check_zone(query: &str, guess: Option<&str>, zone: &str, source: ZoneSource) {
        let range = read(query, guess).unwrap();
        assert_eq!((range.zone.id(), range.zone_source), (zone, source), "{query} {guess:?}");
    }

    #[test]
    fn the_zone_is_the_one_asked_for_then_the_one_guessed_then_utc() {
        use ZoneSource::{Query, Visitor};
        let lisbon = Some("Europe/Lisbon");
        check_zone("timezone=asia/tokyo", lisbon, "Asia/Tokyo", Query);
        check_zone("timezone=UTC", lisbon, "UTC", Query);
        check_zone("", lisbon, "Europe/Lisbon", Visitor);
        check_zone("timezone=", lisbon, "Europe/Lisbon", Visitor);
        check_zone("", Some("Mars/Base"), "UTC", Visitor);
        check_zone("", Some(""), "UTC", Visitor);
        check_zone("", None, "UTC", Visitor);
    }

    #[test]
    fn today_is_the_visitors() {
        let first = |guess| read("", guess).unwrap().days.from.to_string();
        assert_eq!(first(None), "2026-11-20");
        assert_eq!(first(Some("Pacific/Auckland")), "2026-11-21");
    }

    #[test]
    fn a_zone_that_does_not_exist_is_refused_whatever_is_guessed() {
        let errors = read("timezone=Kolkata", Some("Europe/Lisbon")).unwrap_err();
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].code, FieldCode::UnknownTimezone);
        assert_eq!(errors[0].suggestions, ["Asia/Kolkata"]);
    }
}
