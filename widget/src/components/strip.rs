//! The days as a strip, shown instead of the month where space is short. Its days were decided in `core::strip`.

use super::{
    button::{Look, button},
    month::press,
};
use crate::{
    core::{flow::Event, strip::StripDay},
    hooks::Shell,
};
use leptos::prelude::*;

/// The strip.
pub fn strip(shell: Shell, days: Vec<StripDay>) -> AnyView {
    let days = days.into_iter().map(|day| show(shell, day)).collect_view();
    view! {
        <div class="strip" part="strip" role="group" aria-label=shell.text.days on:keydown=move |event| press(shell, &event)>
            {days}
        </div>
    }
    .into_any()
}

fn show(shell: Shell, view: StripDay) -> impl IntoView {
    let look = Look {
        class: view.part,
        label: Some(view.label),
        pressed: Some(view.aria_pressed),
        disabled: view.aria_disabled,
        current: view.aria_current,
        tab_index: Some(view.tab_index),
        day: Some(view.day.to_string()),
        ..Look::default()
    };
    let content = view! {
        <span>{view.weekday}</span>
        <strong>{view.number}</strong>
        <span>{view.free}</span>
    };
    button(shell, Event::DayChosen(view.day), look, content)
}
