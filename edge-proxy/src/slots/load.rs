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
    memory,
    platform::{Platform, TransportError},
};
use chrono::{DateTime, Utc};
use futures_util::future::join_all;
use shared::{
    slots::{CacheState, Missing, Slot},
    windows::{self, Window},
};

/// What was found for a range.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Strictly ascending.
    pub(crate) slots: Vec<Slot>,
    pub(crate) missing: Vec<Missing>,
    /// When the oldest part was fetched.
    pub(crate) fetched_at: DateTime<Utc>,
    pub(crate) cache: CacheState,
    /// Which windows it was put together from, and when each was fetched.
    pub(crate) parts: Vec<(Key, DateTime<Utc>)>,
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
        let state = match is_younger(held.fetched_at, ttl, now) {
            true => CacheState::Hit,
            false if held.is_failing() => CacheState::Stale,
            false => CacheState::Revalidating,
        };
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
                *slot = Some(match learned {
                    Some((key, window, state)) => Loaded::Window(key, window, state),
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
    let minutes = offer.minutes();
    let key = Key::new(&offer.uri, window.days, window.cell);
    let is_usable = |held: &memory::Window| is_younger(held.fetched_at, KEPT, now);
    if let Some(held) = app.memory.window(&key, minutes).filter(is_usable) {
        return Some(held);
    }
    let entry = Entry::decode(&app.platform.read(key.to_string()).await?)?;
    let held = memory::Window::new(&entry, minutes, now);
    app.memory.keep(key, held.clone());
    Some(held).filter(is_usable)
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
) -> Option<(Key, memory::Window, CacheState)> {
    let memory = &context.app.memory;
    let now = context.app.platform.now();
    let key = Key::new(&offer.uri, asked.days, asked.cell);
    let (entry, state) = match told {
        Told::Unchanged => {
            memory.confirm(&key, now);
            return None;
        }
        Told::Failed(_, cost) => {
            context.trace.count_window(asked, cost);
            memory.note_failure(&key, now);
            return None;
        }
        Told::Kept(entry) => (entry, CacheState::Hit),
        Told::Fetched(entry, cost) => {
            context.trace.count_window(asked, cost);
            (entry, CacheState::Miss)
        }
    };
    let window = memory::Window::new(&entry, offer.minutes(), now);
    memory.keep(key.clone(), window.clone());
    Some((key, window, state))
}
