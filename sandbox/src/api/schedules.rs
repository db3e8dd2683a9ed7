//! The working hours of a user.

use http::StatusCode;
use serde_json::Value;

use crate::api::{Answer, access};
use crate::call::Call;
use crate::error::ApiError;
use crate::reply;
use crate::service::Service;

/// `GET /user_availability_schedules`. Every schedule of the account belongs to its owner.
pub(super) fn list(service: &mut Service<'_>, call: &Call<'_>, _: &[&str]) -> Answer {
    let host = access::host(service, "user", call.required("user")?)?;
    let owner = service.account.owner();
    let schedules: Vec<Value> = service
        .account
        .schedules
        .iter()
        .filter(|_| host.id == owner.id)
        .map(|schedule| schedule.json(&owner.uri()))
        .collect();
    Ok(reply::collection(schedules))
}

/// `GET /user_availability_schedules/{uuid}`.
pub(super) fn one(service: &mut Service<'_>, _: &Call<'_>, ids: &[&str]) -> Answer {
    let schedule = service.account.schedules.iter().find(|schedule| ids == [schedule.id.as_str()]);
    let user = service.account.owner().uri();
    Ok(reply::resource(StatusCode::OK, schedule.ok_or(ApiError::NotFound)?.json(&user)))
}
