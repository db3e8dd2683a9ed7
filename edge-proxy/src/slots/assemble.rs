//! From windows to one answer: what is there, what is missing, and how fresh it all is. Pure.

use super::load::{Found, Loaded};
use crate::{calendly::CalendlyError, error::ApiError, platform::TransportError};
use chrono::{DateTime, Utc};
use shared::{
    config::WindowCounts,
    instant::Instant,
    slots::{CacheState, Missing, MissingReason},
};

/// What the answer is to be put together from, or fails with the error that says most when no window is known.
pub(super) fn assemble(
    loaded: Vec<Loaded>,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
    count: impl FnOnce(WindowCounts),
) -> Result<Found, ApiError> {
    let (mut lists, mut parts, mut missing, mut failures) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut cache = CacheState::Hit;
    let mut fetched_at = now;
    let mut served = WindowCounts::default();
    for outcome in loaded {
        match outcome {
            Loaded::Window(key, window, state) => {
                *match state {
                    CacheState::Hit => &mut served.hit,
                    CacheState::Miss => &mut served.miss,
                    CacheState::Revalidating => &mut served.revalidating,
                    CacheState::Stale => &mut served.stale,
                } += 1;
                fetched_at = fetched_at.min(window.fetched_at);
                cache = cache.max(state);
                parts.push((key, window.fetched_at));
                lists.push(window.slots);
            }
            Loaded::Failed(window, error) => {
                served.missing += 1;
                missing.push(Missing {
                    from: Instant(window.start.max(from)),
                    to: Instant(window.end.min(until)),
                    reason: reason(&error),
                });
                failures.push(error);
            }
        }
    }
    count(served);
    let worst = failures.into_iter().max_by_key(weight);
    match worst {
        Some(error) if lists.is_empty() => Err(error.into()),
        _ => Ok(Found { lists, span: (from, until), missing, fetched_at, cache, parts }),
    }
}

/// How much an error says about what somebody must do: what no waiting cures comes first.
fn weight(error: &CalendlyError) -> u8 {
    match error {
        CalendlyError::Unauthenticated => 4,
        CalendlyError::Forbidden => 3,
        CalendlyError::NotFound => 2,
        CalendlyError::RateLimited { .. } | CalendlyError::Down { .. } => 1,
        CalendlyError::Transport(_)
        | CalendlyError::Unreadable
        | CalendlyError::Rejected(_)
        | CalendlyError::SpanTooLong
        | CalendlyError::Failed(_) => 0,
    }
}

fn reason(error: &CalendlyError) -> MissingReason {
    match error {
        CalendlyError::Transport(TransportError::TimedOut) => MissingReason::TimedOut,
        CalendlyError::RateLimited { .. } => MissingReason::RateLimited,
        CalendlyError::Transport(TransportError::Broken)
        | CalendlyError::Unreadable
        | CalendlyError::Rejected(_)
        | CalendlyError::SpanTooLong
        | CalendlyError::Unauthenticated
        | CalendlyError::Forbidden
        | CalendlyError::NotFound
        | CalendlyError::Failed(_)
        | CalendlyError::Down { .. } => MissingReason::CalendlyFailed,
    }
}
