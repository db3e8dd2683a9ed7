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

/// Which way lines run where `element` stands.
pub fn direction(element: &HtmlElement) -> Direction {
    let style = web_sys::window().and_then(|window| window.get_computed_style(element).ok().flatten());
    let value = style.and_then(|style| style.get_property_value("direction").ok());
    if value.as_deref() == Some("rtl") { Direction::Rtl } else { Direction::Ltr }
}
