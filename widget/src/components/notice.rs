//! A sentence about what went wrong, with what to do about it.

use super::{
    button::{button, plain},
    icon::{Picture, icon},
};
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
pub fn alert(shell: Shell, notice: Notice) -> AnyView {
    let text = shell.text;
    let retry = (notice.action == Action::Retry)
        .then(|| button(shell, Event::Retried, plain("quiet"), text.retry));
    let way_on = notice.way_on.and_then(|href| outside_link(shell, &href, text.open_calendly, "quiet"));
    view! {
        <div class="notice" part="notice" tabindex="-1" data-focus="notice">
            {icon(Picture::Warning)}
            <div class="notice__words">
                <p>{notice.sentence}</p>
                {retry}
                {way_on}
            </div>
        </div>
    }
    .into_any()
}

/// A link to another site, in a new tab, which it says; nothing when the address is none for a link.
pub fn outside_link(shell: Shell, href: &str, label: &str, class: &'static str) -> Option<AnyView> {
    let href = address::safe(href)?.to_owned();
    let label = label.to_owned();
    let link = view! {
        <a class=class part=class href=href target="_blank" rel="noopener">
            {label}
            <span class="spoken">" (" {shell.text.new_tab} ")"</span>
        </a>
    };
    Some(link.into_any())
}
