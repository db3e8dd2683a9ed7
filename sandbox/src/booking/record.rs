//! What is written down about a booking. Plain data; how the API shows it is `view`'s matter.

use serde::{Deserialize, Serialize};

use crate::moment::Moment;

/// A scheduled event. A group meeting has one invitee for each seat taken.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Meeting {
    pub(crate) id: String,
    /// The entry in the host's calendar.
    pub(crate) calendar_entry: String,
    /// What a conference's number, address and password derive from.
    pub(crate) conference: u64,
    pub(crate) event_type: String,
    pub(crate) host: String,
    pub(crate) start: Moment,
    pub(crate) end: Moment,
    pub(crate) created_at: Moment,
    pub(crate) updated_at: Moment,
    pub(crate) place: Place,
    pub(crate) status: Status,
    pub(crate) guests: Vec<Guest>,
    pub(crate) invitees: Vec<Invitee>,
}

impl Meeting {
    pub(crate) fn is_active(&self) -> bool {
        self.status == Status::Active
    }

    pub(crate) fn active_invitees(&self) -> usize {
        self.invitees.iter().filter(|invitee| invitee.status == Status::Active).count()
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Invitee {
    pub(crate) id: String,
    pub(crate) person: Person,
    pub(crate) status: Status,
    pub(crate) answers: Vec<Answer>,
    pub(crate) tracking: Tracking,
    pub(crate) created_at: Moment,
    pub(crate) updated_at: Moment,
    pub(crate) method: Method,
    /// URI of the user whose token made the booking.
    pub(crate) scheduled_by: Option<String>,
    pub(crate) rescheduled_to: Option<String>,
    pub(crate) rescheduled_from: Option<String>,
    pub(crate) no_show: Option<NoShow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Status {
    Active,
    Canceled(Cancellation),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Cancellation {
    pub(crate) by: String,
    pub(crate) canceler: Canceler,
    pub(crate) reason: Option<String>,
    pub(crate) at: Moment,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Canceler {
    Host,
    Invitee,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NoShow {
    pub(crate) id: String,
    pub(crate) at: Moment,
}

/// Who comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Person {
    pub(crate) name: String,
    /// First and last name, of types that ask for both.
    pub(crate) parts: Option<(String, Option<String>)>,
    pub(crate) email: String,
    pub(crate) timezone: String,
    pub(crate) text_reminder_number: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Method {
    Api,
    /// Through a booking page.
    InstantBook,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Answer {
    pub(crate) question: String,
    pub(crate) text: String,
    pub(crate) position: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Guest {
    pub(crate) email: String,
    pub(crate) created_at: Moment,
}

/// Names of the tracking keys, in the order of [`Tracking`]'s values.
pub(crate) const TRACKING_KEYS: [&str; 6] =
    ["utm_campaign", "utm_source", "utm_medium", "utm_content", "utm_term", "salesforce_uuid"];

/// Where the invitee came from: one value for each of [`TRACKING_KEYS`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tracking(pub(crate) [Option<String>; 6]);

/// Where the meeting takes place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Place {
    Unspecified,
    Physical {
        location: String,
        additional_info: Option<String>,
    },
    /// The invitee calls the host.
    InboundCall {
        location: String,
        additional_info: Option<String>,
    },
    /// The host calls the invitee.
    OutboundCall {
        location: String,
    },
    AskInvitee {
        location: String,
    },
    Custom {
        location: String,
    },
    GoogleConference,
    Zoom,
    MicrosoftTeams,
}
