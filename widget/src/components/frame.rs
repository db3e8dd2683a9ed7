//! Calendly's page in a dialog of ours. The link to it stays in its head, so that a page that does not come
//! is no dead end.

use super::{
    button::{Look, aria, button},
    element::{Tag, element, words},
    icon::{Picture, icon},
};
use crate::{
    core::{address, flow::Event, screen::FrameView},
    hooks::Shell,
};
use leptos::prelude::*;

/// The dialog. It is shown as a modal one by whoever drew it, which is what makes Escape close it.
pub fn frame(shell: Shell, url: &str, view: FrameView) -> AnyView {
    let text = shell.text;
    let is_silent = view.trouble.is_some();
    let close = Look { class: "square", label: Some(text.close.to_owned()), ..Look::default() };
    let head = element(Tag::Div, "frame__head")
        .child(words(Tag::H3, "frame__title", text.finish))
        .child((!is_silent).then(|| tab_link(shell, url, text.open_in_tab, "link", None)))
        .child(button(shell, Event::FrameClosed, close, icon(Picture::Close)))
        .view();
    let trouble = view.trouble.map(|trouble| {
        element(Tag::Div, "frame__trouble")
            .child(words(Tag::P, "", trouble))
            .child(tab_link(shell, url, text.open_in_tab, "primary", Some("link")))
            .view()
    });
    let waiting = view.is_opening.then(|| words(Tag::P, "frame__waiting", text.finish_opening));
    let is_opening = aria(view.is_opening);
    view! {
        <dialog class="frame" part="frame" tabindex="-1" autofocus aria-label=text.finish
            on:close=shell.sends(Event::FrameClosed)>
            {head}
            {trouble}
            {waiting}
            <iframe src=view.address title=text.finish height=view.height aria-busy=is_opening></iframe>
        </dialog>
    }
    .into_any()
}

/// The link itself, in a tab of its own: that page can tell this one nothing.
pub fn tab_link(
    shell: Shell,
    url: &str,
    label: &'static str,
    class: &'static str,
    focus: Option<&'static str>,
) -> Option<AnyView> {
    let href = address::safe(url)?.to_owned();
    let is_told = label == shell.text.open_in_tab;
    let spoken = (!is_told).then(|| words(Tag::Span, "spoken", [" (", shell.text.new_tab, ")"].concat()));
    let link = view! {
        <a class=class part=class href=href target="_blank" rel="noopener" data-focus=focus
            on:click=shell.sends(Event::LinkFollowed)>{label}{spoken}</a>
    };
    Some(link.into_any())
}
