//! The days as a strip, shown instead of the month where space is short. Its days were decided in `core::strip`.

use super::{
    button::{Look, button},
    element::{Tag, words},
    month::keyed,
    node::{IntoNode, Node},
};
use crate::{
    core::{flow::Event, strip::StripDay},
    hooks::Shell,
};

/// The strip.
pub fn strip(shell: Shell, days: Vec<StripDay>) -> Node {
    let days: Vec<Node> = days.into_iter().map(|day| show(shell, day)).collect();
    keyed(shell, "strip", Some("group"), Some(shell.text.days), days.into_node())
}

fn show(shell: Shell, view: StripDay) -> Node {
    let look = Look {
        class: view.part,
        pressed: Some(view.aria_pressed),
        disabled: view.aria_disabled,
        current: view.aria_current,
        tab_index: Some(view.tab_index),
        loading: view.is_loading.then_some("true"),
        day: Some(view.day.to_string()),
        ..Look::default()
    };
    let content = vec![
        words(Tag::Span, "", view.weekday),
        words(Tag::Strong, "", view.number),
        words(Tag::Span, "spoken", view.spoken),
        words(Tag::Span, "", view.free),
    ];
    button(shell, Event::DayChosen(view.day), look, content.into_node())
}
