//! What is booked, with whom, for how long, where and in which zone: beside every step.

use super::{
    button::{Look, button, plain, switch},
    element::{Tag, element, words},
    icon::{Picture, icon},
    node::{IntoNode, Node},
};
use crate::{
    core::{
        flow::Event,
        summary::{SummaryView, WayBack},
    },
    hooks::Shell,
    text::Text,
};

/// The summary. Its heading takes the focus when the visitor comes to choose a time.
pub fn summary(shell: Shell, summary: SummaryView) -> Node {
    let text = shell.text;
    let is_choosing = summary.chosen.is_none();
    let all_types = (summary.way_back == Some(WayBack::EventTypes)).then(|| {
        let content = (icon(Picture::Back), text.all_types).into_node();
        button(shell, Event::EventTypesAsked, plain("link back"), content)
    });
    let host = summary.host.map(|host| {
        let avatar = element(Tag::Span, "avatar").hidden().child(summary.initials).view();
        element(Tag::P, "host").child(avatar).child(host).view()
    });
    let title = element(Tag::H2, "title").focus(is_choosing.then_some("heading")).child(summary.title).view();
    let place_picture = if summary.is_conference { Picture::Video } else { Picture::Pin };
    let place = summary.place.map(|place| fact(place_picture, place.into_node()));
    let options = summary.lengths.into_iter();
    let options: Vec<(Event, String, bool)> =
        options.map(|length| (Event::EventTypeChosen(length.slug), length.words, length.is_chosen)).collect();
    // A choice of one is none.
    let length =
        if options.is_empty() { summary.length.into_node() } else { switch(shell, text.length, options) };
    let facts = element(Tag::Ul, "facts").child(fact(Picture::Clock, length)).child(place);
    let zone_pill = summary.zone.clone().filter(|_| is_choosing).map(|zone| {
        let name = words(Tag::Span, "spoken", summary.zone_label);
        let look = Look { focus: Some("zone"), ..plain("zone") };
        let content = (icon(Picture::Globe), zone, name).into_node();
        button(shell, Event::ZonesAsked, look, content)
    });
    let chosen = summary.chosen.map(|(date, time)| {
        let when = (words(Tag::Strong, "", date), element(Tag::Br, "").view(), time).into_node();
        let zone = summary.zone.map(|zone| fact(Picture::Globe, zone.into_node()));
        element(Tag::Ul, "facts facts--chosen").child(fact(Picture::Calendar, when)).child(zone).view()
    });
    let back = |event, words: &'static str| button(shell, event, plain("link"), words.into_node());
    let change = match summary.way_back {
        Some(WayBack::Times) => Some(back(Event::TimesAsked, text.change_time)),
        Some(WayBack::Booking) => Some(back(Event::KeepAsked, text.keep_time)),
        Some(WayBack::EventTypes) | None => None,
    };
    let booked_for = summary.booked_for.map(|when| {
        let when = fact(Picture::Calendar, words(Tag::Strong, "", when));
        element(Tag::Ul, "facts facts--chosen").child(when).view()
    });
    element(Tag::Aside, "summary")
        .part("summary")
        .child(all_types)
        .child(host)
        .child(title)
        .child(facts.view())
        .child(summary.description.map(|description| words(Tag::P, "description", description)))
        .child(zone_pill)
        .child(summary.host_time.map(|time| words(Tag::P, "label host-time", time)))
        .child(chosen)
        .child(booked_for)
        .child(change)
        .child(summary.is_demo.then(|| demo_note(text)))
        .view()
}

/// A line with an icon.
pub fn fact(picture: Picture, words: Node) -> Node {
    let words = element(Tag::Span, "").child(words).view();
    element(Tag::Li, "").child(icon(picture)).child(words).view()
}

/// Says that nothing here is real.
pub fn demo_note(text: &'static Text) -> Node {
    element(Tag::P, "demo")
        .part("demo")
        .child(words(Tag::Strong, "", text.demo_badge))
        .child(text.demo_note)
        .view()
}
