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

    /// Every type of the contract says what it is.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, UnexpectedShape> {
        Err(UnexpectedShape)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, UnexpectedShape> {
        visitor.visit_bool(self.0.as_bool().ok_or(UnexpectedShape)?)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, UnexpectedShape> {
        visitor.visit_i64(number(&self.0)?)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, UnexpectedShape> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, UnexpectedShape> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, UnexpectedShape> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, UnexpectedShape> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, UnexpectedShape> {
        visitor.visit_string(word_of(&self.0)?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, UnexpectedShape> {
        self.deserialize_str(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, UnexpectedShape> {
        visitor.visit_seq(Items { array: array(self.0)?, next: 0 })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, UnexpectedShape> {
        if is_nothing(&self.0) { visitor.visit_none() } else { visitor.visit_some(self) }
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
        let word = word_of(&self.0)?;
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
        i8 i16 u8 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct map identifier
    }
}

// One copy of each, and not one for every type that is read.

#[inline(never)]
fn word_of(value: &JsValue) -> Result<String, UnexpectedShape> {
    value.as_string().ok_or(UnexpectedShape)
}

#[inline(never)]
#[expect(clippy::cast_possible_truncation, reason = "the contract's numbers are small integers")]
fn number(value: &JsValue) -> Result<i64, UnexpectedShape> {
    value.as_f64().map(|number| number as i64).ok_or(UnexpectedShape)
}

#[inline(never)]
fn array(value: JsValue) -> Result<Array, UnexpectedShape> {
    value.dyn_into().map_err(|_| UnexpectedShape)
}

#[inline(never)]
fn is_nothing(value: &JsValue) -> bool {
    value.is_null() || value.is_undefined()
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
        self.step().map(|item| seed.deserialize(Value(item))).transpose()
    }
}

impl Items {
    #[inline(never)]
    fn step(&mut self) -> Option<JsValue> {
        let place = self.next;
        self.next += 1;
        (place < self.array.length()).then(|| self.array.get(place))
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
        self.step().map(|value| seed.deserialize(Value(value))).transpose()
    }
}

impl Fields {
    #[inline(never)]
    fn step(&mut self) -> Option<JsValue> {
        let (name, rest) = self.names.split_first()?;
        self.names = rest;
        let value = property(&self.object, name);
        (!value.is_undefined()).then_some(value)
    }
}
