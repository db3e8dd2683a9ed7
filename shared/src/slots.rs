//! `GET /v1/event-types/{slug}/slots`: free times and the offsets that turn them into local ones.

use crate::{day::Day, instant, instant::Instant};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The most days one request may ask for, both ends counted.
pub const MAX_RANGE_DAYS: i64 = 92;

/// How many days after `from` a request without `to` reaches.
pub const DEFAULT_RANGE_DAYS: i64 = 14;

/// One free time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// When it begins: Calendly's own string, byte for byte, because Calendly wants it back unchanged.
    pub start: String,
    /// When it ends, RFC 3339 in UTC.
    pub end: String,
    /// How many more invitees it takes: 1, or the seats left of a group event.
    pub invitees_remaining: u32,
}

impl Slot {
    /// The instant at which the slot begins; `None` when `start` is not RFC 3339.
    pub fn starts_at(&self) -> Option<DateTime<Utc>> {
        instant::parse(&self.start)
    }
}

/// How fresh an answer is: the worst of the windows it was put together from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CacheState {
    /// Within its time to live.
    Hit,
    /// Fetched for this request.
    Miss,
    /// Past its time to live; a refresh is under way.
    Revalidating,
    /// Calendly is failing; these times may have changed.
    Stale,
}

/// The first and last day of a range, both included, in the answer's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DayRange {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

/// The offset that holds from an instant until the next entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offset {
    /// From when on.
    pub from: Instant,
    /// Seconds east of UTC, −93,599 to 93,599.
    pub offset_seconds: i32,
    /// As the tz database abbreviates it, e.g. `EST` or `+03`.
    pub abbreviation: String,
}

/// The zone of an answer, with every offset that occurs in its range.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timezone {
    /// IANA name, spelled as the tz database spells it.
    pub id: String,
    /// Ascending; the first one holds at the start of the range.
    pub offsets: Vec<Offset>,
    /// Release of the tz database that said so, e.g. `2026a`.
    pub tzdb: String,
}

impl Timezone {
    /// Seconds east of UTC at `instant`, as far as the offsets reach.
    pub fn offset_at(&self, instant: DateTime<Utc>) -> i32 {
        self.offsets
            .iter()
            .rev()
            .find(|offset| offset.from.0 <= instant)
            .or(self.offsets.first())
            .map_or(0, |offset| offset.offset_seconds)
    }
}

/// Why a part of the range is not in the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MissingReason {
    /// Calendly did not answer in time.
    TimedOut,
    /// Calendly's rate limit is used up.
    RateLimited,
    /// Calendly failed or answered nonsense.
    CalendlyFailed,
    /// A newer edge knows a reason that this build does not.
    #[serde(other)]
    Unknown,
}

/// A part of the range for which nothing is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// From when on.
    pub from: Instant,
    /// Until when.
    pub to: Instant,
    /// Why.
    pub reason: MissingReason,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotsResponse {
    /// Slug of the event type.
    pub event_type: String,
    /// The days the answer is about, as asked or by default.
    pub range: DayRange,
    /// The zone in which those days are meant.
    pub timezone: Timezone,
    /// Strictly ascending by instant, each within the range.
    pub slots: Vec<Slot>,
    /// Parts of the range that could not be had.
    pub missing: Vec<Missing>,
    /// When the oldest part of the answer was fetched from Calendly.
    pub fetched_at: Instant,
    /// How fresh it is.
    pub cache: CacheState,
}
