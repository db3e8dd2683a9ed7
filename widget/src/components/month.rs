//! The month as a table. Every attribute of a day was decided in `core::calendar`.

use super::{
    button::{Look, button},
    icon::{Picture, icon},
};
use crate::{
    core::{
        calendar::{Cell, DayView, MonthView},
        flow::Event,
        keys::{Key, Press},
    },
    hooks::Shell,
};
use leptos::{ev::KeyboardEvent, prelude::*};

/// The month in view, with buttons for the ones before and after.
pub fn month(shell: Shell, month: MonthView) -> AnyView {
    let text = shell.text;
    let turn = move |by: i32, label: &str, picture: Picture, can_turn: bool| {
        let disabled = (!can_turn).then_some("true");
        let look = Look { class: "square", label: Some(label.to_owned()), disabled, ..Look::default() };
        button(shell, Event::MonthMoved(by), look, icon(picture))
    };
    // Each cell says its weekday already, so the headings are for the eye alone.
    let columns = month.columns.into_iter().map(|(short, full)| view! { <th scope="col" abbr=full>{short}</th> });
    let weeks = month.weeks.into_iter().map(|week| {
        view! { <tr>{week.into_iter().map(|cell| show_cell(shell, cell)).collect_view()}</tr> }
    });
    view! {
        <div class="month" part="month">
            <div class="month__head">
                <h3 class="month__title" id="month-title">{month.title}</h3>
                {turn(-1, text.month_before, Picture::Before, month.can_go_back)}
                {turn(1, text.month_after, Picture::After, month.can_go_on)}
            </div>
            <table
                class="grid"
                role="grid"
                aria-labelledby="month-title"
                aria-busy=month.is_loading.then_some("true")
                on:keydown=move |event| press(shell, &event)
            >
                <thead aria-hidden="true">
                    <tr>{columns.collect_view()}</tr>
                </thead>
                <tbody>{weeks.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A cell. All are of one kind, so that a cell stays the same element when the month turns.
fn show_cell(shell: Shell, cell: Cell) -> AnyView {
    let content = match cell {
        Cell::Blank => None,
        Cell::Past(number) => Some(view! { <span class="day day--past">{number}</span> }.into_any()),
        Cell::Day(day) => Some(show_day(shell, day).into_any()),
    };
    view! { <td role="gridcell">{content}</td> }.into_any()
}

fn show_day(shell: Shell, view: DayView) -> impl IntoView {
    let look = Look {
        class: view.part,
        label: Some(view.label),
        pressed: Some(view.aria_pressed),
        disabled: view.aria_disabled,
        current: view.aria_current,
        tab_index: Some(view.tab_index),
        day: Some(view.day.to_string()),
        fullness: Some(view.fullness),
        loading: view.is_loading.then_some("true"),
        ..Look::default()
    };
    button(shell, Event::DayChosen(view.day), look, view.number)
}

/// Passes a calendar key on, and keeps the page from scrolling with it.
pub fn press(shell: Shell, event: &KeyboardEvent) {
    if event.alt_key() || event.ctrl_key() || event.meta_key() {
        return;
    }
    let Some(key) = Key::from_name(&event.key()) else { return };
    event.prevent_default();
    let press = Press { key, with_shift: event.shift_key(), direction: shell.direction };
    shell.send(Event::KeyPressed(press));
}
