//! Calendly's JSON, as far as we read it. Private to this folder: what Calendly renames, only this file feels.
//! Unknown fields are ignored, nullable ones are options, and numbers that may come as text are not read.

use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Resource<T> {
    pub(super) resource: T,
}

#[derive(Deserialize)]
pub(super) struct Collection<T> {
    pub(super) collection: Vec<T>,
    pub(super) pagination: Option<Pagination>,
}

#[derive(Deserialize)]
pub(super) struct Pagination {
    pub(super) next_page_token: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct User {
    pub(super) uri: String,
    pub(super) name: Option<String>,
    pub(super) scheduling_url: Option<String>,
    pub(super) timezone: Option<String>,
    pub(super) current_organization: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct EventType {
    pub(super) uri: String,
    pub(super) name: Option<String>,
    pub(super) slug: Option<String>,
    #[serde(default)]
    pub(super) active: bool,
    #[serde(default)]
    pub(super) secret: bool,
    pub(super) deleted_at: Option<String>,
    pub(super) booking_method: Option<String>,
    pub(super) color: Option<String>,
    #[serde(default)]
    pub(super) custom_questions: Vec<Question>,
    pub(super) description_plain: Option<String>,
    pub(super) duration: f64,
    pub(super) duration_options: Option<Vec<u32>>,
    #[serde(default)]
    pub(super) is_paid: bool,
    pub(super) kind: Option<String>,
    pub(super) pooling_type: Option<shared::event_type::PoolingType>,
    pub(super) locale: Option<String>,
    pub(super) locations: Option<Vec<Location>>,
    pub(super) profile: Option<Profile>,
    pub(super) scheduling_url: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Profile {
    pub(super) name: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Location {
    pub(super) kind: shared::event_type::LocationKind,
    pub(super) location: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Question {
    pub(super) name: String,
    /// Kept as text: one unknown kind must not hide the whole event type.
    pub(super) r#type: String,
    #[serde(default)]
    pub(super) position: u32,
    #[serde(default)]
    pub(super) enabled: bool,
    #[serde(default)]
    pub(super) required: bool,
    pub(super) answer_choices: Option<Vec<String>>,
    #[serde(default)]
    pub(super) include_other: bool,
}

#[derive(Deserialize)]
pub(super) struct AvailableTime {
    pub(super) status: Option<String>,
    pub(super) invitees_remaining: Option<u32>,
    pub(super) start_time: String,
}

#[derive(Deserialize)]
pub(super) struct Invitee {
    pub(super) uri: String,
    pub(super) event: String,
    pub(super) timezone: Option<String>,
    pub(super) cancel_url: Option<String>,
    pub(super) reschedule_url: Option<String>,
    pub(super) created_at: Option<String>,
    pub(super) updated_at: Option<String>,
    pub(super) status: Option<String>,
    pub(super) cancellation: Option<Cancellation>,
    pub(super) rescheduled: Option<bool>,
    pub(super) scheduling_method: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Cancellation {
    pub(super) reason: Option<String>,
    pub(super) canceler_type: Option<String>,
    pub(super) created_at: Option<String>,
}

#[derive(Deserialize)]
#[expect(clippy::struct_field_names, reason = "the names are Calendly's")]
pub(super) struct Event {
    pub(super) uri: String,
    pub(super) name: Option<String>,
    pub(super) start_time: String,
    pub(super) end_time: String,
    pub(super) event_type: Option<String>,
    pub(super) location: Option<EventLocation>,
    #[serde(default)]
    pub(super) event_memberships: Vec<Membership>,
    pub(super) created_at: Option<String>,
    pub(super) updated_at: Option<String>,
    pub(super) status: Option<String>,
    pub(super) cancellation: Option<Cancellation>,
    pub(super) invitees_counter: Option<InviteesCounter>,
    #[serde(default)]
    pub(super) event_guests: Vec<Guest>,
}

#[derive(Deserialize)]
pub(super) struct Guest {
    pub(super) email: String,
}

#[derive(Deserialize)]
pub(super) struct InviteesCounter {
    pub(super) active: u32,
    pub(super) limit: u32,
}

#[derive(Deserialize)]
pub(super) struct EventLocation {
    pub(super) r#type: String,
    /// An address or number; an object in some kinds, which is not ours to read.
    pub(super) location: Option<serde_json::Value>,
    pub(super) join_url: Option<String>,
    pub(super) status: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Membership {
    pub(super) user_name: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct SchedulingLink {
    pub(super) booking_url: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Failure {
    pub(super) message: Option<String>,
    pub(super) details: Option<Vec<FailureDetail>>,
}

#[derive(Deserialize)]
pub(super) struct FailureDetail {
    pub(super) parameter: Option<String>,
    pub(super) message: Option<String>,
    pub(super) code: Option<String>,
}
