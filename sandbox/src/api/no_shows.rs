//! Invitees who did not come.

use http::StatusCode;
use serde_json::{Value, json};

use crate::api::{Answer, fields::Fields};
use crate::booking::record::{Invitee, Meeting, NoShow};
use crate::call::Call;
use crate::error::ApiError;
use crate::reply;
use crate::service::Service;
use crate::uri;
use crate::webhooks::{self, Trigger};

/// `POST /invitee_no_shows`. Marking somebody twice answers with the first mark.
pub(super) fn create(service: &mut Service<'_>, call: &Call<'_>, _: &[&str]) -> Answer {
    let body = call.json()?;
    let mut fields = Fields::new(&body, "");
    let invitee = fields.required("invitee");
    fields.finish()?;
    let (_, id) =
        uri::invitee_ids(invitee).ok_or_else(|| ApiError::invalid("invitee", "is not a valid URI"))?;
    let (meeting, found) = service.state.invitee(id).ok_or(ApiError::NotFound)?;
    if meeting.start > service.now {
        return Err(ApiError::invalid("invitee", "event has not started yet"));
    }
    if found.no_show.is_none() {
        let no_show = NoShow { id: service.state.next_chance(service.options.seed).uuid(), at: service.now };
        if let Some(invitee) = service.state.invitee_mut(id) {
            invitee.no_show = Some(no_show);
            invitee.updated_at = service.now;
        }
        webhooks::announce(service, Trigger::NoShowCreated, id);
    }
    let (meeting, invitee) = service.state.invitee(id).ok_or(ApiError::NotFound)?;
    Ok(reply::resource(StatusCode::CREATED, no_show_json(meeting, invitee)))
}

/// `GET /invitee_no_shows/{uuid}`.
pub(super) fn one(service: &mut Service<'_>, _: &Call<'_>, ids: &[&str]) -> Answer {
    let (meeting, invitee) = find(service, ids)?;
    Ok(reply::resource(StatusCode::OK, no_show_json(meeting, invitee)))
}

/// `DELETE /invitee_no_shows/{uuid}`.
pub(super) fn delete(service: &mut Service<'_>, _: &Call<'_>, ids: &[&str]) -> Answer {
    let id = find(service, ids)?.1.id.clone();
    if let Some(invitee) = service.state.invitee_mut(&id) {
        invitee.no_show = None;
        invitee.updated_at = service.now;
    }
    webhooks::announce(service, Trigger::NoShowDeleted, &id);
    Ok(reply::no_content())
}

fn find<'a>(service: &'a Service<'_>, ids: &[&str]) -> Result<(&'a Meeting, &'a Invitee), ApiError> {
    let wanted = ids.first().copied();
    let is_it = |invitee: &&Invitee| invitee.no_show.as_ref().map(|no_show| no_show.id.as_str()) == wanted;
    let found = |meeting: &'a Meeting| Some((meeting, meeting.invitees.iter().find(is_it)?));
    wanted.and_then(|_| service.state.meetings.iter().find_map(found)).ok_or(ApiError::NotFound)
}

fn no_show_json(meeting: &Meeting, invitee: &Invitee) -> Value {
    let no_show = invitee.no_show.as_ref();
    json!({
        "uri": no_show.map(|no_show| uri::of("invitee_no_shows", &no_show.id)),
        "invitee": uri::invitee(&meeting.id, &invitee.id),
        "created_at": no_show.map(|no_show| no_show.at.iso()),
    })
}
