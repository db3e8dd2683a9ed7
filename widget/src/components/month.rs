//! The month as a table. Every attribute of a day was decided in `core::calendar`.

use super::{
    attributes::Attributes,
    button::{Look, button},
    element::{Tag, element, words},
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
use leptos::{
    ev::{self, KeyboardEvent},
    html::custom,
    prelude::*,
};

/// The month in view, with buttons for the ones before and after.
pub fn month(shell: Shell, month: MonthView) -> AnyView {
    let text = shell.text;
    let turn = move |by: i32, label: &str, picture: Picture, can_turn: bool| {
        let disabled = (!can_turn).then_some("true");
        let look = Look { class: "square", label: Some(label.to_owned()), disabled, ..Look::default() };
        button(shell, Event::MonthMoved(by), look, icon(picture))
    };
    let head = element(Tag::Div, "month__head")
        .child(words(Tag::H3, "month__title", month.title.clone()))
        .child(turn(-1, text.month_before, Picture::Before, month.can_go_back))
        .child(turn(1, text.month_after, Picture::After, month.can_go_on));
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
    let grid = keyed(shell, "grid-keys", None, None, table.view());
    element(Tag::Div, "month").part("month").child(head.view()).child(grid).view()
}

/// A cell. All are of one kind, so that a cell stays the same element when the month turns.
fn show_cell(shell: Shell, cell: Cell) -> AnyView {
    let content = match cell {
        Cell::Blank => None,
        Cell::Past(number) => Some(words(Tag::Span, "day day--past", number)),
        Cell::Day(day) => Some(show_day(shell, day)),
    };
    element(Tag::Td, "").role("gridcell").child(content).view()
}

fn show_day(shell: Shell, view: DayView) -> AnyView {
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
    button(shell, Event::DayChosen(view.day), look, view.number.into_any())
}

/// A stretch of days in which the calendar keys work.
pub fn keyed(
    shell: Shell,
    class: &'static str,
    role: Option<&'static str>,
    label: Option<&'static str>,
    content: AnyView,
) -> AnyView {
    let attributes = Attributes::default()
        .with("part", Some(class))
        .with("role", role)
        .with("aria-label", label)
        .with("class", Some(class));
    let days = custom(Tag::Div.name()).add_any_attr(attributes);
    days.on(ev::keydown, move |event| press(shell, &event)).child(content).into_any()
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
