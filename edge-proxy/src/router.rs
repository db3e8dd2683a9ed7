//! The one table of routes, generic over the platform.

use crate::{
    extract, middleware,
    platform::Platform,
    routes::{self, bookings},
};
use axum::{
    Router,
    routing::{MethodRouter, delete, get, post},
};

/// Every route of the contract. Layers, from the outside in: request id, timing and log; origin and
/// CORS; then the route, whose extractors limit and read the body.
///
/// It is the same for every request, so that it need be built once only: the [`crate::app::App`] that a request
/// belongs to is expected in the request's extensions.
pub fn router<P: Platform>() -> Router {
    let only = |route: MethodRouter| route.fallback(extract::method_not_allowed);
    Router::new()
        .route("/healthz", only(get(routes::get_health::<P>)))
        .route("/v1/config", only(get(routes::config::<P>)))
        .route("/v1/event-types", only(get(routes::list_event_types::<P>)))
        .route("/v1/event-types/{slug}", only(get(routes::get_event_type::<P>)))
        .route("/v1/event-types/{slug}/slots", only(get(routes::list_slots::<P>)))
        .route("/v1/timezones", only(get(routes::list_timezones::<P>)))
        .route("/v1/bookings", only(post(bookings::create::<P>)))
        .route("/v1/bookings/{id}", only(get(bookings::show::<P>)))
        .route("/v1/bookings/{id}/cancel", only(post(bookings::cancel::<P>)))
        .route("/v1/bookings/{id}/reschedule", only(post(bookings::reschedule::<P>)))
        .route("/v1/bookings/{id}/calendar.ics", only(get(bookings::calendar_file::<P>)))
        .route("/v1/holds", only(post(routes::create_hold::<P>)))
        .route("/v1/holds/{id}", only(delete(routes::release_hold::<P>)))
        .route("/v1/holds/{id}/release", only(post(routes::release_hold::<P>)))
        .route("/v1/links", only(post(routes::create_link::<P>)))
        .fallback(extract::not_found)
        .layer(axum::middleware::from_fn(middleware::cors::<P>))
        .layer(axum::middleware::from_fn(middleware::observe::<P>))
}
