//! What was booked: when, where, the ways into the visitor's calendar, and how to change it.

use super::{
    button::{Look, button, plain},
    element::{Tag, element, words},
    field::{label, typed},
    icon::{Picture, icon},
    node::{IntoNode, Node},
    notice::{alert, outside_link},
    summary::{demo_note, fact},
};
use crate::{
    core::{
        address,
        confirmation::{Changes, ConfirmationView, QuestionView},
        flow::Event,
    },
    hooks::Shell,
};

/// How long a reason may be, in UTF-16 units: never more than the edge takes in characters.
const LONGEST_REASON: &str = "10000";
const REASON: &str = "reason";

/// The confirmation.
#[inline(never)]
pub fn confirmation(shell: Shell, booking: ConfirmationView) -> Node {
    let text = shell.text;
    let is_over = booking.changes == Changes::Over;
    let join = booking.join_url.and_then(|url| outside_link(shell, &url, address::shown(&url), "link"));
    let place = match (join, booking.place) {
        (Some(link), _) => Some(fact(Picture::Video, link)),
        (None, Some(place)) => Some(fact(Picture::Pin, place.into_node())),
        (None, None) => None,
    };
    let host = booking.host_when.map(|host| words(Tag::Span, "host-time", host));
    let when = (words(Tag::Strong, "", booking.when), host).into_node();
    let facts = element(Tag::Ul, "facts done__facts")
        .child(fact(Picture::Calendar, when))
        .child(fact(Picture::Globe, booking.zone.into_node()))
        .child(fact(Picture::Clock, booking.name.into_node()))
        .child(place);
    let picture = if is_over { Picture::Close } else { Picture::Check };
    element(Tag::Div, "done")
        .part("confirmation")
        .state(is_over.then_some("over"))
        .child(element(Tag::Span, "done__mark").child(icon(picture)).view())
        .child(element(Tag::H2, "title").focus("heading").child(booking.title).view())
        .child(words(Tag::P, "soft", booking.note))
        .child((!is_over).then(|| own_words(booking.own_words)))
        .child(booking.led_on.map(|said| led_on(shell, said)))
        .child(facts.view())
        .child(calendars(shell, booking.calendars))
        .child(booking.trouble.map(|notice| alert(shell, notice)))
        .child(changes(shell, booking.changes))
        .child(booking.is_demo.then(|| demo_note(text)))
        .view()
}

/// What the owner says: the page's own elements, else the words of the markup.
fn own_words(own: Option<String>) -> Node {
    let own = own.map(|own| words(Tag::P, "done__words", own));
    element(Tag::Slot, "").name("confirmation").child(own).view()
}

/// That the visitor is about to be led on, and that they can stay.
fn led_on(shell: Shell, said: String) -> Node {
    let text = shell.text;
    let ways = element(Tag::Div, "question__ways")
        .child(button(shell, Event::GoAsked, plain("primary"), text.go_on_now.into_node()))
        .child(button(shell, Event::StayAsked, plain("quiet"), text.stay_here.into_node()));
    element(Tag::Div, "question").part("leading").child(words(Tag::P, "", said)).child(ways.view()).view()
}

/// Plain links, which work where scripts may neither open windows nor save files.
fn calendars(shell: Shell, calendars: Vec<(&'static str, String)>) -> Option<Node> {
    let link = |(name, address): (&'static str, String)| {
        let link = outside_link(shell, &address, name, "chip");
        element(Tag::Li, "").child(link).view()
    };
    let label = shell.text.add_to_calendar;
    let is_empty = calendars.is_empty();
    let list = element(Tag::Ul, "chips").label(label).children(calendars.into_iter().map(link));
    let heading = element(Tag::P, "label").hidden().child(label).view();
    (!is_empty)
        .then(|| element(Tag::Div, "calendars").part("calendars").child(heading).child(list.view()).view())
}

fn changes(shell: Shell, changes: Changes) -> Option<Node> {
    let text = shell.text;
    let both = |first: Option<Node>, second: Option<Node>| {
        let dot = (first.is_some() && second.is_some())
            .then(|| element(Tag::Span, "soft").hidden().child("·").view());
        Some(element(Tag::P, "done__links").child(first).child(dot).child(second).view())
    };
    match changes {
        Changes::Elsewhere => None,
        Changes::AtCalendly { reschedule_url, cancel_url } => {
            let link = |address: Option<String>, label: &str| {
                address.and_then(|address| outside_link(shell, &address, label, "link"))
            };
            both(link(reschedule_url, text.reschedule), link(cancel_url, text.cancel))
        }
        Changes::Here => {
            let cancel = Look { focus: Some("change"), ..plain("link") };
            both(
                Some(button(shell, Event::MoveAsked, plain("link"), text.reschedule.into_node())),
                Some(button(shell, Event::CancelAsked, cancel, text.cancel.into_node())),
            )
        }
        Changes::Question(view) => Some(question(shell, view)),
        Changes::Over => {
            Some(button(shell, Event::TimesAsked, plain("primary"), text.other_time.into_node()))
        }
    }
}

/// Shall it really be canceled? Asked in place of the button that began it.
fn question(shell: Shell, view: QuestionView) -> Node {
    let text = shell.text;
    let reason = element(Tag::Textarea, "input")
        .with("id", Some(REASON))
        .with("part", Some("input"))
        .with("rows", Some("2"))
        .with("maxlength", Some(LONGEST_REASON))
        .child(Some(view.reason).filter(|reason| !reason.is_empty()));
    let reason = typed(shell, reason, Event::ReasonTyped).view();
    let said = label(shell, text.cancel_reason.to_owned(), false);
    let said = element(Tag::Label, "field__label").control(REASON.to_owned()).child(said).view();
    let disabled = view.is_sending.then_some("true");
    let sure = Look { disabled, ..plain("primary primary--danger") };
    let keep = Look { disabled, ..plain("quiet") };
    let ways = element(Tag::Div, "question__ways")
        .child(button(shell, Event::CancelConfirmed, sure, view.button.into_node()))
        .child(button(shell, Event::KeepAsked, keep, text.keep_it.into_node()));
    element(Tag::Div, "question")
        .part("question")
        .role("group")
        .label(text.cancel_question)
        .child(element(Tag::H3, "question__title").focus("question").child(text.cancel_question).view())
        .child(element(Tag::Div, "field").child(said).child(reason).view())
        .child(ways.view())
        .view()
}
