//! What Workers ask the gate and what it answers, as JSON. Both sides are of one build.

use crate::{calendly::CalendlyError, catalogue::Catalogue, desk::Held, slots::Entry};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use shared::{
    config::{Vitals, WindowCounts},
    instant::Instant,
};

/// A question and what the asking isolate has to report since its last one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Envelope {
    pub(crate) question: Question,
    /// How windows were answered.
    #[serde(default)]
    pub(crate) served: WindowCounts,
}

/// A question.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub(crate) enum Question {
    /// What is on offer; fetched again unless it is newer than that.
    Catalogue { newer_than: Option<DateTime<Utc>> },
    /// Windows of one event type.
    Windows {
        /// Calendly's URI.
        event_type: String,
        windows: Vec<AskedWindow>,
        /// Whether the visitor can be shown something already, so that they should not wait long for the rest.
        is_urgent: bool,
    },
    /// A booking or its refusal, at this start: whatever is known around it is wrong.
    Invalidate { start: DateTime<Utc> },
    /// Which starts of an event type visitors hold, and until when; all of them.
    Holds { event_type: String, holds: Vec<Held> },
    /// To which desk a key belongs; from now on to `desk`, if that is named and no other has it.
    Key { key: String, desk: Option<String> },
    /// A single-use link is about to be minted: may it?
    MintLink,
    /// How things are.
    Vitals,
}

/// A window that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AskedWindow {
    pub(crate) days: u16,
    pub(crate) cell: i64,
    /// When the entry was fetched that the caller has already.
    pub(crate) known: Option<DateTime<Utc>>,
}

/// An answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Answer {
    Catalogue(Result<Box<Catalogue>, CalendlyError>, Cost),
    Windows {
        /// In the order of the question.
        windows: Vec<Found>,
        /// Until when to ask for 7 days at a time.
        narrow_until: Option<Instant>,
        /// Which starts of the event type visitors hold, and until when.
        holds: Vec<Held>,
    },
    Done,
    /// That desk, if any.
    Key {
        desk: Option<String>,
    },
    /// It may, and is counted; or it may in so many seconds.
    MintLink {
        wait: Option<u32>,
    },
    Vitals(Box<Vitals>),
}

/// What became of one window.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Found {
    /// The caller's entry is the newest there is.
    Unchanged,
    /// The gate had it.
    Kept(Entry),
    /// Fetched now, at this cost.
    Fetched(Entry, Cost),
    /// It could not be had.
    Failed(CalendlyError, Cost),
}

/// What fetching cost, for the one who caused it; nothing for those who waited along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Cost {
    /// Calls to Calendly, tries counted.
    pub(crate) calls: u32,
    /// The slowest of them.
    pub(crate) slowest_ms: i64,
}
