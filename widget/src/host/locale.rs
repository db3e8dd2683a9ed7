//! The visitor's zone, and what their browser calls days and hours. Offsets are never asked of it.

use super::property;
use js_sys::{Array, Intl::DateTimeFormat, Object};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/host/names.js")]
extern "C" {
    /// The lines of [`crate::text::Names`] for a BCP 47 tag.
    pub fn names(locale: &str) -> String;
}

/// The visitor's IANA zone, or `UTC` where the browser does not tell.
pub fn zone() -> String {
    let resolved = DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    property(&resolved, "timeZone").as_string().unwrap_or_else(|| "UTC".to_owned())
}
