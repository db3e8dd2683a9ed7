//! The door to the host page. `embed.js` defines the `<open-slot>` element and its shadow root; these two
//! functions bring it to life and let it go.

mod booking;
mod check;
mod dialog;
mod events;
mod frame;
mod language;
mod later;
mod leaving;
mod mounted;
mod options;
mod perform;
mod sheet;
mod zones;

use crate::{client::fetch::FetchClient, core::flow::Flow, hooks::Shell, host};
use check::Check;
use later::Later;
use leptos::prelude::set_interval_with_handle;
use perform::Performer;
use sheet::Sheet;
use std::time::Duration;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// How often the clock in the zone's line is looked at.
const TICK: Duration = Duration::from_secs(20);

/// Mounts a widget for `element` into `stage`, an element of its shadow root. Mounted twice, it stays as it is.
/// False when there are no words for it, so that nothing was mounted.
///
/// `stage` is an element and never the shadow root itself: Leptos replaces a view through the *element*
/// above it, and a shadow root is none, so that the first change of screen would be lost.
#[wasm_bindgen]
pub fn mount(element: HtmlElement, stage: HtmlElement, boot: JsValue) -> bool {
    if mounted::holds(&element) {
        return true;
    }
    let Some(text) = language::table(&boot) else { return false };
    let (options, api) = options::read(&element, &boot, text);
    let (check, later) = (Check::new(&boot), Later::new(&boot));
    let sheet = Sheet::new(&boot);
    let client = FetchClient::new(&api, &boot);
    let performer = Performer::new(client, (check, later), sheet.clone(), element.clone(), stage.clone());
    let direction = host::page::direction(&stage);
    let (flow, effects) = Flow::start(options);
    let shell = Shell::new(flow, host::clock::now(), text, direction, host::zones::fold, mounted::DRIVER);
    mounted::keep(element, stage.clone(), shell, performer);
    if let Ok(tick) = set_interval_with_handle(move || shell.tick(host::clock::now()), TICK) {
        mounted::at_end(shell, move || tick.clear());
    }
    frame::listen(shell, &stage);
    leaving::listen(shell);
    sheet.fill_in(shell);
    shell.perform(effects);
    true
}

/// Takes the widget of `element` down.
#[wasm_bindgen]
pub fn unmount(element: &HtmlElement) {
    mounted::end(element);
}
