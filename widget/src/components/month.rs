//! The month as a table. Every attribute of a day was decided in `core::calendar`.

use super::icon::{Icon, Picture};
use crate::{
    core::{
        calendar::{Cell, DayView, month_view},
        flow::Event,
        keys::{Key, Press},
    },
    hooks::Shell,
};
use leptos::{ev::KeyboardEvent, prelude::*};

/// The month in view, with buttons for the ones before and after.
#[component]
pub fn Month(shell: Shell) -> impl IntoView {
    let text = shell.text;
    let month = shell.timed_view(|flow, now, text| {
        let locale = flow.visit().map(|visit| visit.session.options.locale).unwrap_or_default();
        flow.browse().map(|browse| month_view(browse, locale, now, text)).unwrap_or_default()
    });
    let turn = move |by: i32| move |_| shell.send(Event::MonthMoved(by));
    let disabled = move |can: bool| (!can).then_some("true");
    view! {
        <div class="month" part="month">
            <div class="month__head">
                <h3 class="month__title" id="month-title">{move || month.with(|month| month.title.clone())}</h3>
                <button
                    type="button"
                    class="square"
                    aria-label=text.month_before
                    aria-disabled=move || disabled(month.with(|month| month.can_go_back))
                    on:click=turn(-1)
                >
                    <Icon picture=Picture::Before />
                </button>
                <button
                    type="button"
                    class="square"
                    aria-label=text.month_after
                    aria-disabled=move || disabled(month.with(|month| month.can_go_on))
                    on:click=turn(1)
                >
                    <Icon picture=Picture::After />
                </button>
            </div>
            <table
                class="grid"
                role="grid"
                aria-labelledby="month-title"
                aria-busy=move || month.with(|month| month.is_loading).then_some("true")
                on:keydown=move |event| press(shell, &event)
            >
                <thead aria-hidden="true">
                    <tr>{move || month.with(|month| columns(&month.columns))}</tr>
                </thead>
                <tbody>
                    {move || month.get().weeks.into_iter().map(|week| show_week(shell, week)).collect_view()}
                </tbody>
            </table>
        </div>
    }
}

/// Each cell says its weekday already, so the headings are for the eye alone.
fn columns(columns: &[(&'static str, &'static str)]) -> impl IntoView + use<> {
    columns.iter().map(|(short, full)| view! { <th scope="col" abbr=*full>{*short}</th> }).collect_view()
}

fn show_week(shell: Shell, week: Vec<Cell>) -> impl IntoView {
    view! { <tr>{week.into_iter().map(|cell| show_cell(shell, cell)).collect_view()}</tr> }
}

fn show_cell(shell: Shell, cell: Cell) -> impl IntoView {
    match cell {
        Cell::Blank => view! { <td></td> }.into_any(),
        Cell::Past(number) => view! { <td><span class="day day--past" part="day day--past">{number}</span></td> }.into_any(),
        Cell::Day(day) => view! { <td role="gridcell">{show_day(shell, day)}</td> }.into_any(),
    }
}

fn show_day(shell: Shell, view: DayView) -> impl IntoView {
    let day = view.day;
    view! {
        <button
            type="button"
            class=view.part
            part=view.part
            data-day=day.to_string()
            data-full=view.fullness
            data-loading=view.is_loading.then_some("true")
            tabindex=view.tab_index
            aria-disabled=view.aria_disabled
            aria-current=view.aria_current
            aria-pressed=view.aria_pressed
            aria-label=view.label
            on:click=move |_| shell.send(Event::DayChosen(day))
        >
            {view.number}
        </button>
    }
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
