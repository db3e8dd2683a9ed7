//! A sentence about what went wrong, with what to do about it.

use super::{
    button::{button, plain, pressed},
    element::{Tag, element, words},
    icon::{Picture, icon},
    node::{IntoNode, Node},
};
use crate::{
    core::{
        address,
        flow::Event,
        message::{Action, Notice, Tone},
    },
    hooks::Shell,
};

/// A notice. It can take the focus, so that it is read where it stands.
pub fn alert(shell: Shell, notice: Notice) -> Node {
    let text = shell.text;
    let class = match notice.tone {
        Tone::Trouble => "notice",
        Tone::Hint => "notice notice--hint",
    };
    let retry = (notice.action == Action::Retry)
        .then(|| button(shell, Event::Retried, plain("quiet"), text.retry.into_node()));
    let way_on = notice.way_on.and_then(|href| outside_link(shell, &href, text.open_calendly, "quiet"));
    let said = element(Tag::Div, "notice__words").child(words(Tag::P, "", notice.sentence));
    let said = said.child(retry).child(way_on).view();
    element(Tag::Div, class).part("notice").focus("notice").child(icon(Picture::Warning)).child(said).view()
}

/// A link to another site, in a new tab, which it says; nothing when the address is none for a link.
pub fn outside_link(shell: Shell, href: &str, label: &str, class: &'static str) -> Option<Node> {
    let spoken = [" (", shell.text.new_tab, ")"].concat();
    outside(shell, href, Outside { label, spoken, class, ..Outside::default() })
}

/// What a link to another site looks like and says.
#[derive(Debug, Default)]
pub struct Outside<'a> {
    pub label: &'a str,
    /// Heard after the label.
    pub spoken: String,
    pub class: &'static str,
    /// The name by which the focus finds it.
    pub focus: Option<&'static str>,
    /// Sent when it is followed.
    pub event: Option<Event>,
}

/// A link to another site, in a new tab; nothing when the address is none for a link.
pub fn outside(shell: Shell, href: &str, link: Outside<'_>) -> Option<Node> {
    let Outside { label, spoken, class, focus, event } = link;
    let href = address::safe(href)?.to_owned();
    let label = label.to_owned();
    let spoken = (!spoken.is_empty()).then(|| words(Tag::Span, "spoken", spoken));
    let link = element(Tag::A, class)
        .part(class)
        .with("href", Some(href))
        .with("target", Some("_blank"))
        .with("rel", Some("noopener"))
        .with("data-focus", focus)
        .child(label)
        .child(spoken);
    let link = match event {
        Some(event) => pressed(shell, link, event),
        None => link,
    };
    Some(link.view())
}
