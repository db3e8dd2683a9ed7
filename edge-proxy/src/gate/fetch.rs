//! What the gate fetches once for everybody, and what it does with it when it has landed.

use super::{
    Gate,
    question::{Cost, Envelope},
    state::{CATALOGUE, LEDGER, Outcome},
};
use crate::{
    calendly::{CalendlyError, lock},
    catalogue::{self, Catalogue, PackedCatalogue},
    context::Trace,
    platform::Platform,
    slots::{Entry, KEPT, Key, PackedEntry},
    storage::Storage,
};
use chrono::{DateTime, Utc};
use core::time::Duration;
use shared::{config::Vitals, windows::Window};

/// Time for an answer to leave before what it brought is written down.
const AFTER_THE_ANSWER: Duration = Duration::from_millis(20);

impl<S: Storage> Gate<S> {
    /// What is on offer: what the gate has while it is fresh or newer than wished, else fetched. When that
    /// fails, what it has will do for those who did not wish for anything newer.
    pub(super) async fn catalogue<P: Platform>(
        &self,
        platform: &P,
        newer_than: Option<DateTime<Utc>>,
    ) -> Outcome<PackedCatalogue> {
        let (flight, is_new) = {
            let mut state = self.state();
            let known = state.catalogue.as_ref().filter(|known| match newer_than {
                Some(wanted) => known.fetched_at() > wanted,
                None => known.is_fresh(platform.now()),
            });
            if let Some(known) = known {
                return (Ok(known.clone()), Cost::default());
            }
            let (gate, platform) = (self.clone(), platform.clone());
            state
                .catalogue_flights
                .join((), |number| async move { gate.fetch_catalogue(platform, number).await })
        };
        if is_new {
            let landing = flight.landing();
            platform.defer(async move { drop(landing.await) });
        }
        let landed = flight.landing().await;
        let cost = if is_new { landed.1 } else { Cost::default() };
        let outcome = landed.0.clone().or_else(|error| {
            let state = self.state();
            let known = state.catalogue.as_ref().filter(|known| known.is_usable(platform.now()));
            known.filter(|_| newer_than.is_none()).cloned().ok_or(error)
        });
        (outcome, cost)
    }

    async fn fetch_catalogue<P: Platform>(self, platform: P, number: u64) -> Outcome<PackedCatalogue> {
        let Some((client, trace)) = self.client(&platform) else {
            return (Err(CalendlyError::Unauthenticated), Cost::default());
        };
        let fetched = catalogue::fetch(&client, platform.now()).await;
        let cost = cost(&trace);
        let mut state = self.state();
        let now = platform.now();
        state.note_calls(cost.calls, now);
        let is_kept = state.catalogue_flights.land(&(), number);
        let narrow_until = state.ledger.narrow_until(now);
        let fetched = fetched.map(|catalogue| PackedCatalogue::of(&Catalogue { narrow_until, ..catalogue }));
        if let (true, Ok(catalogue)) = (is_kept, &fetched) {
            state.catalogue = Some(catalogue.clone());
            let text = catalogue.text().to_owned();
            let key = catalogue::key(&self.settings);
            let to_kv = state.ledger.writes.allow(&key, self.settings.slots_ttl, KEPT, now);
            drop(state);
            let copies = if to_kv { vec![(key, text.clone())] } else { Vec::new() };
            self.keep(&platform, vec![(CATALOGUE.to_owned(), text)], copies);
        }
        (fetched, cost)
    }

    /// Fetches one window.
    pub(super) async fn fetch_window<P: Platform>(
        self,
        platform: P,
        event_type: String,
        key: Key,
        number: u64,
    ) -> Outcome<PackedEntry> {
        let Some((client, trace)) = self.client(&platform) else {
            return (Err(CalendlyError::Unauthenticated), Cost::default());
        };
        self.state().under_way.insert(key.clone(), trace.clone());
        let fetched = match Window::at(key.cell, key.days, platform.now()) {
            Some(window) => {
                let began = platform.now();
                let times = client.available_times(&event_type, window).await;
                times.map(|times| PackedEntry::of(&Entry::new(began, &times)))
            }
            None => Ok(PackedEntry::of(&Entry::new(platform.now(), &[]))),
        };
        let cost = cost(&trace);
        let now = platform.now();
        let mut state = self.state();
        state.note_calls(cost.calls, now);
        state.under_way.remove(&key);
        let is_kept = state.window_flights.land(&key, number);
        if matches!(fetched, Err(CalendlyError::SpanTooLong)) {
            let narrow_until = Some(state.ledger.remember_narrow(now));
            state.catalogue = state.catalogue.take().map(|known| known.narrowed(narrow_until));
            let catalogue = state.catalogue.as_ref().map(|known| known.text().to_owned());
            if catalogue.is_some() {
                state.ledger.writes.count(1, now);
            }
            drop(state);
            let kept = catalogue.clone().map(|text| (CATALOGUE.to_owned(), text));
            let copies = catalogue.map(|text| (catalogue::key(&self.settings), text));
            self.keep(&platform, kept.into_iter().collect(), copies.into_iter().collect());
        } else if let (true, Ok(entry)) = (is_kept, &fetched) {
            let outdated = state.drop_outdated(now);
            state.windows.insert(key.clone(), entry.clone());
            let (name, text) = (key.to_string(), entry.text().to_owned());
            let to_kv = state.ledger.writes.allow(&name, self.settings.slots_ttl, KEPT, now);
            drop(state);
            let copies = if to_kv { vec![(name.clone(), text.clone())] } else { Vec::new() };
            self.keep(&platform, vec![(name, text)], copies);
            self.discard(&platform, outdated);
        }
        (fetched, cost)
    }

    /// Drops every window in which `start` lies, of all event types: a host who is booked in one is busy in all.
    pub(super) async fn invalidate<P: Platform>(&self, platform: &P, start: DateTime<Utc>) {
        let (stored, in_kv, ledger) = {
            let mut state = self.state();
            let stored: Vec<_> = state.windows.keys().filter(|key| key.touches(start)).cloned().collect();
            state.windows.retain(|key, _| !key.touches(start));
            state.window_flights.call_off(|key| key.touches(start));
            let is_wrong = |name: &String| Key::parse(name).is_some_and(|key| key.touches(start));
            state.unwritten.retain(|name, _| !is_wrong(name));
            state.uncopied.retain(|name, _| !is_wrong(name));
            let in_kv =
                state.ledger.writes.forget(|name| Key::parse(name).is_some_and(|key| key.touches(start)));
            (stored, in_kv, state.ledger_text())
        };
        for name in in_kv {
            platform.forget(name).await;
        }
        for key in stored {
            self.storage.remove(key.to_string()).await;
        }
        self.storage.put(LEDGER.to_owned(), ledger).await;
    }

    /// Counts what an isolate reports.
    pub(super) fn count(&self, envelope: &Envelope, now: DateTime<Utc>) {
        self.state().ledger.count(envelope.served, now);
    }

    /// Counts a link that is about to be minted, or says in how many seconds one may be. It is written down
    /// before the answer leaves, so that an eviction does not begin the hour anew.
    pub(super) async fn mint_link(&self, now: DateTime<Utc>) -> Option<u32> {
        let (outcome, ledger) = {
            let mut state = self.state();
            let outcome = state.ledger.mints.take(self.settings.protection.links_per_hour, now);
            (outcome, state.ledger_text())
        };
        if outcome.is_ok() {
            self.storage.put(LEDGER.to_owned(), ledger).await;
        }
        outcome.err()
    }

    /// How things are.
    pub(super) fn vitals(&self, now: DateTime<Utc>) -> Vitals {
        let mut state = self.state();
        let calls = state.calls_last_minute(now);
        let health = *lock(&state.health);
        let (upstream_budget_left, upstream_limit) = health.budget.left(now);
        let ledger = &state.ledger;
        Vitals {
            windows: ledger.served,
            hit_rate: ledger.hit_rate(),
            since: ledger.served_since,
            upstream_calls_last_minute: u32::try_from(calls).unwrap_or(u32::MAX),
            upstream_budget_left,
            upstream_limit,
            breaker: health.breaker.name().to_owned(),
            kv_writes_today: ledger.writes.today(now),
            kv_writes_left: ledger.writes.left(now),
            narrow_until: ledger.narrow_until(now),
        }
    }

    /// Writes values to storage, and to KV what `copies` names, a moment after the answer has left: an answer of an
    /// object waits for every write that was begun before it. What is lost with the object in that moment is fetched
    /// again.
    fn keep<P: Platform>(&self, platform: &P, values: Vec<(String, String)>, copies: Vec<(String, String)>) {
        let is_first = {
            let mut state = self.state();
            state.unwritten.extend(values);
            state.uncopied.extend(copies);
            !core::mem::replace(&mut state.is_writing, true)
        };
        if is_first {
            let (gate, platform) = (self.clone(), platform.clone());
            platform.clone().defer(async move { gate.write_down(platform).await });
        }
    }

    /// Takes one after the other, so that what a booking makes wrong meanwhile is not written any more.
    async fn write_down<P: Platform>(self, platform: P) {
        loop {
            platform.sleep(AFTER_THE_ANSWER).await;
            let next = || self.state().unwritten.pop_first();
            while let Some((key, value)) = next() {
                self.storage.put(key, value).await;
            }
            let ledger = self.state().ledger_text();
            self.storage.put(LEDGER.to_owned(), ledger).await;
            let next = || self.state().uncopied.pop_first();
            while let Some((key, value)) = next() {
                platform.write(key.clone(), value.clone(), KEPT).await;
                // What KV was told to forget during the write it may have forgotten before it.
                let is_current = self.state().is_current(&key, &value);
                if !is_current {
                    platform.forget(key).await;
                }
            }
            if self.state().has_written() {
                return;
            }
        }
    }

    pub(super) fn discard<P: Platform>(&self, platform: &P, keys: Vec<String>) {
        if keys.is_empty() {
            return;
        }
        let storage = self.storage.clone();
        platform.defer(async move {
            for key in keys {
                storage.remove(key).await;
            }
        });
    }
}

fn cost(trace: &Trace) -> Cost {
    Cost { calls: trace.calls(), slowest_ms: trace.slowest_call_ms() }
}
