//! The times of the chosen day, and the chips of times that are offered before anyone looks for them.

use crate::{
    core::{
        flow::Event,
        options::HourCycle,
        times::{Chip, TimeView, TimesGroup, TimesView, times_view},
    },
    hooks::Shell,
};
use leptos::prelude::*;
use shared::event_type::Kind;

/// The times of the chosen day.
#[component]
pub fn TimeList(shell: Shell) -> impl IntoView {
    let times = shell.view(|flow, text| {
        let visit = flow.visit()?;
        let is_group = visit.event_type.kind == Kind::Group;
        times_view(flow.browse()?, visit.session.options.locale.hour_cycle, is_group, text)
    });
    move || times.get().map(|times| show(shell, times))
}

fn show(shell: Shell, times: TimesView) -> impl IntoView {
    let groups = times.groups.into_iter().map(|group| show_group(shell, group)).collect_view();
    view! {
        <div class="times__head">
            <h3 class="times__title"><span aria-hidden="true">{times.title}</span><span class="spoken">{times.label}</span></h3>
            <HourSwitch shell is_twelve=times.is_twelve_hours />
        </div>
        {groups}
    }
}

fn show_group(shell: Shell, group: TimesGroup) -> impl IntoView {
    let times = group.times.into_iter().map(|time| show_time(shell, time)).collect_view();
    view! {
        <div class="times__group" role="group" aria-label=group.title>
            <p class="label" aria-hidden="true">{group.title}</p>
            <ul class="times__list">{times}</ul>
        </div>
    }
}

/// A time, which turns in place into the time and Next when it is chosen.
fn show_time(shell: Shell, time: TimeView) -> impl IntoView {
    let start = time.start;
    let next = time.is_chosen.then(|| {
        view! {
            <button type="button" class="next" part="next" aria-label=time.next_label on:click=move |_| shell.send(Event::Continued)>
                {shell.text.next}
            </button>
        }
    });
    view! {
        <li class="time-row" data-chosen=time.is_chosen.then_some("true")>
            <button
                type="button"
                class="time"
                part="time"
                aria-pressed=if time.is_chosen { "true" } else { "false" }
                on:click=move |_| shell.send(Event::TimeChosen(start.clone()))
            >
                {time.clock}
                {time.seats.map(|seats| view! { <small>{seats}</small> })}
            </button>
            {next}
        </li>
    }
}

/// `12h` or `24h`.
#[component]
fn HourSwitch(shell: Shell, is_twelve: bool) -> impl IntoView {
    let option = move |label: &'static str, cycle: HourCycle, is_on: bool| {
        view! {
            <button
                type="button"
                aria-pressed=if is_on { "true" } else { "false" }
                on:click=move |_| shell.send(Event::HourCycleChosen(cycle))
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="switch" role="group" aria-label=shell.text.hour_format>
            {option(shell.text.hours_12, HourCycle::Twelve, is_twelve)}
            {option(shell.text.hours_24, HourCycle::TwentyFour, !is_twelve)}
        </div>
    }
}

/// Times as chips.
#[component]
pub fn Chips(
    label: &'static str,
    chips: Vec<Chip>,
    on_choose: impl Fn(String) + Copy + Send + 'static,
) -> impl IntoView {
    let chip = move |chip: Chip| {
        let start = chip.start;
        let lead = Some(chip.lead).filter(|lead| !lead.is_empty());
        view! {
            <li>
                <button type="button" class="chip" part="chip" on:click=move |_| on_choose(start.clone())>
                    {lead.map(|lead| view! { <span class="soft">{lead}" "</span> })}
                    {chip.when}
                </button>
            </li>
        }
    };
    view! { <ul class="chips" aria-label=label>{chips.into_iter().map(chip).collect_view()}</ul> }
}
