//! The check against robots: whether Cloudflare vouches for the token that came with a booking.
//!
//! 1. A token must be there, of at most 2,048 characters.
//! 2. Cloudflare must say that it is genuine, fresh and unused.
//! 3. It must have been made on a page that may book here, for a booking.
//!
//! A token can be used once, and an attempt may have to be repeated: whoever sends the same token with the same
//! `Idempotency-Key` again is told the same again, because Cloudflare gets a key of its own that follows from both.
//!
//! When Cloudflare cannot be asked, nobody is let through. The tokens come from the same service, so while it is
//! down hardly anybody has one, and letting people through would help robots alone. It is no dead end: the answer
//! names Calendly's own page.

use crate::{
    app::App,
    error::ApiError,
    platform::{Platform, TransportError},
    settings::{Settings, Turnstile},
    visitor::Caller,
};
use bytes::Bytes;
use core::{fmt, time::Duration};
use http::{Request, StatusCode, header};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use shared::problem::{FieldCode, FieldError};

/// What the page's Turnstile widget must have been rendered for.
const ACTION: &str = "openslot-booking";
/// The longest token there is, by Cloudflare's word.
const MAX_TOKEN: usize = 2048;
/// The longest wait for one answer.
const TIMEOUT: Duration = Duration::from_secs(3);
/// How often Cloudflare is asked, at most.
const TRIES: usize = 2;

/// The question (<https://developers.cloudflare.com/turnstile/get-started/server-side-validation/>).
#[derive(Serialize)]
struct Question<'a> {
    secret: &'a str,
    response: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    remoteip: Option<String>,
    idempotency_key: String,
}

/// The answer.
#[derive(Deserialize)]
struct Verdict {
    success: bool,
    #[serde(default)]
    hostname: String,
    #[serde(default)]
    action: String,
    #[serde(default, rename = "error-codes")]
    error_codes: Vec<String>,
}

/// What a verdict comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Finding {
    Person,
    /// There is no token.
    Missing,
    /// It is none of Cloudflare's, or is not for this site.
    Foreign,
    /// It is older than five minutes, or was used for something else.
    Spent,
    /// It is genuine, but was made elsewhere or for something else.
    Misplaced,
}

/// Why there is no verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    Transport(TransportError),
    Status(u16),
    Unreadable,
    /// Cloudflare does not know the secret: the site owner must act.
    Secret,
    /// Cloudflare itself failed.
    Internal,
}

impl fmt::Display for Trouble {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => error.fmt(formatter),
            Self::Status(status) => write!(formatter, "status {status}"),
            Self::Unreadable => formatter.write_str("the answer is none"),
            Self::Secret => formatter.write_str("it does not take TURNSTILE_SECRET"),
            Self::Internal => formatter.write_str("it failed"),
        }
    }
}

/// Refuses a booking that no person vouches for. `attempt` names it: what follows from its `Idempotency-Key`.
pub(super) async fn check<P: Platform>(
    app: &App<P>,
    turnstile: &Turnstile,
    caller: &Caller,
    attempt: &str,
    token: Option<&str>,
) -> Result<(), ApiError> {
    // (1)
    let Some(token) = token.filter(|token| !token.is_empty()) else { return refuse(Finding::Missing) };
    if token.len() > MAX_TOKEN {
        return refuse(Finding::Foreign);
    }
    // (2)
    let question = Question {
        secret: turnstile.secret.expose(),
        response: token,
        remoteip: caller.address.map(|address| address.to_string()),
        idempotency_key: uuid(attempt, token),
    };
    let mut trouble = Trouble::Internal;
    for _ in 0..TRIES {
        match ask(app, turnstile, &question).await {
            // (3)
            Ok(verdict) => return refuse(judge(&verdict, &app.settings, caller)),
            Err(met) => trouble = met,
        }
    }
    app.platform.log(&format!("turnstile: no verdict from siteverify: {trouble}"));
    Err(ApiError::BotCheckUnavailable { scheduling_url: None })
}

async fn ask<P: Platform>(
    app: &App<P>,
    turnstile: &Turnstile,
    question: &Question<'_>,
) -> Result<Verdict, Trouble> {
    let body = serde_json::to_vec(question).map_err(|_| Trouble::Unreadable)?;
    let request = Request::post(&turnstile.siteverify)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Bytes::from(body))
        .map_err(|_| Trouble::Unreadable)?;
    let response = app.platform.ask_turnstile(request, TIMEOUT).await.map_err(Trouble::Transport)?;
    // A refusal may come with any status, and is told by its body.
    match serde_json::from_slice::<Verdict>(response.body()) {
        Ok(verdict) => trouble(&verdict.error_codes).map_or(Ok(verdict), Err),
        Err(_) if response.status() == StatusCode::OK => Err(Trouble::Unreadable),
        Err(_) => Err(Trouble::Status(response.status().as_u16())),
    }
}

/// Whether the codes are about Cloudflare or the site owner, rather than about the visitor.
fn trouble(codes: &[String]) -> Option<Trouble> {
    codes.iter().find_map(|code| match code.as_str() {
        "missing-input-secret" | "invalid-input-secret" => Some(Trouble::Secret),
        "internal-error" | "bad-request" => Some(Trouble::Internal),
        _ => None,
    })
}

fn judge(verdict: &Verdict, settings: &Settings, caller: &Caller) -> Finding {
    if !verdict.success {
        let is_spent = verdict.error_codes.iter().any(|code| code == "timeout-or-duplicate");
        return if is_spent { Finding::Spent } else { Finding::Foreign };
    }
    let is_own = caller.host.as_deref().is_some_and(|host| host.eq_ignore_ascii_case(&verdict.hostname));
    let is_listed = match &settings.allowed_origins {
        Some(patterns) => patterns.iter().any(|pattern| pattern.covers(&verdict.hostname)),
        None => true,
    };
    if verdict.action == ACTION && (is_own || is_listed) { Finding::Person } else { Finding::Misplaced }
}

fn refuse(finding: Finding) -> Result<(), ApiError> {
    let detail = match finding {
        Finding::Person => return Ok(()),
        Finding::Missing => "Pass the check against robots, and send the token it gives you.",
        Finding::Foreign => "Cloudflare does not know this token; pass the check against robots again.",
        Finding::Spent => {
            "This token was used already or is older than five minutes; pass the check against robots again."
        }
        Finding::Misplaced => {
            "Make the token for the action openslot-booking, on a page whose origin is in ALLOWED_ORIGINS."
        }
    };
    Err(ApiError::Fields(vec![FieldError::at("/turnstile_token", FieldCode::TurnstileFailed, detail)]))
}

/// A UUID of version 8 (RFC 9562 §5.8) that is the same for the same attempt and token, and for no other.
fn uuid(attempt: &str, token: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(b"openslot turnstile 1\0");
    hash.update(Sha256::digest(attempt));
    hash.update(token);
    let digest = hash.finalize();
    let bits = digest.iter().take(16).fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    let bits = bits & !(0xf << 76) & !(0b11 << 62) | 8 << 76 | 0b10 << 62;
    let hex = format!("{bits:032x}");
    let mut text = String::with_capacity(36);
    for (index, digit) in hex.chars().enumerate() {
        if matches!(index, 8 | 12 | 16 | 20) {
            text.push('-');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests;
