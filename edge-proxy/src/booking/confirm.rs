//! From Calendly's answer to what the invitee sees.

use super::manage_token;
use crate::{
    calendly::{BookedInvitee, Client},
    catalogue::{Catalogue, Offer},
    context::Context,
    platform::Platform,
    timezones::Zone,
};
use chrono::{DateTime, TimeDelta, Utc};
use shared::{
    booking::{Booking, BookingRequest, BookingResponse},
    config::Mode,
    instant::Instant,
};

/// The answer for a booking that exists. Calendly's answer to a booking has no end and no place, so the
/// event is read too; if that fails the booking is confirmed all the same, with what is known.
pub(super) async fn answer<P: Platform>(
    context: &Context<P>,
    client: &Client<P>,
    catalogue: &Catalogue,
    offer: &Offer,
    request: &BookingRequest,
    start: DateTime<Utc>,
    invitee: BookedInvitee,
) -> BookingResponse {
    let event = client.scheduled_event(&invitee.event).await.ok();
    let length = TimeDelta::minutes(offer.event_type.duration.into());
    let end = event.as_ref().map_or(start + length, |event| event.end);
    let settings = &context.app.settings;
    let key = match settings.mode {
        Mode::Demo if settings.signing_key.is_none() => context.app.platform.demo_signing_key().await,
        Mode::Demo | Mode::Public | Mode::Connected => settings.signing_key.clone(),
    };
    let claims =
        manage_token::Claims { booking: invitee.id.clone(), event: invitee.event.clone(), expires_at: end };
    let https =
        |url: Option<String>| url.filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    let host_zone = catalogue.owner.timezone.as_deref().and_then(Zone::find);
    let booking = Booking {
        id: invitee.id,
        event_type: offer.event_type.slug.clone(),
        name: event.as_ref().and_then(|event| event.name.clone()).unwrap_or(offer.event_type.name.clone()),
        start: Instant(event.as_ref().map_or(start, |event| event.start)),
        end: Instant(end),
        timezone: request.invitee.timezone.clone(),
        host_name: event
            .as_ref()
            .and_then(|event| event.host_name.clone())
            .or_else(|| offer.event_type.host_name.clone())
            .or_else(|| catalogue.owner.name.clone()),
        host_timezone: catalogue.owner.timezone.clone(),
        host_offset_seconds: host_zone.map(|zone| zone.offset_at(start)),
        location: event.and_then(|event| event.location),
        cancel_url: https(invitee.cancel_url),
        reschedule_url: https(invitee.reschedule_url),
    };
    BookingResponse::Confirmed {
        booking: Box::new(booking),
        manage_token: key.and_then(|key| manage_token::sign(&claims, &key)),
    }
}
