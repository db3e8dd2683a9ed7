//! The month as a table. Every attribute of a day was decided in `core::calendar`.

use super::{
    button::{Look, button},
    element::{Tag, element, words},
    node::{IntoNode, Node},
};
use crate::{
    core::{
        calendar::{Cell, DayView, MonthView},
        flow::Event,
        keys::{Key, Press},
    },
    hooks::Shell,
};
use leptos::{ev::KeyboardEvent, wasm_bindgen::JsCast};

/// The days of a month.
pub fn month(shell: Shell, month: MonthView) -> Node {
    // Each cell says its weekday already, so the headings are for the eye alone.
    let columns = month.columns.into_iter().map(|name| words(Tag::Th, "", name));
    let columns = element(Tag::Thead, "").hidden().child(element(Tag::Tr, "").children(columns).view());
    let weeks = month.weeks.into_iter().map(|week| {
        let cells = week.into_iter().map(|cell| show_cell(shell, cell));
        element(Tag::Tr, "").children(cells).view()
    });
    let table = element(Tag::Table, "grid")
        .role("grid")
        .label(month.title)
        .child(columns.view())
        .child(element(Tag::Tbody, "").children(weeks).view());
    keyed(shell, "month", None, None, table.view())
}

/// A cell. All are of one kind, so that a cell stays the same element when the month turns.
fn show_cell(shell: Shell, cell: Cell) -> Node {
    let content = match cell {
        Cell::Blank => None,
        Cell::Past(number) => Some(words(Tag::Span, "day day--past", number)),
        Cell::Day(day) => Some(show_day(shell, day)),
    };
    element(Tag::Td, "").role("gridcell").child(content).view()
}

fn show_day(shell: Shell, view: DayView) -> Node {
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
    button(shell, Event::DayChosen(view.day), look, view.number.into_node())
}

/// A stretch of days in which the calendar keys work.
pub fn keyed(
    shell: Shell,
    class: &'static str,
    role: Option<&'static str>,
    label: Option<&'static str>,
    content: Node,
) -> Node {
    element(Tag::Div, class)
        .part(class)
        .with("role", role)
        .with("aria-label", label)
        .on("keydown", Box::new(move |event| press(shell, event.unchecked_ref())))
        .child(content)
        .view()
}

/// Passes a calendar key on, and keeps the page from scrolling with it.
fn press(shell: Shell, event: &KeyboardEvent) {
    if event.alt_key() || event.ctrl_key() || event.meta_key() {
        return;
    }
    let Some(key) = Key::from_name(&event.key()) else { return };
    // Escape may mean more to the page around: its dialog is closed too.
    if key != Key::Escape {
        event.prevent_default();
    }
    let press = Press { key, with_shift: event.shift_key(), direction: shell.direction };
    shell.send(Event::KeyPressed(press));
}
