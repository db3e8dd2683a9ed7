//! The event types of a user or of the organization.

use std::cmp::Ordering;

use http::StatusCode;

use crate::account::event_type::EventType;
use crate::api::{Answer, access};
use crate::call::Call;
use crate::error::ApiError;
use crate::pagination::{self, Order};
use crate::reply;
use crate::service::Service;

const SORTABLE: [&str; 4] = ["name", "position", "created_at", "updated_at"];

/// `GET /event_types`.
pub(super) fn list(service: &mut Service<'_>, call: &Call<'_>, _: &[&str]) -> Answer {
    let owner = access::owner(service, call)?;
    let active = flag(call, "active")?;
    let admin_managed = flag(call, "admin_managed")?;
    let schedule = call.parameter("user_availability_schedule");
    if schedule.is_some() && matches!(owner, access::Owner::Organization) {
        return Err(ApiError::invalid("user", "is missing"));
    }
    let schedule = schedule
        .map(|uri| access::full_uri("user_availability_schedules", "user_availability_schedule", uri));
    let schedule = schedule.transpose()?;
    let sort = pagination::sort(call, &SORTABLE, "name:asc")?;

    let account = service.account;
    let wanted = |event_type: &&EventType| {
        let is_owner = match owner {
            access::Owner::Host(host) => event_type.hosts(account).iter().any(|one| one.id == host.id),
            access::Owner::Organization => true,
        };
        let follows = |id| account.schedule_of(event_type).is_some_and(|schedule| schedule.id == id);
        is_owner
            && active.is_none_or(|active| active == event_type.active)
            && admin_managed != Some(true)
            && schedule.is_none_or(follows)
    };
    let mut found: Vec<&EventType> = account.event_types.iter().filter(wanted).collect();
    found.sort_by(|a, b| compare(a, b, &sort));
    let public_url = &service.options.public_url;
    pagination::page(call, "event_types", &found, |event_type| event_type.json(account, public_url))
}

/// `GET /event_types/{uuid}`.
pub(super) fn one(service: &mut Service<'_>, _: &Call<'_>, ids: &[&str]) -> Answer {
    let found = ids.first().and_then(|id| service.account.event_type(id)).ok_or(ApiError::NotFound)?;
    Ok(reply::resource(StatusCode::OK, found.json(service.account, &service.options.public_url)))
}

/// All seeded types were made at the same instant, so the two times never tell them apart.
fn compare(a: &EventType, b: &EventType, sort: &[(String, Order)]) -> Ordering {
    sort.iter().fold(Ordering::Equal, |decided, (field, order)| {
        decided.then_with(|| {
            order.apply(match field.as_str() {
                "name" => a.name.cmp(b.name),
                "position" => a.position.cmp(&b.position),
                _ => Ordering::Equal,
            })
        })
    })
}

fn flag(call: &Call<'_>, name: &str) -> Result<Option<bool>, ApiError> {
    match call.parameter(name) {
        None => Ok(None),
        Some("true") => Ok(Some(true)),
        Some("false") => Ok(Some(false)),
        Some(_) => Err(ApiError::invalid(name, "must be boolean")),
    }
}
