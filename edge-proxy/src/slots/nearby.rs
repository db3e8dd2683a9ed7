//! What bookings want to know of free times, and what they make wrong.

use super::load::load;
use crate::{
    catalogue::{Catalogue, Offer},
    context::Context,
    gate::Question,
    platform::Platform,
};
use chrono::{DateTime, TimeDelta, Utc};
use shared::{merge, slots::Slot, windows};

/// How many alternatives are named before and after the time that is gone.
const EACH_SIDE: usize = 3;

/// Drops the windows in which `start` lies, of every event type, wherever they are kept: here, in the gate, in
/// KV and in the HTTP cache. Other isolates ask the gate again within moments.
pub(crate) async fn forget_around<P: Platform>(context: &Context<P>, start: DateTime<Utc>) {
    // A gate that cannot be reached has nothing to forget either: what it keeps ages by itself.
    let _ = context.ask_gate(Question::Invalidate { start }).await;
    forget_here(context, start).await;
}

/// The part of it that only the Worker that answers the visitor can do: its isolate's memory, and the cache in
/// front of it.
pub(crate) async fn forget_here<P: Platform>(context: &Context<P>, start: DateTime<Utc>) {
    context.app.memory.forget_around(start, context.app.platform.now());
    let spans = [context.app.settings.window_days, windows::NARROW_DAYS];
    let tags = spans.iter().flat_map(|days| windows::cells_of(start, *days).map(|cell| tag(*days, cell)));
    context.app.platform.purge(tags.collect()).await;
}

/// The tag of answers that hold a window.
pub(crate) fn tag(days: u16, cell: i64) -> String {
    format!("slots-{days}-{cell}")
}

/// Whether a slot begins exactly then, as far as is known. Not knowing counts as yes: Calendly decides.
pub(crate) async fn is_offered<P: Platform>(
    context: &Context<P>,
    catalogue: &Catalogue,
    offer: &Offer,
    start: DateTime<Utc>,
) -> bool {
    seats_left(context, catalogue, offer, start).await.is_none_or(|seats| seats > 0)
}

/// How many seats are left at exactly that start, holds not counted; `None` when nobody knows.
pub(crate) async fn seats_left<P: Platform>(
    context: &Context<P>,
    catalogue: &Catalogue,
    offer: &Offer,
    start: DateTime<Utc>,
) -> Option<u32> {
    let found = load(context, catalogue, offer, start, start + TimeDelta::seconds(1)).await.ok()?;
    let slot = found.slots().into_iter().find(|slot| slot.starts_at() == Some(start));
    Some(slot.map_or(0, |slot| slot.invitees_remaining))
}

/// The free times nearest to one that is not.
pub(crate) async fn alternatives<P: Platform>(
    context: &Context<P>,
    catalogue: &Catalogue,
    offer: &Offer,
    start: DateTime<Utc>,
) -> Vec<Slot> {
    let (from, until) = (start - TimeDelta::days(3), start + TimeDelta::days(7));
    match load(context, catalogue, offer, from, until).await {
        Ok(found) => {
            let holds = context.app.memory.holds(&offer.uri, context.app.platform.now());
            let held: Vec<_> = holds.iter().map(|(start, _)| *start).collect();
            merge::nearest(&merge::less_held(found.slots(), &held), start, EACH_SIDE)
        }
        Err(_) => Vec::new(),
    }
}
