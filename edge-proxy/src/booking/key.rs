//! The caller's name for one attempt, and what tells two requests apart.
//!
//! A page that lost the answer on its way asks again with the same key and gets it, instead of a second booking
//! or a `slot-taken` for its own. The desk keeps the answers.

use crate::error::ApiError;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use http::{HeaderMap, HeaderName};
use sha2::{Digest as _, Sha256};
use shared::{
    booking::{BookingRequest, RescheduleRequest},
    problem::ProblemCode,
};

const HEADER: HeaderName = HeaderName::from_static("idempotency-key");
const MAX_LENGTH: usize = 255;

/// An `Idempotency-Key`, hashed, so that no text of the caller's becomes part of a place in storage.
#[derive(Clone, Debug)]
pub(crate) struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Reads the header: 1 to 255 visible characters.
    pub(crate) fn read(headers: &HeaderMap) -> Result<Self, ApiError> {
        let value = headers.get(HEADER).and_then(|value| value.to_str().ok()).map(str::trim);
        match value {
            Some(text) if (1..=MAX_LENGTH).contains(&text.len()) => Ok(Self(digest(text.as_bytes()))),
            _ => Err(ApiError::Plain(ProblemCode::IdempotencyKeyMissing)),
        }
    }

    /// The digest.
    pub(super) fn digest(&self) -> &str {
        &self.0
    }
}

/// A fingerprint of what is asked for, less what is new in each try: what tells that it came from a person, and
/// the hold.
pub(super) fn fingerprint(request: &BookingRequest) -> String {
    let request = BookingRequest { turnstile_token: None, form: None, hold: None, ..request.clone() };
    digest(&serde_json::to_vec(&request).unwrap_or_default())
}

/// The same of a move: of the caller's own words, for what is booked anew follows from what Calendly says at the time.
pub(super) fn fingerprint_of_move(booking: &str, asked: &RescheduleRequest) -> String {
    let asked = RescheduleRequest { hold: None, ..asked.clone() };
    digest(&serde_json::to_vec(&(booking, asked)).unwrap_or_default())
}

fn digest(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(bytes))
}
