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
    context.app.memory.forget_around(start);
    // A gate that cannot be reached has nothing to forget either: what it keeps ages by itself.
    let _ = context.ask_gate(Question::Invalidate { start }).await;
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
    match load(context, catalogue, offer, start, start + TimeDelta::seconds(1)).await {
        Ok(found) => found.slots.iter().any(|slot| slot.starts_at() == Some(start)),
        Err(_) => true,
    }
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
        Ok(found) => merge::nearest(&found.slots, start, EACH_SIDE),
        Err(_) => Vec::new(),
    }
}
