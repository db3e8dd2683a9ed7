//! `POST /v1/bookings`: what a visitor sends and what comes back.

mod booked;

pub use booked::{
    BookedLocation, Booking, BookingDetails, BookingStatus, CalendarLinks, CancelRequest, Canceler,
    Cancellation, LocationStatus, Previous, RescheduleRequest,
};

use crate::{attribution::Attribution, event_type::LocationKind};
use serde::{Deserialize, Serialize};

/// The request. Unknown fields are refused, so that a misspelt one is not lost silently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookingRequest {
    /// Slug of the event type.
    pub event_type: String,
    /// The slot's `start`, byte for byte.
    pub start: String,
    /// Who comes.
    pub invitee: Invitee,
    /// Where, if the event type lets the invitee choose or asks for a place or a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<LocationChoice>,
    /// Answers to the event type's questions; unanswered optional ones are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
    /// E-mail addresses of up to ten further guests.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guests: Vec<String>,
    /// How the visitor found the page; fills in what `tracking` leaves open.
    #[serde(default, skip_serializing_if = "Attribution::is_empty")]
    pub attribution: Attribution,
    /// Where the visitor came from.
    #[serde(default, skip_serializing_if = "Tracking::is_empty")]
    pub tracking: Tracking,
    /// The `id` of the hold under which the visitor filled in the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<String>,
    /// How the form was filled in. A caller that has no form leaves it out, and is not judged by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<FormSigns>,
    /// Proof of the Turnstile check, where the deployment demands it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turnstile_token: Option<String>,
}

impl BookingRequest {
    /// The tracking values for Calendly, from `tracking` and `attribution`.
    pub fn tracking_for_calendly(&self) -> Tracking {
        self.attribution.complete(&self.tracking)
    }
}

/// What a form tells of whoever filled it in, beside what they wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormSigns {
    /// A field that no person sees or hears of: what is in it was put there by a program.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub website: String,
    /// Milliseconds between showing the form and sending it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filled_ms: Option<u32>,
}

/// Who comes: `name`, or `first_name` with or without `last_name`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invitee {
    /// The whole name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Given name, instead of `name`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Family name, beside `first_name`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// Where the invitation goes.
    pub email: String,
    /// The visitor's IANA zone, in which Calendly writes to them.
    pub timezone: String,
    /// Where a text reminder goes, in international form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_reminder_number: Option<String>,
}

/// A name in one of the two forms that Calendly takes, without spaces around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name<'a> {
    /// All in one.
    Whole(&'a str),
    /// In parts; the second may be missing.
    Parts(&'a str, Option<&'a str>),
}

impl Invitee {
    /// The name: the whole one where both forms were given. `Whole("")` when there is none.
    pub fn name(&self) -> Name<'_> {
        match (given(self.name.as_ref()), given(self.first_name.as_ref())) {
            (Some(whole), _) => Name::Whole(whole),
            (None, Some(first)) => Name::Parts(first, given(self.last_name.as_ref())),
            (None, None) => Name::Whole(given(self.last_name.as_ref()).unwrap_or_default()),
        }
    }

    /// The name as one text, as a confirmation or a link shows it.
    pub fn full_name(&self) -> String {
        match self.name() {
            Name::Whole(name) | Name::Parts(name, None) => name.to_owned(),
            Name::Parts(first, Some(last)) => format!("{first} {last}"),
        }
    }
}

/// A text that says something, without spaces around it.
fn given(part: Option<&String>) -> Option<&str> {
    part.map(|part| part.trim()).filter(|part| !part.is_empty())
}

/// A place among those on offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocationChoice {
    /// What sort of place.
    pub kind: LocationKind,
    /// The place the invitee names, the number to call, or which of several addresses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
}

impl LocationChoice {
    /// Whether Calendly can be asked for it: it wants to hear the address of some kinds, which the host may not have
    /// told anybody, and this build may not know the kind.
    pub fn can_be_named(&self) -> bool {
        self.kind != LocationKind::Other && (self.location.is_some() || !self.kind.takes_text())
    }
}

/// An answer to a custom question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The question's `name`, exactly.
    pub question: String,
    /// The answer; several choices are separated by line feeds.
    pub answer: String,
}

/// The six tracking values that Calendly keeps with a booking, each at most 255 characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Tracking {
    /// Where the visit came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm_source: Option<String>,
    /// By which medium.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm_medium: Option<String>,
    /// Through which campaign.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm_campaign: Option<String>,
    /// Which variant of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm_content: Option<String>,
    /// Which search term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm_term: Option<String>,
    /// A Salesforce record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub salesforce_uuid: Option<String>,
}

impl Tracking {
    /// Names and values in Calendly's order.
    pub fn entries(&self) -> [(&'static str, Option<&str>); 6] {
        [
            ("utm_source", self.utm_source.as_deref()),
            ("utm_medium", self.utm_medium.as_deref()),
            ("utm_campaign", self.utm_campaign.as_deref()),
            ("utm_content", self.utm_content.as_deref()),
            ("utm_term", self.utm_term.as_deref()),
            ("salesforce_uuid", self.salesforce_uuid.as_deref()),
        ]
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.entries().iter().all(|(_, value)| value.is_none())
    }
}

/// The answer with status 201.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "kebab-case")]
pub enum BookingResponse {
    /// Calendly has booked it.
    Confirmed {
        /// What was booked.
        booking: Box<Booking>,
        /// Lets its bearer see and change this one booking; absent while no `SIGNING_KEY` is set.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        manage_token: Option<String>,
        /// After a move: what became of the booking that this one stands for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        previous: Option<Previous>,
    },
    /// Nothing is booked yet: the invitee finishes on Calendly's page.
    Link(LinkResponse),
}

/// A single-use link with everything filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkResponse {
    /// Calendly's page, usable for one booking.
    pub url: String,
    /// Slug of the event type.
    pub event_type: String,
    /// The slot's `start`, when the link is for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// Why it is a link and not a booking.
    pub reason: LinkReason,
}

/// Why a link was minted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkReason {
    /// It was asked for, by the caller or by `BOOKING_MODE`.
    Requested,
    /// Calendly does not let this account book directly.
    DirectBookingRefused,
    /// The account's limit of direct bookings is reached.
    RateLimited,
    /// Calendly takes a payment first.
    PaymentRequired,
    /// Calendly failed while booking, and no booking was found.
    CalendlyFailed,
    /// A newer edge knows a reason that this build does not.
    #[serde(other)]
    Unknown,
}
