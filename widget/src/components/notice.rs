//! A sentence about what went wrong, with what to do about it.

use super::icon::{Icon, Picture};
use crate::{
    core::{
        address,
        flow::Event,
        message::{Action, Notice},
    },
    hooks::Shell,
};
use leptos::prelude::*;

/// A notice. It can take the focus, so that it is read where it stands.
#[component]
pub fn Alert(shell: Shell, notice: Notice) -> impl IntoView {
    let text = shell.text;
    let can_retry = notice.action == Action::Retry;
    let way_on = notice.way_on.as_deref().and_then(address::safe).map(str::to_owned);
    view! {
        <div class="notice" part="notice" tabindex="-1" data-focus="notice">
            <Icon picture=Picture::Warning />
            <div class="notice__words">
                <p>{notice.sentence}</p>
                {can_retry
                    .then(|| {
                        view! {
                            <button type="button" class="quiet" on:click=move |_| shell.send(Event::Retried)>
                                {text.retry}
                            </button>
                        }
                    })}
                {way_on.map(|href| view! { <OutsideLink shell href label=text.open_calendly class="quiet" /> })}
            </div>
        </div>
    }
}

/// A link to another site, in a new tab, which it says.
#[component]
pub fn OutsideLink(
    shell: Shell,
    href: String,
    #[prop(into)] label: String,
    class: &'static str,
) -> impl IntoView {
    view! {
        <a class=class href=href target="_blank" rel="noopener">
            {label}
            <span class="spoken">" (" {shell.text.new_tab} ")"</span>
        </a>
    }
}
