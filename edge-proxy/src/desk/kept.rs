//! What a desk writes down of an attempt, and for how long. Pure.

use super::question::Outcome;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use shared::{booking::BookingResponse, problem::ProblemCode};

/// How long the answer to a key is given again.
const KEPT: TimeDelta = TimeDelta::hours(24);

/// Where an attempt lies in storage.
pub(super) fn place(key: &str) -> String {
    format!("attempt:{key}")
}

/// An attempt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Attempt {
    /// Tells one request from another.
    pub(super) fingerprint: String,
    /// When Calendly was first asked for it.
    pub(super) began: DateTime<Utc>,
    pub(super) stage: Stage,
}

/// How far it has come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Stage {
    /// Calendly may have been asked to book. If nobody is at it any more, nobody knows whether it did.
    Started,
    /// It is over, and this was the answer.
    Settled(Outcome),
    /// It failed, and surely nothing was booked: the next try begins anew.
    Failed,
}

/// Whether an answer is the last word on its attempt. One that leaves doubt, or says to try again, is not: the
/// next request with its key takes the attempt up again.
fn is_final(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Created(_) => true,
        Outcome::Refused(problem) => {
            let is_passing =
                matches!(problem.code, ProblemCode::BookingUnconfirmed | ProblemCode::RateLimited);
            !is_passing && problem.status < 500
        }
    }
}

impl Attempt {
    /// How an attempt is written down that ended like this.
    pub(super) fn ended(self, outcome: &Outcome, is_in_doubt: bool) -> Self {
        let stage = match outcome {
            outcome if is_final(outcome) => Stage::Settled(outcome.clone()),
            _ if is_in_doubt => Stage::Started,
            _ => Stage::Failed,
        };
        Self { stage, ..self }
    }

    /// Start and name of the booking that was reported, if one was.
    pub(super) fn booked(&self) -> Option<(DateTime<Utc>, String)> {
        let Stage::Settled(Outcome::Created(text)) = &self.stage else { return None };
        match serde_json::from_str(text).ok()? {
            BookingResponse::Confirmed { booking, .. } => Some((booking.start.0, booking.id)),
            BookingResponse::Link(_) => None,
        }
    }

    pub(super) fn is_current(&self, now: DateTime<Utc>) -> bool {
        now < self.began + KEPT
    }
}

/// When something in storage may go.
fn expiry(key: &str, text: &str) -> Option<DateTime<Utc>> {
    if key.starts_with(super::hold::PREFIX) {
        return serde_json::from_str::<super::Hold>(text).ok().map(|hold| hold.until);
    }
    if key.starts_with(super::leftover::PREFIX) {
        return serde_json::from_str::<super::leftover::Leftover>(text).ok().map(|leftover| leftover.until);
    }
    if key.starts_with(super::moves::PREFIX) {
        return serde_json::from_str::<super::moves::Move>(text).ok().map(|begun| begun.until);
    }
    serde_json::from_str::<Attempt>(text).ok().map(|attempt| attempt.began + KEPT)
}

/// Whether it has; what cannot be read is of no use either.
pub(super) fn has_expired(key: &str, text: &str, now: DateTime<Utc>) -> bool {
    expiry(key, text).is_none_or(|at| at <= now)
}

/// When to look again: when the next thing expires, but not more often than every five minutes.
pub(super) fn next_expiry(kept: &[(String, String)], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let next = kept.iter().filter_map(|(key, text)| expiry(key, text)).min()?;
    Some(next.max(now + TimeDelta::minutes(5)))
}
