//! What fills a user's time: meetings booked here, and entries of the user's own calendar.

use serde_json::{Value, json};

use crate::api::{Answer, access, available_times};
use crate::availability::busy::{self, Busy};
use crate::call::Call;
use crate::error::ApiError;
use crate::moment::Moment;
use crate::reply;
use crate::service::Service;
use crate::uri;

/// This range never grew to 31 days.
const MOST_DAYS: u16 = 7;

/// `GET /user_busy_times`.
pub(super) fn list(service: &mut Service<'_>, call: &Call<'_>, _: &[&str]) -> Answer {
    let user = call.required("user")?;
    let (from, to) = available_times::range(call, service.now, MOST_DAYS)?;
    let range = (from.seconds(), to.seconds());
    let host = access::host(service, "user", user)?;
    let index = service.account.hosts.iter().position(|one| one.id == host.id).ok_or(ApiError::NotFound)?;
    let busy = busy::between(service.account, service.state, index, &busy::zone(), range);
    let within = busy.iter().filter(|busy| busy.start < range.1 && busy.end > range.0);
    Ok(reply::collection(within.map(busy_json).collect::<Vec<_>>()))
}

fn busy_json(busy: &Busy<'_>) -> Value {
    let iso = |second| Moment::from_seconds(second).iso();
    match busy.meeting {
        Some(meeting) => json!({
            "type": "calendly",
            "start_time": iso(busy.start),
            "end_time": iso(busy.end),
            "buffered_start_time": iso(busy.buffered.0),
            "buffered_end_time": iso(busy.buffered.1),
            "event": { "uri": uri::event(meeting) },
        }),
        None => json!({ "type": "external", "start_time": iso(busy.start), "end_time": iso(busy.end) }),
    }
}
