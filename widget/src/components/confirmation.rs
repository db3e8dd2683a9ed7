//! What was booked: when, where, and how to change it.

use super::{
    element::{Tag, element, words},
    icon::{Picture, icon},
    notice::outside_link,
    summary::{demo_note, fact},
};
use crate::{
    core::{address, summary::ConfirmationView},
    hooks::Shell,
};
use leptos::prelude::*;

/// The confirmation.
pub fn confirmation(shell: Shell, booking: ConfirmationView) -> AnyView {
    let text = shell.text;
    let link = |address: Option<String>, label: &str| {
        address.and_then(|address| outside_link(shell, &address, label, "link"))
    };
    let join = booking.join_url.and_then(|url| outside_link(shell, &url, address::shown(&url), "link"));
    let place = match (join, booking.place) {
        (Some(link), _) => Some(fact(Picture::Video, link)),
        (None, Some(place)) => Some(fact(Picture::Pin, place.into_any())),
        (None, None) => None,
    };
    let reschedule = link(booking.reschedule_url, text.reschedule);
    let cancel = link(booking.cancel_url, text.cancel);
    let dot = (reschedule.is_some() && cancel.is_some())
        .then(|| element(Tag::Span, "soft").hidden().child("·").view());
    let host = booking.host_when.map(|host| words(Tag::Span, "host-time", host));
    let when = (words(Tag::Strong, "", booking.when), host).into_any();
    let facts = element(Tag::Ul, "facts done__facts")
        .child(fact(Picture::Calendar, when))
        .child(fact(Picture::Globe, booking.zone.into_any()))
        .child(fact(Picture::Clock, booking.name.into_any()))
        .child(place);
    element(Tag::Div, "done")
        .part("confirmation")
        .child(element(Tag::Span, "done__mark").child(icon(Picture::Check)).view())
        .child(element(Tag::H2, "title").focus("heading").child(booking.title).view())
        .child(words(Tag::P, "soft", booking.sent_to))
        .child(facts.view())
        .child(element(Tag::P, "done__links").child(reschedule).child(dot).child(cancel).view())
        .child(booking.is_demo.then(|| demo_note(text)))
        .view()
}
