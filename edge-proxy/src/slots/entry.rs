//! One window's slots as they are kept: in KV, in the gate's storage, and on the way between gate and Worker.

use crate::{calendly::AvailableTime, packed::Packed};
use chrono::{DateTime, TimeDelta, Utc};
use core::{fmt, time::Duration};
use serde::{Deserialize, Serialize};
use shared::{instant, slots::Slot, windows};

/// How long an entry is kept for the day that Calendly fails.
pub(crate) const KEPT: Duration = Duration::from_hours(24);

/// Which window of which event type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct Key {
    /// The last part of Calendly's URI of the event type.
    pub(crate) event_type: String,
    /// Length of the grid's cells.
    pub(crate) days: u16,
    /// Number of the cell.
    pub(crate) cell: i64,
}

impl Key {
    pub(crate) fn new(event_type_uri: &str, days: u16, cell: i64) -> Self {
        let event_type = event_type_uri.rsplit('/').next().unwrap_or_default().to_owned();
        Self { event_type, days, cell }
    }

    /// Reads a key as [`Display`](fmt::Display) writes it.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix("slots:2:")?.split(':');
        let event_type = parts.next()?.to_owned();
        let key = Self { event_type, days: parts.next()?.parse().ok()?, cell: parts.next()?.parse().ok()? };
        parts.next().is_none().then_some(key)
    }

    /// Whether a slot that begins at `start` may be in it.
    pub(crate) fn touches(&self, start: DateTime<Utc>) -> bool {
        windows::cells_of(start, self.days).any(|cell| cell == self.cell)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "slots:2:{}:{}:{}", self.event_type, self.days, self.cell)
    }
}

/// A window's slots as they were at one instant.
///
/// Ends are not in it: they follow from the event type's duration, which may change while entries live.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// When it was fetched, in milliseconds since 1970.
    #[serde(rename = "f")]
    fetched_at: i64,
    #[serde(flatten)]
    starts: Starts,
    /// Places left at each start; empty when it is one everywhere.
    #[serde(rename = "n", default, skip_serializing_if = "Vec::is_empty")]
    remaining: Vec<u32>,
}

/// Starts in as few bytes as their spelling allows: a month of half hours takes a kilobyte instead of ten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Starts {
    /// All spelled alike: what follows the seconds, and the seconds from each start to the next, from 1970 on.
    Alike {
        #[serde(rename = "z")]
        suffix: String,
        #[serde(rename = "d")]
        deltas: Vec<i64>,
    },
    /// As Calendly wrote them, for they must go back to it byte for byte.
    Verbatim {
        #[serde(rename = "s")]
        starts: Vec<String>,
    },
}

impl Starts {
    fn of(times: &[AvailableTime]) -> Self {
        Self::alike(times).unwrap_or_else(|| Self::Verbatim {
            starts: times.iter().map(|time| time.start.clone()).collect(),
        })
    }

    fn alike(times: &[AvailableTime]) -> Option<Self> {
        let mut suffix: Option<&str> = None;
        let (mut deltas, mut last) = (Vec::with_capacity(times.len()), 0);
        for time in times {
            let at = instant::parse(&time.start)?;
            let rest = time.start.strip_prefix(seconds_of(at).as_str())?;
            if *suffix.get_or_insert(rest) != rest {
                return None;
            }
            deltas.push(at.timestamp() - last);
            last = at.timestamp();
        }
        Some(Self::Alike { suffix: suffix.unwrap_or("Z").to_owned(), deltas })
    }

    fn spelled(&self) -> Vec<(Option<DateTime<Utc>>, String)> {
        match self {
            Self::Alike { suffix, deltas } => deltas
                .iter()
                .scan(0_i64, |at, delta| {
                    *at = at.checked_add(*delta)?;
                    DateTime::from_timestamp(*at, 0)
                })
                .map(|at| (Some(at), seconds_of(at) + suffix))
                .collect(),
            Self::Verbatim { starts } => {
                starts.iter().map(|start| (instant::parse(start), start.clone())).collect()
            }
        }
    }
}

/// `2026-11-23T14:30:00`, to which an RFC 3339 time adds its fraction and offset.
fn seconds_of(at: DateTime<Utc>) -> String {
    let mut text = instant::format(at);
    text.truncate(text.trim_end_matches('Z').len());
    text
}

impl Entry {
    pub(crate) fn new(fetched_at: DateTime<Utc>, times: &[AvailableTime]) -> Self {
        let is_single = times.iter().all(|time| time.invitees_remaining == 1);
        let remaining = times.iter().map(|time| time.invitees_remaining).collect();
        Self {
            fetched_at: fetched_at.timestamp_millis(),
            starts: Starts::of(times),
            remaining: if is_single { Vec::new() } else { remaining },
        }
    }

    /// Reads an entry; one of an older or foreign form counts as none.
    pub(crate) fn decode(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    #[cfg(test)]
    fn encode(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(crate) fn fetched_at(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.fetched_at).unwrap_or_default()
    }

    /// The slots, each of them `minutes` long.
    pub(crate) fn slots(&self, minutes: u32) -> Vec<Slot> {
        let length = TimeDelta::minutes(minutes.into());
        let remaining = self.remaining.iter().copied().chain(core::iter::repeat(1));
        let slot = |((at, start), invitees_remaining): ((Option<DateTime<Utc>>, String), u32)| {
            Some(Slot { end: instant::format(at? + length), start, invitees_remaining })
        };
        self.starts.spelled().into_iter().zip(remaining).filter_map(slot).collect()
    }
}

/// An entry's text. Its version is when it was fetched, in milliseconds since 1970.
pub(crate) type PackedEntry = Packed<i64>;

impl PackedEntry {
    pub(crate) fn of(entry: &Entry) -> Self {
        Self::new(entry.fetched_at, entry)
    }

    /// Takes over an entry's text, if it is one.
    pub(crate) fn parse(text: String) -> Option<Self> {
        Self::written(Entry::decode(&text)?.fetched_at, text)
    }

    pub(crate) fn fetched_at(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(*self.version()).unwrap_or_default()
    }

    pub(crate) fn entry(&self) -> Option<Entry> {
        Entry::decode(self.text())
    }
}

/// Whether what was fetched then is younger than `life`. What comes from the future is not.
pub(crate) fn is_younger(fetched_at: DateTime<Utc>, life: Duration, now: DateTime<Utc>) -> bool {
    (now - fetched_at).to_std().is_ok_and(|age| age < life)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        instant::parse(text).unwrap()
    }

    fn time(start: &str, invitees_remaining: u32) -> AvailableTime {
        AvailableTime { start: start.into(), invitees_remaining }
    }

    fn times(slots: &[Slot]) -> Vec<AvailableTime> {
        slots.iter().map(|slot| time(&slot.start, slot.invitees_remaining)).collect()
    }

    #[track_caller]
    fn check(given: &[AvailableTime], expected: &str) {
        let entry = Entry::new(at("2026-11-20T12:00:00.250Z"), given);
        assert_eq!(entry.encode(), expected);
        assert_eq!(Entry::decode(expected), Some(entry.clone()));
        let slots = entry.slots(30);
        assert_eq!(times(&slots), given);
        let is_half_an_hour =
            |slot: &Slot| at(&slot.end) - slot.starts_at().unwrap() == TimeDelta::minutes(30);
        assert!(slots.iter().all(is_half_an_hour));
    }

    #[test]
    fn slots_spelled_alike_are_kept_as_differences() {
        let slots =
            ["2026-11-23T14:30:00.000000Z", "2026-11-23T15:00:00.000000Z"].map(|start| time(start, 1));
        check(&slots, r#"{"f":1795176000250,"z":".000000Z","d":[1795444200,1800]}"#);
    }

    #[test]
    fn what_is_spelled_differently_is_kept_as_it_came() {
        let slots = [time("2026-11-23T14:30:00Z", 3), time("2026-11-23T16:00:00+01:00", 2)];
        check(
            &slots,
            r#"{"f":1795176000250,"s":["2026-11-23T14:30:00Z","2026-11-23T16:00:00+01:00"],"n":[3,2]}"#,
        );
    }

    #[test]
    fn an_empty_window_is_known_to_be_empty() {
        check(&[], r#"{"f":1795176000250,"z":"Z","d":[]}"#);
    }

    #[test]
    fn what_is_no_entry_counts_as_none() {
        for text in ["", "{}", "null", r#"{"f":1795176000,"s":[["2026-11-23T14:30:00.000000Z",3]]}"#] {
            assert_eq!(Entry::decode(text), None, "{text}");
        }
        let absurd = Entry::decode(r#"{"f":9223372036854775807,"z":"Z","d":[9223372036854775807,1]}"#);
        assert_eq!(absurd.unwrap().slots(30), []);
    }

    #[test]
    fn a_key_touches_the_slots_on_its_boundary_too() {
        let key = Key::new("https://api.calendly.com/event_types/ABC", 7, 2968);
        assert_eq!(key.to_string(), "slots:2:ABC:7:2968");
        assert_eq!(Key::parse("slots:2:ABC:7:2968"), Some(key.clone()));
        assert_eq!(Key::parse("ledger:1"), None);
        assert!(key.touches(at("2026-11-26T00:00:00Z")));
        assert!(!key.touches(at("2026-11-26T00:30:00Z")));
    }

    proptest! {
        #[test]
        fn any_list_of_starts_comes_back_byte_for_byte(
            seconds in prop::collection::vec((0_i64..4_000_000_000, 1_u32..5), 0..60),
            suffix in prop_oneof![Just("Z"), Just(".000000Z"), Just(".123Z")], mixed in any::<bool>(),
        ) {
            let spelled = |index: usize, at: i64| {
                let text = seconds_of(DateTime::from_timestamp(at, 0).unwrap());
                text + if mixed && index.is_multiple_of(3) { "+00:00" } else { suffix }
            };
            let given: Vec<_> =
                seconds.iter().enumerate().map(|(index, (at, left))| time(&spelled(index, *at), *left)).collect();
            let entry = Entry::new(at("2026-11-20T12:00:00Z"), &given);
            prop_assert_eq!(times(&Entry::decode(&entry.encode()).unwrap().slots(30)), given);
        }
    }
}
