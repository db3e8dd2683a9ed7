//! The windows of a range: from this isolate's memory, else from KV, else from the gate.
//!
//! What is older than its time to live is shown at once while one refresh runs behind the answer. Only what is
//! nowhere is waited for.

use super::{
    assemble::assemble,
    entry::{Entry, KEPT, Key, is_younger},
};
use crate::{
    calendly::CalendlyError,
    catalogue::{Catalogue, Offer},
    context::Context,
    error::ApiError,
    gate::{Answer, AskedWindow, Found as Told, Question},
    memory::{self, Parts},
    platform::{Platform, TransportError},
};
use chrono::{DateTime, Utc};
use futures_util::future::join_all;
use shared::{
    merge,
    slots::{CacheState, Missing, Slot},
    windows::{self, Window},
};
use std::sync::Arc;

/// What was found for a range.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// The windows' slots, which still have to be put together.
    pub(super) lists: Vec<Arc<[Slot]>>,
    /// Within which they begin.
    pub(super) span: (DateTime<Utc>, DateTime<Utc>),
    pub(crate) missing: Vec<Missing>,
    /// When the oldest part was fetched.
    pub(crate) fetched_at: DateTime<Utc>,
    pub(crate) cache: CacheState,
    /// Which windows it is put together from, and when each was fetched.
    pub(crate) parts: Parts,
}

impl Found {
    /// The slots, strictly ascending.
    pub(crate) fn slots(&self) -> Vec<Slot> {
        merge::merge(self.lists.iter().map(|list| &**list), self.span.0, self.span.1)
    }
}

/// One window's outcome.
pub(super) enum Loaded {
    Window(Key, memory::Window, CacheState),
    Failed(Window, CalendlyError),
}

/// Loads every window that covers `from..until`.
///
/// Fails only when nothing at all is known: then with the error that says most.
pub(crate) async fn load<P: Platform>(
    context: &Context<P>,
    catalogue: &Catalogue,
    offer: &Offer,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Found, ApiError> {
    let now = context.app.platform.now();
    let days = catalogue.window_days(&context.app.settings, now);
    let mut loaded = load_windows(context, offer, &windows::cut(from, until, now, days)).await;
    let is_refused = |loaded: &Loaded| matches!(loaded, Loaded::Failed(_, CalendlyError::SpanTooLong));
    if days > windows::NARROW_DAYS && loaded.iter().any(is_refused) {
        let narrow = windows::cut(from, until, now, windows::NARROW_DAYS);
        loaded = load_windows(context, offer, &narrow).await;
    }
    assemble(loaded, from.max(now), until, now, |served| context.app.memory.count(served))
}

async fn load_windows<P: Platform>(context: &Context<P>, offer: &Offer, windows: &[Window]) -> Vec<Loaded> {
    let app = &context.app;
    let (now, ttl) = (app.platform.now(), app.settings.slots_ttl);
    let held = join_all(windows.iter().map(|window| hold(context, offer, window, now))).await;

    let age = |held: &memory::Window| match is_younger(held.fetched_at, ttl, now) {
        true => CacheState::Hit,
        false if held.is_failing() => CacheState::Stale,
        false => CacheState::Revalidating,
    };
    let mut loaded: Vec<Option<Loaded>> = Vec::with_capacity(windows.len());
    let (mut needed, mut due) = (Vec::new(), Vec::new());
    for (index, (window, held)) in windows.iter().zip(held).enumerate() {
        let key = Key::new(&offer.uri, window.days, window.cell);
        let Some(held) = held else {
            needed.push((index, AskedWindow { days: window.days, cell: window.cell, known: None }));
            loaded.push(None);
            continue;
        };
        if app.memory.claim(&key, ttl, now) {
            let known = Some(held.fetched_at);
            due.push(AskedWindow { days: window.days, cell: window.cell, known });
        }
        let state = age(&held);
        loaded.push(Some(Loaded::Window(key, held, state)));
    }
    if !due.is_empty() {
        let (context, offer) = (context.clone(), offer.clone());
        app.platform.defer(async move {
            let told = ask(&context, &offer, &due, false).await;
            for (asked, told) in due.iter().zip(told) {
                learn(&context, &offer, *asked, told);
            }
        });
    }
    if !needed.is_empty() {
        let asked: Vec<_> = needed.iter().map(|(_, asked)| *asked).collect();
        let has_others = needed.len() < windows.len();
        let told = ask(context, offer, &asked, has_others).await;
        for ((index, asked), told) in needed.into_iter().zip(told) {
            let failure = match &told {
                Told::Failed(error, _) => error.clone(),
                Told::Unchanged | Told::Kept(_) | Told::Fetched(..) => {
                    CalendlyError::Transport(TransportError::Broken)
                }
            };
            let learned = learn(context, offer, asked, told);
            if let (Some(slot), Some(window)) = (loaded.get_mut(index), windows.get(index)) {
                let key = Key::new(&offer.uri, window.days, window.cell);
                // While this request asked in vain, another one may have found a copy.
                let found = || find(context, offer, &key, now).map(|held| (age(&held), held));
                *slot = Some(match learned.or_else(found) {
                    Some((state, held)) => Loaded::Window(key, held, state),
                    None => Loaded::Failed(*window, failure),
                });
            }
        }
    }
    loaded.into_iter().flatten().collect()
}

/// The window as this isolate remembers it, else as KV holds it; `None` when it is nowhere or too old to show.
async fn hold<P: Platform>(
    context: &Context<P>,
    offer: &Offer,
    window: &Window,
    now: DateTime<Utc>,
) -> Option<memory::Window> {
    let app = &context.app;
    let key = Key::new(&offer.uri, window.days, window.cell);
    let known = find(context, offer, &key, now);
    let doubts = || app.memory.doubts_kv(&key, now);
    if known.is_some() || doubts() || !app.memory.claim_look(&key.to_string(), now) {
        return known;
    }
    let text = app.platform.read(key.to_string()).await?;
    // Meanwhile somebody may have brought it from the gate, or have booked.
    find(context, offer, &key, now).or_else(|| {
        if doubts() {
            return None;
        }
        let held = keep(context, offer, &key, &Entry::decode(&text)?);
        is_usable(&held, now).then_some(held)
    })
}

/// The window as this isolate remembers it, unless it is too old to show.
fn find<P: Platform>(
    context: &Context<P>,
    offer: &Offer,
    key: &Key,
    now: DateTime<Utc>,
) -> Option<memory::Window> {
    context.app.memory.window(key, offer.minutes()).filter(|held| is_usable(held, now))
}

fn is_usable(held: &memory::Window, now: DateTime<Utc>) -> bool {
    is_younger(held.fetched_at, KEPT, now)
}

/// Takes an entry into memory.
fn keep<P: Platform>(context: &Context<P>, offer: &Offer, key: &Key, entry: &Entry) -> memory::Window {
    let memory = &context.app.memory;
    let window = memory::Window::new(entry, offer.minutes(), context.app.platform.now());
    memory.note_effort(|effort| effort.windows += 1);
    memory.keep(key.clone(), window.clone());
    window
}

/// Asks the gate for windows; as many outcomes as questions, whatever happens.
async fn ask<P: Platform>(
    context: &Context<P>,
    offer: &Offer,
    windows: &[AskedWindow],
    is_urgent: bool,
) -> Vec<Told> {
    let question = Question::Windows { event_type: offer.uri.clone(), windows: windows.to_vec(), is_urgent };
    match context.ask_gate(question).await {
        Ok(Answer::Windows { windows: told, narrow_until, holds }) if told.len() == windows.len() => {
            context.app.memory.keep_holds(&offer.uri, holds);
            if narrow_until.is_some() {
                context.app.memory.keep_narrow(narrow_until);
            }
            told
        }
        Ok(_) => vec![Told::Failed(CalendlyError::Unreadable, <_>::default()); windows.len()],
        Err(error) => vec![Told::Failed(error.into(), <_>::default()); windows.len()],
    }
}

/// Takes what the gate said about a window into memory; gives it back when there is something to show.
fn learn<P: Platform>(
    context: &Context<P>,
    offer: &Offer,
    asked: AskedWindow,
    told: Told,
) -> Option<(CacheState, memory::Window)> {
    let memory = &context.app.memory;
    let now = context.app.platform.now();
    let key = Key::new(&offer.uri, asked.days, asked.cell);
    let (packed, state) = match told {
        Told::Unchanged => {
            memory.confirm(&key, now);
            return None;
        }
        Told::Failed(_, cost) => {
            context.trace.count_window(asked, cost);
            memory.note_failure(&key, now);
            return None;
        }
        Told::Kept(packed) => (packed, CacheState::Hit),
        Told::Fetched(packed, cost) => {
            context.trace.count_window(asked, cost);
            (packed, CacheState::Miss)
        }
    };
    // In a crowd somebody has read the same text a moment before.
    let known = memory.window(&key, offer.minutes());
    let known = known.filter(|known| known.fetched_at >= packed.fetched_at());
    if known.is_some() {
        memory.confirm(&key, now);
    }
    let window = known.or_else(|| Some(keep(context, offer, &key, &packed.entry()?)))?;
    Some((state, window))
}
