//! From what Calendly says of a booking to what its invitee sees, for every route alike.

use super::{
    manage_token::{self, Claims, Scope},
    wording::{self, Wording},
};
use crate::{
    calendly::{BookedEvent, BookedInvitee},
    catalogue::{Catalogue, Offer},
    secret::Secret,
    timezones::Zone,
};
use chrono::{DateTime, TimeDelta, Utc};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use shared::{
    booking::{Booking, BookingStatus, CalendarLinks},
    calendar::Entry,
    instant::Instant,
};

/// How long the address of a calendar file is good: as long as an answer that holds it may be repeated.
const CALENDAR_LINK_LASTS: TimeDelta = TimeDelta::hours(24);

/// What an id needs to be a part of a path: letters, digits and dashes, as Calendly's have, stay readable.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_');

/// What is known of a booking.
#[derive(Clone, Debug)]
pub(super) struct Known<'a> {
    pub(super) invitee: &'a BookedInvitee,
    pub(super) event: &'a BookedEvent,
    /// Whose account it is; `None` when that could not be found out.
    pub(super) catalogue: Option<&'a Catalogue>,
    /// The event type, when it is still on offer.
    pub(super) offer: Option<&'a Offer>,
    /// What it was called when it was booked, and the zone that the invitee was in.
    pub(super) event_type: &'a str,
    pub(super) timezone: &'a str,
}

/// What addresses and tokens are made of.
#[derive(Clone, Debug)]
pub(super) struct Signing<'a> {
    pub(super) key: Option<&'a Secret>,
    /// Under which the caller reached the edge.
    pub(super) origin: &'a str,
    pub(super) now: DateTime<Utc>,
}

impl Known<'_> {
    /// The booking, without ways into a calendar.
    pub(super) fn booking(&self) -> Booking {
        let (invitee, event) = (self.invitee, self.event);
        let offered = self.offer.map(|offer| &offer.event_type);
        let owner = self.catalogue.map(|catalogue| &catalogue.owner);
        let host_timezone = owner.and_then(|owner| owner.timezone.clone());
        let host_zone = host_timezone.as_deref().and_then(Zone::find);
        let cancellation = invitee.cancellation.clone().or_else(|| event.cancellation.clone());
        Booking {
            id: invitee.id.clone(),
            invitee_uri: Some(invitee.uri.clone()),
            event_type: offered.map_or(self.event_type, |offered| &offered.slug).to_owned(),
            name: event
                .name
                .clone()
                .or_else(|| offered.map(|offered| offered.name.clone()))
                .unwrap_or_else(|| self.event_type.to_owned()),
            start: Instant(event.start),
            end: Instant(event.end),
            timezone: invitee.timezone.clone().unwrap_or_else(|| self.timezone.to_owned()),
            host_name: event
                .host_name
                .clone()
                .or_else(|| offered.and_then(|offered| offered.host_name.clone()))
                .or_else(|| owner.and_then(|owner| owner.name.clone())),
            host_offset_seconds: host_zone.map(|zone| zone.offset_at(event.start)),
            host_timezone,
            location: event.location.clone(),
            cancel_url: invitee.cancel_url.clone(),
            reschedule_url: invitee.reschedule_url.clone(),
            status: self.status(),
            cancellation: cancellation.map(wording::read),
            rescheduled: invitee.is_rescheduled,
            calendar_links: None,
        }
    }

    /// The booking with ways into a calendar.
    pub(super) fn booking_with_links(&self, signing: &Signing<'_>) -> Booking {
        let booking = self.booking();
        let ics = self.calendar_file(signing);
        let calendar_links = match self.status() {
            BookingStatus::Canceled => CalendarLinks { ics, ..CalendarLinks::default() },
            BookingStatus::Active | BookingStatus::Unknown => {
                CalendarLinks { ics, ..Entry::of(&booking).links(self.wording().join) }
            }
        };
        Booking {
            calendar_links: Some(calendar_links).filter(|links| *links != CalendarLinks::default()),
            ..booking
        }
    }

    /// A token for this booking; `None` while no key is set.
    pub(super) fn token(
        &self,
        scope: Scope,
        expires_at: DateTime<Utc>,
        key: Option<&Secret>,
    ) -> Option<String> {
        let event = self.event.uri.rsplit('/').next().unwrap_or_default();
        let claims = Claims {
            booking: self.invitee.id.clone(),
            event: event.to_owned(),
            event_type: self.event_type.to_owned(),
            timezone: self.timezone.to_owned(),
            expires_at,
        };
        manage_token::sign(scope, &claims, key?)
    }

    /// Out when either says so: in an event with several people one may be out while the event goes on.
    pub(super) fn status(&self) -> BookingStatus {
        if self.event.status == BookingStatus::Canceled { self.event.status } else { self.invitee.status }
    }

    /// The words in the language of this event type.
    pub(super) fn wording(&self) -> &'static Wording {
        wording::of(self.offer.and_then(|offer| offer.event_type.locale.as_deref()))
    }

    /// The address of the calendar file, for a plain link.
    fn calendar_file(&self, signing: &Signing<'_>) -> Option<String> {
        let expires_at = self.event.end.min(signing.now + CALENDAR_LINK_LASTS);
        let token = self.token(Scope::Calendar, expires_at, signing.key)?;
        let id = utf8_percent_encode(&self.invitee.id, SEGMENT);
        Some(format!("{}/v1/bookings/{id}/calendar.ics?token={token}", signing.origin))
    }
}
