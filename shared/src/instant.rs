//! Instants as RFC 3339 text in UTC, in and out.
//!
//! Calendly's own strings are kept byte for byte where they must go back to it; this module only reads
//! them to order and compare, and writes the instants that Openslot computes itself.

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// An instant that serialises as RFC 3339 in UTC with whole seconds, e.g. `2026-11-23T14:30:00Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub DateTime<Utc>);

/// Reads an RFC 3339 instant in any offset and with any fraction; `None` when it is not one.
///
/// Takes the same texts as `chrono`'s reader, which is several times as long because it reads other forms too, and which
/// every visitor would download.
#[rustfmt::skip]
pub fn parse(text: &str) -> Option<DateTime<Utc>> {
    let ([year, month, day, hour, minute, second], rest) = numbers(text.as_bytes(), b"0000-00-00T00:00:00")?;
    let (nanos, zone) = fraction(rest)?;
    // A leap second is told as a longer second before it.
    let (second, nanos) = if second == 60 { (59, nanos + 1_000_000_000) } else { (second, nanos) };
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    let local = date.and_hms_nano_opt(hour, minute, second, nanos)?;
    Some(local.checked_sub_offset(offset(zone)?)?.and_utc())
}

/// The numbers at the beginning of a text that is written like `form`, and what follows them. A `0` stands for a digit,
/// and `T` for all that may separate day and time.
fn numbers<'a, const COUNT: usize>(text: &'a [u8], form: &[u8]) -> Option<([u32; COUNT], &'a [u8])> {
    let (start, rest) = text.split_at_checked(form.len())?;
    let mut numbers = [0; COUNT];
    let mut place = 0;
    for (byte, formed) in start.iter().zip(form) {
        match formed {
            b'0' if byte.is_ascii_digit() => {
                let number = numbers.get_mut(place)?;
                *number = *number * 10 + u32::from(byte - b'0');
            }
            b'0' => return None,
            _ if byte == formed || (*formed == b'T' && matches!(byte, b't' | b' ')) => place += 1,
            _ => return None,
        }
    }
    Some((numbers, rest))
}

/// The nanoseconds at the beginning of a text, and what follows them.
fn fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    let [b'.', text @ ..] = text else { return Some((0, text)) };
    let mut nanos = 0;
    let mut unit = 100_000_000;
    let mut rest = text;
    while let [digit @ b'0'..=b'9', more @ ..] = rest {
        nanos += u32::from(digit - b'0') * unit;
        unit /= 10;
        rest = more;
    }
    (rest.len() < text.len()).then_some((nanos, rest))
}

/// `Z`, or hours and minutes east or west; the sign may be the typographic one, as `chrono` has it.
fn offset(zone: &[u8]) -> Option<FixedOffset> {
    let (sign, distance) = match zone {
        [b'Z' | b'z'] => return FixedOffset::east_opt(0),
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] | [0xe2, 0x88, 0x92, rest @ ..] => (-1, rest),
        _ => return None,
    };
    let ([hours, minutes], []) = numbers(distance, b"00:00")? else { return None };
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    FixedOffset::east_opt(sign * seconds).filter(|_| minutes < 60)
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
    use proptest::prelude::*;

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

    /// What `chrono` makes of a text.
    fn theirs(text: &str) -> Option<DateTime<Utc>> {
        DateTime::parse_from_rfc3339(text).ok().map(|instant| instant.with_timezone(&Utc))
    }

    #[test]
    fn odd_instants_are_read_as_chrono_reads_them() {
        let odd = [
            "",
            "2026-11-23",
            "2026-11-23T14:30Z",
            "2026-11-23t14:30:00z",
            "2026-11-23 14:30:00Z",
            "2026-11-23T14:30:00",
            "2026-11-23T14:30:00.Z",
            "2026-11-23T14:30:00.1Z",
            "2026-11-23T14:30:00.1234567891234Z",
            "2026-12-31T23:59:60Z",
            "2026-12-31T23:59:60.5+05:30",
            "2026-12-31T23:59:61Z",
            "2026-11-23T24:00:00Z",
            "2026-11-23T14:60:00Z",
            "2026-02-29T00:00:00Z",
            "2028-02-29T00:00:00Z",
            "0000-01-01T00:00:00+23:59",
            "9999-12-31T23:59:59-23:59",
            "2026-11-23T14:30:00+24:00",
            "2026-11-23T14:30:00+23:60",
            "2026-11-23T14:30:00+0100",
            "2026-11-23T14:30:00+01",
            "2026-11-23T14:30:00+01:",
            "2026-11-23T14:30:00-00:00",
            "2026-11-23T14:30:00\u{2212}01:00",
            "2026-11-23T14:30:00 +01:00",
            "2026-11-23T14:30:00ZZ",
            " 2026-11-23T14:30:00Z",
            "+2026-11-23T14:30:00Z",
            "2026-1-23T14:30:00Z",
            "2026-11-23T14:30:0é:Z",
        ];
        for text in odd {
            assert_eq!(parse(text), theirs(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_looks_like_an_instant_is_read_as_chrono_reads_it(
            text in "[0-9]{4}-[01][0-9]-[0-3][0-9][Tt ][0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{0,12})?([Zz]|[+\u{2212}-][0-2][0-9]:?[0-6][0-9])?",
        ) {
            prop_assert_eq!(parse(&text), theirs(&text));
        }

        #[test]
        fn an_instant_with_mistakes_is_read_as_chrono_reads_it(
            seconds in -62_000_000_000_i64..250_000_000_000, nanos in 0_u32..1_000_000_000, east in -86_399_i32..86_400,
            mistakes in prop::collection::vec((0_usize..40, "[0-9TZ:. +é−-]{0,2}"), 0..3),
        ) {
            let zone = FixedOffset::east_opt(east).unwrap();
            let mut text = DateTime::from_timestamp(seconds, nanos).unwrap().with_timezone(&zone).to_rfc3339();
            prop_assert_eq!(parse(&text), theirs(&text));
            for (place, mistake) in mistakes {
                // In the place of one letter, or at the end.
                let (before, after) = (text.chars().take(place), text.chars().skip(place + 1));
                text = before.chain(mistake.chars()).chain(after).collect();
                prop_assert_eq!(parse(&text), theirs(&text), "{}", text);
            }
        }

        #[test]
        fn whatever_else_there_is_is_read_as_chrono_reads_it(text in any::<String>()) {
            prop_assert_eq!(parse(&text), theirs(&text));
        }
    }
}
