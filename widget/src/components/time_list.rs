//! The times of the chosen day, and the chips of times that are offered before anyone looks for them.

use super::{
    button::{Look, aria, button, plain},
    element::{Tag, element, words},
    node::{IntoNode, Node},
};
use crate::{
    core::{
        flow::Event,
        offers::Chip,
        times::{TimeView, TimesGroup, TimesView},
    },
    hooks::Shell,
};

/// The days with their times; `switch` stands beside the date of a day that is alone.
pub fn time_list(shell: Shell, days: Vec<TimesView>, mut switch: Option<Node>) -> Node {
    let days: Vec<Node> = days.into_iter().map(|day| show_day(shell, day, switch.take())).collect();
    element(Tag::Div, "times__days").children(days.into_iter()).view()
}

fn show_day(shell: Shell, view: TimesView, switch: Option<Node>) -> Node {
    let title = element(Tag::H3, "times__title")
        .day(view.day.to_string())
        .child(element(Tag::Span, "").hidden().child(view.title).view())
        .child(words(Tag::Span, "spoken", view.label));
    let head = element(Tag::Div, "times__head").child(title.view()).child(switch).view();
    let is_stop = view.is_stop;
    let groups = view.groups.into_iter().map(|group| show_group(shell, group, is_stop));
    element(Tag::Div, "times__day")
        .state(if view.is_open { "open" } else { "closed" })
        .child(head)
        .child(view.note.map(|note| words(Tag::P, "label times__note", note)))
        .children(groups)
        .view()
}

fn show_group(shell: Shell, group: TimesGroup, is_stop: bool) -> Node {
    let times = group.times.into_iter().map(|time| show_time(shell, time, is_stop));
    element(Tag::Div, "times__group")
        .role("group")
        .label(group.title)
        .state(group.part)
        .child(element(Tag::P, "label").hidden().child(group.title).view())
        .child(element(Tag::Ul, "times__list").children(times).view())
        .view()
}

/// A time, which turns in place into the time and Next when it is chosen.
fn show_time(shell: Shell, time: TimeView, is_stop: bool) -> Node {
    let next = time.is_chosen.then(|| {
        let disabled = time.is_waiting.then_some("true");
        let look = Look { label: Some(time.next_label), disabled, ..plain("next") };
        button(shell, Event::Continued, look, time.next.into_node())
    });
    let look = Look {
        pressed: Some(aria(time.is_chosen)),
        label: time.label,
        tab_index: (!is_stop).then_some("-1"),
        ..plain("time")
    };
    // The space is for those who hear it.
    let note = time.note.map(|note| words(Tag::Span, "seats", [" ", &note].concat()));
    let content = (time.clock, note).into_node();
    element(Tag::Li, "time-row")
        .state(time.is_chosen.then_some("chosen"))
        .child(button(shell, Event::TimeChosen(time.start), look, content))
        .child(next)
        .view()
}

/// Times as chips.
pub fn chips(shell: Shell, chips: Vec<Chip>, are_alternatives: bool) -> Node {
    let text = shell.text;
    let label = if are_alternatives { text.alternatives } else { text.next_free_group };
    let chip = move |chip: Chip| {
        let event = if are_alternatives {
            Event::AlternativeChosen(chip.start)
        } else {
            Event::TimeChosen(chip.start)
        };
        let lead = Some(chip.lead).filter(|lead| !lead.is_empty());
        let lead = lead.map(|lead| words(Tag::Span, "soft", [lead, " "].concat()));
        let content = (lead, chip.when).into_node();
        element(Tag::Li, "").child(button(shell, event, plain("chip"), content)).view()
    };
    element(Tag::Ul, "chips").label(label).children(chips.into_iter().map(chip)).view()
}
