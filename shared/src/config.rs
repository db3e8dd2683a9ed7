//! `GET /v1/config` and `GET /healthz`: what the widget needs before anything else, and whether all is well.

use crate::{event_type::EventType, instant::Instant};
use serde::{Deserialize, Serialize};

/// What stands behind this deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// No token: the built-in sandbox account.
    Demo,
    /// No token, only a scheduling URL: Calendly's own page.
    Public,
    /// A Personal Access Token.
    Connected,
}

/// How a booking is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BookingMode {
    /// Directly, and by a single-use link where that is not possible.
    Auto,
    /// Directly or not at all.
    Direct,
    /// Always by a single-use link.
    Link,
}

/// The answer of `GET /v1/config`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Config {
    /// What stands behind this deployment.
    pub mode: Mode,
    /// On offer, in order; empty in mode `public`.
    pub event_types: Vec<EventType>,
    /// How a booking is made.
    pub booking_mode: BookingMode,
    /// The colour scheme the owner chose.
    pub theme: Theme,
    /// Public half of the Turnstile pair; absent when the check is off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turnstile_site_key: Option<String>,
    /// Calendly's own page: the whole offer in mode `public`, a way on in the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduling_url: Option<String>,
    /// The host's public name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_name: Option<String>,
    /// The host's IANA zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_timezone: Option<String>,
    /// Seconds east of UTC there now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_offset_seconds: Option<i32>,
}

/// A colour scheme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// As the visitor's system has it.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// The answer of `GET /healthz`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Health {
    /// `ok`, or `misconfigured` when `settings` names something.
    pub status: HealthStatus,
    /// What stands behind this deployment.
    pub mode: Mode,
    /// Version of the Worker.
    pub version: String,
    /// Each setting that is wrong or missing, without its value.
    #[serde(default)]
    pub settings: Vec<SettingProblem>,
    /// How the edge is doing; only for the site owner, who asks for it with `?verbose`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edge: Option<Vitals>,
}

/// How the edge is doing, as the token's gate sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Vitals {
    /// How windows were answered today (UTC), as far as isolates have reported.
    pub windows: WindowCounts,
    /// The share of them that no visitor waited for, 0 to 1; absent before the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hit_rate: Option<f64>,
    /// Since when that is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Instant>,
    /// Calls to Calendly within the last minute, those of bookings not counted.
    pub upstream_calls_last_minute: u32,
    /// Calls that may still be made for reading in the running minute; a fifth of the limit is kept for bookings.
    pub upstream_budget_left: u32,
    /// Calendly's limit, in calls a minute.
    pub upstream_limit: u32,
    /// `closed` (all is well), `open` (Calendly is failing and left alone) or `half-open` (one call tries).
    pub breaker: String,
    /// Values written to KV today (UTC).
    pub kv_writes_today: u32,
    /// Values that may still be written today.
    pub kv_writes_left: u32,
    /// Until when Calendly is asked for 7 days at a time, because it refused more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub narrow_until: Option<Instant>,
}

/// How many windows were answered in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowCounts {
    /// Within their time to live.
    pub hit: u64,
    /// Fetched for the visitor.
    pub miss: u64,
    /// Past their time to live, shown while they were refreshed.
    pub revalidating: u64,
    /// Shown while Calendly failed.
    pub stale: u64,
    /// Could not be shown.
    pub missing: u64,
}

/// Whether the settings are right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HealthStatus {
    /// Everything is as it should be.
    Ok,
    /// The Worker runs, with a default in place of each wrong setting.
    Misconfigured,
}

/// A setting that is wrong or missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingProblem {
    /// Its name.
    pub setting: String,
    /// What it should be, and what is used instead.
    pub detail: String,
}

impl core::ops::AddAssign for WindowCounts {
    fn add_assign(&mut self, more: Self) {
        self.hit += more.hit;
        self.miss += more.miss;
        self.revalidating += more.revalidating;
        self.stale += more.stale;
        self.missing += more.missing;
    }
}
