//! The visitor leaves: the page goes, or takes the widget away, or the connection is lost. What that means is decided in
//! the flow.

use crate::{core::flow::Event, hooks::Shell};
use leptos::prelude::{on_cleanup, window_event_listener_untyped};

/// Makes what is told.
type Tell = fn() -> Event;

/// Tells the flow, as long as the widget lives, and when it is taken down.
pub fn listen(shell: Shell) {
    // A page that a browser keeps as it is is left all the same, and may be shown again. `unload` would keep it from that.
    let heard: [(&str, Tell); 4] = [
        ("pagehide", || Event::PageLeft),
        ("pageshow", || Event::PageShown),
        ("offline", || Event::WentOffline),
        ("online", || Event::CameBack),
    ];
    for (name, event) in heard {
        let listener = window_event_listener_untyped(name, move |_| shell.send(event()));
        on_cleanup(move || listener.remove());
    }
    on_cleanup(move || shell.send(Event::PageLeft));
}
