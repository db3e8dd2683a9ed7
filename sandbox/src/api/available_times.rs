//! The starts on offer for an event type in a range of time.

use serde::Serialize;

use crate::api::{Answer, access};
use crate::availability::slots;
use crate::call::Call;
use crate::error::ApiError;
use crate::moment::{DAY, Moment};
use crate::reply;
use crate::service::Service;

/// Keys in the order of the alphabet, as in every other body.
#[derive(Serialize)]
struct AvailableTime {
    invitees_remaining: u16,
    scheduling_url: String,
    start_time: String,
    status: &'static str,
}

/// `GET /event_type_available_times`. Both ends of the range are included.
pub(super) fn list(service: &mut Service<'_>, call: &Call<'_>, _: &[&str]) -> Answer {
    let uri = call.required("event_type")?;
    let days = service.options.window_days;
    let (from, to) = range(call, service.now, days)?;
    let id = access::full_uri("event_types", "event_type", uri)?;
    let account = service.account;
    let event_type = account.event_type(id).ok_or(ApiError::NotFound)?;
    let page = event_type.scheduling_url(&service.options.public_url, account.owner());

    // A start is a whole second, so a range that begins within a second begins with the next one.
    let first = from.seconds() + i64::from(from.micros() % 1_000_000 != 0);
    let slots = slots::between(account, service.state, event_type, (first, to.seconds()), service.now);
    let times: Vec<AvailableTime> = slots
        .into_iter()
        .map(|slot| {
            let start = Moment::from_seconds(slot.start);
            let day = start.utc_day();
            let month = day.get(..7).unwrap_or_default();
            AvailableTime {
                invitees_remaining: slot.invitees_remaining,
                scheduling_url: format!("{page}/{}?month={month}&date={day}", start.iso_seconds()),
                start_time: start.iso(),
                status: "available",
            }
        })
        .collect();
    Ok(reply::collection(times))
}

/// Reads a range that begins in the future and spans at most `days`, to the instant.
pub(super) fn range(call: &Call<'_>, now: Moment, days: u16) -> Result<(Moment, Moment), ApiError> {
    let time = |name: &str| {
        Moment::parse(call.required(name)?).ok_or_else(|| ApiError::invalid(name, "is not a valid date-time"))
    };
    let (from, to) = (time("start_time")?, time("end_time")?);
    if from <= now {
        return Err(ApiError::invalid("start_time", "must be in the future"));
    }
    if to <= from {
        return Err(ApiError::invalid("start_time", "must be before end_time"));
    }
    if to > from.plus_seconds(i64::from(days) * DAY) {
        return Err(ApiError::invalid("end_time", format!("date range can be no greater than {days} days")));
    }
    Ok((from, to))
}
