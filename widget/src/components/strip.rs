//! The days as a strip, shown instead of the month where space is short. Its days were decided in `core::strip`.

use super::month::press;
use crate::{
    core::{
        flow::Event,
        strip::{StripDay, strip_view},
    },
    hooks::Shell,
};
use leptos::prelude::*;

/// The strip.
#[component]
pub fn Strip(shell: Shell) -> impl IntoView {
    let days = shell.timed_view(|flow, now, text| {
        let locale = flow.visit().map(|visit| visit.session.options.locale).unwrap_or_default();
        flow.browse().map(|browse| strip_view(browse, locale, now, text)).unwrap_or_default()
    });
    view! {
        <div class="strip" part="strip" role="group" aria-label=shell.text.days on:keydown=move |event| press(shell, &event)>
            {move || days.get().into_iter().map(|day| show(shell, day)).collect_view()}
        </div>
    }
}

fn show(shell: Shell, view: StripDay) -> impl IntoView {
    let day = view.day;
    view! {
        <button
            type="button"
            class=view.part
            part=view.part
            data-day=day.to_string()
            tabindex=view.tab_index
            aria-disabled=view.aria_disabled
            aria-current=view.aria_current
            aria-pressed=view.aria_pressed
            aria-label=view.label
            on:click=move |_| shell.send(Event::DayChosen(day))
        >
            <span>{view.weekday}</span>
            <strong>{view.number}</strong>
            <span>{view.free}</span>
        </button>
    }
}
