//! The table of routes: which method and path is which operation, and which scopes it needs. Decides the order
//! of refusals too: unknown route, token, rate limit, scope, and only then the operation.

mod access;
mod available_times;
mod busy_times;
mod data_compliance;
mod event_types;
mod fields;
mod invitees;
mod no_shows;
mod scheduled_events;
mod schedules;
mod scheduling_links;
mod users;
mod webhook_subscriptions;

use bytes::Bytes;
use http::{Method, Response};

use crate::call::Call;
use crate::error::ApiError;
use crate::limits::{Allowance, Exhausted, Usage};
use crate::options::{Token, Validity};
use crate::service::Service;

pub(crate) type Answer = Result<Response<Bytes>, ApiError>;
type Operation = fn(&mut Service<'_>, &Call<'_>, &[&str]) -> Answer;

/// One row of the table.
struct Route {
    method: Method,
    /// Segments of the path; `*` stands for an id.
    path: &'static [&'static str],
    scope: &'static str,
    operation: Operation,
}

const fn row(
    method: Method,
    path: &'static [&'static str],
    scope: &'static str,
    operation: Operation,
) -> Route {
    Route { method, path, scope, operation }
}

const ROUTES: &[Route] = &[
    row(Method::GET, &["users", "*"], "users:read", users::one),
    row(Method::GET, &["organizations", "*"], "organizations:read", users::organization),
    row(Method::GET, &["organization_memberships"], "organizations:read", users::memberships),
    row(Method::GET, &["organization_memberships", "*"], "organizations:read", users::membership),
    row(Method::GET, &["event_types"], "event_types:read", event_types::list),
    row(Method::GET, &["event_types", "*"], "event_types:read", event_types::one),
    row(Method::GET, &["event_type_available_times"], "availability:read", available_times::list),
    row(Method::GET, &["user_busy_times"], "availability:read", busy_times::list),
    row(Method::GET, &["user_availability_schedules"], "availability:read", schedules::list),
    row(Method::GET, &["user_availability_schedules", "*"], "availability:read", schedules::one),
    row(Method::POST, &["scheduling_links"], "scheduling_links:write", scheduling_links::create),
    row(Method::POST, &["invitees"], invitees::SCOPE, invitees::create),
    row(Method::GET, &["scheduled_events"], "scheduled_events:read", scheduled_events::list),
    row(Method::GET, &["scheduled_events", "*"], "scheduled_events:read", scheduled_events::one),
    row(
        Method::POST,
        &["scheduled_events", "*", "cancellation"],
        "scheduled_events:write",
        scheduled_events::cancel,
    ),
    row(
        Method::GET,
        &["scheduled_events", "*", "invitees"],
        "scheduled_events:read",
        scheduled_events::invitees,
    ),
    row(
        Method::GET,
        &["scheduled_events", "*", "invitees", "*"],
        "scheduled_events:read",
        scheduled_events::invitee,
    ),
    row(Method::POST, &["invitee_no_shows"], "scheduled_events:write", no_shows::create),
    row(Method::GET, &["invitee_no_shows", "*"], "scheduled_events:read", no_shows::one),
    row(Method::DELETE, &["invitee_no_shows", "*"], "scheduled_events:write", no_shows::delete),
    row(Method::POST, &["webhook_subscriptions"], "webhooks:write", webhook_subscriptions::create),
    row(Method::GET, &["webhook_subscriptions"], "webhooks:read", webhook_subscriptions::list),
    row(Method::GET, &["webhook_subscriptions", "*"], "webhooks:read", webhook_subscriptions::one),
    row(Method::DELETE, &["webhook_subscriptions", "*"], "webhooks:write", webhook_subscriptions::delete),
    row(Method::GET, &["sample_webhook_data"], "webhooks:read", webhook_subscriptions::sample),
    row(
        Method::POST,
        &["data_compliance", "deletion", "invitees"],
        "data_compliance:write",
        data_compliance::delete_invitees,
    ),
];

/// Answers a call to the API. Every answer says what is left of the rate limit.
pub(crate) fn answer(service: &mut Service<'_>, call: &Call<'_>) -> Response<Bytes> {
    let mut allowance = Usage::untouched(service.options.plan);
    let answer = find(call)
        .ok_or(ApiError::NotFound)
        .and_then(|(route, ids)| operate(service, call, route, &ids, &mut allowance));
    let mut response = answer.unwrap_or_else(ApiError::into_response);
    allowance.write(&mut response);
    response
}

fn operate(
    service: &mut Service<'_>,
    call: &Call<'_>,
    route: &Route,
    ids: &[&str],
    allowance: &mut Allowance,
) -> Answer {
    let options = service.options;
    let token = authenticate(&options.tokens, call.token)?;
    let counted = if !options.rate_limits {
        Ok(*allowance)
    } else if route.scope == invitees::SCOPE && route.path == ["invitees"] {
        let general = service.state.usage.count(options.plan, service.now);
        general.and_then(|general| {
            let own = service.state.usage.count_booking(options.plan, service.now)?;
            Ok(own.unwrap_or(general))
        })
    } else {
        service.state.usage.count(options.plan, service.now)
    };
    match counted {
        Ok(left) => *allowance = left,
        Err(Exhausted(left)) => {
            *allowance = left;
            return Err(ApiError::TooManyRequests);
        }
    }
    access::require(token, &[route.scope])?;
    (route.operation)(service, call, ids)
}

/// The row for a call and the ids in its path. A path with the wrong method is as unknown as a wrong path.
fn find<'a>(call: &'a Call<'_>) -> Option<(&'static Route, Vec<&'a str>)> {
    ROUTES.iter().find_map(|route| {
        if route.method != *call.method || route.path.len() != call.segments.len() {
            return None;
        }
        let pairs = || route.path.iter().zip(&call.segments);
        pairs().all(|(expected, segment)| *expected == "*" || expected == segment).then(|| {
            let ids = pairs().filter(|(expected, _)| **expected == "*").map(|(_, id)| id.as_str()).collect();
            (route, ids)
        })
    })
}

/// The token of a call, if it is one of the account's and still valid.
pub(crate) fn authenticate<'a>(tokens: &'a [Token], token: Option<&str>) -> Result<&'a Token, ApiError> {
    let known = tokens.iter().find(|known| Some(known.token.as_str()) == token);
    match known.map(|known| (known, known.validity)) {
        Some((token, Validity::Valid)) => Ok(token),
        Some((_, Validity::Expired)) => Err(ApiError::Unauthenticated("The access token expired")),
        Some((_, Validity::Revoked)) => Err(ApiError::Unauthenticated("The access token was revoked")),
        None => Err(ApiError::Unauthenticated("The access token is invalid")),
    }
}
