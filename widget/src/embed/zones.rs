//! The dialog with the list of zones: showing it, and keeping the chosen one in sight.

use crate::{core::flow::Event, hooks::Shell};
use leptos::prelude::request_animation_frame;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{HtmlDialogElement, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Shows the dialog that is about to be drawn.
pub fn open(shell: Shell, stage: &HtmlElement) {
    let stage = stage.clone();
    request_animation_frame(move || {
        let found = stage.query_selector("dialog").ok().flatten();
        let Some(dialog) = found.and_then(|found| found.dyn_into::<HtmlDialogElement>().ok()) else { return };
        if dialog.show_modal().is_err() {
            shell.send(Event::ZonesClosed);
        }
        // Escape closes it without asking anybody.
        let closed = Closure::once_into_js(move || shell.send(Event::ZonesClosed));
        dialog.set_onclose(closed.dyn_ref());
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
