//! From Calendly's answer to a booking to what the invitee sees.

use super::{
    access,
    manage_token::Scope,
    view::{Known, Signing},
};
use crate::{
    calendly::{BookedEvent, BookedInvitee, Client},
    catalogue::{Catalogue, Offer},
    context::Context,
    platform::Platform,
};
use chrono::{DateTime, TimeDelta, Utc};
use core::time::Duration;
use shared::{
    booking::{BookedLocation, BookingRequest, BookingResponse, BookingStatus, LocationStatus},
    validation,
};

/// Nobody waits longer than this for what makes a confirmation complete: it is confirmed already.
const PATIENCE: TimeDelta = TimeDelta::seconds(3);
/// How long to leave Calendly alone before looking again for a conference's link. It often takes longer than anybody
/// should be kept waiting; then the widget asks later.
const PAUSE: Duration = Duration::from_secs(1);

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
    let event = match read(context, client, &invitee.event).await {
        Some(event) => event,
        None => expected(offer, request, start, &invitee),
    };
    let key = access::signing_key(context).await;
    let known = Known {
        invitee: &invitee,
        event: &event,
        catalogue: Some(catalogue),
        offer: Some(offer),
        event_type: &offer.event_type.slug,
        timezone: &request.invitee.timezone,
    };
    let now = context.app.platform.now();
    let signing = Signing { key: key.as_ref(), origin: &context.origin, now };
    BookingResponse::Confirmed {
        booking: Box::new(known.booking_with_links(&signing)),
        manage_token: known.token(Scope::Manage, event.end, key.as_ref()),
        previous: None,
    }
}

/// The event, looked at once more where a conference's link is still to come.
async fn read<P: Platform>(context: &Context<P>, client: &Client<P>, uri: &str) -> Option<BookedEvent> {
    let platform = &context.app.platform;
    let deadline = platform.now() + PATIENCE;
    let event = client.scheduled_event_within(uri, PATIENCE).await.ok()?;
    if !event.location.as_ref().is_some_and(BookedLocation::awaits_link) {
        return Some(event);
    }
    platform.sleep(PAUSE).await;
    let again = client.scheduled_event_within(uri, deadline - platform.now()).await;
    Some(again.unwrap_or(event))
}

/// The event as it was asked for, which is how Calendly books it.
fn expected(
    offer: &Offer,
    request: &BookingRequest,
    start: DateTime<Utc>,
    invitee: &BookedInvitee,
) -> BookedEvent {
    let event_type = &offer.event_type;
    let asked = validation::location::resolve(event_type, request.location.as_ref()).ok().flatten();
    let location = asked.map(|asked| BookedLocation {
        status: asked.kind.is_conference().then_some(LocationStatus::Processing),
        kind: asked.kind,
        location: asked.location,
        join_url: None,
    });
    BookedEvent {
        uri: invitee.event.clone(),
        name: None,
        start,
        end: start + TimeDelta::minutes(event_type.duration.into()),
        event_type: Some(offer.uri.clone()),
        host_name: None,
        location,
        created_at: None,
        updated_at: None,
        status: BookingStatus::Active,
        cancellation: None,
        is_shared: true,
        guests: Vec::new(),
    }
}
