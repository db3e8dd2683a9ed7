//! The events that the element sends to its page. What they are made of in the page is known to `events.js` alone.

use super::sheet::list;
use crate::core::flow::HostEvent;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/src/embed/events.js")]
extern "C" {
    fn tell(element: &HtmlElement, name: &str, detail: &Array) -> bool;
}

/// Sends `event` from `element`; false when the page does not want what it announces.
pub fn send(element: &HtmlElement, event: &HostEvent) -> bool {
    tell(element, event.name, &list(&event.detail))
}
