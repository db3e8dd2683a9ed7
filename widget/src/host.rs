//! Thin calls into the browser: the clock, the visitor's zone and habits, the focus, randomness.
//! Nothing is decided here; each function answers with a plain value.

pub mod clock;
pub mod focus;
pub mod listening;
pub mod locale;
pub mod memory;
pub mod page;
pub mod random;
pub mod zones;

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// A property of a JavaScript object; `undefined` when there is none.
pub fn property(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}
