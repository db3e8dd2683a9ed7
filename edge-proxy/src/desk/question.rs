//! What Workers ask a desk and what it answers, as JSON. Both sides are of one build.

use super::hold::{Held, Hold};
use crate::{gate::Cost, visitor::Caller};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use shared::{booking::BookingRequest, problem::Problem};

/// A question.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Envelope {
    /// The last part of Calendly's URI of the event type.
    pub(crate) desk: String,
    /// Under which the caller reached the Worker: addresses in the answer lie there.
    pub(crate) origin: String,
    pub(crate) question: Question,
}

/// A question.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub(crate) enum Question {
    /// Make a booking that the Worker has found valid.
    Book {
        /// Digest of the caller's `Idempotency-Key`.
        key: String,
        /// Tells what the caller asked for from anything else under this key.
        fingerprint: String,
        request: Box<BookingRequest>,
        /// The booking that this one stands for; it is canceled as soon as there is the new one.
        replaces: Option<Replaced>,
        /// Where it came from; `None` for a move, which needs no proof beyond its token.
        caller: Option<Caller>,
    },
    /// Give the answer to a key again, or wait for it; nothing is booked for this.
    Recall { key: String, fingerprint: String },
    /// Keep one seat at a start for a visitor.
    Hold {
        start: DateTime<Utc>,
        /// Seats that Calendly has left there.
        seats: u32,
        /// What its visitor calls it. One that has that name already is this one, renewed or moved.
        name: Option<String>,
        /// The hold that this one replaces.
        replaces: Option<String>,
    },
    /// A visitor does not need their hold any more.
    Release { id: String },
}

/// A booking that is moved to another time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Replaced {
    /// Its name in the API's routes.
    pub(crate) booking: String,
    /// Calendly's URI of its event.
    pub(crate) event: String,
    /// When that begins.
    pub(crate) start: DateTime<Utc>,
    /// What the host is told.
    pub(crate) reason: String,
    /// Whether it was canceled already: then only an answer that was given before is given again.
    pub(crate) is_gone: bool,
}

/// An answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Answer {
    Settled(Settled),
    /// This was never asked for under this key, or has no last word.
    Unknown,
    /// It is kept for so many seconds; these starts are held now, this one included, and until when.
    Held {
        hold: Hold,
        lasts: u32,
        holds: Vec<Held>,
    },
    /// Every seat is held by others or sold.
    AllHeld,
    /// There is a seat, but no more holds are kept.
    TooMany,
    /// It is free; these starts are still held, and until when.
    Released(Vec<Held>),
}

/// What became of an attempt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Settled {
    pub(crate) outcome: Outcome,
    /// The windows around this start are wrong now.
    pub(crate) touched: Option<DateTime<Utc>>,
    /// What it cost Calendly, now.
    pub(crate) cost: Cost,
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Outcome {
    /// 201, with this text for a body, byte for byte.
    Created(String),
    Refused(Box<Problem>),
}
