//! Where the way leads to Calendly's own page: the last step of a booking by link, or the whole of mode `public`.

use super::{icon::{Icon, Picture}, notice::OutsideLink};
use crate::{
    core::{
        address,
        flow::{Event, Flow},
        wording::given_name,
    },
    hooks::Shell,
    text::fill,
};
use leptos::prelude::*;
use shared::booking::LinkReason;

/// A link with everything filled in. A real link and no script, so that no blocker stands in its way.
#[component]
pub fn LinkReady(shell: Shell) -> impl IntoView {
    let text = shell.text;
    let link = shell.view(|flow, _| match flow {
        Flow::Linked(_, _, link) => Some((link.url.clone(), link.reason == LinkReason::PaymentRequired)),
        _ => None,
    });
    let show = move || {
        let (url, is_paid) = link.get()?;
        let href = address::safe(&url)?.to_owned();
        let note = if is_paid { text.finish_payment } else { text.finish_note };
        Some(view! {
            <p class="soft">{note}</p>
            <OutsideLink shell href label=text.finish class="primary" />
        })
    };
    view! {
        <div class="leaving" part="link">
            <span class="done__mark"><Icon picture=Picture::Outside /></span>
            <h3 class="title" tabindex="-1" data-focus="heading">{text.finish_title}</h3>
            {show}
            <button type="button" class="link" on:click=move |_| shell.send(Event::TimesAsked)>{text.other_time}</button>
        </div>
    }
}

/// Mode `public`: there is no account behind the widget, only Calendly's own page.
#[component]
pub fn Elsewhere(shell: Shell) -> impl IntoView {
    let text = shell.text;
    let page = shell.view(|flow, _| match flow {
        Flow::Elsewhere(elsewhere) => elsewhere.clone(),
        _ => crate::core::flow::Elsewhere::default(),
    });
    let show = move || {
        let page = page.get();
        let title = page.host_name.as_deref().map_or(text.elsewhere_title.to_owned(), |host| {
            fill(text.elsewhere_with, &[given_name(host)])
        });
        let href = address::safe(&page.url).map(str::to_owned);
        view! {
            <h2 class="title" tabindex="-1" data-focus="heading">{title}</h2>
            <p class="soft">{text.elsewhere_note}</p>
            {href.map(|href| view! { <OutsideLink shell href label=text.open_calendly class="primary" /> })}
        }
    };
    view! { <div class="leaving leaving--alone" part="link"><span class="done__mark"><Icon picture=Picture::Calendar /></span>{show}</div> }
}
