//! Showing a dialog of the widget as a modal one.

use crate::{core::flow::Event, hooks::Shell};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{HtmlDialogElement, HtmlElement};

/// Shows the dialog in `stage`, with the focus on what in it wants it, and sends `closed` when it is closed; `None` where
/// there is none, or none can be shown.
pub fn show(shell: Shell, stage: &HtmlElement, closed: Event) -> Option<HtmlDialogElement> {
    // Told only now: of a field that says so when it comes Chromium complains if another has the focus. And told before
    // it is shown: moved afterwards, the focus would go two ways, each of which takes a phone 10 ms.
    if let Ok(Some(wanted)) = stage.query_selector("dialog [data-focus]") {
        let _ = wanted.set_attribute("autofocus", "");
    }
    let dialog: HtmlDialogElement = stage.query_selector("dialog").ok()??.dyn_into().ok()?;
    dialog.show_modal().ok()?;
    // Escape closes it without asking anybody.
    let closed = Closure::once_into_js(move || shell.send(closed));
    dialog.set_onclose(closed.dyn_ref());
    Some(dialog)
}
