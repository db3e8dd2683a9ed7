//! Single-use links: an address at which an event type can be booked once.

use serde::{Deserialize, Serialize};

use crate::moment::{DAY, Moment};

/// Unused links end after this many days.
const LIFETIME_DAYS: i64 = 90;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Link {
    pub(crate) code: String,
    /// Id of the event type.
    pub(crate) event_type: String,
    pub(crate) created_at: Moment,
    /// Id of the invitee who used it.
    pub(crate) used_by: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Open,
    Used,
    Expired,
}

impl Link {
    pub(crate) fn standing(&self, now: Moment) -> Standing {
        if self.used_by.is_some() {
            Standing::Used
        } else if now > self.created_at.plus_seconds(LIFETIME_DAYS * DAY) {
            Standing::Expired
        } else {
            Standing::Open
        }
    }
}
