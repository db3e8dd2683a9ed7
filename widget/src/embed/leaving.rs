//! The visitor leaves: the page goes, or takes the widget away, or the connection is lost. What that means is decided in
//! the flow.

use super::mounted::at_end;
use crate::{core::flow::Event, hooks::Shell, host::listening::on_window};

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
        at_end(shell, on_window(name, move |_| shell.send(event())));
    }
    at_end(shell, move || shell.send(Event::PageLeft));
}
