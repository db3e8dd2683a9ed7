//! From an attempt and its outcome to what is kept of them.

use crate::{
    catalogue,
    context::Context,
    desk::Replaced,
    error::ApiError,
    platform::Platform,
    records::{Attempt, Outcome},
};
use chrono::{DateTime, TimeDelta, Utc};
use shared::booking::{BookingRequest, BookingResponse};

/// The record of an attempt under the digest of a key, which may take the place of another booking; `None` when its
/// event type is not on offer any more.
pub(crate) async fn record_of<P: Platform>(
    context: &Context<P>,
    key: &str,
    request: &BookingRequest,
    start: DateTime<Utc>,
    replaces: Option<&Replaced>,
) -> Option<Attempt> {
    let (_, offer) = catalogue::find(context, &request.event_type).await.ok()?;
    let end = start + TimeDelta::minutes(offer.minutes().into());
    let attempt = Attempt::new(key, request, &offer.uri, start, end);
    Some(match replaces {
        Some(old) => attempt.replacing(&old.booking),
        None => attempt,
    })
}

/// What came of it; `event_uri` is Calendly's name for the event that was booked.
pub(crate) fn came_of(
    result: &Result<BookingResponse, ApiError>,
    event_uri: Option<String>,
) -> Option<Outcome> {
    Some(match result {
        Ok(BookingResponse::Confirmed { booking, .. }) => Outcome::Confirmed {
            booking: booking.id.clone(),
            event_uri: event_uri?,
            start: booking.start.0,
            end: booking.end.0,
        },
        Ok(BookingResponse::Link(link)) => Outcome::Linked(link.reason),
        Err(error) => Outcome::Problem(error.clone().problem().code),
    })
}
