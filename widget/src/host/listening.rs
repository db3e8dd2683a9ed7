//! Hearing of what happens to the whole page.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::Event;

/// Calls `hear` whenever the window has an event called `name`, until what is given back is called.
pub fn on_window(name: &'static str, hear: impl Fn(Event) + 'static) -> impl FnOnce() + 'static {
    let hear = Closure::<dyn Fn(Event)>::new(hear);
    let window = web_sys::window();
    // Both only fail for what is no function.
    if let Some(window) = &window {
        let _ = window.add_event_listener_with_callback(name, hear.as_ref().unchecked_ref());
    }
    move || {
        if let Some(window) = window {
            let _ = window.remove_event_listener_with_callback(name, hear.as_ref().unchecked_ref());
        }
    }
}
