//! Choosing a time: the next free ones first, then the month or the strip, then the times of a day.

use super::{
    month::Month,
    notice::Alert,
    skeleton::SkeletonMonth,
    strip::Strip,
    time_list::{Chips, TimeList},
};
use crate::{
    core::{
        flow::{Event, Flow, Times},
        message::notice,
        times::{EmptyView, alternatives, empty_view, next_free, trouble},
    },
    hooks::Shell,
};
use leptos::prelude::*;

/// How far the times are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    Awaited,
    Failed,
    Yes,
}

/// The chooser.
#[component]
pub fn Chooser(shell: Shell) -> impl IntoView {
    let known = shell.view(|flow, _| match flow {
        Flow::ChoosingTime(visit) => match visit.times {
            Times::Awaited(_) => Known::Awaited,
            Times::Failed(_) => Known::Failed,
            Times::Known(_) => Known::Yes,
        },
        _ => Known::Awaited,
    });
    move || match known.get() {
        Known::Awaited => view! { <SkeletonMonth text=shell.text /> }.into_any(),
        Known::Failed => view! { <Failed shell /> }.into_any(),
        Known::Yes => view! { <KnownTimes shell /> }.into_any(),
    }
}

#[component]
fn Failed(shell: Shell) -> impl IntoView {
    let failure = shell.view(|flow, text| match flow {
        Flow::ChoosingTime(visit) => match &visit.times {
            Times::Failed(failure) => Some(notice(failure, text)),
            Times::Awaited(_) | Times::Known(_) => None,
        },
        _ => None,
    });
    view! { <div class="alone">{move || failure.get().map(|notice| view! { <Alert shell notice /> })}</div> }
}

#[component]
fn KnownTimes(shell: Shell) -> impl IntoView {
    let text = shell.text;
    let is_open = shell.view(|flow, _| flow.browse().is_some_and(|browse| browse.month_is_open));
    let trouble = shell.timed_view(|flow, now, text| flow.browse().and_then(|browse| trouble(browse, now, text)));
    let next = shell.timed_view(|flow, now, text| {
        let cycle = flow.visit().map(|visit| visit.session.options.locale.hour_cycle);
        flow.browse().zip(cycle).map_or_else(Vec::new, |(browse, cycle)| next_free(browse, cycle, now, text))
    });
    let nearby = shell.view(|flow, text| {
        let cycle = flow.visit().map(|visit| visit.session.options.locale.hour_cycle);
        flow.browse().zip(cycle).map_or_else(Vec::new, |(browse, cycle)| alternatives(browse, cycle, text))
    });
    let empty =
        shell.timed_view(|flow, now, text| flow.browse().and_then(|browse| empty_view(browse, now, text)));
    view! {
        <div class="days" part="days" data-month=move || if is_open.get() { "open" } else { "closed" }>
            {move || trouble.get().map(|notice| view! { <Alert shell notice /> })}
            {move || {
                if nearby.with(Vec::is_empty) {
                    view! {
                        <Chips label=text.next_free_group chips=next.get() on_choose=move |start| shell.send(Event::TimeChosen(start)) />
                    }.into_any()
                } else {
                    view! {
                        <p class="label">{text.alternatives}</p>
                        <Chips label=text.alternatives chips=nearby.get() on_choose=move |start| shell.send(Event::AlternativeChosen(start)) />
                    }.into_any()
                }
            }}
            <Strip shell />
            <Month shell />
            {move || empty.get().map(|empty| show_empty(shell, empty))}
        </div>
        <div class="times" part="times">
            <TimeList shell />
            <button
                type="button"
                class="link toggle-month"
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                on:click=move |_| shell.send(Event::MonthToggled)
            >
                {move || if is_open.get() { text.hide_month } else { text.show_month }}
            </button>
        </div>
    }
}

fn show_empty(shell: Shell, empty: EmptyView) -> impl IntoView {
    let way_on = empty.way_on.map(|(day, label)| {
        view! {
            <button type="button" class="quiet" on:click=move |_| shell.send(Event::MonthShown(day))>
                {label}
            </button>
        }
    });
    view! { <div class="empty"><p>{empty.sentence}</p>{way_on}</div> }
}
