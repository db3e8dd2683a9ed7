//! Reading a JSON body key by key, and collecting everything that is wrong with it. Keys nobody asks for are
//! ignored.

use serde_json::{Map, Value};

use crate::error::{ApiError, Detail};

/// An object in a body, with the path to it for the details of errors.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    object: &'a Map<String, Value>,
    path: &'a str,
    problems: Vec<Detail>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(object: &'a Map<String, Value>, path: &'a str) -> Self {
        Self { object, path, problems: Vec::new() }
    }

    /// What is under `key`; null is the same as nothing.
    pub(super) fn get(&self, key: &str) -> Option<&'a Value> {
        self.object.get(key).filter(|value| !value.is_null())
    }

    /// A string that has to be there and must not be blank.
    pub(super) fn required(&mut self, key: &str) -> &'a str {
        match self.get(key) {
            None => self.complain(key, "is missing"),
            Some(Value::String(text)) if text.trim().is_empty() => self.complain(key, "must be filled"),
            Some(Value::String(text)) => return text,
            Some(_) => self.complain(key, "must be a string"),
        }
        ""
    }

    /// A string that may be absent.
    pub(super) fn optional(&mut self, key: &str) -> Option<&'a str> {
        let text = self.get(key)?.as_str();
        if text.is_none() {
            self.complain(key, "must be a string");
        }
        text.filter(|text| !text.trim().is_empty())
    }

    /// A list that may be absent.
    pub(super) fn list(&mut self, key: &str) -> &'a [Value] {
        match self.get(key) {
            None => &[],
            Some(Value::Array(items)) => items,
            Some(_) => {
                self.complain(key, "must be an array");
                &[]
            }
        }
    }

    /// An object that may be absent.
    pub(super) fn object(&mut self, key: &str) -> Option<&'a Map<String, Value>> {
        let object = self.get(key)?.as_object();
        if object.is_none() {
            self.complain(key, "must be an object");
        }
        object
    }

    pub(super) fn complain(&mut self, key: &str, message: &str) {
        let separator = if self.path.is_empty() || key.is_empty() { "" } else { "." };
        self.problems.push(Detail::new(format!("{}{separator}{key}", self.path), message));
    }

    /// Takes over what was found wrong with a part.
    pub(super) fn absorb(&mut self, part: Fields<'_>) {
        self.problems.extend(part.problems);
    }

    /// The 400 that names all that was wrong, if anything was.
    pub(super) fn finish(self) -> Result<(), ApiError> {
        if self.problems.is_empty() { Ok(()) } else { Err(ApiError::Invalid(self.problems)) }
    }
}
