//! What a problem document says of each code: its status, its title, and what to do next.
//!
//! Does not know what a code is called: that the widget needs too, and none of these sentences shall come along.

use super::ProblemCode;

impl ProblemCode {
    /// The HTTP status that carries this problem.
    pub fn status(self) -> u16 {
        self.entry().0
    }

    /// A short summary that never changes from one occurrence to the next (RFC 9457 §3.1.3).
    pub fn title(self) -> &'static str {
        self.entry().1
    }

    fn entry(self) -> (u16, &'static str) {
        match self {
            Self::NotFound => (404, "No such route"),
            Self::MethodNotAllowed => (405, "Method not allowed"),
            Self::EventTypeNotFound => (404, "No such event type"),
            Self::InvalidQuery => (400, "Invalid query"),
            Self::MalformedJson => (400, "Malformed JSON"),
            Self::UnsupportedMediaType => (415, "Unsupported media type"),
            Self::BodyTooLarge => (413, "Body too large"),
            Self::ValidationFailed => (422, "Validation failed"),
            Self::IdempotencyKeyMissing => (400, "Idempotency-Key missing"),
            Self::IdempotencyKeyReused => (422, "Idempotency-Key reused"),
            Self::SlotTaken => (409, "Time no longer free"),
            Self::OriginNotAllowed => (403, "Origin not allowed"),
            Self::AdminTokenRequired => (401, "Admin token required"),
            Self::ManageTokenInvalid => (401, "Manage token invalid"),
            Self::BookingNotFound => (404, "No such booking"),
            Self::CancelAtCalendly => (409, "To be canceled at Calendly"),
            Self::RescheduleAtCalendly => (409, "To be moved at Calendly"),
            Self::BookingCanceled => (409, "Booking canceled"),
            Self::BookingStarted => (409, "Event has begun"),
            Self::RateLimited => (429, "Too many requests"),
            Self::BotCheckUnavailable => (503, "Check against robots unavailable"),
            Self::NotConnected => (409, "Not connected to Calendly"),
            Self::TokenRefused => (502, "Calendly refused the token"),
            Self::DirectBookingUnavailable => (502, "Direct booking unavailable"),
            Self::CalendlyUnavailable => (503, "Calendly unavailable"),
            Self::BookingUnconfirmed => (504, "Booking unconfirmed"),
            Self::CancellationUnconfirmed => (504, "Cancellation unconfirmed"),
            Self::Internal => (500, "Internal error"),
            Self::Unknown => (500, "Unknown problem"),
        }
    }

    /// What the reader should do next, used as `detail` when there is nothing more exact to say.
    pub fn advice(self) -> &'static str {
        match self {
            Self::NotFound => "Check the path against the API description.",
            Self::MethodNotAllowed => "Use one of the methods in the Allow header.",
            Self::EventTypeNotFound => "Use one of the slugs that GET /v1/event-types lists.",
            Self::InvalidQuery => "Correct the parameters named in errors and ask again.",
            Self::MalformedJson => "Send a body of the documented shape as valid JSON.",
            Self::UnsupportedMediaType => "Send the body as JSON with Content-Type: application/json.",
            Self::BodyTooLarge => "Shorten the answers: a body has at most 524,288 bytes.",
            Self::ValidationFailed => "Correct the fields named in errors; everything else was accepted.",
            Self::IdempotencyKeyMissing => {
                "Send an Idempotency-Key header, a fresh random value for each booking attempt."
            }
            Self::IdempotencyKeyReused => "Use a fresh Idempotency-Key: this one belongs to another request.",
            Self::SlotTaken => "Choose another time; alternatives lists the nearest.",
            Self::OriginNotAllowed => "The site owner must add this page's origin to ALLOWED_ORIGINS.",
            Self::AdminTokenRequired => {
                "Send Authorization: Bearer with the value of ADMIN_TOKEN; set that secret first if there is none."
            }
            Self::ManageTokenInvalid => {
                "Send Authorization: Bearer with the manage_token of this booking; it ends with the event."
            }
            Self::BookingNotFound => "Calendly no longer has this booking; there is nothing to do.",
            Self::CancelAtCalendly => "Open scheduling_url: it cancels this booking alone.",
            Self::RescheduleAtCalendly => "Open scheduling_url: it moves this booking alone.",
            Self::BookingCanceled => "Book a new time: this booking was canceled.",
            Self::BookingStarted => "Write to the host: what has begun can no longer be changed here.",
            Self::RateLimited => "This request did nothing. Send it again after the time in Retry-After.",
            Self::BotCheckUnavailable => {
                "This request booked nothing. Send it again after the time in Retry-After, or open scheduling_url."
            }
            Self::NotConnected => "Open scheduling_url, or set CALENDLY_TOKEN to show times here.",
            Self::TokenRefused => {
                "The site owner must replace CALENDLY_TOKEN or give it the scopes the README lists."
            }
            Self::DirectBookingUnavailable => {
                "Calendly does not let this account book here; set BOOKING_MODE to auto or link."
            }
            Self::CalendlyUnavailable => "Nothing was changed. Try again after the time in Retry-After.",
            Self::BookingUnconfirmed => {
                "Look for an invitation in the mailbox before booking again: the time may be booked already."
            }
            Self::CancellationUnconfirmed => {
                "Cancel again, which does no harm, or read the booking to see whether it is canceled."
            }
            Self::Internal => "Try again; if it stays, tell the site owner the instance.",
            Self::Unknown => "Try again.",
        }
    }
}
