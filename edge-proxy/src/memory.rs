//! What one isolate remembers between requests: decoded windows and the catalogue, so that most answers need
//! neither KV nor the gate. It lives as long as the isolate, which is nobody's promise, and is never the only
//! place where something is known.

mod answers;
mod window;

pub(crate) use answers::{Answer, Asked, Parts};
pub(crate) use window::Window;

use crate::{
    calendly::lock,
    catalogue::{Catalogue, Version},
    desk::Held,
    slots::Key,
};
use chrono::{DateTime, TimeDelta, Utc};
use core::time::Duration;
use shared::{config::WindowCounts, instant::Instant, slots::CacheState};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

/// At most so many windows: with 300 slots each they take some 15 MB of an isolate's 128.
const MAX_WINDOWS: usize = 400;
/// A look into KV is over by then, or in vain.
const LOOKED_FOR: TimeDelta = TimeDelta::seconds(2);
/// For so long KV may go on telling in one place what it has been told to forget (Cloudflare's documentation of KV,
/// "Consistency").
const KV_LAG: TimeDelta = TimeDelta::seconds(60);
/// A request that asks the gate has this long before another one may.
const ASKED_FOR: TimeDelta = TimeDelta::seconds(12);

/// The catalogue as this isolate arranged it.
#[derive(Debug)]
struct KnownCatalogue {
    catalogue: Arc<Catalogue>,
    /// The gate's version of it; `None` for one that was found in KV.
    version: Option<Version>,
    /// Since when somebody asks the gate for a newer one.
    asked_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Default)]
struct Inner {
    catalogue: Option<KnownCatalogue>,
    windows: HashMap<Key, Window>,
    answers: answers::Answers,
    /// Starts that visitors hold, by event type, with the ends of the holds.
    holds: HashMap<String, Vec<Held>>,
    /// Which keys somebody looks for in KV, or has looked for in vain, and since when.
    looked: HashMap<String, DateTime<Utc>>,
    /// Starts around which something has changed, and until when KV may not have heard of it.
    changed: Vec<(DateTime<Utc>, DateTime<Utc>)>,
    served: WindowCounts,
    effort: Effort,
}

/// What an isolate has had to work out so far. A crowd that asks for the same should not raise it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Windows read from their text.
    pub windows: u64,
    /// Catalogues read from their text.
    pub catalogues: u64,
    /// Lists of free times put together and written.
    pub answers: u64,
}

/// An isolate's memory.
#[derive(Debug, Default)]
pub struct Memory(Mutex<Inner>);

impl Memory {
    /// A window of slots that are `minutes` long.
    pub(crate) fn window(&self, key: &Key, minutes: u32) -> Option<Window> {
        lock(&self.0).windows.get(key).filter(|window| window.minutes == minutes).cloned()
    }

    /// Remembers a window, unless a newer one is remembered already.
    pub(crate) fn keep(&self, key: Key, window: Window) {
        let mut inner = lock(&self.0);
        if inner
            .windows
            .get(&key)
            .is_some_and(|known| known.fetched_at > window.fetched_at && known.minutes == window.minutes)
        {
            return;
        }
        if inner.windows.len() >= MAX_WINDOWS && !inner.windows.contains_key(&key) {
            let oldest = inner.windows.iter().min_by_key(|(_, known)| known.confirmed_at);
            let oldest = oldest.map(|(key, _)| key.clone());
            oldest.and_then(|key| inner.windows.remove(&key));
        }
        inner.windows.insert(key, window);
    }

    /// Whether the caller should ask the gate about a window now; if so, nobody else need to for a while.
    /// One that is past its `ttl` is due at once, a fresh one when it has not been confirmed lately.
    pub(crate) fn claim(&self, key: &Key, ttl: Duration, now: DateTime<Utc>) -> bool {
        let mut inner = lock(&self.0);
        let Some(window) = inner.windows.get_mut(key) else { return true };
        let is_due = window.is_due(ttl, now);
        if is_due {
            window.asked_at = Some(now);
        }
        is_due
    }

    /// The gate says that a window is the newest there is.
    pub(crate) fn confirm(&self, key: &Key, now: DateTime<Utc>) {
        if let Some(window) = lock(&self.0).windows.get_mut(key) {
            (window.confirmed_at, window.asked_at, window.failed_at) = (now, None, None);
        }
    }

    /// A window could not be refreshed.
    pub(crate) fn note_failure(&self, key: &Key, now: DateTime<Utc>) {
        if let Some(window) = lock(&self.0).windows.get_mut(key) {
            (window.asked_at, window.failed_at) = (None, Some(now));
        }
    }

    /// Whether the caller should look for a key in KV: not while somebody else does, nor shortly after it was not there.
    /// Nobody can wait for another one's look, so that whoever should not goes to the gate, where waiting along is
    /// possible.
    pub(crate) fn claim_look(&self, key: &str, now: DateTime<Utc>) -> bool {
        let mut inner = lock(&self.0);
        if inner.looked.get(key).is_some_and(|since| (now - *since).abs() < LOOKED_FOR) {
            return false;
        }
        inner.looked.retain(|_, since| (now - *since).abs() < LOOKED_FOR);
        inner.looked.insert(key.to_owned(), now);
        true
    }

    /// Whether what KV has of a window may be from before a change that this isolate knows of.
    pub(crate) fn doubts_kv(&self, key: &Key, now: DateTime<Utc>) -> bool {
        lock(&self.0).changed.iter().any(|(start, until)| now < *until && key.touches(*start))
    }

    /// Counts what had to be worked out.
    pub(crate) fn note_effort(&self, note: impl FnOnce(&mut Effort)) {
        note(&mut lock(&self.0).effort);
    }

    /// What had to be worked out so far.
    pub fn effort(&self) -> Effort {
        lock(&self.0).effort
    }

    /// The answer to the same question that was put together from just these windows.
    pub(crate) fn answer_made_of(
        &self,
        asked: &Asked,
        parts: &Parts,
        cache: CacheState,
        now: DateTime<Utc>,
    ) -> Option<Arc<Answer>> {
        lock(&self.0).answers.find_made_of(asked, parts, cache, now)
    }

    /// The answer given to the same question before, while every window that it was put together from is still
    /// the same, fresh and not due for a look at the gate.
    pub(crate) fn answer(&self, asked: &Asked, ttl: Duration, now: DateTime<Utc>) -> Option<Arc<Answer>> {
        let mut inner = lock(&self.0);
        let answer = inner.answers.find(asked, now)?;
        let holds = |(key, fetched_at): &(Key, DateTime<Utc>)| {
            inner.windows.get(key).is_some_and(|window| {
                window.fetched_at == *fetched_at
                    && window.minutes == asked.minutes
                    && crate::slots::is_younger(*fetched_at, ttl, now)
                    && !window.is_due(ttl, now)
            })
        };
        if !answer.parts.iter().all(holds) {
            return None;
        }
        inner.served.hit += answer.parts.len() as u64;
        Some(answer)
    }

    /// Remembers an answer.
    pub(crate) fn keep_answer(&self, asked: Asked, answer: Arc<Answer>, now: DateTime<Utc>) {
        lock(&self.0).answers.keep(asked, answer, now);
    }

    /// Which starts of an event type visitors hold, as far as this isolate has heard.
    pub(crate) fn holds(&self, event_type_uri: &str, now: DateTime<Utc>) -> Vec<Held> {
        let inner = lock(&self.0);
        let known = inner.holds.get(event_type_uri).into_iter().flatten();
        known.filter(|(_, until)| now < *until).copied().collect()
    }

    /// Remembers which starts of an event type visitors hold: these and no others.
    pub(crate) fn keep_holds(&self, event_type_uri: &str, holds: Vec<Held>) {
        let mut inner = lock(&self.0);
        let known = inner.holds.entry(event_type_uri.to_owned()).or_default();
        if *known != holds {
            *known = holds;
            inner.answers.forget(event_type_uri);
        }
    }

    /// Forgets every window in which `start` lies, and for a while does not believe what KV has of them.
    pub(crate) fn forget_around(&self, start: DateTime<Utc>, now: DateTime<Utc>) {
        let mut inner = lock(&self.0);
        inner.windows.retain(|key, _| !key.touches(start));
        inner.changed.retain(|(other, until)| now < *until && *other != start);
        inner.changed.push((start, now + KV_LAG));
    }

    pub(crate) fn catalogue(&self) -> Option<Arc<Catalogue>> {
        lock(&self.0).catalogue.as_ref().map(|known| known.catalogue.clone())
    }

    pub(crate) fn keep_catalogue(&self, catalogue: Arc<Catalogue>, version: Option<Version>) {
        lock(&self.0).catalogue = Some(KnownCatalogue { catalogue, version, asked_at: None });
    }

    /// The catalogue, if it is the one that the gate says is the newest.
    pub(crate) fn confirm_catalogue(&self, version: &Version) -> Option<Arc<Catalogue>> {
        let mut inner = lock(&self.0);
        let known = inner.catalogue.as_mut().filter(|known| known.version.as_ref() == Some(version))?;
        known.asked_at = None;
        Some(known.catalogue.clone())
    }

    /// Calendly takes narrow spans only until then, as the gate has found out.
    pub(crate) fn keep_narrow(&self, narrow_until: Option<Instant>) {
        if let Some(KnownCatalogue { catalogue, .. }) = &mut lock(&self.0).catalogue
            && catalogue.narrow_until != narrow_until
        {
            *catalogue = Arc::new(Catalogue { narrow_until, ..(**catalogue).clone() });
        }
    }

    /// Whether the caller should ask the gate for a new catalogue; if so, nobody else need to for a while.
    pub(crate) fn claim_catalogue(&self, now: DateTime<Utc>) -> bool {
        let mut inner = lock(&self.0);
        let Some(KnownCatalogue { asked_at, .. }) = &mut inner.catalogue else { return true };
        let is_claimed = asked_at.is_some_and(|at| now < at + ASKED_FOR);
        if !is_claimed {
            *asked_at = Some(now);
        }
        !is_claimed
    }

    /// Counts how windows were answered.
    pub(crate) fn count(&self, served: WindowCounts) {
        lock(&self.0).served += served;
    }

    /// What has been counted since the last time.
    pub(crate) fn take_counts(&self) -> WindowCounts {
        core::mem::take(&mut lock(&self.0).served)
    }
}

#[cfg(test)]
mod tests;
