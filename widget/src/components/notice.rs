//! A sentence about what went wrong, with what to do about it.

use super::{
    button::{button, plain},
    element::{Tag, element, words},
    icon::{Picture, icon},
};
use crate::{
    core::{
        address,
        flow::Event,
        message::{Action, Notice, Tone},
    },
    hooks::Shell,
};
use leptos::prelude::*;

/// A notice. It can take the focus, so that it is read where it stands.
pub fn alert(shell: Shell, notice: Notice) -> AnyView {
    let text = shell.text;
    let class = match notice.tone {
        Tone::Trouble => "notice",
        Tone::Hint => "notice notice--hint",
    };
    let retry = (notice.action == Action::Retry)
        .then(|| button(shell, Event::Retried, plain("quiet"), text.retry.into_any()));
    let way_on = notice.way_on.and_then(|href| outside_link(shell, &href, text.open_calendly, "quiet"));
    let said = element(Tag::Div, "notice__words").child(words(Tag::P, "", notice.sentence));
    let said = said.child(retry).child(way_on).view();
    element(Tag::Div, class).part("notice").focus("notice").child(icon(Picture::Warning)).child(said).view()
}

/// A link to another site, in a new tab, which it says; nothing when the address is none for a link.
pub fn outside_link(shell: Shell, href: &str, label: &str, class: &'static str) -> Option<AnyView> {
    let href = address::safe(href)?.to_owned();
    let label = label.to_owned();
    let spoken = words(Tag::Span, "spoken", [" (", shell.text.new_tab, ")"].concat());
    let link = view! {
        <a class=class part=class href=href target="_blank" rel="noopener">{label}{spoken}</a>
    };
    Some(link.into_any())
}
