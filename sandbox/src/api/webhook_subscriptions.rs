//! Webhook subscriptions, and a sample of what they would be sent.

use http::StatusCode;
use serde_json::{Value, json};

use crate::api::{Answer, access, fields::Fields};
use crate::call::Call;
use crate::error::ApiError;
use crate::pagination;
use crate::reply;
use crate::service::Service;
use crate::uri;
use crate::webhooks::{Audience, SigningKey, Subscription, Trigger, payload};

/// Events that can be subscribed to, and the scope to read what they are about.
const EVENTS: [(&str, &str); 11] = [
    ("invitee.created", "scheduled_events:read"),
    ("invitee.canceled", "scheduled_events:read"),
    ("invitee_no_show.created", "scheduled_events:read"),
    ("invitee_no_show.deleted", "scheduled_events:read"),
    ("routing_form_submission.created", "routing_forms:read"),
    ("meeting_recap.created", "meeting_recaps:read"),
    ("meeting_recap.updated", "meeting_recaps:read"),
    ("meeting_recap.deleted", "meeting_recaps:read"),
    ("contact.created", "contacts:read"),
    ("contact.updated", "contacts:read"),
    ("contact.deleted", "contacts:read"),
];

/// `POST /webhook_subscriptions`.
pub(super) fn create(service: &mut Service<'_>, call: &Call<'_>, _: &[&str]) -> Answer {
    let body = call.json()?;
    let mut fields = Fields::new(&body, "");
    let url = fields.required("url");
    if !url.is_empty() && url.parse::<http::Uri>().ok().is_none_or(|uri| uri.authority().is_none()) {
        fields.complain("url", "is not a valid URL");
    }
    let events: Vec<&str> = fields.list("events").iter().filter_map(Value::as_str).collect();
    if events.is_empty() {
        fields.complain("events", "is missing");
    }
    let families: Vec<Option<&'static str>> = events.iter().map(|event| family(event)).collect();
    if families.contains(&None) {
        fields.complain("events", "is invalid");
    }
    let organization = fields.required("organization");
    let scope = fields.required("scope");
    let (user, group) = (fields.optional("user"), fields.optional("group"));
    let signing_key = fields.optional("signing_key").map(|key| SigningKey(key.to_owned()));
    fields.finish()?;

    let token = crate::api::authenticate(&service.options.tokens, call.token)?;
    access::require(token, &families.into_iter().flatten().collect::<Vec<_>>())?;
    access::organization(service, "organization", organization)?;
    let audience = audience(service, scope, user, group)?;
    if service.state.subscriptions.iter().any(|one| one.url == url && one.audience == audience) {
        return Err(ApiError::AlreadyExists("Hook with this url already exists"));
    }
    let subscription = Subscription {
        id: service.state.next_chance(service.options.seed).uuid(),
        url: url.to_owned(),
        created_at: service.now,
        events: events.into_iter().map(str::to_owned).collect(),
        audience,
        creator: service.account.owner().uri(),
        signing_key,
    };
    let json = subscription_json(service, &subscription);
    service.state.subscriptions.push(subscription);
    Ok(reply::resource(StatusCode::CREATED, json))
}

/// `GET /webhook_subscriptions`.
pub(super) fn list(service: &mut Service<'_>, call: &Call<'_>, _: &[&str]) -> Answer {
    access::organization(service, "organization", call.required("organization")?)?;
    let audience =
        audience(service, call.required("scope")?, call.parameter("user"), call.parameter("group"))?;
    let (_, order) = pagination::sort(call, &["created_at"], "created_at:asc")?
        .pop()
        .ok_or_else(|| ApiError::invalid("sort", "is invalid"))?;
    let mut found: Vec<&Subscription> =
        service.state.subscriptions.iter().filter(|one| one.audience == audience).collect();
    found.sort_by(|a, b| order.apply(a.created_at.cmp(&b.created_at)));
    pagination::page(call, "webhook_subscriptions", &found, |one| subscription_json(service, one))
}

/// `GET /webhook_subscriptions/{uuid}`.
pub(super) fn one(service: &mut Service<'_>, _: &Call<'_>, ids: &[&str]) -> Answer {
    let found = service.state.subscriptions.iter().find(|one| ids == [one.id.as_str()]);
    Ok(reply::resource(StatusCode::OK, subscription_json(service, found.ok_or(ApiError::NotFound)?)))
}

/// `DELETE /webhook_subscriptions/{uuid}`.
pub(super) fn delete(service: &mut Service<'_>, _: &Call<'_>, ids: &[&str]) -> Answer {
    let before = service.state.subscriptions.len();
    service.state.subscriptions.retain(|one| ids != [one.id.as_str()]);
    if service.state.subscriptions.len() == before {
        Err(ApiError::NotFound)
    } else {
        Ok(reply::no_content())
    }
}

/// `GET /sample_webhook_data`: the message about the account's own latest invitee; 404 while there is none.
pub(super) fn sample(service: &mut Service<'_>, call: &Call<'_>, _: &[&str]) -> Answer {
    let event = call.required("event")?;
    access::organization(service, "organization", call.required("organization")?)?;
    audience(service, call.required("scope")?, call.parameter("user"), call.parameter("group"))?;
    let triggers =
        [Trigger::InviteeCreated, Trigger::InviteeCanceled, Trigger::NoShowCreated, Trigger::NoShowDeleted];
    let trigger = triggers.into_iter().find(|trigger| trigger.name() == event);
    let trigger = trigger.ok_or_else(|| ApiError::invalid("event", "is invalid"))?;
    let meeting = service.state.meetings.last().ok_or(ApiError::NotFound)?;
    let invitee = meeting.invitees.last().ok_or(ApiError::NotFound)?;
    let creator = service.account.owner().uri();
    Ok(reply::json(StatusCode::OK, &payload::envelope(service, trigger, &creator, meeting, invitee)))
}

fn family(event: &str) -> Option<&'static str> {
    EVENTS.iter().find(|(name, _)| *name == event).map(|(_, scope)| *scope)
}

fn audience(
    service: &Service<'_>,
    scope: &str,
    user: Option<&str>,
    group: Option<&str>,
) -> Result<Audience, ApiError> {
    let missing = |name| ApiError::invalid(name, "is missing");
    match scope {
        "organization" => Ok(Audience::Organization),
        "user" => {
            let host = access::host(service, "user", user.ok_or_else(|| missing("user"))?)?;
            Ok(Audience::User(host.id.clone()))
        }
        "group" => Ok(Audience::Group(group.ok_or_else(|| missing("group"))?.to_owned())),
        _ => Err(ApiError::invalid("scope", "must be one of: organization, user, group")),
    }
}

/// The signing key is never shown.
fn subscription_json(service: &Service<'_>, subscription: &Subscription) -> Value {
    let (scope, user, group) = match &subscription.audience {
        Audience::Organization => ("organization", None, None),
        Audience::User(host) => ("user", Some(uri::user(host)), None),
        Audience::Group(group) => ("group", None, Some(group)),
    };
    json!({
        "uri": uri::of("webhook_subscriptions", &subscription.id),
        "callback_url": subscription.url,
        "created_at": subscription.created_at.iso(),
        "updated_at": subscription.created_at.iso(),
        "retry_started_at": null,
        "state": "active",
        "events": subscription.events,
        "scope": scope,
        "organization": service.account.organization_uri(),
        "user": user,
        "group": group,
        "creator": subscription.creator,
    })
}
