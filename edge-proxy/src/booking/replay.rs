//! The answer already given to an `Idempotency-Key`, kept for a day.
//!
//! A page that lost the answer on its way asks again with the same key and gets it, instead of a second
//! booking or a `slot-taken` for its own. Only answers that changed something are kept. Two requests with
//! one key at the same moment are not told apart here.

use crate::{context::Context, error::ApiError, platform::Platform};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use core::time::Duration;
use http::{HeaderMap, HeaderName};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use shared::{
    booking::{BookingRequest, BookingResponse},
    problem::ProblemCode,
};

const HEADER: HeaderName = HeaderName::from_static("idempotency-key");
const MAX_LENGTH: usize = 255;
const KEPT: Duration = Duration::from_hours(24);

/// The caller's name for one attempt.
#[derive(Clone, Debug)]
pub(crate) struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Reads the header: 1 to 255 visible characters.
    pub(crate) fn read(headers: &HeaderMap) -> Result<Self, ApiError> {
        let value = headers.get(HEADER).and_then(|value| value.to_str().ok()).map(str::trim);
        match value {
            Some(text) if (1..=MAX_LENGTH).contains(&text.len()) => Ok(Self(text.to_owned())),
            _ => Err(ApiError::Plain(ProblemCode::IdempotencyKeyMissing)),
        }
    }

    /// Where its answer lies. Hashed, so that no text of the caller's becomes part of a cache key.
    fn place(&self) -> String {
        format!("answer:1:{}", digest(self.0.as_bytes()))
    }
}

#[derive(Serialize, Deserialize)]
struct Kept {
    body: String,
    answer: BookingResponse,
}

fn digest(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(bytes))
}

/// A fingerprint of the request, less the proof that it came from a person, which is new in each try.
fn fingerprint(request: &BookingRequest) -> String {
    let request = BookingRequest { turnstile_token: None, ..request.clone() };
    digest(&serde_json::to_vec(&request).unwrap_or_default())
}

/// The answer given before, or a problem when it was given to another request.
pub(super) async fn find<P: Platform>(
    context: &Context<P>,
    key: &IdempotencyKey,
    request: &BookingRequest,
) -> Result<Option<BookingResponse>, ApiError> {
    let kept = context.app.platform.read(key.place()).await;
    match kept.and_then(|text| serde_json::from_str::<Kept>(&text).ok()) {
        None => Ok(None),
        Some(kept) if kept.body == fingerprint(request) => Ok(Some(kept.answer)),
        Some(_) => Err(ApiError::Plain(ProblemCode::IdempotencyKeyReused)),
    }
}

/// Keeps an answer.
pub(super) async fn keep<P: Platform>(
    context: &Context<P>,
    key: &IdempotencyKey,
    request: &BookingRequest,
    answer: &BookingResponse,
) {
    let kept = Kept { body: fingerprint(request), answer: answer.clone() };
    if let Ok(text) = serde_json::to_string(&kept) {
        context.app.memory.count_kv_write();
        context.app.platform.write(key.place(), text, KEPT).await;
    }
}
