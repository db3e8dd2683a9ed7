//! Instants as RFC 3339 text in UTC, in and out.
//!
//! Calendly's own strings are kept byte for byte where they must go back to it; this module only reads
//! them to order and compare, and writes the instants that Openslot computes itself.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// An instant that serialises as RFC 3339 in UTC with whole seconds, e.g. `2026-11-23T14:30:00Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub DateTime<Utc>);

/// Reads an RFC 3339 instant in any offset and with any fraction; `None` when it is not one.
pub fn parse(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|instant| instant.with_timezone(&Utc))
}

/// Writes an instant with whole seconds and `Z`.
pub fn format(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, true)
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format(self.0))
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        parse(&text).map(Self).ok_or_else(|| de::Error::custom("expected an RFC 3339 instant"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(parse(text).map(format).as_deref(), expected, "{text}");
    }

    #[test]
    fn every_spelling_calendly_uses_is_read() {
        check("2026-11-23T14:30:00Z", Some("2026-11-23T14:30:00Z"));
        check("2026-11-23T14:30:00.000000Z", Some("2026-11-23T14:30:00Z"));
        check("2026-11-23T15:30:00+01:00", Some("2026-11-23T14:30:00Z"));
        check("2026-11-23 14:30", None);
        check("yesterday", None);
    }
}
