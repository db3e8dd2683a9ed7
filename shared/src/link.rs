//! `POST /v1/links`: a single-use link for chats, e-mails and agents.

use crate::booking::{Answer, LocationChoice, Tracking};
use serde::{Deserialize, Serialize};

/// The request. Everything but the event type is a wish that Calendly's page starts from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkRequest {
    /// Slug of the event type.
    pub event_type: String,
    /// A slot's `start`, preselected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// What is known of the invitee.
    #[serde(default)]
    pub invitee: Prefill,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<LocationChoice>,
    /// Answers to the event type's questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
    /// E-mail addresses of up to ten further guests.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guests: Vec<String>,
    /// Where the visitor came from.
    #[serde(default, skip_serializing_if = "Tracking::is_empty")]
    pub tracking: Tracking,
}

/// What is known of an invitee before they have said anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Prefill {
    /// The whole name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Given name, instead of `name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Family name, beside `first_name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// IANA zone, which decides the month and day that Calendly's page opens at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
}
