//! What time it is for the sandbox. The only place that reads the machine's clock.

use chrono::{DateTime, TimeDelta, Utc};

/// A clock that runs with the machine's, ahead of it or behind it, or that stands still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    Offset(TimeDelta),
    Fixed(DateTime<Utc>),
}

impl Default for Clock {
    fn default() -> Self {
        Self::Offset(TimeDelta::zero())
    }
}

impl Clock {
    /// A clock that shows `time` now and runs on from there.
    pub fn starting_at(time: DateTime<Utc>) -> Self {
        Self::Offset(time - machine())
    }

    pub fn now(self) -> DateTime<Utc> {
        match self {
            Self::Fixed(time) => time,
            Self::Offset(by) => machine().checked_add_signed(by).unwrap_or(DateTime::<Utc>::MAX_UTC),
        }
    }

    /// The same clock, moved by `by`.
    #[must_use]
    pub fn advanced(self, by: TimeDelta) -> Self {
        match self {
            Self::Fixed(time) => Self::Fixed(time.checked_add_signed(by).unwrap_or(time)),
            Self::Offset(offset) => Self::Offset(offset.checked_add(&by).unwrap_or(offset)),
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a native server has a clock; the library takes the time as a value"
)]
fn machine() -> DateTime<Utc> {
    let since_epoch = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    DateTime::from_timestamp(
        i64::try_from(since_epoch.as_secs()).unwrap_or_default(),
        since_epoch.subsec_micros().saturating_mul(1000),
    )
    .unwrap_or_default()
}
