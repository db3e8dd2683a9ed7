//! What can go wrong, as both sides agreed to call it: problem documents after RFC 9457.
//!
//! The list of codes is closed and part of the contract. Each code has one status, one title and one
//! sentence that tells the reader what to do next. Causes, tokens and personal data have no place here.

mod field;
mod said;

pub use field::{FieldCode, FieldError};

use crate::slots::Slot;
use serde::{Deserialize, Serialize};

/// The stable name of a problem. `docs/API.md` lists every one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// No route has this path.
    NotFound,
    /// The route exists, but not for this method; `Allow` lists those it has.
    MethodNotAllowed,
    /// No event type on offer has this slug.
    EventTypeNotFound,
    /// A query parameter is missing, unknown or out of range; `errors` names it.
    InvalidQuery,
    /// The body is not the JSON this route reads.
    MalformedJson,
    /// The body is not declared as `application/json`.
    UnsupportedMediaType,
    /// The body is longer than [`crate::MAX_BODY_BYTES`].
    BodyTooLarge,
    /// The body was read, but fields of it cannot be accepted; `errors` names each.
    ValidationFailed,
    /// A booking needs an `Idempotency-Key` header.
    IdempotencyKeyMissing,
    /// The `Idempotency-Key` was used before with another body.
    IdempotencyKeyReused,
    /// The time is not free; `alternatives` lists the nearest ones that are.
    SlotTaken,
    /// The page's origin may not write here.
    OriginNotAllowed,
    /// The route is for the site owner, and the request does not prove to come from them.
    AdminTokenRequired,
    /// The request carries no token that opens this booking now.
    ManageTokenInvalid,
    /// Calendly has no such booking, or no longer.
    BookingNotFound,
    /// Canceling here would cancel it for others too; `scheduling_url` cancels this one booking.
    CancelAtCalendly,
    /// This booking cannot be moved here; Calendly's own page can, in `scheduling_url`.
    RescheduleAtCalendly,
    /// The booking was canceled, so that there is nothing to move.
    BookingCanceled,
    /// The event has begun, so that nothing about it can be changed.
    BookingStarted,
    /// Too many requests from one place, or for one e-mail address, or too many links.
    RateLimited,
    /// The check against robots could not be made, so that nothing was booked.
    BotCheckUnavailable,
    /// No Calendly token: there is only Calendly's own page, in `scheduling_url`.
    NotConnected,
    /// Calendly refused the token, or the token lacks a scope; the site owner must act.
    TokenRefused,
    /// Calendly does not let this account book directly, and links are switched off.
    DirectBookingUnavailable,
    /// Calendly gave no usable answer in time; nothing was booked.
    CalendlyUnavailable,
    /// Calendly broke off while booking, and looking again did not tell whether it booked.
    BookingUnconfirmed,
    /// Calendly broke off while canceling, and looking again did not tell whether it canceled.
    CancellationUnconfirmed,
    /// Openslot itself failed, or its settings are wrong.
    Internal,
    /// A newer edge knows a code that this build does not.
    #[serde(other)]
    Unknown,
}

impl ProblemCode {
    /// Every code that an edge of this version can send.
    pub const ALL: [Self; 28] = [
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::EventTypeNotFound,
        Self::InvalidQuery,
        Self::MalformedJson,
        Self::UnsupportedMediaType,
        Self::BodyTooLarge,
        Self::ValidationFailed,
        Self::IdempotencyKeyMissing,
        Self::IdempotencyKeyReused,
        Self::SlotTaken,
        Self::OriginNotAllowed,
        Self::AdminTokenRequired,
        Self::ManageTokenInvalid,
        Self::BookingNotFound,
        Self::CancelAtCalendly,
        Self::RescheduleAtCalendly,
        Self::BookingCanceled,
        Self::BookingStarted,
        Self::RateLimited,
        Self::BotCheckUnavailable,
        Self::NotConnected,
        Self::TokenRefused,
        Self::DirectBookingUnavailable,
        Self::CalendlyUnavailable,
        Self::BookingUnconfirmed,
        Self::CancellationUnconfirmed,
        Self::Internal,
    ];

    /// The code as it is written in `code` and at the end of `type`. Apart from the other texts: the widget needs this
    /// one alone.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::EventTypeNotFound => "event-type-not-found",
            Self::InvalidQuery => "invalid-query",
            Self::MalformedJson => "malformed-json",
            Self::UnsupportedMediaType => "unsupported-media-type",
            Self::BodyTooLarge => "body-too-large",
            Self::ValidationFailed => "validation-failed",
            Self::IdempotencyKeyMissing => "idempotency-key-missing",
            Self::IdempotencyKeyReused => "idempotency-key-reused",
            Self::SlotTaken => "slot-taken",
            Self::OriginNotAllowed => "origin-not-allowed",
            Self::AdminTokenRequired => "admin-token-required",
            Self::ManageTokenInvalid => "manage-token-invalid",
            Self::BookingNotFound => "booking-not-found",
            Self::CancelAtCalendly => "cancel-at-calendly",
            Self::RescheduleAtCalendly => "reschedule-at-calendly",
            Self::BookingCanceled => "booking-canceled",
            Self::BookingStarted => "booking-started",
            Self::RateLimited => "rate-limited",
            Self::BotCheckUnavailable => "bot-check-unavailable",
            Self::NotConnected => "not-connected",
            Self::TokenRefused => "token-refused",
            Self::DirectBookingUnavailable => "direct-booking-unavailable",
            Self::CalendlyUnavailable => "calendly-unavailable",
            Self::BookingUnconfirmed => "booking-unconfirmed",
            Self::CancellationUnconfirmed => "cancellation-unconfirmed",
            Self::Internal => "internal",
            Self::Unknown => "unknown",
        }
    }
}

/// A problem document (RFC 9457), served as `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A URI reference that names the kind of problem: `/problems/<code>`.
    pub r#type: String,
    /// The same words for every occurrence of this code.
    pub title: String,
    /// The HTTP status, repeated for readers of the body alone.
    pub status: u16,
    /// What happened this time and what to do next.
    pub detail: String,
    /// Which request this was: `/requests/<X-Request-Id>`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// The stable name.
    pub code: ProblemCode,
    /// Each rejected field or parameter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// With `slot-taken`: the nearest free times, before and after.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Slot>,
    /// Seconds to wait before another try; mirrors `Retry-After`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// Calendly's own page, where it is the way on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduling_url: Option<String>,
}

impl Problem {
    /// A problem that says no more than its code does.
    pub fn new(code: ProblemCode) -> Self {
        Self {
            r#type: format!("/problems/{}", code.as_str()),
            title: code.title().into(),
            status: code.status(),
            detail: code.advice().into(),
            instance: None,
            code,
            errors: Vec::new(),
            alternatives: Vec::new(),
            retry_after: None,
            scheduling_url: None,
        }
    }

    /// The same problem with a sentence about this occurrence.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// The same problem with the fields that caused it.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<FieldError>) -> Self {
        self.errors = errors;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_one_spelling_one_status_and_a_next_step() {
        let table: Vec<_> = ProblemCode::ALL
            .iter()
            .map(|code| {
                assert_eq!(serde_json::to_value(code).unwrap(), code.as_str());
                format!("{} {} | {} | {}", code.status(), code.as_str(), code.title(), code.advice())
            })
            .collect();
        insta::assert_snapshot!(table.join("\n"));
    }

    #[test]
    fn an_older_widget_survives_a_newer_code() {
        let code: ProblemCode = serde_json::from_str("\"moon-in-the-way\"").unwrap();
        assert_eq!(code, ProblemCode::Unknown);
    }
}
