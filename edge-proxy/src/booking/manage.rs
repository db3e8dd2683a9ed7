//! A booking that its invitee comes back to: read anew from Calendly each time, because the host may have changed it.

use super::{
    access, calendar,
    manage_token::Claims,
    view::{Known, Signing},
};
use crate::{
    calendly::{BookedEvent, BookedInvitee, CalendlyError, Client},
    catalogue::{self, Catalogue},
    context::Context,
    error::ApiError,
    extract::Parameters,
    platform::Platform,
};
use futures_util::future::join3;
use http::HeaderMap;
use shared::{
    booking::{BookingDetails, BookingStatus},
    calendar::Entry,
    problem::ProblemCode,
};
use std::sync::Arc;

/// A booking as Calendly has it now.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) claims: Claims,
    pub(super) invitee: BookedInvitee,
    pub(super) event: BookedEvent,
    /// Whose account it is; a failure to find out leaves the rest as it is.
    catalogue: Option<Arc<Catalogue>>,
}

/// A calendar file and what to call it.
#[derive(Clone, Debug)]
pub(crate) struct CalendarFile {
    /// ASCII letters, digits, dashes and underscores.
    pub(crate) name: String,
    pub(crate) text: String,
}

/// Answers `GET /v1/bookings/{id}`.
pub(crate) async fn show<P: Platform>(
    context: &Context<P>,
    headers: &HeaderMap,
    id: &str,
) -> Result<BookingDetails, ApiError> {
    let claims = access::manage(context, headers, id).await?;
    let found = find(context, &context.calendly()?, claims).await?;
    Ok(found.details(context).await)
}

/// Answers `GET /v1/bookings/{id}/calendar.ics`.
pub(crate) async fn calendar_file<P: Platform>(
    context: &Context<P>,
    headers: &HeaderMap,
    parameters: &Parameters,
    id: &str,
) -> Result<CalendarFile, ApiError> {
    let claims = access::calendar(context, headers, parameters, id).await?;
    let found = find(context, &context.calendly()?, claims).await?;
    Ok(found.calendar_file(context))
}

/// Reads the event and the invitee, both at once.
pub(super) async fn find<P: Platform>(
    context: &Context<P>,
    client: &Client<P>,
    claims: Claims,
) -> Result<Found, ApiError> {
    let event = client.scheduled_event(&claims.event);
    let invitee = client.invitee(&claims.event, &claims.booking);
    let (event, invitee, catalogue) = join3(event, invitee, catalogue::load(context)).await;
    let gone = |error| match error {
        CalendlyError::NotFound => ApiError::Plain(ProblemCode::BookingNotFound),
        error => error.into(),
    };
    Ok(Found {
        claims,
        invitee: invitee.map_err(gone)?,
        event: event.map_err(gone)?,
        catalogue: catalogue.ok(),
    })
}

impl Found {
    pub(super) fn known(&self) -> Known<'_> {
        let offers = self.catalogue.as_ref().map(|catalogue| catalogue.offers.as_slice()).unwrap_or_default();
        Known {
            invitee: &self.invitee,
            event: &self.event,
            catalogue: self.catalogue.as_deref(),
            offer: offers.iter().find(|offer| Some(&offer.uri) == self.event.event_type.as_ref()),
            event_type: &self.claims.event_type,
            timezone: &self.claims.timezone,
        }
    }

    pub(super) async fn details<P: Platform>(&self, context: &Context<P>) -> BookingDetails {
        let key = access::signing_key(context).await;
        let now = context.app.platform.now();
        let signing = Signing { key: key.as_ref(), origin: &context.origin, now };
        BookingDetails { booking: Box::new(self.known().booking_with_links(&signing)) }
    }

    fn calendar_file<P: Platform>(&self, context: &Context<P>) -> CalendarFile {
        let known = self.known();
        let (booking, wording) = (known.booking(), known.wording());
        let is_canceled = booking.status == BookingStatus::Canceled;
        let entry = Entry::of(&booking);
        let line = |label: &str, url: &Option<String>| url.as_ref().map(|url| format!("{label}: {url}"));
        let ways = [
            line(wording.join, &entry.join_url),
            line(wording.reschedule, &booking.reschedule_url),
            line(wording.cancel, &booking.cancel_url),
        ];
        let description: Vec<_> = ways.into_iter().flatten().filter(|_| !is_canceled).collect();
        let (event, invitee) = (&self.event, &self.invitee);
        let updated_at = event.updated_at.max(invitee.updated_at);
        let text = calendar::write(&calendar::File {
            uid: &self.claims.event,
            sequence: calendar::sequence(event.created_at, updated_at, is_canceled),
            revised_at: updated_at.unwrap_or_else(|| context.app.platform.now()),
            entry: &entry,
            description: &description,
            is_canceled,
        });
        let is_plain = |character: &char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
        let slug: String = booking.event_type.chars().filter(is_plain).collect();
        CalendarFile { name: format!("{slug}-{}", booking.start.0.format("%Y-%m-%d")), text }
    }
}
