//! Decides before each call to Calendly whether it may go, and learns from each answer.
//!
//! One governor belongs to one token. It lives in the gate; callers elsewhere (bookings) have one that lets
//! everything through, because a booking must never wait for those who only look.

mod breaker;
mod budget;
pub(super) mod retry;

pub(crate) use breaker::Breaker;
pub(crate) use budget::Budget;

use super::error::CalendlyError;
use async_lock::{Semaphore, SemaphoreGuardArc};
use budget::Allowance;
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use core::time::Duration;
use http::Response;
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What is known of one token's budget and of Calendly's health.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Health {
    pub(crate) budget: Budget,
    pub(crate) breaker: Breaker,
}

/// The platform opens at most this many connections at a time.
const PARALLEL: usize = 6;

/// Who may call.
#[derive(Clone, Debug)]
pub(crate) enum Governor {
    /// Everybody, always.
    Off,
    /// As the token's health allows, and so many at once.
    On { health: Arc<Mutex<Health>>, permits: Arc<Semaphore> },
}

impl Governor {
    /// One that watches over `health`.
    pub(crate) fn new(health: Arc<Mutex<Health>>) -> Self {
        Self::On { health, permits: Arc::new(Semaphore::new(PARALLEL)) }
    }

    /// Waits until a connection is free; it is until the permit is dropped.
    pub(super) async fn permit(&self) -> Option<SemaphoreGuardArc> {
        match self {
            Self::Off => None,
            Self::On { permits, .. } => Some(permits.acquire_arc().await),
        }
    }

    /// Whether a call may go: at once, after a pause, or not at all within `left`.
    pub(super) fn admit(&self, now: DateTime<Utc>, left: Duration) -> Result<Duration, CalendlyError> {
        let Self::On { health, .. } = self else { return Ok(Duration::ZERO) };
        let mut health = lock(health);
        health.breaker.admit(now).map_err(|wait| CalendlyError::Down { retry_after: seconds(wait) })?;
        match health.budget.take(now) {
            Ok(()) => Ok(Duration::ZERO),
            Err(wait) => match wait.to_std() {
                Ok(wait) if wait < left => Ok(wait),
                _ => Err(CalendlyError::RateLimited { retry_after: Some(seconds(wait)) }),
            },
        }
    }

    /// Learns what an answer's headers say of the budget.
    pub(super) fn hear(&self, response: &Response<Bytes>, now: DateTime<Utc>) {
        let Self::On { health, .. } = self else { return };
        if let Some(said) = Allowance::of(response) {
            lock(health).budget.learn(said, now);
        }
    }

    /// Learns how a call ended.
    pub(super) fn note<T>(&self, outcome: &Result<T, CalendlyError>, now: DateTime<Utc>) {
        let Self::On { health, .. } = self else { return };
        let mut health = lock(health);
        match outcome {
            Err(error) if error.leaves_doubt() => health.breaker.failed(now),
            Err(CalendlyError::RateLimited { retry_after }) => {
                health.breaker.succeeded();
                // Without a time, the next tries will show.
                if let Some(seconds) = retry_after {
                    health.budget.exhaust(*seconds, now);
                }
            }
            Ok(_) | Err(_) => health.breaker.succeeded(),
        }
    }
}

/// Nothing panics while it is held, so a poisoned lock holds good values.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whole seconds, rounded up, at least 1.
fn seconds(wait: TimeDelta) -> u32 {
    let whole = wait.num_seconds() + i64::from(wait.subsec_nanos() > 0);
    u32::try_from(whole.max(1)).unwrap_or(u32::MAX)
}
