//! The widget as a whole: one screen for each state of the flow, and the voice for screen readers.
//!
//! The whole widget is drawn again from one value whenever that changes. Each view is compared with the one before and
//! only what differs is touched, so elements, and with them the focus and the caret, stay.

use super::{
    booking_form::booking_form,
    cards::cards,
    chooser::chooser,
    confirmation::confirmation,
    element::{Tag, element},
    leaving::{elsewhere, link_ready},
    node::{IntoNode, Node},
    notice::alert,
    skeleton::{skeleton, skeleton_month, slow},
    summary::summary,
    zones::picker,
};
use crate::{
    core::{message::Notice, options::Arrangement, screen::ScreenView},
    hooks::Shell,
};

/// The widget; nothing once it is gone.
pub fn root(shell: Shell) -> Node {
    let Some((screen, said)) = shell.screen() else { return Node::Nothing };
    let surface = element(Tag::Section, "surface").part("surface").state(screen.name());
    let surface = surface.with("data-view", screen.arrangement().map(Arrangement::name));
    let surface = surface.label(shell.text.widget).children(show(shell, screen).into_iter());
    let voice = element(Tag::Div, "spoken").role("status").with("aria-live", Some("polite")).child(said);
    (surface.view(), voice.view()).into_node()
}

/// The columns of a screen.
fn show(shell: Shell, screen: ScreenView) -> Vec<Node> {
    match screen {
        ScreenView::Loading(arrangement) => vec![skeleton(shell.text, arrangement), slow(shell, "")],
        ScreenView::Stuck(notice) => vec![alone(shell, notice)],
        ScreenView::Elsewhere { title, url } => vec![elsewhere(shell, title, &url)],
        ScreenView::Cards { host, cards: offered, is_demo } => vec![cards(shell, host, offered, is_demo)],
        ScreenView::AwaitingTimes(about, arrangement, page) => {
            let [month, times] = skeleton_month(shell.text, arrangement);
            vec![summary(shell, *about), month, times, slow(shell, &page)]
        }
        ScreenView::WithoutTimes(about, notice) => vec![summary(shell, *about), alone(shell, notice)],
        ScreenView::Times(about, times, zones) => {
            let [days, times] = chooser(shell, *times);
            let zones = zones.map(|view| picker(shell, view)).into_node();
            vec![summary(shell, *about), days, times, zones]
        }
        ScreenView::Form(about, form) => vec![summary(shell, *about), booking_form(shell, *form)],
        ScreenView::Confirmed(booking) | ScreenView::Canceled(booking) => vec![confirmation(shell, *booking)],
        ScreenView::Linked(about, handover) => vec![summary(shell, *about), link_ready(shell, *handover)],
    }
}

/// A notice where a screen would be.
fn alone(shell: Shell, notice: Notice) -> Node {
    element(Tag::Div, "alone").child(alert(shell, notice)).view()
}
