//! Cloudflare's siteverify as its documentation describes it, in memory: tokens that can be used once within five
//! minutes, or again under the same idempotency key; and ways to fail.

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use edge_proxy::platform::TransportError;
use http::Request;
use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};

pub(crate) const SECRET: &str = "0x4AAAAAAATheOtherHalf";
const LASTS: TimeDelta = TimeDelta::seconds(300);

/// A token as it was made.
#[derive(Clone, Debug)]
struct Token {
    made: DateTime<Utc>,
    hostname: &'static str,
    action: &'static str,
    used_under: Option<String>,
}

#[derive(Debug, Default)]
pub(crate) struct Siteverify {
    tokens: BTreeMap<String, Token>,
    /// What the next answers are, in place of a verdict.
    pub(crate) failures: VecDeque<Result<String, TransportError>>,
    /// What it was asked.
    pub(crate) asked: Vec<Value>,
}

impl Siteverify {
    /// A person passes the check on a page.
    pub(crate) fn make(
        &mut self,
        token: &str,
        hostname: &'static str,
        action: &'static str,
        made: DateTime<Utc>,
    ) {
        self.tokens.insert(token.to_owned(), Token { made, hostname, action, used_under: None });
    }

    pub(crate) fn handle(
        &mut self,
        request: &Request<Bytes>,
        now: DateTime<Utc>,
    ) -> Result<String, TransportError> {
        let question: Value = serde_json::from_slice(request.body()).unwrap();
        assert_eq!(
            request.uri().to_string(),
            "https://challenges.cloudflare.com/turnstile/v0/siteverify",
            "the secret goes nowhere else"
        );
        assert_eq!(request.headers()["content-type"], "application/json");
        self.asked.push(question.clone());
        if let Some(failure) = self.failures.pop_front() {
            return failure;
        }
        Ok(self.verdict(&question, now).to_string())
    }

    fn verdict(&mut self, asked: &Value, now: DateTime<Utc>) -> Value {
        let refused = |code: &str| json!({"success": false, "error-codes": [code], "messages": []});
        if asked["secret"] != SECRET {
            return refused("invalid-input-secret");
        }
        let Some(token) = self.tokens.get_mut(asked["response"].as_str().unwrap()) else {
            return refused("invalid-input-response");
        };
        let key = asked["idempotency_key"].as_str().unwrap().to_owned();
        let is_new = *token.used_under.get_or_insert_with(|| key.clone()) == key;
        if !is_new || now > token.made + LASTS {
            return refused("timeout-or-duplicate");
        }
        json!({
            "success": true,
            "challenge_ts": token.made.to_rfc3339(),
            "hostname": token.hostname,
            "action": token.action,
            "cdata": "",
            "error-codes": [],
            "metadata": {"interactive": false},
        })
    }
}
