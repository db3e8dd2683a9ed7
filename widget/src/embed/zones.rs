//! The dialog with the list of zones: showing it, and keeping the chosen one in sight.

use super::dialog;
use crate::{core::flow::Event, hooks::Shell};
use leptos::prelude::request_animation_frame;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Shows the dialog that is about to be drawn.
pub fn open(shell: Shell, stage: &HtmlElement) {
    let stage = stage.clone();
    request_animation_frame(move || {
        if dialog::show(shell, &stage, Event::ZonesClosed).is_none() {
            shell.send(Event::ZonesClosed);
        }
    });
}

/// Scrolls the list, and nothing else, to where the arrows are.
pub fn reveal(stage: &HtmlElement) {
    let stage = stage.clone();
    request_animation_frame(move || {
        if let Ok(Some(option)) = stage.query_selector("[role=option][aria-selected=true]") {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}
