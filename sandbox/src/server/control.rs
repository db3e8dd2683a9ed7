//! The switches of the server, under `/_sandbox/`. Unknown fields are refused: a misspelt switch must not look
//! as if it had been thrown.

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use http::{Method, Request, Response, StatusCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::options::{Options, Plan, Token};
use crate::reply;
use crate::server::clock::Clock;
use crate::server::core::Core;
use crate::server::faults::Rule;

pub(super) const PREFIX: &str = "/_sandbox/";

type Control = Result<Response<Bytes>, String>;

pub(super) fn answer(core: &Core, request: &Request<Bytes>) -> Response<Bytes> {
    let switch = request.uri().path().strip_prefix(PREFIX).unwrap_or_default();
    let answer = match (request.method(), switch) {
        (&Method::GET, "journal") => Ok(show(&json!({ "entries": core.lock().journal.entries() }))),
        (&Method::DELETE, "journal") => {
            core.lock().journal.clear();
            Ok(reply::no_content())
        }
        (&Method::GET, "deliveries") => Ok(show(&json!({ "deliveries": core.post().outcomes() }))),
        (&Method::GET, "clock") => Ok(show_clock(core)),
        (&Method::PUT, "clock") => set_clock(core, request.body()),
        (&Method::GET, "faults") => Ok(show(&json!({ "faults": core.lock().faults.rules() }))),
        (&Method::POST, "faults") => add_faults(core, request.body()),
        (&Method::DELETE, "faults") => {
            core.lock().faults.clear();
            Ok(reply::no_content())
        }
        (&Method::POST, "reset") => reset(core, request.body()),
        _ => return complain(StatusCode::NOT_FOUND, "there is no such switch"),
    };
    answer.unwrap_or_else(|problem| complain(StatusCode::BAD_REQUEST, &problem))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockChange {
    /// Seconds ahead of the machine's clock, or behind it.
    offset_seconds: Option<i64>,
    /// The clock stands still at this time.
    fixed: Option<String>,
    /// Moves the clock as it is, by so many seconds.
    advance_seconds: Option<i64>,
}

fn set_clock(core: &Core, body: &Bytes) -> Control {
    let change: ClockChange = read(body)?;
    let seconds =
        |seconds| TimeDelta::try_seconds(seconds).ok_or_else(|| "that is too many seconds".to_owned());
    let clock = match (change.offset_seconds, change.fixed, change.advance_seconds) {
        (Some(offset), None, None) => Clock::Offset(seconds(offset)?),
        (None, Some(time), None) => {
            let time: DateTime<Utc> = time.parse().map_err(|_| format!("{time:?} is not a time"))?;
            Clock::Fixed(time)
        }
        (None, None, Some(by)) => core.lock().clock.advanced(seconds(by)?),
        _ => return Err("give exactly one of offset_seconds, fixed, advance_seconds".to_owned()),
    };
    core.lock().clock = clock;
    Ok(show_clock(core))
}

fn show_clock(core: &Core) -> Response<Bytes> {
    let clock = core.lock().clock;
    show(&json!({ "now": clock.now().to_rfc3339(), "is_fixed": matches!(clock, Clock::Fixed(_)) }))
}

fn add_faults(core: &Core, body: &Bytes) -> Control {
    let rules: Vec<Rule> = read(body)?;
    let mut inner = core.lock();
    inner.faults.add(rules)?;
    Ok(show(&json!({ "faults": inner.faults.rules() })))
}

/// What a reset may change; what is absent is as it was when the server started.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Changes {
    seed: Option<u64>,
    plan: Option<Plan>,
    window_days: Option<u16>,
    tokens: Option<Vec<Token>>,
    scheduling_api: Option<bool>,
    rate_limits: Option<bool>,
    seeded_bookings: Option<bool>,
}

fn reset(core: &Core, body: &Bytes) -> Control {
    let changes: Changes = if body.is_empty() { Changes::default() } else { read(body)? };
    let first = core.first.0.clone();
    core.reset(Options {
        seed: changes.seed.unwrap_or(first.seed),
        plan: changes.plan.unwrap_or(first.plan),
        window_days: changes.window_days.unwrap_or(first.window_days),
        public_url: first.public_url,
        tokens: changes.tokens.unwrap_or(first.tokens),
        scheduling_api: changes.scheduling_api.unwrap_or(first.scheduling_api),
        rate_limits: changes.rate_limits.unwrap_or(first.rate_limits),
        seeded_bookings: changes.seeded_bookings.unwrap_or(first.seeded_bookings),
    });
    Ok(reply::no_content())
}

fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, String> {
    serde_json::from_slice(body).map_err(|error| error.to_string())
}

fn show(body: &Value) -> Response<Bytes> {
    reply::json(StatusCode::OK, body)
}

fn complain(status: StatusCode, problem: &str) -> Response<Bytes> {
    reply::json(status, &json!({ "error": problem }))
}
