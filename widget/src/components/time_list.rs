//! The times of the chosen day, and the chips of times that are offered before anyone looks for them.

use super::button::{Look, aria, button, plain};
use crate::{
    core::{
        flow::Event,
        options::HourCycle,
        times::{Chip, TimeView, TimesGroup, TimesView},
    },
    hooks::Shell,
};
use leptos::prelude::*;

/// The times of the chosen day.
pub fn time_list(shell: Shell, times: TimesView) -> AnyView {
    let text = shell.text;
    let groups = times.groups.into_iter().map(|group| show_group(shell, group)).collect_view();
    let option = move |label: &'static str, cycle: HourCycle, is_on: bool| {
        let look = Look { class: "switch__option", pressed: aria(is_on), ..Look::default() };
        button(shell, Event::HourCycleChosen(cycle), look, label)
    };
    let is_twelve = times.is_twelve_hours;
    view! {
        <div class="times__head">
            <h3 class="times__title">
                <span aria-hidden="true">{times.title}</span>
                <span class="spoken">{times.label}</span>
            </h3>
            <div class="switch" role="group" aria-label=text.hour_format>
                {option(text.hours_12, HourCycle::Twelve, is_twelve)}
                {option(text.hours_24, HourCycle::TwentyFour, !is_twelve)}
            </div>
        </div>
        {groups}
    }
    .into_any()
}

fn show_group(shell: Shell, group: TimesGroup) -> AnyView {
    let times = group.times.into_iter().map(|time| show_time(shell, time)).collect_view();
    view! {
        <div class="times__group" role="group" aria-label=group.title>
            <p class="label" aria-hidden="true">{group.title}</p>
            <ul class="times__list">{times}</ul>
        </div>
    }
    .into_any()
}

/// A time, which turns in place into the time and Next when it is chosen.
fn show_time(shell: Shell, time: TimeView) -> AnyView {
    let next = time.is_chosen.then(|| {
        let look = Look { label: Some(time.next_label), ..plain("next") };
        button(shell, Event::Continued, look, shell.text.next)
    });
    let look = Look { pressed: aria(time.is_chosen), ..plain("time") };
    let seats = time.seats.map(|seats| view! { <small>{seats}</small> });
    view! {
        <li class="time-row" data-chosen=time.is_chosen.then_some("true")>
            {button(shell, Event::TimeChosen(time.start), look, (time.clock, seats))}
            {next}
        </li>
    }
    .into_any()
}

/// Times as chips.
pub fn chips(shell: Shell, chips: Vec<Chip>, are_alternatives: bool) -> AnyView {
    let text = shell.text;
    let label = if are_alternatives { text.alternatives } else { text.next_free_group };
    let chip = move |chip: Chip| {
        let event =
            if are_alternatives { Event::AlternativeChosen(chip.start) } else { Event::TimeChosen(chip.start) };
        let lead = Some(chip.lead).filter(|lead| !lead.is_empty());
        let lead = lead.map(|lead| view! { <span class="soft">{lead}" "</span> });
        view! { <li>{button(shell, event, plain("chip"), (lead, chip.when))}</li> }
    };
    view! { <ul class="chips" aria-label=label>{chips.into_iter().map(chip).collect_view()}</ul> }.into_any()
}
