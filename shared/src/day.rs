//! A calendar day as it crosses the wire: `YYYY-MM-DD`, nothing else.
//!
//! A day here has no zone. Which instants belong to it is the edge's answer, never this module's.

use chrono::NaiveDate;
use core::{fmt, str::FromStr};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A day of the proleptic Gregorian calendar between the years 1970 and 9999 (RFC 3339 `full-date`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub NaiveDate);

impl Day {
    /// This day moved by `days`; stays where it is at the end of the calendar.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        Self(chrono::TimeDelta::try_days(days).and_then(|by| self.0.checked_add_signed(by)).unwrap_or(self.0))
    }

    /// How many days lie from this day to `other`; negative when `other` is earlier.
    pub fn days_until(self, other: Self) -> i64 {
        (other.0 - self.0).num_days()
    }
}

/// A text that is not a `YYYY-MM-DD` day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADay;

impl FromStr for Day {
    type Err = NotADay;

    /// Accepts exactly ten characters, so that `2026-1-5` and `+02026-01-05` are refused.
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let bytes = text.as_bytes();
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *bytes else { return Err(NotADay) };
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0_u32, |sum, digit| {
                digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0')).ok_or(NotADay)
            })
        };
        let year = number(&[y1, y2, y3, y4])?;
        if year < 1970 {
            return Err(NotADay);
        }
        let year = i32::try_from(year).map_err(|_| NotADay)?;
        NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?).map(Self).ok_or(NotADay)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        use chrono::Datelike as _;
        write!(formatter, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(|NotADay| de::Error::custom("expected a day as YYYY-MM-DD"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(text.parse::<Day>().ok().map(|day| day.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn only_real_days_in_one_spelling_are_read() {
        check("2026-11-23", Some("2026-11-23"));
        check("2028-02-29", Some("2028-02-29"));
        check("2027-02-29", None);
        check("2026-13-01", None);
        check("2026-00-10", None);
        check("2026-1-05", None);
        check("2026-11-23T00:00:00Z", None);
        check("0001-01-01", None);
        check("２026-11-23", None);
        check("", None);
    }

    #[test]
    fn a_day_moves_across_months_and_counts_back() {
        let day: Day = "2026-12-30".parse().unwrap();
        assert_eq!(day.plus(3).to_string(), "2027-01-02");
        assert_eq!(day.days_until(day.plus(-40)), -40);
    }
}
