//! Tokens that open one booking: claims signed with HMAC-SHA-256 (RFC 2104).
//!
//! `<scope>1.<claims>.<signature>`, the last two parts base64url without padding; the signature covers all before it,
//! so that a token for one purpose never passes for one of another. Nothing is kept anywhere: a token is good until
//! it ends or the key changes. Knows neither requests nor the clock: the key and `now` are given.

use crate::secret::Secret;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use hmac::{Hmac, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// What a token is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Seeing and changing the booking. Such a token is a key: it is never logged and never part of an address.
    Manage,
    /// Fetching its calendar file, and nothing else, so that it may stand in the address of a plain link.
    Calendar,
}

impl Scope {
    /// Names the scope and the form of the claims.
    fn prefix(self) -> &'static str {
        match self {
            Self::Manage => "m1",
            Self::Calendar => "c1",
        }
    }
}

/// What a token says. Short names, because it travels with every request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Claims {
    /// Which booking: Calendly's id of the invitee.
    #[serde(rename = "b")]
    pub(super) booking: String,
    /// Calendly's id of the event, the last part of its URI.
    #[serde(rename = "e")]
    pub(super) event: String,
    /// Slug of the event type at the time of booking.
    #[serde(rename = "s")]
    pub(super) event_type: String,
    /// The invitee's IANA zone.
    #[serde(rename = "z")]
    pub(super) timezone: String,
    /// Until when the token is good; whole seconds.
    #[serde(rename = "x", with = "chrono::serde::ts_seconds")]
    pub(super) expires_at: DateTime<Utc>,
}

/// Why a token does not open. For tests and readers: callers are told only that it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenError {
    /// Not three parts.
    Malformed,
    /// For another purpose, or of a form that this build does not know.
    OtherScope,
    /// Not signed with this key.
    BadSignature,
    /// Signed, but the claims are not those of this form.
    BadClaims,
    /// For another booking.
    OtherBooking,
    /// Past its end.
    Expired,
}

/// The token for some claims; `None` only for a key that HMAC cannot take, and there is none.
pub(super) fn sign(scope: Scope, claims: &Claims, key: &Secret) -> Option<String> {
    let claims = URL_SAFE_NO_PAD.encode(serde_json::to_vec(claims).ok()?);
    let signed = format!("{}.{claims}", scope.prefix());
    let signature = URL_SAFE_NO_PAD.encode(mac(&signed, key)?.finalize().into_bytes());
    Some(format!("{signed}.{signature}"))
}

/// The claims of a token that opens `booking` at `now` for `scope`.
///
/// The signature is compared in constant time and before anything the token says is believed.
pub(super) fn verify(
    scope: Scope,
    token: &str,
    booking: &str,
    key: &Secret,
    now: DateTime<Utc>,
) -> Result<Claims, TokenError> {
    let (signed, signature) = token.rsplit_once('.').ok_or(TokenError::Malformed)?;
    let (prefix, claims) = signed.split_once('.').ok_or(TokenError::Malformed)?;
    if prefix != scope.prefix() {
        return Err(TokenError::OtherScope);
    }
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| TokenError::BadSignature)?;
    let mac = mac(signed, key).ok_or(TokenError::BadSignature)?;
    mac.verify_slice(&signature).map_err(|_| TokenError::BadSignature)?;
    let claims = URL_SAFE_NO_PAD.decode(claims).map_err(|_| TokenError::BadClaims)?;
    let claims: Claims = serde_json::from_slice(&claims).map_err(|_| TokenError::BadClaims)?;
    if claims.booking != booking {
        return Err(TokenError::OtherBooking);
    }
    if claims.expires_at <= now {
        return Err(TokenError::Expired);
    }
    Ok(claims)
}

fn mac(signed: &str, key: &Secret) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.expose().as_bytes()).ok()?;
    mac.update(signed.as_bytes());
    Some(mac)
}

#[cfg(test)]
mod tests;
