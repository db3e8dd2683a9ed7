//! The list of zones: its dialog, what stands in it, and keeping the chosen one in sight.

use super::{dialog, later::Here};
use crate::{
    client::{Client, fetch::FetchClient},
    core::flow::{Event, RequestId},
    hooks::Shell,
    host::{clock, zones},
};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Shows the dialog that is about to be drawn.
pub fn open(shell: Shell, stage: &HtmlElement) {
    let stage = stage.clone();
    spawn_local(async move {
        // To draw it was work enough for one task.
        clock::pause(0).await;
        if dialog::show(shell, &stage, Event::ZonesClosed).is_none() {
            shell.send(Event::ZonesClosed);
        }
    });
}

/// Asks for the zones, and sends them.
#[inline(never)]
pub fn fetch(_: Here, shell: Shell, client: Rc<FetchClient>, request: RequestId) {
    spawn_local(async move {
        let answer = client.timezones().await;
        // Reading four hundred zones, naming and showing them are work enough for a turn each.
        clock::pause(0).await;
        let zones = answer.map(|answer| zones::named(answer.timezones, shell.text.names.locale));
        clock::pause(0).await;
        shell.send(Event::ZonesArrived(request, zones));
    });
}

/// Scrolls the list, and nothing else, to where the arrows are.
#[inline(never)]
pub fn reveal(stage: &HtmlElement) {
    let stage = stage.clone();
    spawn_local(async move {
        if let Ok(Some(option)) = stage.query_selector("[role=option][aria-selected=true]") {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}
