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
mod options;
mod perform;
mod registry;
mod sheet;
mod zones;

use crate::{client::fetch::FetchClient, components::Root, core::flow::Flow, hooks::Shell, host};
use check::Check;
use later::Later;
use leptos::{
    mount::mount_to,
    prelude::{GetUntracked, Set, set_interval_with_handle},
};
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
    if registry::holds(&element) {
        return true;
    }
    let Some(text) = language::table(&boot) else { return false };
    let (options, api) = options::read(&element, &boot, text);
    let (check, later) = (Check::new(&boot), Later::new(&boot));
    let sheet = Sheet::new(&boot);
    let client = FetchClient::new(&api, &boot);
    let performer = Performer::new(client, (check, later), sheet.clone(), element.clone(), stage.clone());
    let direction = host::page::direction(&stage);
    let (inner, listening) = (stage.clone(), stage.clone());
    let handle = mount_to(inner, move || {
        let (flow, effects) = Flow::start(options);
        let shell = Shell::new(
            flow,
            host::clock::now(),
            text,
            direction,
            host::zones::fold,
            move |shell, effects| {
                performer.perform(shell, effects);
            },
        );
        if let Ok(tick) = set_interval_with_handle(move || tick(shell), TICK) {
            leptos::prelude::on_cleanup(move || tick.clear());
        }
        frame::listen(shell, &listening);
        leaving::listen(shell);
        sheet.fill_in(shell);
        shell.perform(effects);
        leptos::view! { <Root shell /> }
    });
    // Held here and not by the page: a handle that the page drops would be collected, and the widget with it.
    registry::keep(element, Box::new(handle));
    true
}

/// Moves the clock on when the minute has changed.
fn tick(shell: Shell) {
    let now = host::clock::now();
    if now.timestamp() / 60 != shell.now.get_untracked().timestamp() / 60 {
        shell.now.set(now);
    }
}

/// Takes the widget of `element` down.
#[wasm_bindgen]
pub fn unmount(element: &HtmlElement) {
    registry::drop_for(element);
}
