//! Reading the edge's JSON with the browser's own parser, straight into the contract's types.
//!
//! `serde_json` would bring a second parser and, for each type, the code to read it from an array; that is a
//! third of the bundle. Here a field is looked up by its name, so unknown fields cost nothing and are ignored,
//! and an error says only that the answer is not what the contract promises.

use crate::host::property;
use core::fmt;
use js_sys::{Array, JSON};
use serde::{
    de::{
        self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, SeqAccess, Visitor,
        value::StrDeserializer,
    },
    forward_to_deserialize_any,
};
use wasm_bindgen::{JsCast, JsValue};

/// The text is not JSON, or not of the expected shape.
#[derive(Clone, Copy, Debug)]
pub struct UnexpectedShape;

impl fmt::Display for UnexpectedShape {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("unexpected shape")
    }
}

impl std::error::Error for UnexpectedShape {}

impl de::Error for UnexpectedShape {
    /// The reason is dropped: nobody reads it, and writing it costs more than reading the answer.
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// Reads a text as `T`.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, UnexpectedShape> {
    T::deserialize(Value(JSON::parse(text).map_err(|_| UnexpectedShape)?))
}

/// One field that is a text.
pub fn word(text: &str, name: &str) -> Option<String> {
    property(&JSON::parse(text).ok()?, name).as_string()
}

/// A parsed value.
struct Value(JsValue);

impl<'de> Deserializer<'de> for Value {
    type Error = UnexpectedShape;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, UnexpectedShape> {
        let value = self.0;
        if let Some(text) = value.as_string() {
            visitor.visit_string(text)
        } else if let Some(number) = value.as_f64() {
            #[expect(clippy::cast_possible_truncation, reason = "the contract's numbers are small integers")]
            visitor.visit_i64(number as i64)
        } else if let Some(is_true) = value.as_bool() {
            visitor.visit_bool(is_true)
        } else if value.is_null() || value.is_undefined() {
            visitor.visit_unit()
        } else if let Some(array) = value.dyn_ref::<Array>() {
            visitor.visit_seq(Items { array: array.clone(), next: 0 })
        } else {
            // Every object of the contract is a struct, which names the fields it wants.
            Err(UnexpectedShape)
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, UnexpectedShape> {
        if self.0.is_null() || self.0.is_undefined() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, UnexpectedShape> {
        if !self.0.is_object() {
            return Err(UnexpectedShape);
        }
        visitor.visit_seq(Fields { object: self.0, names: fields })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, UnexpectedShape> {
        // The contract's enums are words; the one with data is told apart before it is read.
        let word = self.0.as_string().ok_or(UnexpectedShape)?;
        let word: StrDeserializer<'_, UnexpectedShape> = word.as_str().into_deserializer();
        visitor.visit_enum(word)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, UnexpectedShape> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, UnexpectedShape> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier
    }
}

/// The items of an array.
struct Items {
    array: Array,
    next: u32,
}

impl<'de> SeqAccess<'de> for Items {
    type Error = UnexpectedShape;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, UnexpectedShape> {
        if self.next >= self.array.length() {
            return Ok(None);
        }
        let item = self.array.get(self.next);
        self.next += 1;
        seed.deserialize(Value(item)).map(Some)
    }
}

/// The values of the fields that a type asks for, in its own order.
///
/// A type can be read from names and values or from values alone, and the code for the latter is half as long. A field
/// that is not there is told as such: one with `#[serde(default)]` then has its default, any other is an error.
struct Fields {
    object: JsValue,
    names: &'static [&'static str],
}

impl<'de> SeqAccess<'de> for Fields {
    type Error = UnexpectedShape;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, UnexpectedShape> {
        let Some((name, rest)) = self.names.split_first() else { return Ok(None) };
        self.names = rest;
        let value = property(&self.object, name);
        if value.is_undefined() { Ok(None) } else { seed.deserialize(Value(value)).map(Some) }
    }
}
