//! Whose token it is and which event types it offers: fetched together, cached together.
//!
//! Fresh for an hour; after that the old one is used while a new one is fetched in the background, and
//! when Calendly fails it is used for up to a day. A slug that is not in it makes it be fetched again, at
//! most once a minute, so that a new event type is on offer at once.

use crate::{
    calendly::{CalendlyError, Client, Owner, Patience},
    context::Context,
    error::ApiError,
    platform::Platform,
    settings::Settings,
};
use chrono::{DateTime, TimeDelta, Utc};
use core::time::Duration;
use serde::{Deserialize, Serialize};
use shared::{event_type::EventType, instant::Instant, windows};

const KEY: &str = "catalogue:1";
const FRESH: TimeDelta = TimeDelta::hours(1);
const REFETCH_PAUSE: TimeDelta = TimeDelta::minutes(1);
const KEPT: Duration = Duration::from_hours(24);
/// A list is at most this many pages of 100, so that a broken pagination cannot run for ever.
const MAX_PAGES: usize = 20;
/// How long the narrow span is remembered after Calendly refused the wide one.
const NARROW_FOR: TimeDelta = TimeDelta::hours(24);

/// An event type with the URI that Calendly wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) uri: String,
    pub(crate) event_type: EventType,
}

/// The token's owner and what they offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Catalogue {
    pub(crate) fetched_at: Instant,
    pub(crate) owner: Owner,
    pub(crate) entries: Vec<Entry>,
    /// Until when to ask for 7 days at a time.
    pub(crate) narrow_until: Option<Instant>,
}

impl Catalogue {
    /// What the settings put on offer, in their order.
    pub(crate) fn offered<'a>(&'a self, settings: &Settings) -> Vec<&'a Entry> {
        match &settings.event_types {
            None => self.entries.iter().collect(),
            Some(slugs) => slugs
                .iter()
                .filter_map(|slug| self.entries.iter().find(|entry| entry.event_type.slug == *slug))
                .collect(),
        }
    }

    /// The longest span to ask for now, in days.
    pub(crate) fn window_days(&self, settings: &Settings, now: DateTime<Utc>) -> u16 {
        let is_narrow = self.narrow_until.is_some_and(|until| now < until.0);
        if is_narrow { settings.window_days.min(windows::NARROW_DAYS) } else { settings.window_days }
    }

    fn age(&self, now: DateTime<Utc>) -> TimeDelta {
        now - self.fetched_at.0
    }
}

/// The catalogue, from the cache where it may be.
pub(crate) async fn load<P: Platform>(context: &Context<P>) -> Result<Catalogue, ApiError> {
    let client = context.calendly()?;
    let platform = &context.app.platform;
    let now = platform.now();
    let cached = platform.read(KEY.into()).await;
    let Some(cached) = cached.and_then(|text| serde_json::from_str::<Catalogue>(&text).ok()) else {
        return Ok(fetch(&client, platform, None, Patience::Retry).await?);
    };
    if cached.age(now) >= FRESH {
        let (platform, narrow_until) = (platform.clone(), cached.narrow_until);
        context.app.platform.defer(async move {
            // A failure leaves the old one in place, which is tried again with the next request.
            let _ = fetch(&client, &platform, narrow_until, Patience::Once).await;
        });
    }
    Ok(cached)
}

/// The event type with this slug and the catalogue it is in.
pub(crate) async fn find<P: Platform>(
    context: &Context<P>,
    slug: &str,
) -> Result<(Catalogue, Entry), ApiError> {
    let settings = &context.app.settings;
    let pick = |catalogue: Catalogue| {
        let entry =
            catalogue.offered(settings).into_iter().find(|entry| entry.event_type.slug == slug).cloned();
        entry.map(|entry| (catalogue, entry))
    };
    let catalogue = load(context).await?;
    let platform = &context.app.platform;
    let (age, narrow_until) = (catalogue.age(platform.now()), catalogue.narrow_until);
    let scheduling_url = settings.scheduling_url.clone().or_else(|| catalogue.owner.scheduling_url.clone());
    let missing = ApiError::EventTypeNotFound { scheduling_url };
    if let Some(found) = pick(catalogue) {
        return Ok(found);
    }
    if age < REFETCH_PAUSE {
        return Err(missing);
    }
    let client = context.calendly()?;
    let again = fetch(&client, platform, narrow_until, Patience::Once).await;
    again.ok().and_then(pick).ok_or(missing)
}

/// Fetches and caches.
async fn fetch<P: Platform>(
    client: &Client<P>,
    platform: &P,
    narrow_until: Option<Instant>,
    patience: Patience,
) -> Result<Catalogue, CalendlyError> {
    let owner = client.owner(patience).await?;
    let mut entries = Vec::new();
    let mut next: Option<String> = None;
    for _ in 0..MAX_PAGES {
        let page = client.event_types(&owner.uri, next.as_deref(), patience).await?;
        entries.extend(page.items.into_iter().map(|(uri, event_type)| Entry { uri, event_type }));
        next = page.next;
        if next.is_none() {
            break;
        }
    }
    let catalogue = Catalogue { fetched_at: Instant(platform.now()), owner, entries, narrow_until };
    store(platform, &catalogue).await;
    Ok(catalogue)
}

async fn store<P: Platform>(platform: &P, catalogue: &Catalogue) {
    if let Ok(text) = serde_json::to_string(catalogue) {
        platform.write(KEY.into(), text, KEPT).await;
    }
}

/// Remembers that this account's requests may span 7 days only.
pub(crate) async fn remember_narrow<P: Platform>(platform: &P, mut catalogue: Catalogue) {
    catalogue.narrow_until = Some(Instant(platform.now() + NARROW_FOR));
    store(platform, &catalogue).await;
}

/// Drops the cached catalogue, because Calendly disagreed with it.
pub(crate) async fn forget<P: Platform>(platform: &P) {
    platform.forget(KEY.into()).await;
}
