//! What is read: a row as a value.

use crate::database::{DatabaseError, Row};
use serde::{Deserialize, Deserializer, Serialize, de::DeserializeOwned};
use shared::{attribution::Attribution, booking::Tracking, instant::Instant};

/// How far an attempt has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Under way, or broken off with the isolate that made it.
    Started,
    /// Booked.
    Confirmed,
    /// Handed over to Calendly's page by a single-use link.
    Linked,
    /// Not booked, for a reason that lies with the request: the time was taken, a field was wrong.
    Refused,
    /// Not booked, because Calendly or Openslot failed.
    Failed,
    /// Was booked, and given up.
    Canceled,
    /// Was booked, and replaced by another booking.
    Rescheduled,
}

/// An attempt as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Record {
    /// Names the attempt.
    pub attempt: String,
    /// How far it has come.
    pub status: Status,
    /// A problem's code, or why it is a link.
    pub reason: Option<String>,
    /// Slug of the event type.
    pub event_type: String,
    /// Calendly's URI of it.
    pub event_type_uri: String,
    /// When the event begins.
    pub start_time: Instant,
    /// When it ends.
    pub end_time: Instant,
    /// The invitee's name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their IANA zone.
    pub timezone: String,
    /// What Calendly got of where they came from.
    #[serde(deserialize_with = "from_json")]
    pub tracking: Tracking,
    /// Where they came from.
    #[serde(deserialize_with = "from_json")]
    pub attribution: Attribution,
    /// The booking's name in the API's routes, when it was booked directly.
    pub booking: Option<String>,
    /// Calendly's URI of the event.
    pub event_uri: Option<String>,
    /// Calendly's URI of the invitee.
    pub invitee_uri: Option<String>,
    /// The booking that it takes the place of.
    pub replaces: Option<String>,
    /// When it was first heard of.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

impl Record {
    /// Reads a row with all columns.
    pub(super) fn read(row: Row) -> Result<Self, DatabaseError> {
        Self::deserialize(serde_json::Value::Object(row))
            .map_err(|error| DatabaseError::Failed(error.to_string()))
    }
}

/// A column of JSON. What another version wrote and this one cannot read counts as unknown.
fn from_json<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}
