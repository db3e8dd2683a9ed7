//! Calendly's page in a dialog of ours. The link to it stays in its head, so that a page that does not come
//! is no dead end.

use super::{
    button::{Look, button},
    element::{Tag, element, words},
    icon::{Picture, icon},
    node::Node,
    notice::{Outside, outside},
};
use crate::{
    core::{flow::Event, screen::FrameView},
    hooks::Shell,
};

/// The dialog. It is shown as a modal one by whoever asked for it, which is what makes Escape close it.
pub fn frame(shell: Shell, url: &str, view: FrameView) -> Node {
    let text = shell.text;
    let in_tab = |class, focus| {
        let event = Some(Event::LinkFollowed);
        outside(shell, url, Outside { label: text.open_in_tab, class, focus, event, ..Outside::default() })
    };
    let close = Look { class: "square", label: Some(text.close.to_owned()), ..Look::default() };
    let head = element(Tag::Div, "frame__head")
        .child(words(Tag::H3, "frame__title", text.finish))
        .child(view.trouble.is_none().then(|| in_tab("link", None)))
        .child(button(shell, Event::FrameClosed, close, icon(Picture::Close)));
    let trouble = view.trouble.map(|trouble| {
        let said = element(Tag::Div, "frame__trouble").child(words(Tag::P, "", trouble));
        said.child(in_tab("primary", Some("link"))).view()
    });
    let page = element(Tag::Iframe, "frame__page").state(view.is_opening.then_some("opening"));
    element(Tag::Dialog, "frame")
        .part("frame")
        .label(text.finish)
        .focus("dialog")
        .child(head.view())
        .child(trouble)
        .child(view.is_opening.then(|| words(Tag::P, "frame__waiting", text.finish_opening)))
        .child(page.frames(view.address, text.finish, view.height).view())
        .view()
}
