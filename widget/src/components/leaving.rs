//! Where the way leads to Calendly's own page: the last step of a booking by link, or the whole of mode `public`.

use super::{
    button::{Look, button, plain},
    element::{Tag, element, words},
    frame::frame,
    icon::{Picture, icon},
    node::{IntoNode, Node},
    notice::{Outside, outside, outside_link},
};
use crate::{
    core::{flow::Event, screen::HandoverView},
    hooks::Shell,
};

/// The last step on Calendly's page: in a frame over this one, or by a link in a tab of its own.
#[inline(never)]
pub fn link_ready(shell: Shell, handover: HandoverView) -> Node {
    let text = shell.text;
    let again = button(shell, Event::TimesAsked, plain("link"), text.other_time.into_node());
    // While the frame is open, what is behind it must not be found by the focus.
    let focus = handover.frame.is_none().then_some("link");
    let here = handover.can_open_here.then(|| {
        button(shell, Event::FrameAsked, Look { focus, ..plain("primary") }, text.finish.into_node())
    });
    let event = Some(Event::LinkFollowed);
    let tab = if handover.can_open_here {
        Outside { label: text.open_in_tab, class: "link", event, ..Outside::default() }
    } else {
        let spoken = [" (", text.new_tab, ")"].concat();
        Outside { label: text.finish, spoken, class: "primary", focus, event }
    };
    let tab = outside(shell, &handover.url, tab);
    let dialog = handover.frame.map(|view| frame(shell, &handover.url, view));
    let ways = (here, tab, again, dialog).into_node();
    leave(Picture::Outside, text.finish_title.to_owned(), handover.note, ways)
}

/// Mode `public`: there is no account behind the widget, only Calendly's own page.
pub fn elsewhere(shell: Shell, title: String, url: &str) -> Node {
    let text = shell.text;
    let open = outside_link(shell, url, text.open_calendly, "primary");
    leave(Picture::Calendar, title, text.elsewhere_note, open.into_node())
}

fn leave(picture: Picture, title: String, note: &'static str, ways: Node) -> Node {
    element(Tag::Div, "leaving")
        .part("leaving")
        .child(element(Tag::Span, "done__mark").child(icon(picture)).view())
        .child(element(Tag::H2, "title").focus("heading").child(title).view())
        .child(words(Tag::P, "soft", note))
        .child(ways)
        .view()
}
