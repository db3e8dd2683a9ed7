//! `GET /v1/event-types`: what a visitor may know of an event type.
//!
//! Internal notes, secret and inactive types and the host's e-mail address have no field here,
//! so that they cannot leak by mistake.

use serde::{Deserialize, Serialize};

/// One-on-one or several invitees at a time (Calendly's `kind`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// One invitee a slot.
    Solo,
    /// Several invitees share a slot.
    Group,
}

/// How hosts share an event type (Calendly's `pooling_type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PoolingType {
    /// One of several hosts takes the meeting.
    RoundRobin,
    /// All hosts attend.
    Collective,
    /// Several pools of hosts.
    MultiPool,
    /// A way of sharing that this build does not know.
    #[serde(other)]
    Other,
}

/// Where a meeting takes place (Calendly's location `kind`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LocationKind {
    /// The invitee names a place.
    AskInvitee,
    /// A place or link in the host's own words.
    Custom,
    /// Google Meet.
    GoogleConference,
    /// `GoTo` Meeting.
    GotomeetingConference,
    /// The invitee calls the host.
    InboundCall,
    /// Microsoft Teams.
    MicrosoftTeamsConference,
    /// The host calls the invitee.
    OutboundCall,
    /// An address.
    Physical,
    /// Cisco Webex.
    WebexConference,
    /// Zoom.
    ZoomConference,
    /// A kind that this build does not know.
    #[serde(other)]
    Other,
}

impl LocationKind {
    /// Whether the invitee must write something: a place to meet, or the number to call.
    pub fn asks_invitee(self) -> bool {
        matches!(self, Self::AskInvitee | Self::OutboundCall)
    }

    /// Whether it is held online, at a link that is made only when it is booked.
    pub fn is_conference(self) -> bool {
        match self {
            Self::GoogleConference
            | Self::GotomeetingConference
            | Self::MicrosoftTeamsConference
            | Self::WebexConference
            | Self::ZoomConference => true,
            Self::AskInvitee
            | Self::Custom
            | Self::InboundCall
            | Self::OutboundCall
            | Self::Physical
            | Self::Other => false,
        }
    }

    /// Whether Calendly wants a `location` string when booking.
    pub fn takes_text(self) -> bool {
        matches!(self, Self::AskInvitee | Self::OutboundCall | Self::Physical | Self::Custom)
    }
}

/// A place the event type offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocationOption {
    /// What sort of place.
    pub kind: LocationKind,
    /// The address or the host's words, where Calendly's own page shows them before booking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
}

/// How a custom question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionType {
    /// One line.
    String,
    /// Several lines.
    Text,
    /// A telephone number.
    PhoneNumber,
    /// One of the choices.
    SingleSelect,
    /// Any number of the choices.
    MultiSelect,
}

/// A custom question that is enabled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The question's text; an answer repeats it exactly.
    pub name: String,
    /// How it is answered.
    pub r#type: QuestionType,
    /// Calendly's own position, from 0, with gaps where questions are switched off.
    pub position: u32,
    /// Whether a booking needs an answer.
    pub required: bool,
    /// The choices of a select question.
    #[serde(default)]
    pub answer_choices: Vec<String>,
    /// Whether an answer of the invitee's own is allowed beside the choices.
    #[serde(default)]
    pub include_other: bool,
}

/// An event type on offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventType {
    /// Names it in every route.
    pub slug: String,
    /// Its title.
    pub name: String,
    /// Length in minutes.
    pub duration: u32,
    /// Other lengths in minutes that Calendly's own page offers; empty when there is one.
    #[serde(default)]
    pub duration_options: Vec<u32>,
    /// What it is about, as plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `#rrggbb`.
    pub color: String,
    /// One-on-one or group.
    pub kind: Kind,
    /// How hosts share it; absent for a single host.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pooling_type: Option<PoolingType>,
    /// Who hosts it: a person's or a team's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_name: Option<String>,
    /// Where it may take place; the invitee chooses when there are several.
    #[serde(default)]
    pub locations: Vec<LocationOption>,
    /// What the form asks besides name and e-mail, in order.
    #[serde(default)]
    pub custom_questions: Vec<Question>,
    /// Language of Calendly's messages to the invitee, e.g. `en`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// Whether Calendly takes a payment, so that it is booked on Calendly's page.
    #[serde(default)]
    pub is_paid: bool,
    /// Calendly's own page.
    pub scheduling_url: String,
}

impl EventType {
    /// Whether the invitee may or must say where. Round robin hosts bring their own place.
    pub fn offers_location(&self) -> bool {
        self.pooling_type != Some(PoolingType::RoundRobin) && !self.locations.is_empty()
    }
}

/// The answer of `GET /v1/event-types`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventTypesResponse {
    /// In the order in which they are offered.
    pub event_types: Vec<EventType>,
}
