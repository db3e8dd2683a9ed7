//! What was booked: when, where, and how to change it.

use super::{
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
        .then(|| view! { <span class="soft" aria-hidden="true">"·"</span> });
    let host = booking.host_when.map(|host| view! { <br /><span class="soft">{host}</span> });
    let when = view! { <strong>{booking.when}</strong>{host} };
    view! {
        <div class="done" part="confirmation">
            <span class="done__mark">{icon(Picture::Check)}</span>
            <h2 class="title" tabindex="-1" data-focus="heading">{booking.title}</h2>
            <p class="soft">{booking.sent_to}</p>
            <ul class="facts done__facts">
                {fact(Picture::Calendar, when.into_any())}
                {fact(Picture::Globe, booking.zone.into_any())}
                {fact(Picture::Clock, booking.name.into_any())}
                {place}
            </ul>
            <p class="done__links">{reschedule}{dot}{cancel}</p>
            {booking.is_demo.then(|| demo_note(text))}
        </div>
    }
    .into_any()
}
