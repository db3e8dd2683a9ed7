//! From query parameters to the instants a request is about. Pure.

use crate::{extract::Parameters, timezones::Zone};
use chrono::{DateTime, Utc};
use shared::{
    day::Day,
    problem::{FieldCode, FieldError},
    slots::{DEFAULT_RANGE_DAYS, DayRange, MAX_RANGE_DAYS},
};

/// The days asked for, in a zone.
#[derive(Clone, Debug)]
pub(crate) struct Range {
    /// First and last day.
    pub(crate) days: DayRange,
    /// The zone they are meant in.
    pub(crate) zone: Zone,
}

impl Range {
    /// Reads `from`, `to` and `timezone`; says everything that is wrong with them at once.
    pub(crate) fn read(parameters: &Parameters, now: DateTime<Utc>) -> Result<Self, Vec<FieldError>> {
        let mut errors = parameters.check(&["from", "to", "timezone"]);
        let zone = match parameters.get("timezone") {
            None => Some(Zone::utc()),
            Some(name) => Zone::find(name),
        };
        if zone.is_none() {
            errors.push(FieldError::parameter(
                "timezone",
                FieldCode::UnknownTimezone,
                "Name a zone of the IANA database, like Europe/Lisbon.",
            ));
        }
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
        let zone = zone.unwrap_or_else(Zone::utc);
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
            Ok(Self { days: DayRange { from: first, to: last }, zone })
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
