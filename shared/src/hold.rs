//! `POST /v1/holds`: keeping a seat for a visitor who is filling in the form.

use crate::instant::Instant;
use serde::{Deserialize, Serialize};

/// The request. Unknown fields are refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoldRequest {
    /// Slug of the event type.
    pub event_type: String,
    /// The slot's `start`, byte for byte.
    pub start: String,
    /// The `id` of the visitor's hold until now, which ends with the new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldResponse {
    /// Names the hold; goes into the booking's `hold`, and into the address that ends it.
    pub id: String,
    /// Slug of the event type.
    pub event_type: String,
    /// The slot's `start`.
    pub start: String,
    /// Until when the seat is kept.
    pub expires_at: Instant,
}
