//! Randomness, for keys that must not repeat.

use super::property;
use js_sys::{Function, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// A fresh key that nobody can guess: a UUID, or 128 random bits where the page is no secure context.
pub fn key() -> String {
    let crypto = property(&js_sys::global(), "crypto");
    let call = |name: &str, argument: &JsValue| {
        property(&crypto, name).dyn_into::<Function>().ok()?.call1(&crypto, argument).ok()
    };
    if let Some(uuid) = call("randomUUID", &JsValue::UNDEFINED).and_then(|value| value.as_string()) {
        return uuid;
    }
    let bytes = Uint8Array::new_with_length(16);
    let _ = call("getRandomValues", &bytes);
    bytes.to_vec().iter().map(u8::to_string).collect::<Vec<_>>().join("-")
}
