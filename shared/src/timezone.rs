//! `GET /v1/timezones`: the zones a visitor may choose from, and what is said about one that does not exist.
//!
//! Knows no offsets of its own: they are the edge's answer.

use crate::{advice::advice, instant::Instant};
use serde::{Deserialize, Serialize};

/// What to do about a zone that does not exist.
pub const ADVICE: &str = advice("Name a zone of the IANA database, like Europe/Lisbon.");

/// One zone to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimezoneEntry {
    /// IANA name: a primary identifier in the sense of ECMA-402.
    pub id: String,
    /// The place that the zone is named for, as people write it, e.g. `St. John’s`.
    pub city: String,
    /// The country it lies in, ISO 3166-1 alpha-2; UTC lies in none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Seconds east of UTC, −93,599 to 93,599.
    pub offset_seconds: i32,
    /// As the tz database abbreviates it, e.g. `EST` or `+03`.
    pub abbreviation: String,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimezonesResponse {
    /// Ascending by offset, then by city.
    pub timezones: Vec<TimezoneEntry>,
    /// Release of the tz database that said so, e.g. `2026a`.
    pub tzdb: String,
    /// Since when all these offsets hold: the last change of any of them.
    pub at: Instant,
}
