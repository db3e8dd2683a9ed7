//! How many calls a user may make, counted per plan. A plan's general limit counts fixed minutes, as the headers
//! of the API describe it; bookings count backwards from now, over a minute, an hour and a day.

use bytes::Bytes;
use http::{HeaderValue, Response};
use serde::{Deserialize, Serialize};

use crate::moment::{DAY, HOUR, MINUTE, Moment};
use crate::options::Plan;

/// What has been used of the limits.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Usage {
    /// The minute being counted, and the calls in it.
    minute: Option<(Moment, u32)>,
    /// When bookings were attempted, oldest first; none older than a day.
    bookings: Vec<Moment>,
}

/// What is left, as the `X-RateLimit-*` headers say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Allowance {
    pub(crate) limit: u32,
    pub(crate) remaining: u32,
    /// Seconds until the limit is whole again.
    pub(crate) reset: i64,
}

/// A call came after the limit was used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Exhausted(pub(crate) Allowance);

impl Allowance {
    pub(crate) fn write(self, response: &mut Response<Bytes>) {
        let headers = response.headers_mut();
        headers.insert("x-ratelimit-limit", HeaderValue::from(self.limit));
        headers.insert("x-ratelimit-remaining", HeaderValue::from(self.remaining));
        headers.insert("x-ratelimit-reset", HeaderValue::from(self.reset));
    }
}

impl Usage {
    /// The allowance of somebody who has used nothing, for answers that are not counted.
    pub(crate) fn untouched(plan: Plan) -> Allowance {
        let limit = per_minute(plan);
        Allowance { limit, remaining: limit, reset: MINUTE }
    }

    /// Counts one call of any kind.
    pub(crate) fn count(&mut self, plan: Plan, now: Moment) -> Result<Allowance, Exhausted> {
        let limit = per_minute(plan);
        let (since, used) = match self.minute {
            Some((since, used)) if since <= now && now < since.plus_seconds(MINUTE) => (since, used),
            _ => (now, 0),
        };
        let reset = since.seconds() + MINUTE - now.seconds();
        if used >= limit {
            return Err(Exhausted(Allowance { limit, remaining: 0, reset }));
        }
        self.minute = Some((since, used + 1));
        Ok(Allowance { limit, remaining: limit - used - 1, reset })
    }

    /// Counts one `POST /invitees`; the answer is about the tightest of its limits.
    pub(crate) fn count_booking(&mut self, plan: Plan, now: Moment) -> Result<Option<Allowance>, Exhausted> {
        let day_ago = now.plus_seconds(-DAY);
        self.bookings.retain(|at| *at > day_ago && *at <= now);
        let mut tightest: Option<Allowance> = None;
        for (limit, seconds) in bookings(plan) {
            let since = now.plus_seconds(-seconds);
            let within: Vec<Moment> = self.bookings.iter().copied().filter(|at| *at > since).collect();
            let used = u32::try_from(within.len()).unwrap_or(u32::MAX);
            let oldest = within.first().copied().unwrap_or(now);
            let reset = oldest.seconds() + seconds - now.seconds();
            if used >= *limit {
                return Err(Exhausted(Allowance { limit: *limit, remaining: 0, reset }));
            }
            let left = Allowance { limit: *limit, remaining: limit - used - 1, reset };
            tightest = tightest.filter(|other| other.remaining <= left.remaining).or(Some(left));
        }
        self.bookings.push(now);
        Ok(tightest)
    }
}

fn per_minute(plan: Plan) -> u32 {
    match plan {
        Plan::Free => 50,
        Plan::Trial | Plan::Paid | Plan::Enterprise => 500,
    }
}

/// Limits of `POST /invitees`: how many in how many seconds. The Free plan's number is not published; it is
/// taken to be the Trial's.
fn bookings(plan: Plan) -> &'static [(u32, i64)] {
    match plan {
        Plan::Free | Plan::Trial => &[(5, DAY)],
        Plan::Paid => &[(10, MINUTE), (50, HOUR), (100, DAY)],
        Plan::Enterprise => &[(500, MINUTE)],
    }
}
