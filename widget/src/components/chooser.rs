//! Choosing a time: the next free ones first, then the month or the strip, then the times of a day.

use super::{
    button::{Look, aria, button, plain},
    month::month,
    notice::alert,
    strip::strip,
    time_list::{chips, time_list},
};
use crate::{
    core::{flow::Event, screen::ChooserView, times::EmptyView},
    hooks::Shell,
};
use leptos::prelude::*;

/// The chooser.
pub fn chooser(shell: Shell, view: ChooserView) -> AnyView {
    let text = shell.text;
    let is_open = view.month_is_open;
    let toggle = Look { class: "link toggle-month", expanded: aria(is_open), ..Look::default() };
    let toggle_words = if is_open { text.hide_month } else { text.show_month };
    let title = view.chips_are_alternatives.then(|| view! { <p class="label">{text.alternatives}</p> });
    view! {
        <div class="days" part="days" data-month=if is_open { "open" } else { "closed" }>
            {view.trouble.map(|notice| alert(shell, notice))}
            {title}
            {chips(shell, view.chips, view.chips_are_alternatives)}
            {strip(shell, view.strip)}
            {month(shell, view.month)}
            {view.empty.map(|empty| show_empty(shell, empty))}
        </div>
        <div class="times" part="times">
            {view.times.map(|times| time_list(shell, times))}
            {button(shell, Event::MonthToggled, toggle, toggle_words)}
        </div>
    }
    .into_any()
}

fn show_empty(shell: Shell, empty: EmptyView) -> AnyView {
    let way_on =
        empty.way_on.map(|(day, label)| button(shell, Event::MonthShown(day), plain("quiet"), label));
    view! { <div class="empty"><p>{empty.sentence}</p>{way_on}</div> }.into_any()
}
