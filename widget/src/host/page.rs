//! What the page around the widget says.

use crate::core::keys::Direction;
use web_sys::HtmlElement;

/// Host and port of the page's address; empty where it has none.
pub fn host() -> String {
    web_sys::window().and_then(|window| window.location().host().ok()).unwrap_or_default()
}

/// The scheme of the page's address, as in `https:`.
pub fn scheme() -> String {
    web_sys::window().and_then(|window| window.location().protocol().ok()).unwrap_or_default()
}

/// Which way lines run in `stage`, as the loader has written there. To ask for its style would have the browser work out
/// that of the whole page first.
pub fn direction(stage: &HtmlElement) -> Direction {
    if stage.get_attribute("dir").as_deref() == Some("rtl") { Direction::Rtl } else { Direction::Ltr }
}
