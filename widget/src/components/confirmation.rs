//! What was booked: when, where, and how to change it.

use super::{
    icon::{Icon, Picture},
    notice::OutsideLink,
};
use crate::{
    core::{
        address,
        flow::Flow,
        summary::{ConfirmationView, confirmation_view},
    },
    hooks::Shell,
};
use leptos::prelude::*;

/// The confirmation.
#[component]
pub fn Confirmation(shell: Shell) -> impl IntoView {
    let booking = shell.view(|flow, text| match flow {
        Flow::Confirmed(visit, time, confirmed) => confirmation_view(visit, time, confirmed, text),
        _ => ConfirmationView::default(),
    });
    move || show(shell, booking.get())
}

fn show(shell: Shell, booking: ConfirmationView) -> impl IntoView {
    let text = shell.text;
    let link = move |address: Option<String>, label: &'static str| {
        let href = address.as_deref().and_then(address::safe).map(str::to_owned);
        href.map(|href| view! { <OutsideLink shell href label class="link" /> })
    };
    let join = booking.join_url.as_deref().and_then(address::safe).map(str::to_owned);
    let place = match (join, booking.place) {
        (Some(href), _) => {
            let label = address::shown(&href).to_owned();
            let link = view! { <OutsideLink shell href label class="link" /> };
            Some(view! { <li><Icon picture=Picture::Video /><span>{link}</span></li> }.into_any())
        }
        (None, Some(place)) => Some(view! { <li><Icon picture=Picture::Pin /><span>{place}</span></li> }.into_any()),
        (None, None) => None,
    };
    let reschedule = link(booking.reschedule_url, text.reschedule);
    let cancel = link(booking.cancel_url, text.cancel);
    let dot = (reschedule.is_some() && cancel.is_some()).then(|| view! { <span class="soft" aria-hidden="true">"·"</span> });
    view! {
        <div class="done" part="confirmation">
            <span class="done__mark"><Icon picture=Picture::Check /></span>
            <h2 class="title" tabindex="-1" data-focus="heading">{booking.title}</h2>
            <p class="soft">{booking.sent_to}</p>
            <ul class="facts done__facts">
                <li>
                    <Icon picture=Picture::Calendar />
                    <span>
                        <strong>{booking.when}</strong>
                        {booking.host_when.map(|host| view! { <br /><span class="soft">{host}</span> })}
                    </span>
                </li>
                <li><Icon picture=Picture::Globe /><span>{booking.zone}</span></li>
                <li><Icon picture=Picture::Clock /><span>{booking.name}</span></li>
                {place}
            </ul>
            <p class="done__links">{reschedule}{dot}{cancel}</p>
            {booking.is_demo.then(|| view! { <p class="demo" part="demo"><strong>{text.demo_badge}</strong>{text.demo_note}</p> })}
        </div>
    }
}
