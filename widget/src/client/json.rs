//! The edge's JSON as the browser's own parser gives it. Knows no type; what is read of it, `core::reading` says.

use crate::{
    core::{
        message::Failure,
        reading::{self, Json, contract::Read},
    },
    host::property,
};
use js_sys::{Array, JSON};
use wasm_bindgen::{JsCast, JsValue};

/// A text as the browser reads it; `None` when it is not JSON.
pub(super) fn parse(text: &str) -> Option<JsValue> {
    JSON::parse(text).ok()
}

/// What the edge answers, as `T`. What is not of the shape that the contract promises counts as no answer.
pub(super) fn read<T: Read>(body: JsValue) -> Result<T, Failure> {
    reading::read(body).ok_or(Failure::Unreachable)
}

impl Json for JsValue {
    const ABSENT: Self = Self::UNDEFINED;

    fn is_absent(&self) -> bool {
        self.is_undefined()
    }

    fn is_null(&self) -> bool {
        Self::is_null(self)
    }

    fn is_object(&self) -> bool {
        // To JavaScript an array is an object, too.
        Self::is_object(self) && self.length().is_none()
    }

    fn bool(&self) -> Option<bool> {
        self.as_bool()
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn text(&self) -> Option<String> {
        self.as_string()
    }

    fn length(&self) -> Option<u32> {
        self.dyn_ref::<Array>().map(Array::length)
    }

    fn item(&self, place: u32) -> Self {
        self.unchecked_ref::<Array>().get(place)
    }

    fn property(&self, name: &str) -> Self {
        property(self, name)
    }
}
