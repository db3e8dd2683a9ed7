//! The times of the chosen day, and the chips of times that are offered before anyone looks for them.

use super::{
    button::{Look, aria, button, plain},
    element::{Tag, element, words},
    node::{IntoNode, Node},
};
use crate::{
    core::{
        flow::Event,
        options::HourCycle,
        times::{Chip, TimeView, TimesGroup, TimesView},
    },
    hooks::Shell,
};

/// The times of the chosen day.
pub fn time_list(shell: Shell, times: TimesView) -> Node {
    let text = shell.text;
    let option = move |label: &'static str, cycle: HourCycle, is_on: bool| {
        let look = Look { class: "switch__option", pressed: Some(aria(is_on)), ..Look::default() };
        button(shell, Event::HourCycleChosen(cycle), look, label.into_node())
    };
    let is_twelve = times.is_twelve_hours;
    let title = element(Tag::H3, "times__title")
        .child(element(Tag::Span, "").hidden().child(times.title).view())
        .child(words(Tag::Span, "spoken", times.label));
    let switch = element(Tag::Div, "switch")
        .role("group")
        .label(text.hour_format)
        .child(option(text.hours_12, HourCycle::Twelve, is_twelve))
        .child(option(text.hours_24, HourCycle::TwentyFour, !is_twelve));
    let head = element(Tag::Div, "times__head").child(title.view()).child(switch.view()).view();
    let groups = times.groups.into_iter().map(|group| show_group(shell, group));
    core::iter::once(head).chain(groups).collect::<Vec<Node>>().into_node()
}

fn show_group(shell: Shell, group: TimesGroup) -> Node {
    let times = group.times.into_iter().map(|time| show_time(shell, time));
    element(Tag::Div, "times__group")
        .role("group")
        .label(group.title)
        .child(element(Tag::P, "label").hidden().child(group.title).view())
        .child(element(Tag::Ul, "times__list").children(times).view())
        .view()
}

/// A time, which turns in place into the time and Next when it is chosen.
fn show_time(shell: Shell, time: TimeView) -> Node {
    let next = time.is_chosen.then(|| {
        let disabled = time.is_waiting.then_some("true");
        let look = Look { label: Some(time.next_label), disabled, ..plain("next") };
        button(shell, Event::Continued, look, time.next.into_node())
    });
    let look = Look { pressed: Some(aria(time.is_chosen)), ..plain("time") };
    let seats = time.seats.map(|seats| words(Tag::Span, "seats", seats));
    let content = (time.clock, seats).into_node();
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
