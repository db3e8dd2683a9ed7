//! One window in the cache: its key, its compact text, its age.

use chrono::{DateTime, TimeDelta, Utc};
use core::time::Duration;
use serde::{Deserialize, Serialize};
use shared::{instant, slots::Slot, windows::Window};

/// How long an entry is kept for the day that Calendly fails.
pub(super) const KEPT: Duration = Duration::from_hours(24);

/// A window's slots as they were at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) fetched_at: DateTime<Utc>,
    pub(super) slots: Vec<Slot>,
}

/// What is stored: seconds, and for each slot its start with the places left.
/// Ends follow from the event type's duration, which may change while entries live.
#[derive(Serialize, Deserialize)]
struct Stored {
    f: i64,
    s: Vec<(String, u32)>,
}

/// Under which key a window of an event type lies.
pub(super) fn key(event_type_uri: &str, window: &Window) -> String {
    let id = event_type_uri.rsplit('/').next().unwrap_or_default();
    format!("slots:1:{id}:{}:{}", window.days, window.cell)
}

impl Entry {
    pub(super) fn encode(&self) -> String {
        let slots = self.slots.iter().map(|slot| (slot.start.clone(), slot.invitees_remaining)).collect();
        serde_json::to_string(&Stored { f: self.fetched_at.timestamp(), s: slots }).unwrap_or_default()
    }

    /// Reads an entry; one of an older or foreign form counts as none.
    pub(super) fn decode(text: &str, minutes: u32) -> Option<Self> {
        let stored: Stored = serde_json::from_str(text).ok()?;
        let length = TimeDelta::minutes(minutes.into());
        let slot = |(start, invitees_remaining): (String, u32)| {
            let end = instant::format(instant::parse(&start)? + length);
            Some(Slot { start, end, invitees_remaining })
        };
        Some(Self {
            fetched_at: DateTime::from_timestamp(stored.f, 0)?,
            slots: stored.s.into_iter().filter_map(slot).collect(),
        })
    }

    pub(super) fn is_fresh(&self, ttl: Duration, now: DateTime<Utc>) -> bool {
        (now - self.fetched_at).to_std().is_ok_and(|age| age < ttl)
    }

    /// Whether it may still be shown while Calendly fails.
    pub(super) fn is_usable(&self, now: DateTime<Utc>) -> bool {
        self.is_fresh(KEPT, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        instant::parse(text).unwrap()
    }

    #[test]
    fn an_entry_comes_back_as_it_went_in() {
        let slot = Slot {
            start: "2026-11-23T14:30:00.000000Z".into(),
            end: "2026-11-23T15:00:00Z".into(),
            invitees_remaining: 3,
        };
        let entry = Entry { fetched_at: at("2026-11-20T12:00:00Z"), slots: vec![slot] };
        let text = entry.encode();
        assert_eq!(text, r#"{"f":1795176000,"s":[["2026-11-23T14:30:00.000000Z",3]]}"#);
        assert_eq!(Entry::decode(&text, 30), Some(entry));
        assert_eq!(Entry::decode("{}", 30), None);
    }

    #[test]
    fn an_entry_is_fresh_until_its_ttl_and_usable_for_a_day() {
        let entry = Entry { fetched_at: at("2026-11-20T12:00:00Z"), slots: Vec::new() };
        let ttl = Duration::from_mins(5);
        assert!(entry.is_fresh(ttl, at("2026-11-20T12:04:59Z")));
        assert!(!entry.is_fresh(ttl, at("2026-11-20T12:05:00Z")));
        assert!(entry.is_usable(at("2026-11-21T11:59:59Z")));
        assert!(!entry.is_usable(at("2026-11-21T12:00:00Z")));
    }
}
