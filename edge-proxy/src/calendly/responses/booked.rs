//! What Calendly says of bookings: events, the people in them, and who canceled.

use super::read;
use crate::calendly::{error::CalendlyError, requests::last_segment, wire};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use http::Response;
use shared::{
    booking::{BookedLocation, BookingStatus, Canceler, Cancellation, LocationStatus},
    event_type::LocationKind,
    instant::{self, Instant},
};

/// An invitee whom Calendly has booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BookedInvitee {
    pub(crate) uri: String,
    /// The last part of its URI.
    pub(crate) id: String,
    /// URI of the event.
    pub(crate) event: String,
    /// The zone in which Calendly writes to them.
    pub(crate) timezone: Option<String>,
    /// Calendly's pages for changing it.
    pub(crate) cancel_url: Option<String>,
    pub(crate) reschedule_url: Option<String>,
    /// When it was booked.
    pub(crate) created_at: Option<DateTime<Utc>>,
    /// When anything about it changed last.
    pub(crate) updated_at: Option<DateTime<Utc>>,
    /// Whether it still holds. In an event with several people one may be out while the event goes on.
    pub(crate) status: BookingStatus,
    pub(crate) cancellation: Option<Cancellation>,
    /// Whether it was canceled because they moved to another time.
    pub(crate) is_rescheduled: bool,
    /// Whether it was booked on one of Calendly's own pages, so that no program made it.
    pub(crate) is_from_page: bool,
}

/// A scheduled event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BookedEvent {
    pub(crate) uri: String,
    pub(crate) name: Option<String>,
    pub(crate) start: DateTime<Utc>,
    pub(crate) end: DateTime<Utc>,
    pub(crate) event_type: Option<String>,
    pub(crate) host_name: Option<String>,
    pub(crate) location: Option<BookedLocation>,
    pub(crate) created_at: Option<DateTime<Utc>>,
    /// When anything about it changed last.
    pub(crate) updated_at: Option<DateTime<Utc>>,
    pub(crate) status: BookingStatus,
    pub(crate) cancellation: Option<Cancellation>,
    /// Whether several people are, or can be, in it. Where Calendly does not say, that counts as yes.
    pub(crate) is_shared: bool,
    /// Addresses of further guests.
    pub(crate) guests: Vec<String>,
}

/// Reads `POST /invitees` and `GET /scheduled_events/{uuid}/invitees/{uuid}`.
pub(in crate::calendly) fn invitee(response: &Response<Bytes>) -> Result<BookedInvitee, CalendlyError> {
    read::<wire::Resource<wire::Invitee>>(response).map(|invitee| booked(invitee.resource))
}

/// Reads `GET /scheduled_events/{uuid}/invitees`.
pub(in crate::calendly) fn invitees(response: &Response<Bytes>) -> Result<Vec<BookedInvitee>, CalendlyError> {
    let page: wire::Collection<wire::Invitee> = read(response)?;
    Ok(page.collection.into_iter().map(booked).collect())
}

/// Reads `GET /scheduled_events/{uuid}`.
pub(in crate::calendly) fn event(response: &Response<Bytes>) -> Result<BookedEvent, CalendlyError> {
    let resource = read::<wire::Resource<wire::Event>>(response)?.resource;
    scheduled(resource).ok_or(CalendlyError::Unreadable)
}

/// Reads `GET /scheduled_events`.
pub(in crate::calendly) fn events(response: &Response<Bytes>) -> Result<Vec<BookedEvent>, CalendlyError> {
    let page: wire::Collection<wire::Event> = read(response)?;
    Ok(page.collection.into_iter().filter_map(scheduled).collect())
}

/// Reads `POST /scheduled_events/{uuid}/cancellation`.
pub(in crate::calendly) fn cancellation(response: &Response<Bytes>) -> Result<Cancellation, CalendlyError> {
    read::<wire::Resource<wire::Cancellation>>(response).map(|canceled| canceled.resource.into())
}

fn booked(invitee: wire::Invitee) -> BookedInvitee {
    BookedInvitee {
        id: last_segment(&invitee.uri).to_owned(),
        uri: invitee.uri,
        event: invitee.event,
        timezone: invitee.timezone,
        cancel_url: invitee.cancel_url.filter(|url| opens_safely(url)),
        reschedule_url: invitee.reschedule_url.filter(|url| opens_safely(url)),
        created_at: time(invitee.created_at.as_deref()),
        updated_at: time(invitee.updated_at.as_deref()),
        status: status(invitee.status.as_deref()),
        cancellation: invitee.cancellation.map(Into::into),
        is_rescheduled: invitee.rescheduled.unwrap_or_default(),
        is_from_page: invitee.scheduling_method.as_deref() == Some("instant_book"),
    }
}

fn scheduled(event: wire::Event) -> Option<BookedEvent> {
    Some(BookedEvent {
        start: instant::parse(&event.start_time)?,
        end: instant::parse(&event.end_time)?,
        uri: event.uri,
        name: event.name,
        event_type: event.event_type,
        host_name: event.event_memberships.into_iter().find_map(|membership| membership.user_name),
        location: event.location.map(booked_location),
        created_at: time(event.created_at.as_deref()),
        updated_at: time(event.updated_at.as_deref()),
        status: status(event.status.as_deref()),
        cancellation: event.cancellation.map(Into::into),
        guests: event.event_guests.into_iter().map(|guest| guest.email).collect(),
        is_shared: event.invitees_counter.is_none_or(|counter| counter.limit > 1 || counter.active > 1),
    })
}

fn time(text: Option<&str>) -> Option<DateTime<Utc>> {
    text.and_then(instant::parse)
}

fn status(text: Option<&str>) -> BookingStatus {
    match text {
        Some("canceled") => BookingStatus::Canceled,
        _ => BookingStatus::Active,
    }
}

impl From<wire::Cancellation> for Cancellation {
    fn from(canceled: wire::Cancellation) -> Self {
        Self {
            by: match canceled.canceler_type.as_deref() {
                Some("invitee") => Canceler::Invitee,
                Some("host") => Canceler::Host,
                _ => Canceler::Unknown,
            },
            // Calendly tells an empty text where none was given.
            reason: canceled.reason.filter(|reason| !reason.trim().is_empty()),
            at: time(canceled.created_at.as_deref()).map(Instant),
        }
    }
}

/// Where it takes place. The answer's `type` and the request's `kind` are named differently.
fn booked_location(location: wire::EventLocation) -> BookedLocation {
    let kind = match location.r#type.as_str() {
        "physical" => LocationKind::Physical,
        "inbound_call" => LocationKind::InboundCall,
        "outbound_call" => LocationKind::OutboundCall,
        "ask_invitee" => LocationKind::AskInvitee,
        "custom" => LocationKind::Custom,
        "google_conference" => LocationKind::GoogleConference,
        "zoom" | "zoom_conference" => LocationKind::ZoomConference,
        "microsoft_teams_conference" => LocationKind::MicrosoftTeamsConference,
        "webex_conference" | "webex" => LocationKind::WebexConference,
        "gotomeeting" | "gotomeeting_conference" => LocationKind::GotomeetingConference,
        _ => LocationKind::Other,
    };
    let text = location.location.as_ref().and_then(serde_json::Value::as_str);
    let status = location.status.as_deref().map(|status| match status {
        "initiated" => LocationStatus::Initiated,
        "processing" => LocationStatus::Processing,
        "pushed" => LocationStatus::Pushed,
        "failed" => LocationStatus::Failed,
        _ => LocationStatus::Unknown,
    });
    BookedLocation {
        kind,
        location: text.filter(|text| !text.is_empty()).map(str::to_owned),
        join_url: location.join_url.filter(|url| url.starts_with("https://") && opens_safely(url)),
        status: status.filter(|_| kind.is_conference()),
    }
}

/// Whether an address may stand in a page as a link, in a header or in a calendar file: nothing but the web's own
/// schemes, and no character that could end the line or the attribute in which it stands.
fn opens_safely(url: &str) -> bool {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    is_web && url.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\'))
}

#[cfg(test)]
mod tests;
