//! What one isolate remembers between requests: decoded windows and the catalogue, so that most answers need
//! neither KV nor the gate. It lives as long as the isolate, which is nobody's promise, and is never the only
//! place where something is known.

mod answers;

pub(crate) use answers::{Answer, Asked};

use crate::{
    calendly::lock,
    catalogue::Catalogue,
    desk::Held,
    slots::{Entry, Key},
};
use chrono::{DateTime, TimeDelta, Utc};
use core::time::Duration;
use shared::{config::WindowCounts, instant::Instant, slots::Slot};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

/// At most so many windows: with 300 slots each they take some 15 MB of an isolate's 128.
const MAX_WINDOWS: usize = 400;
/// After this long the gate is asked, behind an answer, whether a booking elsewhere has made a window wrong.
const CONFIRMED_FOR: TimeDelta = TimeDelta::seconds(30);
/// After a failure, a window is not tried again by this isolate for this long.
const FAILED_FOR: TimeDelta = TimeDelta::seconds(5);
/// A request that asks the gate has this long before another one may.
const ASKED_FOR: TimeDelta = TimeDelta::seconds(12);

/// A window as it is shown.
#[derive(Clone, Debug)]
pub(crate) struct Window {
    pub(crate) fetched_at: DateTime<Utc>,
    pub(crate) slots: Arc<[Slot]>,
    /// How long each slot is; when the event type changes, the entry is decoded anew.
    minutes: u32,
    confirmed_at: DateTime<Utc>,
    /// Who is asking the gate about it.
    asked_at: Option<DateTime<Utc>>,
    failed_at: Option<DateTime<Utc>>,
}

impl Window {
    pub(crate) fn new(entry: &Entry, minutes: u32, now: DateTime<Utc>) -> Self {
        Self {
            fetched_at: entry.fetched_at(),
            slots: entry.slots(minutes).into(),
            minutes,
            confirmed_at: now,
            asked_at: None,
            failed_at: None,
        }
    }

    /// Whether somebody should ask the gate about it, and nobody does.
    fn is_due(&self, ttl: Duration, now: DateTime<Utc>) -> bool {
        let is_recent = |at: Option<DateTime<Utc>>, span| at.is_some_and(|at| now < at + span);
        let is_fresh = crate::slots::is_younger(self.fetched_at, ttl, now);
        (!is_fresh || now >= self.confirmed_at + CONFIRMED_FOR)
            && !is_recent(self.asked_at, ASKED_FOR)
            && !is_recent(self.failed_at, FAILED_FOR)
    }

    /// Whether the last try to refresh it failed.
    pub(crate) fn is_failing(&self) -> bool {
        self.failed_at.is_some()
    }
}

#[derive(Debug, Default)]
struct Inner {
    catalogue: Option<(Arc<Catalogue>, Option<DateTime<Utc>>)>,
    windows: HashMap<Key, Window>,
    answers: answers::Answers,
    /// Starts that visitors hold, by event type, with the ends of the holds.
    holds: HashMap<String, Vec<Held>>,
    served: WindowCounts,
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
    pub(crate) fn keep_answer(&self, asked: Asked, answer: Answer, now: DateTime<Utc>) {
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

    /// Forgets every window in which `start` lies.
    pub(crate) fn forget_around(&self, start: DateTime<Utc>) {
        lock(&self.0).windows.retain(|key, _| !key.touches(start));
    }

    pub(crate) fn catalogue(&self) -> Option<Arc<Catalogue>> {
        lock(&self.0).catalogue.as_ref().map(|(catalogue, _)| catalogue.clone())
    }

    pub(crate) fn keep_catalogue(&self, catalogue: Arc<Catalogue>) {
        lock(&self.0).catalogue = Some((catalogue, None));
    }

    /// Calendly takes narrow spans only until then, as the gate has found out.
    pub(crate) fn keep_narrow(&self, narrow_until: Option<Instant>) {
        if let Some((catalogue, _)) = &mut lock(&self.0).catalogue
            && catalogue.narrow_until != narrow_until
        {
            *catalogue = Arc::new(Catalogue { narrow_until, ..(**catalogue).clone() });
        }
    }

    /// Whether the caller should ask the gate for a new catalogue; if so, nobody else need to for a while.
    pub(crate) fn claim_catalogue(&self, now: DateTime<Utc>) -> bool {
        let mut inner = lock(&self.0);
        let Some((_, asked_at)) = &mut inner.catalogue else { return true };
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
