//! What a sandbox is started with: the account's plan, the span cap, the tokens it knows. Options never change
//! while a sandbox lives; what changes is in `state`.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The token of a sandbox started with default options. It has every scope.
pub const DEMO_TOKEN: &str = "sandbox-demo-token";

/// How a [`crate::Sandbox`] behaves. `Default` is what a paying customer sees today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Decides every id, and how busy the host's calendar is.
    pub seed: u64,
    pub plan: Plan,
    /// Longest span of one available-times request in days: 31, or 7 as it was before July 2026.
    pub window_days: u16,
    /// Where the booking pages live, without a trailing slash.
    pub public_url: String,
    pub tokens: Vec<Token>,
    /// Whether `POST /invitees` is open to this account. When it is not, it answers 403.
    pub scheduling_api: bool,
    /// Whether calls are counted and refused with 429. Off only for load tests.
    pub rate_limits: bool,
    /// Whether the account already has some bookings (workshop seats, a few calls) when it is first asked.
    pub seeded_bookings: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: 1,
            plan: Plan::Paid,
            window_days: 31,
            public_url: "http://127.0.0.1:8787".to_owned(),
            tokens: vec![Token::new(DEMO_TOKEN, Scopes::All)],
            scheduling_api: true,
            rate_limits: true,
            seeded_bookings: true,
        }
    }
}

/// The plan of the account. It decides the rate limits and what is refused with an invitation to upgrade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    Free,
    Trial,
    Paid,
    Enterprise,
}

/// A personal access token as the sandbox knows it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Token {
    pub token: String,
    pub scopes: Scopes,
    #[serde(default)]
    pub validity: Validity,
}

impl Token {
    pub fn new(token: impl Into<String>, scopes: Scopes) -> Self {
        Self { token: token.into(), scopes, validity: Validity::Valid }
    }
}

/// Somebody may start the sandbox with the token of a real account, so it is never printed.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token")
            .field("token", &"[redacted]")
            .field("scopes", &self.scopes)
            .field("validity", &self.validity)
            .finish()
    }
}

/// Why a known token may still be refused.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Validity {
    #[default]
    Valid,
    Expired,
    Revoked,
}

/// What a token may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scopes {
    All,
    List(BTreeSet<String>),
}

impl Scopes {
    /// Scopes by their names, such as `availability:read`.
    pub fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self::List(names.into_iter().map(str::to_owned).collect())
    }

    /// Whether these scopes include `scope`. Writing includes reading of the same family.
    pub fn allow(&self, scope: &str) -> bool {
        match self {
            Self::All => true,
            Self::List(names) => {
                names.contains(scope)
                    || scope
                        .strip_suffix(":read")
                        .is_some_and(|family| names.contains(&format!("{family}:write")))
            }
        }
    }
}
