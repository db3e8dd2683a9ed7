//! The widget as a whole: one screen for each state of the flow, and the voice for screen readers.
//!
//! The whole widget is drawn again from one value whenever that changes. Leptos compares each view with the
//! one before and touches only what differs, so elements, and with them the focus and the caret, stay.

use super::{
    booking_form::booking_form, cards::cards, chooser::chooser, confirmation::confirmation,
    leaving::{elsewhere, link_ready}, notice::alert, skeleton::{skeleton, skeleton_month}, summary::summary,
};
use crate::{core::screen::ScreenView, hooks::Shell};
use leptos::prelude::*;

/// The widget.
#[component]
pub fn Root(shell: Shell) -> impl IntoView {
    let surface = move || {
        let screen = shell.screen();
        let name = screen.name();
        view! {
            <section class="surface" part="surface" aria-label=shell.text.widget data-screen=name>
                {show(shell, screen)}
            </section>
        }
    };
    view! {
        {surface}
        <div class="spoken" role="status" aria-live="polite">{move || shell.announcement.get()}</div>
    }
}

fn show(shell: Shell, screen: ScreenView) -> AnyView {
    match screen {
        ScreenView::Loading => skeleton(shell.text),
        ScreenView::Stuck(notice) => alone(shell, notice),
        ScreenView::Elsewhere { title, url } => elsewhere(shell, title, &url),
        ScreenView::Cards { host, cards: offered, is_demo } => cards(shell, host, offered, is_demo),
        ScreenView::AwaitingTimes(about) => (summary(shell, *about), skeleton_month(shell.text)).into_any(),
        ScreenView::WithoutTimes(about, notice) => (summary(shell, *about), alone(shell, notice)).into_any(),
        ScreenView::Times(about, times) => (summary(shell, *about), chooser(shell, *times)).into_any(),
        ScreenView::Form(about, form) => {
            (summary(shell, *about), booking_form(shell, *form)).into_any()
        }
        ScreenView::Confirmed(booking) => confirmation(shell, *booking),
        ScreenView::Linked { summary: about, note, url } => {
            (summary(shell, *about), link_ready(shell, note, &url)).into_any()
        }
    }
}

/// A notice where a screen would be.
fn alone(shell: Shell, notice: crate::core::message::Notice) -> AnyView {
    view! { <div class="alone">{alert(shell, notice)}</div> }.into_any()
}
