//! The attributes of an element as one list of names and values.

use std::borrow::Cow;

/// Names and values, each name once.
#[derive(Debug, Default)]
pub struct Attributes(Vec<(&'static str, Cow<'static, str>)>);

impl Attributes {
    /// Adds one, unless there is no value.
    #[inline(never)]
    pub fn set(&mut self, name: &'static str, value: Option<Cow<'static, str>>) {
        self.0.extend(value.map(|value| (name, value)));
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_ref()))
    }
}
