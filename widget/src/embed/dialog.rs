//! Showing a dialog of the widget as a modal one.

use crate::{core::flow::Event, hooks::Shell};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{HtmlDialogElement, HtmlElement};

/// Shows the dialog in `stage`, and sends `closed` when it is closed; `None` where there is none, or none can be shown.
pub fn show(shell: Shell, stage: &HtmlElement, closed: Event) -> Option<HtmlDialogElement> {
    let dialog: HtmlDialogElement = stage.query_selector("dialog").ok()??.dyn_into().ok()?;
    dialog.show_modal().ok()?;
    // Escape closes it without asking anybody.
    let closed = Closure::once_into_js(move || shell.send(closed));
    dialog.set_onclose(closed.dyn_ref());
    Some(dialog)
}
