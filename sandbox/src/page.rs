//! The booking pages: what a person sees who follows a link. Rendered whole for each step, so that they work
//! without scripts; a script of a few lines only talks to the page around them. Every value that came with a
//! request is hostile and reaches the page through `html` alone, which escapes it.

mod calendar;
mod choices;
mod document;
mod form;
mod html;
mod management;
mod notice;
mod typed;
mod visit;

use bytes::Bytes;
use http::{Method, Response};

use crate::account::Account;
use crate::account::event_type::EventType;
use crate::call::Call;
use crate::page::visit::{Door, Visit};
use crate::service::Service;

/// What a path of the booking pages leads to.
#[derive(Debug)]
pub(crate) enum Route<'a> {
    /// The list of what can be booked with the host.
    Landing,
    Booking {
        door: Door<'a>,
        time: Option<&'a str>,
    },
    Cancellation(&'a str),
    Unknown,
}

/// The page a call is for; `None` when it is for the API. Pages live under the host's name, `/d/`,
/// `/cancellations/` and `/reschedulings/`.
pub(crate) fn route<'a>(call: &'a Call<'_>, account: &'a Account) -> Option<Route<'a>> {
    if *call.method != Method::GET && *call.method != Method::POST {
        return None;
    }
    let segments: Vec<&str> = call.segments.iter().map(String::as_str).collect();
    let host = account.owner().slug;
    let by_slug = |slug: &str| account.event_types.iter().find(|one| one.slug == slug && one.active);
    let booking = |door: Option<Door<'a>>, time: &[&'a str]| {
        door.map_or(Route::Unknown, |door| Route::Booking { door, time: time.first().copied() })
    };
    Some(match segments.as_slice() {
        [first] if *first == host => Route::Landing,
        [first, slug, time @ ..] if *first == host && time.len() <= 1 => {
            booking(by_slug(slug).map(Door::Permanent), time)
        }
        ["d", code, slug, time @ ..] if time.len() <= 1 => {
            let permanent = |one: &EventType| one.code.as_deref() == Some(*code);
            let door = match by_slug(slug) {
                Some(event_type) if permanent(event_type) => Door::Permanent(event_type),
                _ => Door::SingleUse { code, slug },
            };
            booking(Some(door), time)
        }
        ["reschedulings", invitee, time @ ..] if time.len() <= 1 => {
            booking(Some(Door::Rescheduling(invitee)), time)
        }
        ["cancellations", invitee] => Route::Cancellation(invitee),
        [first, ..] if *first == host || ["d", "reschedulings", "cancellations"].contains(first) => {
            Route::Unknown
        }
        _ => return None,
    })
}

/// Answers with a page.
pub(crate) fn answer(service: &mut Service<'_>, call: &Call<'_>, route: &Route<'_>) -> Response<Bytes> {
    match route {
        Route::Landing => calendar::landing(service),
        Route::Unknown => notice::unknown(),
        Route::Cancellation(invitee) => management::cancellation(service, call, invitee),
        Route::Booking { door, time } => match Visit::enter(service, call, door, *time) {
            Ok(visit) if *call.method == Method::POST => form::submit(service, call, &visit),
            Ok(visit) => form::show(service, call, &visit),
            Err(closed) => notice::closed(closed),
        },
    }
}
