//! What the gate has in memory, and how that comes back from storage after an eviction.

use super::{keys::Keys, ledger::Ledger};
use crate::{
    calendly::{CalendlyError, Health, lock},
    catalogue::PackedCatalogue,
    context::Trace,
    desk::Held,
    flight::Flights,
    slots::{KEPT, Key, PackedEntry, is_younger},
};
use chrono::{DateTime, TimeDelta, Utc};
use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex},
};

pub(super) const LEDGER: &str = "ledger:1";
pub(super) const CATALOGUE: &str = "catalogue:3";
/// Before the id of an event type.
const HOLDS: &str = "holds:";
const MINUTE: TimeDelta = TimeDelta::seconds(60);

/// Where the holds of an event type lie in storage.
pub(super) fn place_of_holds(event_type: &str) -> String {
    format!("{HOLDS}{event_type}")
}

/// How a fetch ended: with the answer, and what it cost.
pub(super) type Outcome<T> = (Result<T, CalendlyError>, super::question::Cost);

/// The gate's memory.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) ledger: Ledger,
    /// The ledger's health, where the governor reaches it.
    pub(super) health: Arc<Mutex<Health>>,
    pub(super) catalogue: Option<PackedCatalogue>,
    pub(super) windows: BTreeMap<Key, PackedEntry>,
    pub(super) catalogue_flights: Flights<(), Outcome<PackedCatalogue>>,
    pub(super) window_flights: Flights<Key, Outcome<PackedEntry>>,
    /// What is to be written to storage, and to KV, in a moment.
    pub(super) unwritten: BTreeMap<String, String>,
    pub(super) uncopied: BTreeMap<String, String>,
    /// Whether somebody is about to write that.
    pub(super) is_writing: bool,
    /// Starts that visitors hold, by event type, with the ends of the holds. The desks know them for good.
    pub(super) holds: BTreeMap<String, Vec<Held>>,
    /// Which desk each `Idempotency-Key` of the last day belongs to.
    pub(super) keys: Keys,
    /// What the window flights have met so far.
    pub(super) under_way: BTreeMap<Key, Trace>,
    /// When Calendly was called within the last minute.
    calls: VecDeque<DateTime<Utc>>,
}

impl State {
    /// Takes over what storage holds and names the keys there that are of no use any more.
    pub(super) fn restore(&mut self, kept: Vec<(String, String)>, now: DateTime<Utc>) -> Vec<String> {
        let mut outdated = Vec::new();
        for (key, text) in kept {
            let is_used = match key.as_str() {
                LEDGER => serde_json::from_str(&text).map(|ledger| self.ledger = ledger).is_ok(),
                CATALOGUE => {
                    self.catalogue = PackedCatalogue::parse(&text);
                    self.catalogue.is_some()
                }
                place if place.starts_with(HOLDS) => self.restore_holds(place, &text, now),
                place if self.keys.restore(place, &text, now) => true,
                window => match (Key::parse(window), PackedEntry::parse(text)) {
                    (Some(key), Some(entry)) if is_younger(entry.fetched_at(), KEPT, now) => {
                        self.windows.insert(key, entry);
                        true
                    }
                    _ => false,
                },
            };
            if !is_used {
                outdated.push(key);
            }
        }
        *lock(&self.health) = self.ledger.health;
        outdated
    }

    fn restore_holds(&mut self, place: &str, text: &str, now: DateTime<Utc>) -> bool {
        let holds = serde_json::from_str::<Vec<Held>>(text).unwrap_or_default();
        let is_used = holds.iter().any(|(_, until)| now < *until);
        if let Some(event_type) = place.strip_prefix(HOLDS).filter(|_| is_used) {
            self.holds.insert(event_type.to_owned(), holds);
        }
        is_used
    }

    /// The ledger's text as it is now.
    pub(super) fn ledger_text(&mut self) -> String {
        self.ledger.health = *lock(&self.health);
        serde_json::to_string(&self.ledger).unwrap_or_default()
    }

    /// Whether a copy in KV is what the gate has, if it is one of a window.
    pub(super) fn is_current(&self, name: &str, text: &str) -> bool {
        let known = |key| self.windows.get(&key).is_some_and(|entry| entry.text() == text);
        Key::parse(name).is_none_or(known)
    }

    /// Whether nothing is left to be written; then whoever brings something has it written.
    pub(super) fn has_written(&mut self) -> bool {
        self.is_writing = !(self.unwritten.is_empty() && self.uncopied.is_empty());
        !self.is_writing
    }

    /// Drops windows that are too old to be shown, and names them.
    pub(super) fn drop_outdated(&mut self, now: DateTime<Utc>) -> Vec<String> {
        let is_outdated = |entry: &PackedEntry| !is_younger(entry.fetched_at(), KEPT, now);
        let outdated: Vec<_> = self.windows.iter().filter(|(_, entry)| is_outdated(entry)).collect();
        let names = outdated.into_iter().map(|(key, _)| key.to_string()).collect();
        self.windows.retain(|_, entry| !is_outdated(entry));
        names
    }

    /// The holds of an event type that last.
    pub(super) fn holds_of(&self, event_type: &str, now: DateTime<Utc>) -> Vec<Held> {
        let known = self.holds.get(event_type).into_iter().flatten();
        known.filter(|(_, until)| now < *until).copied().collect()
    }

    /// Counts calls to Calendly.
    pub(super) fn note_calls(&mut self, calls: u32, now: DateTime<Utc>) {
        self.calls.extend((0..calls).map(|_| now));
        self.calls_last_minute(now);
    }

    /// Calls within the last minute.
    pub(super) fn calls_last_minute(&mut self, now: DateTime<Utc>) -> usize {
        while self.calls.front().is_some_and(|at| *at + MINUTE <= now) {
            self.calls.pop_front();
        }
        self.calls.len()
    }
}
