//! The people of the account.

use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::chance::Chance;
use crate::uri;

/// The zone every host works in.
pub(crate) const TIME_ZONE: &str = "America/New_York";
const CREATED_AT: &str = "2025-09-02T13:05:04.678123Z";
const UPDATED_AT: &str = "2026-10-19T15:22:41.321123Z";

#[derive(Debug, Clone)]
pub(crate) struct Host {
    pub(crate) id: String,
    pub(crate) membership: String,
    pub(crate) name: &'static str,
    pub(crate) slug: &'static str,
    pub(crate) email: &'static str,
    pub(crate) role: &'static str,
}

/// The slug of the token's owner, under which the account's public pages lie.
pub const HOST_SLUG: &str = "maya-lindqvist";

/// Stands in for the owner of an account without hosts, which no seed produces.
pub(crate) static NOBODY: LazyLock<Host> =
    LazyLock::new(|| host(0, "Nobody", "nobody", "nobody@example.com", "owner"));

pub(crate) fn hosts(seed: u64) -> Vec<Host> {
    vec![
        host(seed, "Maya Lindqvist", HOST_SLUG, "maya@northlight.example", "owner"),
        host(seed, "Tomás Oyelaran", "tomas-oyelaran", "tomas@northlight.example", "user"),
    ]
}

fn host(seed: u64, name: &'static str, slug: &'static str, email: &'static str, role: &'static str) -> Host {
    Host {
        id: Chance::named(seed, &format!("user {slug}")).uuid(),
        membership: Chance::named(seed, &format!("membership {slug}")).uuid(),
        name,
        slug,
        email,
        role,
    }
}

impl Host {
    pub(crate) fn uri(&self) -> String {
        uri::user(&self.id)
    }

    /// The User of the API.
    pub(crate) fn user_json(&self, public_url: &str, organization: &str) -> Value {
        json!({
            "uri": self.uri(),
            "name": self.name,
            "slug": self.slug,
            "email": self.email,
            "scheduling_url": format!("{public_url}/{}", self.slug),
            "timezone": TIME_ZONE,
            "avatar_url": null,
            "created_at": CREATED_AT,
            "updated_at": UPDATED_AT,
            "current_organization": organization,
            "resource_type": "User",
            "locale": "en",
            "time_notation": "12h",
        })
    }

    /// The organization membership of the API.
    pub(crate) fn membership_json(&self, public_url: &str, organization: &str) -> Value {
        json!({
            "uri": uri::of("organization_memberships", &self.membership),
            "role": self.role,
            "user": self.user_json(public_url, organization),
            "organization": organization,
            "created_at": CREATED_AT,
            "updated_at": UPDATED_AT,
        })
    }
}
