//! The handlers: each decodes, asks, encodes. What they decide lies in the modules they call.

pub(crate) mod bookings;

use crate::{
    catalogue,
    context::Context,
    error::ApiError,
    etag,
    extract::{JsonBody, Parameters, Segment},
    guard::{self, Act},
    health, holds, links, owner,
    platform::Platform,
    slots::{self, Range},
    timezones,
    visitor::{Caller, EdgeTimezone},
};
use axum::{
    Extension, Json,
    http::{HeaderMap, HeaderValue, StatusCode},
    response::Response,
};
use serde::Serialize;
use shared::{
    booking::BookingResponse,
    config::{Config, Health, HealthStatus, Mode, Theme},
    event_type::EventTypesResponse,
    hold::{HoldRequest, HoldResponse},
    link::LinkRequest,
};

/// What is on offer changes rarely: a minute in the browser costs nobody anything.
fn cached_for_a_minute(headers: &HeaderMap, body: &impl Serialize) -> Response {
    etag::json(headers, HeaderValue::from_static("public, max-age=60"), body)
}

/// `GET /healthz`
pub(crate) async fn get_health<P: Platform>(
    context: Context<P>,
    parameters: Parameters,
    headers: HeaderMap,
) -> Result<Json<Health>, ApiError> {
    let errors = parameters.check(&["verbose"]);
    if !errors.is_empty() {
        return Err(ApiError::Query(errors));
    }
    let edge = if parameters.has("verbose") { Some(health::vitals(&context, &headers).await?) } else { None };
    let settings = context.app.setting_problems.to_vec();
    Ok(Json(Health {
        status: if settings.is_empty() { HealthStatus::Ok } else { HealthStatus::Misconfigured },
        mode: context.app.settings.mode,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        settings,
        edge,
    }))
}

/// `GET /v1/config`
pub(crate) async fn config<P: Platform>(
    context: Context<P>,
    parameters: Parameters,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    parameters.none()?;
    let settings = &context.app.settings;
    let catalogue = match settings.mode {
        Mode::Public => None,
        Mode::Demo | Mode::Connected => {
            let loaded = catalogue::load(&context).await;
            // Without a catalogue nobody but the owner knows a page to go to.
            Some(loaded.map_err(|error| error.with_page(settings.scheduling_url.clone()))?)
        }
    };
    let owner = catalogue.as_ref().map(|catalogue| &catalogue.owner);
    let host_timezone = owner.and_then(|owner| owner.timezone.clone());
    let host_zone = host_timezone.as_deref().and_then(timezones::Zone::find);
    Ok(cached_for_a_minute(
        &headers,
        &Config {
            mode: settings.mode,
            event_types: catalogue.as_ref().map(|catalogue| catalogue.event_types()).unwrap_or_default(),
            booking_mode: settings.booking_mode,
            theme: Theme::Auto,
            turnstile_site_key: settings.protection.turnstile.as_ref().map(|pair| pair.site_key.clone()),
            scheduling_url: match &catalogue {
                Some(catalogue) => catalogue.scheduling_url(settings),
                None => settings.scheduling_url.clone(),
            },
            host_name: owner.and_then(|owner| owner.name.clone()),
            host_offset_seconds: host_zone.map(|zone| zone.offset_at(context.app.platform.now())),
            host_timezone,
        },
    ))
}

/// `GET /v1/event-types`
pub(crate) async fn list_event_types<P: Platform>(
    context: Context<P>,
    parameters: Parameters,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    parameters.none()?;
    let event_types = catalogue::load(&context).await?.event_types();
    Ok(cached_for_a_minute(&headers, &EventTypesResponse { event_types }))
}

/// `GET /v1/event-types/{slug}`
pub(crate) async fn get_event_type<P: Platform>(
    context: Context<P>,
    Segment(slug): Segment,
    parameters: Parameters,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    parameters.none()?;
    let (_, offer) = catalogue::find(&context, &slug).await?;
    Ok(cached_for_a_minute(&headers, &offer.event_type))
}

/// `GET /v1/event-types/{slug}/slots`
pub(crate) async fn list_slots<P: Platform>(
    context: Context<P>,
    Segment(slug): Segment,
    guess: Option<Extension<EdgeTimezone>>,
    parameters: Parameters,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let guess = guess.as_ref().map(|Extension(EdgeTimezone(name))| name.as_str());
    let range = Range::read(&parameters, guess, context.app.platform.now()).map_err(ApiError::Query)?;
    slots::answer(&context, &slug, &range, &headers).await
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

/// `POST /v1/holds`
pub(crate) async fn create_hold<P: Platform>(
    context: Context<P>,
    caller: Caller,
    parameters: Parameters,
    JsonBody(request): JsonBody<HoldRequest>,
) -> Result<(StatusCode, Json<HoldResponse>), ApiError> {
    guard::admit(&context, &caller, Act::Hold).await?;
    parameters.none()?;
    Ok((StatusCode::CREATED, Json(holds::create(&context, &request).await?)))
}

/// `DELETE /v1/holds/{id}` and, for pages that are being left, `POST /v1/holds/{id}/release`
pub(crate) async fn release_hold<P: Platform>(
    context: Context<P>,
    caller: Caller,
    Segment(id): Segment,
    parameters: Parameters,
) -> Result<StatusCode, ApiError> {
    // Counted too: each guess at an id wakes a desk. A hold that cannot be given back ends by itself.
    guard::admit(&context, &caller, Act::Hold).await?;
    parameters.none()?;
    holds::release(&context, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /v1/links`
pub(crate) async fn create_link<P: Platform>(
    context: Context<P>,
    caller: Caller,
    parameters: Parameters,
    headers: HeaderMap,
    JsonBody(request): JsonBody<LinkRequest>,
) -> Result<(StatusCode, Json<BookingResponse>), ApiError> {
    guard::admit(&context, &caller, Act::AskForLink).await?;
    parameters.none()?;
    context.require_token()?;
    owner::require(&context.app.settings, &headers)?;
    let link = links::create(&context, &request).await?;
    Ok((StatusCode::CREATED, Json(BookingResponse::Link(link))))
}
