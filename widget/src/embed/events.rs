//! The events that the element sends to its page: bubbling, composed, small, and free of personal data.

use crate::core::flow::HostEvent;
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

/// Sends `event` from `element`.
pub fn send(element: &HtmlElement, event: &HostEvent) {
    let (name, detail): (&str, &[(&str, &str)]) = match event {
        HostEvent::Ready => ("openslot:ready", &[]),
        HostEvent::SlotSelected { start, end, timezone } => {
            ("openslot:slot-selected", &[("start", start), ("end", end), ("timezone", timezone)])
        }
        HostEvent::Booked { booking_id, start, end, event_type } => (
            "openslot:booked",
            &[("booking_id", booking_id), ("start", start), ("end", end), ("event_type", event_type)],
        ),
        HostEvent::Rescheduled { booking_id, start, end, event_type } => (
            "openslot:rescheduled",
            &[("booking_id", booking_id), ("start", start), ("end", end), ("event_type", event_type)],
        ),
        HostEvent::Canceled { booking_id, event_type } => {
            ("openslot:cancelled", &[("booking_id", booking_id), ("event_type", event_type)])
        }
        HostEvent::Error { code } => ("openslot:error", &[("code", code)]),
    };
    let object = Object::new();
    for (key, value) in detail {
        let _ = Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_str(value));
    }
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&object);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = element.dispatch_event(&event);
    }
}
