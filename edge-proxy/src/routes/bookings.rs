//! The handlers of bookings.

use crate::{
    booking::{self, IdempotencyKey},
    context::Context,
    error::ApiError,
    extract::{JsonBody, Parameters, Segment},
    guard::{self, Act},
    platform::Platform,
    visitor::Caller,
};
use axum::{
    Json,
    http::{HeaderMap, HeaderName, header},
    response::Response,
};
use shared::booking::{BookingDetails, BookingRequest, CancelRequest, RescheduleRequest};

/// `POST /v1/bookings`
pub(crate) async fn create<P: Platform>(
    context: Context<P>,
    caller: Caller,
    parameters: Parameters,
    headers: HeaderMap,
    JsonBody(request): JsonBody<BookingRequest>,
) -> Result<Response, ApiError> {
    guard::admit(&context, &caller, Act::Book(&request)).await?;
    parameters.none()?;
    let key = IdempotencyKey::read(&headers)?;
    booking::create(&context, caller, key, request).await
}

/// `GET /v1/bookings/{id}`
pub(crate) async fn show<P: Platform>(
    context: Context<P>,
    Segment(id): Segment,
    parameters: Parameters,
    headers: HeaderMap,
) -> Result<Json<BookingDetails>, ApiError> {
    parameters.none()?;
    booking::show(&context, &headers, &id).await.map(Json)
}

/// `POST /v1/bookings/{id}/cancel`
pub(crate) async fn cancel<P: Platform>(
    context: Context<P>,
    caller: Caller,
    Segment(id): Segment,
    parameters: Parameters,
    headers: HeaderMap,
    JsonBody(request): JsonBody<CancelRequest>,
) -> Result<Json<BookingDetails>, ApiError> {
    guard::admit(&context, &caller, Act::Change).await?;
    parameters.none()?;
    booking::cancel(&context, &headers, &id, &request).await.map(Json)
}

/// `POST /v1/bookings/{id}/reschedule`
pub(crate) async fn reschedule<P: Platform>(
    context: Context<P>,
    caller: Caller,
    Segment(id): Segment,
    parameters: Parameters,
    headers: HeaderMap,
    JsonBody(request): JsonBody<RescheduleRequest>,
) -> Result<Response, ApiError> {
    guard::admit(&context, &caller, Act::Change).await?;
    parameters.none()?;
    let key = IdempotencyKey::read(&headers)?;
    booking::reschedule(&context, &headers, &id, key, &request).await
}

/// `GET /v1/bookings/{id}/calendar.ics`
pub(crate) async fn calendar_file<P: Platform>(
    context: Context<P>,
    Segment(id): Segment,
    parameters: Parameters,
    headers: HeaderMap,
) -> Result<([(HeaderName, String); 2], String), ApiError> {
    let file = booking::calendar_file(&context, &headers, &parameters, &id).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}.ics\"", file.name)),
    ];
    Ok((headers, file.text))
}
