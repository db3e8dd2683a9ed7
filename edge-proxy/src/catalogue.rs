//! Whose token it is and which event types it offers: fetched together, cached together.
//!
//! Fresh for an hour; after that the old one is used while the gate fetches a new one behind the answer, and
//! when Calendly fails it is used for up to a day. A slug that is not in it makes it be fetched again, at most
//! once a minute, so that a new event type is on offer at once.

mod overrides;
mod packed;

pub(crate) use overrides::Overrides;
pub(crate) use packed::{PackedCatalogue, Version};

use crate::{
    app::App,
    calendly::{CalendlyError, Client, Owner},
    context::Context,
    error::ApiError,
    gate::{self, Answer, Question},
    platform::Platform,
    settings::Settings,
    slots::is_younger,
};
use chrono::{DateTime, TimeDelta, Utc};
use core::time::Duration;
use serde::{Deserialize, Serialize};
use shared::{event_type::EventType, instant::Instant, windows};
use std::sync::Arc;

const FRESH: Duration = Duration::from_hours(1);
const KEPT: Duration = Duration::from_hours(24);
const REFETCH_PAUSE: TimeDelta = TimeDelta::minutes(1);
/// A list is at most this many pages of 100, so that a broken pagination cannot run for ever.
const MAX_PAGES: usize = 20;

/// An event type with the URI that Calendly wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Offer {
    pub(crate) uri: String,
    pub(crate) event_type: EventType,
}

impl Offer {
    /// How long a slot is.
    pub(crate) fn minutes(&self) -> u32 {
        self.event_type.duration
    }
}

/// The token's owner and what they offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Catalogue {
    pub(crate) fetched_at: Instant,
    pub(crate) owner: Owner,
    pub(crate) offers: Vec<Offer>,
    /// Until when to ask for 7 days at a time.
    pub(crate) narrow_until: Option<Instant>,
}

impl Catalogue {
    /// What the settings put on offer, in their order and under their names.
    fn arranged(mut self, settings: &Settings) -> Self {
        if let Some(slugs) = &settings.event_types {
            let pick =
                |slug: &String| self.offers.iter().find(|offer| offer.event_type.slug == *slug).cloned();
            self.offers = slugs.iter().filter_map(pick).collect();
        }
        for offer in &mut self.offers {
            settings.overrides.apply(&mut offer.event_type);
        }
        self
    }

    /// The offers' public sides.
    pub(crate) fn event_types(&self) -> Vec<EventType> {
        self.offers.iter().map(|offer| offer.event_type.clone()).collect()
    }

    /// Calendly's own page: the one that was set, else the owner's.
    pub(crate) fn scheduling_url(&self, settings: &Settings) -> Option<String> {
        settings.scheduling_url.clone().or_else(|| self.owner.scheduling_url.clone())
    }

    /// The longest span to ask for now, in days.
    pub(crate) fn window_days(&self, settings: &Settings, now: DateTime<Utc>) -> u16 {
        let is_narrow = self.narrow_until.is_some_and(|until| now < until.0);
        if is_narrow { settings.window_days.min(windows::NARROW_DAYS) } else { settings.window_days }
    }

    /// Whether it need not be fetched again.
    pub(crate) fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        is_younger(self.fetched_at.0, FRESH, now)
    }

    /// Whether it may be used while Calendly fails.
    pub(crate) fn is_usable(&self, now: DateTime<Utc>) -> bool {
        is_younger(self.fetched_at.0, KEPT, now)
    }
}

/// Where its copy lies in KV: apart for each token, so that a demo's types never show up after connecting.
pub(crate) fn key(settings: &Settings) -> String {
    format!("catalogue:3:{}", gate::name(settings).unwrap_or_default())
}

/// The catalogue, from the nearest place that has it.
pub(crate) async fn load<P: Platform>(context: &Context<P>) -> Result<Arc<Catalogue>, ApiError> {
    context.require_token()?;
    let app = &context.app;
    let now = app.platform.now();
    let mut known = app.memory.catalogue().filter(|known| known.is_usable(now));
    let place = key(&app.settings);
    if known.is_none() && app.memory.claim_look(&place, now) {
        let text = app.platform.read(place).await;
        // Somebody may have brought it from the gate meanwhile.
        known = app.memory.catalogue().filter(|known| known.is_usable(now));
        if let (None, Some(text)) = (&known, text) {
            let found = serde_json::from_str::<Catalogue>(&text).ok().filter(|found| found.is_usable(now));
            known = found.map(|found| keep(context, found, None));
        }
    }
    let Some(known) = known else {
        let asked = ask(context, None).await;
        // While this request asked in vain, another one may have found a copy.
        let found = || app.memory.catalogue().filter(|known| known.is_usable(now));
        return asked.or_else(|error| found().ok_or(error.into()));
    };
    if !known.is_fresh(now) && app.memory.claim_catalogue(now) {
        let context = context.clone();
        // A failure leaves the old one in place, which is tried again with a later request.
        app.platform.defer(async move { drop(ask(&context, None).await) });
    }
    Ok(known)
}

/// The event type with this slug and the catalogue it is in.
pub(crate) async fn find<P: Platform>(
    context: &Context<P>,
    slug: &str,
) -> Result<(Arc<Catalogue>, Offer), ApiError> {
    let pick = |catalogue: Arc<Catalogue>| {
        let offer = catalogue.offers.iter().find(|offer| offer.event_type.slug == slug).cloned();
        offer.map(|offer| (catalogue, offer))
    };
    let catalogue = load(context).await?;
    let now = context.app.platform.now();
    let age = now - catalogue.fetched_at.0;
    let scheduling_url = catalogue.scheduling_url(&context.app.settings);
    if let Some(found) = pick(catalogue) {
        return Ok(found);
    }
    let missing = ApiError::EventTypeNotFound { scheduling_url };
    if age < REFETCH_PAUSE || !context.app.memory.claim_catalogue(now) {
        return Err(missing);
    }
    let again = ask(context, Some(now - REFETCH_PAUSE)).await;
    again.ok().and_then(pick).ok_or(missing)
}

/// Fetches it anew behind the answer, because Calendly disagreed with it.
pub(crate) fn refresh<P: Platform>(context: &Context<P>) {
    let (context, now) = (context.clone(), context.app.platform.now());
    let platform = context.app.platform.clone();
    platform.defer(async move { drop(ask(&context, Some(now)).await) });
}

/// Asks the gate for it.
async fn ask<P: Platform>(
    context: &Context<P>,
    newer_than: Option<DateTime<Utc>>,
) -> Result<Arc<Catalogue>, CalendlyError> {
    match context.ask_gate(Question::Catalogue { newer_than }).await? {
        Answer::Catalogue(packed, cost) => {
            context.trace.count_calls(cost.calls, cost.slowest_ms);
            let (packed, memory) = (packed?, &context.app.memory);
            // In a crowd somebody has read the same text a moment before.
            if let Some(known) = memory.confirm_catalogue(packed.version()) {
                return Ok(known);
            }
            let catalogue = packed.read().ok_or(CalendlyError::Unreadable)?;
            Ok(keep(context, catalogue, Some(*packed.version())))
        }
        Answer::Windows { .. }
        | Answer::Done
        | Answer::Key { .. }
        | Answer::MintLink { .. }
        | Answer::Vitals(_) => Err(CalendlyError::Unreadable),
    }
}

/// Takes a catalogue into memory, under the version that the gate gave it.
fn keep<P: Platform>(context: &Context<P>, catalogue: Catalogue, version: Option<Version>) -> Arc<Catalogue> {
    let App { memory, settings, .. } = &context.app;
    let catalogue = Arc::new(catalogue.arranged(settings));
    memory.note_effort(|effort| effort.catalogues += 1);
    memory.keep_catalogue(catalogue.clone(), version);
    catalogue
}

/// Fetches it from Calendly, all pages.
pub(crate) async fn fetch<P: Platform>(
    client: &Client<P>,
    now: DateTime<Utc>,
) -> Result<Catalogue, CalendlyError> {
    let owner = client.owner().await?;
    let mut offers = Vec::new();
    let mut next: Option<String> = None;
    for _ in 0..MAX_PAGES {
        let page = client.event_types(&owner.uri, next.as_deref()).await?;
        offers.extend(page.items.into_iter().map(|(uri, event_type)| Offer { uri, event_type }));
        next = page.next;
        if next.is_none() {
            break;
        }
    }
    Ok(Catalogue { fetched_at: Instant(now), owner, offers, narrow_until: None })
}
