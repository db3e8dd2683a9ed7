//! What is written: an attempt, what came of it, and what became of a booking. Pure: from values to statements.

use super::{record::Status, sql};
use crate::database::Statement;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use shared::{
    booking::{BookingRequest, LinkReason},
    instant,
    problem::ProblemCode,
};

/// An attempt, reduced to what may be kept of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Attempt {
    id: String,
    key_digest: String,
    event_type: String,
    event_type_uri: String,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    name: String,
    email: String,
    timezone: String,
    tracking: Option<String>,
    attribution: Option<String>,
    replaces: Option<String>,
}

impl core::fmt::Debug for Attempt {
    /// Without the invitee.
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.debug_struct("Attempt").field("id", &self.id).finish_non_exhaustive()
    }
}

/// What came of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Calendly has booked it.
    Confirmed {
        /// The booking's name in the API's routes, which is the last part of the invitee's URI.
        booking: String,
        /// Calendly's URI of the event.
        event_uri: String,
        /// When the event begins.
        start: DateTime<Utc>,
        /// When it ends.
        end: DateTime<Utc>,
    },
    /// A single-use link was handed over. Whether it was used is not known here.
    Linked(LinkReason),
    /// The caller got this problem: `refused` when its status blames the request (4xx), else `failed`.
    Problem(ProblemCode),
}

/// What became of a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was given up.
    Canceled,
    /// Another booking took its place.
    Rescheduled,
}

impl Attempt {
    /// The attempt that `request` is under an `Idempotency-Key` with this digest, for an event type with this URI of
    /// Calendly's, from `start` to `end`. The same request under the same key is the same attempt.
    pub fn new(
        key_digest: &str,
        request: &BookingRequest,
        event_type_uri: &str,
        start: DateTime<Utc>,
        end: DateTime<Utc>,
    ) -> Self {
        let (invitee, tracking) = (&request.invitee, request.tracking_for_calendly());
        let mut digest = Sha256::new();
        for part in [key_digest, &request.event_type, &request.start, &invitee.email] {
            // The length keeps two parts from being read as two others.
            digest.update(part.len().to_le_bytes());
            digest.update(part);
        }
        Self {
            id: URL_SAFE_NO_PAD.encode(digest.finalize()),
            key_digest: key_digest.to_owned(),
            event_type: request.event_type.clone(),
            event_type_uri: event_type_uri.to_owned(),
            start,
            end,
            name: invitee.full_name(),
            email: invitee.email.trim().to_owned(),
            timezone: invitee.timezone.clone(),
            tracking: json(&tracking).filter(|_| !tracking.is_empty()),
            attribution: json(&request.attribution).filter(|_| !request.attribution.is_empty()),
            replaces: None,
        }
    }

    /// The same attempt, made to take the place of a booking of this name. It inherits that one's attribution: how
    /// the visitor came is not asked again when a booking is moved.
    #[must_use]
    pub fn replacing(self, booking: &str) -> Self {
        Self { replaces: Some(booking.to_owned()), ..self }
    }

    pub(super) fn begin(&self, now: DateTime<Utc>) -> Statement {
        Statement { sql: sql::BEGIN, values: self.values(self.start, self.end, now) }
    }

    pub(super) fn finish(&self, outcome: &Outcome, now: DateTime<Utc>) -> Statement {
        let mut values = match outcome {
            Outcome::Confirmed { start, end, .. } => self.values(*start, *end, now),
            Outcome::Linked(_) | Outcome::Problem(_) => self.values(self.start, self.end, now),
        };
        values.extend(match outcome {
            Outcome::Confirmed { booking, event_uri, .. } => {
                // A booking is named for its invitee at Calendly (`GET /scheduled_events/{uuid}/invitees/{uuid}`).
                let invitee_uri = format!("{event_uri}/invitees/{booking}");
                let (booking, event_uri) = (Some(booking.clone()), Some(event_uri.clone()));
                vec![word(Status::Confirmed), None, booking, event_uri, Some(invitee_uri)]
            }
            Outcome::Linked(reason) => vec![word(Status::Linked), word(reason), None, None, None],
            Outcome::Problem(code) => {
                let status = if code.status() < 500 { Status::Refused } else { Status::Failed };
                vec![word(status), word(code), None, None, None]
            }
        });
        Statement { sql: sql::FINISH, values }
    }

    /// The fourteen values that both statements begin with.
    fn values(&self, start: DateTime<Utc>, end: DateTime<Utc>, now: DateTime<Utc>) -> Vec<Option<String>> {
        let now = instant::format(now);
        vec![
            Some(self.id.clone()),
            Some(self.key_digest.clone()),
            Some(self.event_type.clone()),
            Some(self.event_type_uri.clone()),
            Some(instant::format(start)),
            Some(instant::format(end)),
            Some(self.name.clone()),
            Some(self.email.clone()),
            Some(self.timezone.clone()),
            self.tracking.clone(),
            self.attribution.clone(),
            Some(now.clone()),
            Some(now),
            self.replaces.clone(),
        ]
    }
}

pub(super) fn change(booking: &str, change: Change, now: DateTime<Utc>) -> Statement {
    let status = match change {
        Change::Canceled => Status::Canceled,
        Change::Rescheduled => Status::Rescheduled,
    };
    let values = vec![Some(booking.to_owned()), word(status), Some(instant::format(now))];
    Statement { sql: sql::CHANGE, values }
}

/// The word that serde writes a value as.
fn word(value: impl Serialize) -> Option<String> {
    serde_json::to_value(value).ok()?.as_str().map(str::to_owned)
}

fn json(value: &impl Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}
