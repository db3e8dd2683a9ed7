//! The slots of a range: what is fresh comes from the cache, the rest from Calendly, in parallel.

use super::entry::{self, Entry};
use crate::{
    calendly::{CalendlyError, Client, Patience},
    catalogue::{self, Catalogue},
    context::Context,
    error::ApiError,
    platform::{Platform, TransportError},
};
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::{StreamExt as _, future::join_all, stream};
use shared::{
    instant::Instant,
    merge,
    slots::{CacheState, Missing, MissingReason, Slot},
    windows::{self, Window},
};

/// The platform opens at most this many connections at a time.
const PARALLEL: usize = 6;

/// What was found for a range.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) slots: Vec<Slot>,
    pub(crate) missing: Vec<Missing>,
    pub(crate) fetched_at: DateTime<Utc>,
    pub(crate) cache: CacheState,
}

/// One window's outcome.
enum Loaded {
    Entry(Entry, CacheState),
    Failed(Window, CalendlyError),
}

/// Loads every window that covers `from..until`.
///
/// Fails only when nothing at all is known: then with the error that says most.
pub(crate) async fn load<P: Platform>(
    context: &Context<P>,
    catalogue: &Catalogue,
    offer: &catalogue::Entry,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Found, ApiError> {
    let now = context.app.platform.now();
    let days = catalogue.window_days(&context.app.settings, now);
    let mut loaded = load_windows(context, offer, &windows::cut(from, until, now, days)).await?;
    let is_refused = |loaded: &Loaded| matches!(loaded, Loaded::Failed(_, error) if error.is_span_too_long());
    if days > windows::NARROW_DAYS && loaded.iter().any(is_refused) {
        catalogue::remember_narrow(&context.app.platform, catalogue.clone()).await;
        let narrow = windows::cut(from, until, now, windows::NARROW_DAYS);
        loaded = load_windows(context, offer, &narrow).await?;
    }
    assemble(loaded, from.max(now), until, now)
}

async fn load_windows<P: Platform>(
    context: &Context<P>,
    offer: &catalogue::Entry,
    windows: &[Window],
) -> Result<Vec<Loaded>, ApiError> {
    let client = context.calendly()?;
    let platform = &context.app.platform;
    let cached = join_all(windows.iter().map(|window| platform.read(entry::key(&offer.uri, window)))).await;
    let minutes = offer.event_type.duration;
    let tasks: Vec<_> = windows
        .iter()
        .zip(cached)
        .map(|(window, text)| {
            let known = text.and_then(|text| Entry::decode(&text, minutes));
            load_window(context, &client, offer, *window, known)
        })
        .collect();
    Ok(stream::iter(tasks).buffered(PARALLEL).collect().await)
}

async fn load_window<P: Platform>(
    context: &Context<P>,
    client: &Client<P>,
    offer: &catalogue::Entry,
    window: Window,
    known: Option<Entry>,
) -> Loaded {
    let platform = &context.app.platform;
    let now = platform.now();
    let known = match known {
        Some(entry) if entry.is_fresh(context.app.settings.slots_ttl, now) => {
            return Loaded::Entry(entry, CacheState::Hit);
        }
        known => known.filter(|entry| entry.is_usable(now)),
    };
    // Somebody who can be shown older times is not made to wait for several tries.
    let patience = if known.is_some() { Patience::Once } else { Patience::Retry };
    match client.available_times(&offer.uri, offer.event_type.duration, window, patience).await {
        Ok(slots) => {
            let entry = Entry { fetched_at: now, slots };
            let (store, key, text) = (platform.clone(), entry::key(&offer.uri, &window), entry.encode());
            platform.defer(async move { store.write(key, text, entry::KEPT).await });
            Loaded::Entry(entry, CacheState::Miss)
        }
        Err(error) => match known {
            Some(entry) if !error.is_span_too_long() => Loaded::Entry(entry, CacheState::Stale),
            _ => Loaded::Failed(window, error),
        },
    }
}

fn assemble(
    loaded: Vec<Loaded>,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Found, ApiError> {
    let (mut lists, mut missing, mut failure) = (Vec::new(), Vec::new(), None);
    let mut cache = CacheState::Hit;
    let mut fetched_at = now;
    for outcome in loaded {
        match outcome {
            Loaded::Entry(entry, state) => {
                fetched_at = fetched_at.min(entry.fetched_at);
                cache = cache.max(state);
                lists.push(entry.slots);
            }
            Loaded::Failed(window, error) => {
                missing.push(Missing {
                    from: Instant(window.start.max(from)),
                    to: Instant(window.end.min(until)),
                    reason: reason(&error),
                });
                failure = Some(error);
            }
        }
    }
    match failure {
        Some(error) if lists.is_empty() => Err(error.into()),
        _ => Ok(Found { slots: merge::merge(lists, from, until), missing, fetched_at, cache }),
    }
}

fn reason(error: &CalendlyError) -> MissingReason {
    match error {
        CalendlyError::Transport(TransportError::TimedOut) => MissingReason::TimedOut,
        CalendlyError::RateLimited { .. } => MissingReason::RateLimited,
        CalendlyError::Transport(TransportError::Broken)
        | CalendlyError::Unreadable
        | CalendlyError::Rejected(_)
        | CalendlyError::Unauthenticated
        | CalendlyError::Forbidden
        | CalendlyError::NotFound
        | CalendlyError::Failed(_) => MissingReason::CalendlyFailed,
    }
}

/// Drops the windows in which `start` lies, of every event type: a host who is booked in one is busy in all.
pub(crate) async fn forget_around<P: Platform>(
    context: &Context<P>,
    catalogue: &Catalogue,
    start: DateTime<Utc>,
) {
    let platform = &context.app.platform;
    let days = catalogue.window_days(&context.app.settings, platform.now());
    let touched = windows::cut(start, start + TimeDelta::seconds(1), start - TimeDelta::days(1), days);
    let keys = catalogue
        .entries
        .iter()
        .flat_map(|offer| touched.iter().map(|window| entry::key(&offer.uri, window)));
    join_all(keys.map(|key| platform.forget(key))).await;
}

/// Whether a slot begins exactly then, as far as is known. Not knowing counts as yes: Calendly decides.
pub(crate) async fn is_offered<P: Platform>(
    context: &Context<P>,
    catalogue: &Catalogue,
    offer: &catalogue::Entry,
    start: DateTime<Utc>,
) -> bool {
    match load(context, catalogue, offer, start, start + TimeDelta::seconds(1)).await {
        Ok(found) => found.slots.iter().any(|slot| slot.starts_at() == Some(start)),
        Err(_) => true,
    }
}

/// The free times nearest to one that is not.
pub(crate) async fn alternatives<P: Platform>(
    context: &Context<P>,
    catalogue: &Catalogue,
    offer: &catalogue::Entry,
    start: DateTime<Utc>,
) -> Vec<Slot> {
    const EACH_SIDE: usize = 3;
    let (from, until) = (start - TimeDelta::days(3), start + TimeDelta::days(7));
    match load(context, catalogue, offer, from, until).await {
        Ok(found) => merge::nearest(&found.slots, start, EACH_SIDE),
        Err(_) => Vec::new(),
    }
}
