//! The widget as a whole: one screen for each state of the flow, and the voice for screen readers.

use super::{
    booking_form::BookingForm,
    cards::Cards,
    chooser::Chooser,
    confirmation::Confirmation,
    leaving::{Elsewhere, LinkReady},
    notice::Alert,
    skeleton::Skeleton,
    summary::Summary,
};
use crate::{
    core::{
        flow::{Flow, StuckReason},
        message::{Action, Notice, notice},
    },
    hooks::Shell,
    text::Text,
};
use leptos::prelude::*;

/// Which screen is shown. The screens swap only when this changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Screen {
    Loading,
    Stuck,
    Elsewhere,
    Cards,
    Times,
    Form,
    Confirmed,
    Linked,
}

fn screen(flow: &Flow) -> Screen {
    match flow {
        Flow::Starting(_) => Screen::Loading,
        Flow::Stuck(_) => Screen::Stuck,
        Flow::Elsewhere(_) => Screen::Elsewhere,
        Flow::ChoosingType(_) => Screen::Cards,
        Flow::ChoosingTime(_) => Screen::Times,
        Flow::FillingIn(..) | Flow::Sending(..) => Screen::Form,
        Flow::Confirmed(..) => Screen::Confirmed,
        Flow::Linked(..) => Screen::Linked,
    }
}

/// The widget.
#[component]
pub fn Root(shell: Shell) -> impl IntoView {
    let screen = shell.view(|flow, _| screen(flow));
    let content = move || match screen.get() {
        Screen::Loading => view! { <Skeleton text=shell.text /> }.into_any(),
        Screen::Stuck => view! { <Stuck shell /> }.into_any(),
        Screen::Elsewhere => view! { <Elsewhere shell /> }.into_any(),
        Screen::Cards => view! { <Cards shell /> }.into_any(),
        Screen::Times => view! { <Summary shell /><Chooser shell /> }.into_any(),
        Screen::Form => view! { <Summary shell /><BookingForm shell /> }.into_any(),
        Screen::Confirmed => view! { <Confirmation shell /> }.into_any(),
        Screen::Linked => view! { <Summary shell /><LinkReady shell /> }.into_any(),
    };
    view! {
        <section class="surface" part="surface" aria-label=shell.text.widget data-screen=move || name(screen.get())>
            {content}
        </section>
        <div class="spoken" role="status" aria-live="polite">{move || shell.announcement.get()}</div>
    }
}

/// The screen's name for the style sheet.
fn name(screen: Screen) -> &'static str {
    match screen {
        Screen::Loading => "loading",
        Screen::Stuck => "stuck",
        Screen::Elsewhere => "elsewhere",
        Screen::Cards => "cards",
        Screen::Times => "times",
        Screen::Form => "form",
        Screen::Confirmed => "confirmed",
        Screen::Linked => "linked",
    }
}

/// What cannot go on.
#[component]
fn Stuck(shell: Shell) -> impl IntoView {
    let trouble = shell.view(|flow, text| match flow {
        Flow::Stuck(stuck) => stuck_notice(&stuck.reason, text),
        _ => stuck_notice(&StuckReason::NothingOnOffer, text),
    });
    view! { <div class="alone">{move || view! { <Alert shell notice=trouble.get() /> }}</div> }
}

fn stuck_notice(reason: &StuckReason, text: &Text) -> Notice {
    let sentence = match reason {
        StuckReason::Failed(failure) => return notice(failure, text),
        StuckReason::NothingOnOffer => text.troubles.nothing_on_offer,
        StuckReason::NoSuchEventType => text.troubles.event_type_gone,
    };
    Notice { sentence, action: Action::None, way_on: None }
}
