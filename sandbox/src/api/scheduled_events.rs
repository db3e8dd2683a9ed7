//! Scheduled events, the people in them, and canceling.

use http::StatusCode;

use crate::api::access::{self, Owner};
use crate::api::{Answer, fields::Fields};
use crate::booking::cancel::{self, CancelError};
use crate::booking::record::{Invitee, Meeting};
use crate::booking::view;
use crate::call::Call;
use crate::error::ApiError;
use crate::moment::Moment;
use crate::pagination::{self, Order};
use crate::reply;
use crate::service::Service;

const LONGEST_REASON: usize = 10_000;

/// `GET /scheduled_events`.
pub(super) fn list(service: &mut Service<'_>, call: &Call<'_>, _: &[&str]) -> Answer {
    let owner = owner(service, call)?;
    let status = status(call)?;
    let email = call.parameter("invitee_email");
    let (from, to) = (time(call, "min_start_time")?, time(call, "max_start_time")?);
    let sort = pagination::sort(call, &["start_time"], "start_time:asc")?;
    let wanted = |meeting: &&Meeting| {
        let is_owner = match owner {
            Owner::Host(host) => meeting.host == host.id,
            Owner::Organization => true,
        };
        let invited =
            |email: &str| meeting.invitees.iter().any(|one| one.person.email.eq_ignore_ascii_case(email));
        is_owner
            && status.is_none_or(|status| status == view::status(&meeting.status))
            && email.is_none_or(invited)
            && from.is_none_or(|from| meeting.start >= from)
            && to.is_none_or(|to| meeting.start <= to)
    };
    let mut found: Vec<&Meeting> = service.state.meetings.iter().filter(wanted).collect();
    let order = sort.first().map_or(Order::Ascending, |(_, order)| *order);
    found.sort_by(|a, b| order.apply(a.start.cmp(&b.start)));
    pagination::page(call, "scheduled_events", &found, |meeting| view::event(service, meeting))
}

/// `GET /scheduled_events/{uuid}`.
pub(super) fn one(service: &mut Service<'_>, _: &Call<'_>, ids: &[&str]) -> Answer {
    let meeting = meeting(service, ids)?;
    Ok(reply::resource(StatusCode::OK, view::event(service, meeting)))
}

/// `GET /scheduled_events/{uuid}/invitees`.
pub(super) fn invitees(service: &mut Service<'_>, call: &Call<'_>, ids: &[&str]) -> Answer {
    let meeting = meeting(service, ids)?;
    let status = status(call)?;
    let email = call.parameter("email");
    let sort = pagination::sort(call, &["created_at"], "created_at:asc")?;
    let wanted = |invitee: &&Invitee| {
        status.is_none_or(|status| status == view::status(&invitee.status))
            && email.is_none_or(|email| invitee.person.email.eq_ignore_ascii_case(email))
    };
    let mut found: Vec<&Invitee> = meeting.invitees.iter().filter(wanted).collect();
    let order = sort.first().map_or(Order::Ascending, |(_, order)| *order);
    found.sort_by(|a, b| order.apply(a.created_at.cmp(&b.created_at)));
    let path = format!("scheduled_events/{}/invitees", meeting.id);
    pagination::page(call, &path, &found, |invitee| view::invitee(service, meeting, invitee))
}

/// `GET /scheduled_events/{uuid}/invitees/{invitee_uuid}`.
pub(super) fn invitee(service: &mut Service<'_>, _: &Call<'_>, ids: &[&str]) -> Answer {
    let meeting = meeting(service, ids)?;
    let invitee = meeting.invitees.iter().find(|invitee| ids.get(1) == Some(&invitee.id.as_str()));
    let invitee = invitee.ok_or(ApiError::NotFound)?;
    Ok(reply::resource(StatusCode::OK, view::invitee(service, meeting, invitee)))
}

/// `POST /scheduled_events/{uuid}/cancellation`.
pub(super) fn cancel(service: &mut Service<'_>, call: &Call<'_>, ids: &[&str]) -> Answer {
    let body = call.json()?;
    let mut fields = Fields::new(&body, "");
    let reason = fields.optional("reason").map(str::to_owned);
    if reason.as_ref().is_some_and(|reason| reason.chars().count() > LONGEST_REASON) {
        fields.complain("reason", "is too long (maximum is 10000 characters)");
    }
    fields.finish()?;
    let id = ids.first().copied().unwrap_or_default();
    match cancel::meeting(service, id, reason) {
        Ok(cancellation) => Ok(reply::resource(StatusCode::CREATED, view::cancellation(&cancellation))),
        Err(CancelError::Unknown) => Err(ApiError::NotFound),
        Err(CancelError::AlreadyCanceled) => Err(ApiError::Denied("Event is already canceled")),
        Err(CancelError::InThePast) => Err(ApiError::Denied("Event in the past")),
    }
}

fn meeting<'a>(service: &'a Service<'_>, ids: &[&str]) -> Result<&'a Meeting, ApiError> {
    ids.first().and_then(|id| service.state.meeting(id)).ok_or(ApiError::NotFound)
}

/// A user alone is enough only for oneself.
fn owner<'a>(service: &Service<'a>, call: &Call<'_>) -> Result<Owner<'a>, ApiError> {
    if call.parameter("group").is_some() {
        // The account has no groups.
        return Err(ApiError::Denied("You do not have permission to access this resource."));
    }
    let owner = access::owner(service, call)?;
    if let Owner::Host(host) = owner
        && host.id != service.account.owner().id
        && call.parameter("organization").is_none()
    {
        return Err(ApiError::Denied(
            "Please also specify organization when requesting events for a user within your organization.",
        ));
    }
    Ok(owner)
}

fn status<'a>(call: &'a Call<'_>) -> Result<Option<&'a str>, ApiError> {
    match call.parameter("status") {
        Some(status) if status != "active" && status != "canceled" => {
            Err(ApiError::invalid("status", "must be one of: active, canceled"))
        }
        status => Ok(status),
    }
}

fn time(call: &Call<'_>, name: &str) -> Result<Option<Moment>, ApiError> {
    let read = |text| Moment::parse(text).ok_or_else(|| ApiError::invalid(name, "is not a valid date-time"));
    call.parameter(name).map(read).transpose()
}
