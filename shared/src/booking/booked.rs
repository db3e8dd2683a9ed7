//! A booking that exists, as `POST /v1/bookings`, `GET /v1/bookings/{id}` and `POST …/cancel` tell of it.
//!
//! Has no field for the invitee's name, address or answers: who asks knows them, and nobody else should.

use crate::{event_type::LocationKind, instant::Instant};
use serde::{Deserialize, Serialize};

/// A booking as its invitee sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// Names it in every route.
    pub id: String,
    /// Calendly's URI of the invitee, by which its API and its own embed's messages know the booking; the event's is what
    /// stands before `/invitees/`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitee_uri: Option<String>,
    /// Slug of the event type.
    pub event_type: String,
    /// Title of the event.
    pub name: String,
    /// When it begins.
    pub start: Instant,
    /// When it ends.
    pub end: Instant,
    /// The invitee's IANA zone.
    pub timezone: String,
    /// Who hosts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_name: Option<String>,
    /// The host's IANA zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_timezone: Option<String>,
    /// Seconds east of UTC that hold there when the event begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_offset_seconds: Option<i32>,
    /// Where, as far as Calendly knows already: a conference link may come some seconds later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<BookedLocation>,
    /// Calendly's own page for cancelling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancel_url: Option<String>,
    /// Calendly's own page for choosing another time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reschedule_url: Option<String>,
    /// Whether it still holds.
    #[serde(default)]
    pub status: BookingStatus,
    /// Who canceled it and why, when somebody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancellation: Option<Cancellation>,
    /// Whether it was canceled because the invitee moved to another time.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub rescheduled: bool,
    /// Ways into the invitee's own calendar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar_links: Option<CalendarLinks>,
}

/// Whether a booking still holds (Calendly's `status` of an invitee).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BookingStatus {
    /// It holds.
    #[default]
    Active,
    /// It was canceled.
    Canceled,
    /// A newer edge knows a status that this build does not.
    #[serde(other)]
    Unknown,
}

/// That a booking was canceled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancellation {
    /// By whom.
    pub by: Canceler,
    /// Why, in their own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Instant>,
}

/// Who canceled (Calendly's `canceler_type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Canceler {
    /// Who hosts the event.
    Host,
    /// Who had booked it.
    Invitee,
    /// A newer edge knows somebody that this build does not.
    #[serde(other)]
    Unknown,
}

/// Where a booked event takes place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookedLocation {
    /// What sort of place.
    pub kind: LocationKind,
    /// The address, number or words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// The conference's link, once Calendly has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join_url: Option<String>,
    /// How far the conference is; other places have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<LocationStatus>,
}

impl BookedLocation {
    /// Whether a link is still to come, so that asking again after some seconds is worth it.
    pub fn awaits_link(&self) -> bool {
        let is_being_made =
            matches!(self.status, Some(LocationStatus::Initiated | LocationStatus::Processing));
        self.kind.is_conference() && self.join_url.is_none() && is_being_made
    }
}

/// How far a conference is (Calendly's `status` of a location).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LocationStatus {
    /// It is about to be made.
    Initiated,
    /// It is being made.
    Processing,
    /// It is in everybody's calendar.
    Pushed,
    /// It could not be made; the host will have to send a link.
    Failed,
    /// A newer edge knows a status that this build does not.
    #[serde(other)]
    Unknown,
}

/// Addresses for plain links that put the event into the invitee's calendar. Only `ics` is left of a canceled one:
/// opened, that file takes the event out again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarLinks {
    /// Google Calendar, with everything filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub google: Option<String>,
    /// Outlook for private accounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlook: Option<String>,
    /// Outlook for accounts of schools and businesses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office365: Option<String>,
    /// A calendar file; good for a day, and not longer than the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ics: Option<String>,
}

/// The answer about a booking that exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingDetails {
    /// As it stands now.
    pub booking: Box<Booking>,
}

/// The body of `POST /v1/bookings/{id}/reschedule`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RescheduleRequest {
    /// The new slot's `start`, byte for byte.
    pub start: String,
    /// The IANA zone that the invitee is in now, where it has changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// The `id` of the hold on the new slot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<String>,
}

/// What became of the booking that was moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Previous {
    /// It is canceled.
    Canceled,
    /// The new time is booked; canceling the old one did not work yet and is being tried again.
    CancelationPending,
    /// A newer edge knows more.
    #[serde(other)]
    Unknown,
}

/// The body of `POST /v1/bookings/{id}/cancel`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CancelRequest {
    /// Why, for the host; at most [`crate::validation::MAX_REASON`] characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: LocationKind, join_url: Option<&str>, status: Option<LocationStatus>, expected: bool) {
        let join_url = join_url.map(str::to_owned);
        let place = BookedLocation { kind, location: None, join_url, status };
        assert_eq!(place.awaits_link(), expected, "{place:?}");
    }

    #[test]
    fn only_a_conference_that_is_being_made_has_a_link_to_come() {
        use LocationKind::{GoogleConference, Physical, ZoomConference};
        check(ZoomConference, None, Some(LocationStatus::Processing), true);
        check(ZoomConference, None, Some(LocationStatus::Initiated), true);
        check(ZoomConference, None, Some(LocationStatus::Failed), false);
        check(ZoomConference, None, Some(LocationStatus::Pushed), false);
        check(ZoomConference, None, None, false);
        check(ZoomConference, Some("https://zoom.us/j/1"), Some(LocationStatus::Pushed), false);
        check(GoogleConference, Some("https://calendly.com/e"), Some(LocationStatus::Processing), false);
        check(Physical, None, Some(LocationStatus::Processing), false);
    }

    #[test]
    fn a_booking_of_an_older_edge_and_words_of_a_newer_one_can_be_read() {
        let old = r#"{"id":"b","event_type":"30min","name":"Call","start":"2026-11-23T14:30:00Z",
            "end":"2026-11-23T15:00:00Z","timezone":"UTC"}"#;
        let booking: Booking = serde_json::from_str(old).unwrap();
        assert_eq!((booking.status, booking.rescheduled), (BookingStatus::Active, false));
        let status: BookingStatus = serde_json::from_str("\"postponed\"").unwrap();
        assert_eq!(status, BookingStatus::Unknown);
        let by: Canceler = serde_json::from_str("\"robot\"").unwrap();
        assert_eq!(by, Canceler::Unknown);
    }
}
