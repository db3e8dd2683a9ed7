//! The token that lets an invitee see and change one booking: claims signed with HMAC-SHA-256 (RFC 2104).
//!
//! `v1.<claims>.<signature>`, both parts base64url without padding. It names one booking and ends with the
//! event. It is a key: it is never logged and never part of an address.

use crate::secret::Secret;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use hmac::{Hmac, Mac as _};
use serde::Serialize;
use sha2::Sha256;

const VERSION: &str = "v1";

/// What a token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claims {
    /// Which booking.
    pub(super) booking: String,
    /// Calendly's URI of the event.
    pub(super) event: String,
    /// Until when.
    pub(super) expires_at: DateTime<Utc>,
}

#[derive(Serialize)]
struct Payload<'a> {
    b: &'a str,
    e: &'a str,
    x: i64,
}

/// The token for some claims; `None` only for a key that HMAC cannot take, and there is none.
pub(super) fn sign(claims: &Claims, key: &Secret) -> Option<String> {
    let payload = Payload { b: &claims.booking, e: &claims.event, x: claims.expires_at.timestamp() };
    let claims = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&payload).unwrap_or_default());
    let signed = format!("{VERSION}.{claims}");
    let mut mac = Hmac::<Sha256>::new_from_slice(key.expose().as_bytes()).ok()?;
    mac.update(signed.as_bytes());
    let signature = URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes());
    Some(format!("{signed}.{signature}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims() -> Claims {
        Claims {
            booking: "b-1".into(),
            event: "https://api.calendly.com/scheduled_events/e-1".into(),
            expires_at: DateTime::from_timestamp(1_795_443_000, 0).unwrap(),
        }
    }

    #[test]
    fn a_token_carries_its_claims_and_a_signature_that_depends_on_the_key() {
        let token = sign(&claims(), &Secret::new("k".repeat(32))).unwrap();
        let parts: Vec<_> = token.split('.').collect();
        let [version, payload, signature] = *parts else { panic!("three parts") };
        let payload = String::from_utf8(URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap();
        assert_eq!(version, "v1");
        assert_eq!(
            payload,
            r#"{"b":"b-1","e":"https://api.calendly.com/scheduled_events/e-1","x":1795443000}"#
        );
        assert_eq!(URL_SAFE_NO_PAD.decode(signature).unwrap().len(), 32);
        assert_ne!(Some(token), sign(&claims(), &Secret::new("l".repeat(32))));
    }
}
