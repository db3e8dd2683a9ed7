//! Choosing a time: the next free ones first, then the month or the strip, then the times of a day.

use super::{
    button::{Look, aria, button, plain},
    element::{Tag, element, words},
    month::month,
    node::{IntoNode, Node},
    notice::alert,
    strip::strip,
    time_list::{chips, time_list},
};
use crate::{
    core::{flow::Event, screen::ChooserView, times::EmptyView},
    hooks::Shell,
};

/// The chooser: the days, and the times of one of them.
pub fn chooser(shell: Shell, view: ChooserView) -> [Node; 2] {
    let text = shell.text;
    let is_open = view.month_is_open;
    let toggle = Look { class: "link toggle-month", expanded: Some(aria(is_open)), ..Look::default() };
    let toggle_words = if is_open { text.hide_month } else { text.show_month };
    let days = element(Tag::Div, "days")
        .part("days")
        .state(if is_open { "open" } else { "closed" })
        .child(view.trouble.map(|notice| alert(shell, notice)))
        .child(view.chips_are_alternatives.then(|| words(Tag::P, "label", text.alternatives)))
        .child(chips(shell, view.chips, view.chips_are_alternatives))
        .child(strip(shell, view.strip))
        .child(month(shell, view.month))
        .child(view.empty.map(|empty| show_empty(shell, empty)));
    let times = element(Tag::Div, "times")
        .part("times")
        .child(view.times.map(|times| time_list(shell, times)))
        .child(button(shell, Event::MonthToggled, toggle, toggle_words.into_node()));
    [days.view(), times.view()]
}

fn show_empty(shell: Shell, empty: EmptyView) -> Node {
    let way_on = empty
        .way_on
        .map(|(day, label)| button(shell, Event::MonthShown(day), plain("quiet"), label.into_node()));
    element(Tag::Div, "empty").child(words(Tag::P, "", empty.sentence)).child(way_on).view()
}
