//! Users, their organization, and who belongs to it.

use http::StatusCode;
use serde_json::json;

use crate::account::host::Host;
use crate::api::{Answer, access};
use crate::call::Call;
use crate::error::ApiError;
use crate::options::Plan;
use crate::service::Service;
use crate::{pagination, reply};

/// `GET /users/{uuid}`, where `me` is whoever owns the token.
pub(super) fn one(service: &mut Service<'_>, _: &Call<'_>, ids: &[&str]) -> Answer {
    let host = match ids {
        ["me"] => Some(service.account.owner()),
        [id] => service.account.host(id),
        _ => None,
    };
    let organization = service.account.organization_uri();
    let user = host.ok_or(ApiError::NotFound)?.user_json(&service.options.public_url, &organization);
    Ok(reply::resource(StatusCode::OK, user))
}

/// `GET /organizations/{uuid}`.
pub(super) fn organization(service: &mut Service<'_>, _: &Call<'_>, ids: &[&str]) -> Answer {
    if ids != [service.account.organization.as_str()] {
        return Err(ApiError::NotFound);
    }
    let (plan, stage) = match service.options.plan {
        Plan::Free => ("basic", "free"),
        Plan::Trial => ("professional", "trial"),
        Plan::Paid => ("professional", "paid"),
        Plan::Enterprise => ("enterprise", "paid"),
    };
    let organization = json!({
        "uri": service.account.organization_uri(),
        "kind": "multiple",
        "name": "Northlight Studio",
        "plan": plan,
        "stage": stage,
        "created_at": "2025-09-02T13:05:04.512004Z",
        "updated_at": "2026-10-19T15:22:41.118730Z",
    });
    Ok(reply::resource(StatusCode::OK, organization))
}

/// `GET /organization_memberships`.
pub(super) fn memberships(service: &mut Service<'_>, call: &Call<'_>, _: &[&str]) -> Answer {
    let by_email = call.parameter("email");
    let owner = match by_email {
        Some(_) if call.parameter("user").is_none() && call.parameter("organization").is_none() => {
            access::Owner::Organization
        }
        _ => access::owner(service, call)?,
    };
    let by_role = call.parameter("role");
    let wanted = |host: &&Host| {
        let is_owner = match owner {
            access::Owner::Host(only) => only.id == host.id,
            access::Owner::Organization => true,
        };
        is_owner
            && by_email.is_none_or(|email| email.eq_ignore_ascii_case(host.email))
            && by_role.is_none_or(|role| role == host.role)
    };
    let members: Vec<&Host> = service.account.hosts.iter().filter(wanted).collect();
    let organization = service.account.organization_uri();
    let public_url = &service.options.public_url;
    pagination::page(call, "organization_memberships", &members, |host| {
        host.membership_json(public_url, &organization)
    })
}

/// `GET /organization_memberships/{uuid}`.
pub(super) fn membership(service: &mut Service<'_>, _: &Call<'_>, ids: &[&str]) -> Answer {
    let host = service.account.hosts.iter().find(|host| ids == [host.membership.as_str()]);
    let organization = service.account.organization_uri();
    let membership =
        host.ok_or(ApiError::NotFound)?.membership_json(&service.options.public_url, &organization);
    Ok(reply::resource(StatusCode::OK, membership))
}
