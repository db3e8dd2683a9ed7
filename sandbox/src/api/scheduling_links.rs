//! Single-use links.

use http::StatusCode;
use serde_json::{Value, json};

use crate::api::{Answer, access, fields::Fields};
use crate::call::Call;
use crate::error::ApiError;
use crate::links::Link;
use crate::reply;
use crate::service::Service;

/// `POST /scheduling_links`.
pub(super) fn create(service: &mut Service<'_>, call: &Call<'_>, _: &[&str]) -> Answer {
    let body = call.json()?;
    let mut fields = Fields::new(&body, "");
    match fields.get("max_event_count") {
        None => fields.complain("max_event_count", "is missing"),
        Some(Value::Number(one)) if one.as_u64() == Some(1) => {}
        Some(_) => fields.complain("max_event_count", "must be one of: 1"),
    }
    let owner = fields.required("owner");
    let owner_type = fields.required("owner_type");
    if !owner_type.is_empty() && owner_type != "EventType" {
        fields.complain("owner_type", "must be one of: EventType");
    }
    fields.finish()?;

    let id = access::full_uri("event_types", "owner", owner)?;
    let event_type = service.account.event_type(id).ok_or(ApiError::NotFound)?;
    let mut chance = service.state.next_chance(service.options.seed);
    let code = format!("{}-{}-{}", chance.code(4), chance.code(3), chance.code(3));
    service.state.links.push(Link {
        code: code.clone(),
        event_type: event_type.id.clone(),
        created_at: service.now,
        used_by: None,
    });
    let link = json!({
        "booking_url": format!("{}/d/{code}/{}", service.options.public_url, event_type.slug),
        "owner": event_type.uri(),
        "owner_type": "EventType",
    });
    Ok(reply::resource(StatusCode::CREATED, link))
}
