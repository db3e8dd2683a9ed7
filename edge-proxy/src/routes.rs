//! The handlers: each decodes, asks, encodes. What they decide lies in the modules they call.

use crate::{
    booking::{self, IdempotencyKey},
    catalogue,
    context::Context,
    error::ApiError,
    etag,
    extract::{JsonBody, Parameters},
    links,
    platform::Platform,
    slots::{self, Range},
    timezones,
    visitor::EdgeTimezone,
};
use axum::{
    Extension, Json,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::Serialize;
use shared::{
    booking::{BookingRequest, BookingResponse},
    config::{Config, Health, HealthStatus, Mode, Theme},
    event_type::EventTypesResponse,
    instant::Instant,
    link::LinkRequest,
    slots::{CacheState, SlotsResponse},
};

/// What is on offer changes rarely: a minute in the browser costs nobody anything.
fn cached_for_a_minute(body: impl Serialize) -> Response {
    ([(header::CACHE_CONTROL, "public, max-age=60")], Json(body)).into_response()
}

/// `GET /healthz`
pub(crate) async fn health<P: Platform>(
    context: Context<P>,
    parameters: Parameters,
) -> Result<Json<Health>, ApiError> {
    parameters.none()?;
    let settings = context.app.setting_problems.to_vec();
    Ok(core::future::ready(Json(Health {
        status: if settings.is_empty() { HealthStatus::Ok } else { HealthStatus::Misconfigured },
        mode: context.app.settings.mode,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        settings,
    }))
    .await)
}

/// `GET /v1/config`
pub(crate) async fn config<P: Platform>(
    context: Context<P>,
    parameters: Parameters,
) -> Result<Response, ApiError> {
    parameters.none()?;
    let settings = &context.app.settings;
    let catalogue = match settings.mode {
        Mode::Public => None,
        Mode::Demo | Mode::Connected => Some(catalogue::load(&context).await?),
    };
    let owner = catalogue.as_ref().map(|catalogue| &catalogue.owner);
    Ok(cached_for_a_minute(Config {
        mode: settings.mode,
        event_types: catalogue.as_ref().map(|catalogue| catalogue.event_types()).unwrap_or_default(),
        booking_mode: settings.booking_mode,
        theme: Theme::Auto,
        turnstile_site_key: None,
        scheduling_url: match &catalogue {
            Some(catalogue) => catalogue.scheduling_url(settings),
            None => settings.scheduling_url.clone(),
        },
        host_name: owner.and_then(|owner| owner.name.clone()),
        host_timezone: owner.and_then(|owner| owner.timezone.clone()),
    }))
}

/// `GET /v1/event-types`
pub(crate) async fn list_event_types<P: Platform>(
    context: Context<P>,
    parameters: Parameters,
) -> Result<Response, ApiError> {
    parameters.none()?;
    let event_types = catalogue::load(&context).await?.event_types();
    Ok(cached_for_a_minute(EventTypesResponse { event_types }))
}

/// `GET /v1/event-types/{slug}`
pub(crate) async fn get_event_type<P: Platform>(
    context: Context<P>,
    Path(slug): Path<String>,
    parameters: Parameters,
) -> Result<Response, ApiError> {
    parameters.none()?;
    let (_, offer) = catalogue::find(&context, &slug).await?;
    Ok(cached_for_a_minute(offer.event_type))
}

/// `GET /v1/event-types/{slug}/slots`
pub(crate) async fn list_slots<P: Platform>(
    context: Context<P>,
    Path(slug): Path<String>,
    guess: Option<Extension<EdgeTimezone>>,
    parameters: Parameters,
) -> Result<Json<SlotsResponse>, ApiError> {
    let guess = guess.as_ref().map(|Extension(EdgeTimezone(name))| name.as_str());
    let range = Range::read(&parameters, guess, context.app.platform.now()).map_err(ApiError::Query)?;
    let (catalogue, offer) = catalogue::find(&context, &slug).await?;
    let (from, until) = (range.starts_at(), range.ends_before());
    let found = slots::load(&context, &catalogue, &offer, from, until).await?;
    context.trace.note_cache(match found.cache {
        CacheState::Hit => "hit",
        CacheState::Miss => "miss",
        CacheState::Revalidating => "revalidating",
        CacheState::Stale => "stale",
    });
    Ok(Json(SlotsResponse {
        event_type: slug,
        range: range.days,
        timezone: range.zone.describe(from, until),
        slots: found.slots,
        missing: found.missing,
        fetched_at: Instant(found.fetched_at),
        cache: found.cache,
    }))
}

/// `GET /v1/timezones`
pub(crate) async fn list_timezones<P: Platform>(
    context: Context<P>,
    parameters: Parameters,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    const AN_HOUR: i64 = 3_600;
    parameters.none()?;
    let now = context.app.platform.now();
    let (timezones, until) = timezones::list(now);
    // An hour, so that a new release reaches everybody soon; less when a clock changes before that.
    let seconds = until.map_or(AN_HOUR, |until| (until - now).num_seconds().clamp(0, AN_HOUR));
    let cache_control = HeaderValue::try_from(format!("public, max-age={seconds}"));
    let cache_control = cache_control.unwrap_or(HeaderValue::from_static("no-cache"));
    Ok(core::future::ready(etag::json(&headers, cache_control, &timezones)).await)
}

/// `POST /v1/bookings`
pub(crate) async fn create_booking<P: Platform>(
    context: Context<P>,
    parameters: Parameters,
    headers: HeaderMap,
    JsonBody(request): JsonBody<BookingRequest>,
) -> Result<(StatusCode, Json<BookingResponse>), ApiError> {
    parameters.none()?;
    let key = IdempotencyKey::read(&headers)?;
    let answer = booking::create(&context, &key, &request).await?;
    Ok((StatusCode::CREATED, Json(answer)))
}

/// `POST /v1/links`
pub(crate) async fn create_link<P: Platform>(
    context: Context<P>,
    parameters: Parameters,
    JsonBody(request): JsonBody<LinkRequest>,
) -> Result<(StatusCode, Json<BookingResponse>), ApiError> {
    parameters.none()?;
    let link = links::create(&context, &request).await?;
    Ok((StatusCode::CREATED, Json(BookingResponse::Link(link))))
}
