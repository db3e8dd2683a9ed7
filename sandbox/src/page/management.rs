//! What an invitee can do afterwards: cancel, and move the meeting. Whoever has the address may do it, as with
//! the links in Calendly's own mails.

use bytes::Bytes;
use http::{Method, Response, StatusCode};

use crate::booking::cancel::{self, CancelError};
use crate::call::Call;
use crate::page::document;
use crate::page::html::el;
use crate::page::notice;
use crate::page::typed::Typed;
use crate::service::Service;

pub(super) fn cancellation(service: &mut Service<'_>, call: &Call<'_>, invitee: &str) -> Response<Bytes> {
    if *call.method != Method::POST {
        return ask(service, invitee);
    }
    let form = Typed(call.form());
    let reason = Some(form.get("reason").to_owned()).filter(|reason| !reason.is_empty());
    match cancel::invitee(service, invitee, reason) {
        Ok(()) => notice::say(StatusCode::OK, "Your meeting has been canceled", "The time is free again."),
        Err(CancelError::Unknown) => notice::unknown(),
        Err(CancelError::AlreadyCanceled) => notice::say(
            StatusCode::GONE,
            "This meeting has already been canceled",
            "There is nothing left to do.",
        ),
        Err(CancelError::InThePast) => {
            notice::say(StatusCode::GONE, "This meeting is over", "It can no longer be canceled.")
        }
    }
}

fn ask(service: &Service<'_>, invitee: &str) -> Response<Bytes> {
    let Some((meeting, _)) = service.state.invitee(invitee) else { return notice::unknown() };
    let name =
        service.account.event_type(&meeting.event_type).map_or("Meeting", |event_type| event_type.name);
    let reason = el("textarea").attr("id", "reason").attr("name", "reason");
    let form = el("form")
        .attr("method", "post")
        .child(el("label").attr("for", "reason").text("Reason (optional)"))
        .child(reason)
        .child(el("button").attr("type", "submit").text("Cancel the meeting"));
    let main = el("main")
        .child(el("h1").text(format!("Cancel “{name}”?")))
        .child(el("p").text(format!("It begins at {}.", meeting.start.iso_seconds())))
        .child(form);
    document::page(StatusCode::OK, "Cancel", None, main)
}

/// What is already known of an invitee who moves a meeting, under the names of the form.
pub(super) fn known(service: &Service<'_>, invitee: &str) -> Typed {
    let Some((_, invitee)) = service.state.invitee(invitee) else { return Typed::default() };
    let person = &invitee.person;
    let (first, last) = match &person.parts {
        Some((first, last)) => (first.clone(), last.clone().unwrap_or_default()),
        None => (String::new(), String::new()),
    };
    let fields = [
        ("name", person.name.clone()),
        ("email", person.email.clone()),
        ("first_name", first),
        ("last_name", last),
    ];
    Typed(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}
