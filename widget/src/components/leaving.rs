//! Where the way leads to Calendly's own page: the last step of a booking by link, or the whole of mode `public`.

use super::{
    button::{button, plain},
    element::{Tag, element, words},
    icon::{Picture, icon},
    notice::outside_link,
};
use crate::{core::flow::Event, hooks::Shell};
use leptos::prelude::*;

/// A link with everything filled in. A real link and no script, so that no blocker stands in its way.
pub fn link_ready(shell: Shell, note: &'static str, url: &str) -> AnyView {
    let text = shell.text;
    let again = button(shell, Event::TimesAsked, plain("link"), text.other_time.into_any());
    let finish = outside_link(shell, url, text.finish, "primary");
    leave(Picture::Outside, text.finish_title.to_owned(), note, finish, Some(again))
}

/// Mode `public`: there is no account behind the widget, only Calendly's own page.
pub fn elsewhere(shell: Shell, title: String, url: &str) -> AnyView {
    let text = shell.text;
    let open = outside_link(shell, url, text.open_calendly, "primary");
    leave(Picture::Calendar, title, text.elsewhere_note, open, None)
}

fn leave(
    picture: Picture,
    title: String,
    note: &'static str,
    link: Option<AnyView>,
    again: Option<AnyView>,
) -> AnyView {
    element(Tag::Div, "leaving")
        .part("leaving")
        .child(element(Tag::Span, "done__mark").child(icon(picture)).view())
        .child(element(Tag::H2, "title").focus("heading").child(title).view())
        .child(words(Tag::P, "soft", note))
        .child(link)
        .child(again)
        .view()
}
