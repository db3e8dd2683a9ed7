//! The attributes of an element as one list of names and values.
//!
//! Leptos gives every set of attributes a type of its own, with code to build, compare, clone and write each of
//! them, which makes up a fifth of the bundle. This is one type for all of them.

use leptos::tachys::{
    html::attribute::{Attribute, AttributeValue, NamedAttributeKey, NextAttribute},
    renderer::{Rndr, types},
};
use std::borrow::Cow;

/// Names and values, each name once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes(Vec<(&'static str, Cow<'static, str>)>);

impl Attributes {
    /// Adds one, unless there is no value.
    pub fn with(mut self, name: &'static str, value: Option<impl Into<Cow<'static, str>>>) -> Self {
        self.set(name, value.map(Into::into));
        self
    }

    fn set(&mut self, name: &'static str, value: Option<Cow<'static, str>>) {
        self.0.extend(value.map(|value| (name, value)));
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_ref())
    }
}

impl Attribute for Attributes {
    const MIN_LENGTH: usize = 0;
    type State = (types::Element, Self);
    type AsyncOutput = Self;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn html_len(&self) -> usize {
        self.0.iter().map(|(name, value)| name.len() + value.len() + 4).sum()
    }

    fn to_html(self, buf: &mut String, _: &mut String, _: &mut String, _: &mut String) {
        for (name, value) in self.0 {
            value.into_owned().to_html(name, buf);
        }
    }

    fn hydrate<const FROM_SERVER: bool>(self, element: &types::Element) -> Self::State {
        (element.clone(), self)
    }

    fn build(self, element: &types::Element) -> Self::State {
        let mut state = (element.clone(), Self::default());
        self.rebuild(&mut state);
        state
    }

    fn rebuild(self, (element, known): &mut Self::State) {
        for (name, _) in &known.0 {
            if self.get(name).is_none() {
                Rndr::remove_attribute(element, name);
            }
        }
        for (name, value) in &self.0 {
            if known.get(name) != Some(value) {
                Rndr::set_attribute(element, name, value);
            }
        }
        *known = self;
    }

    fn into_cloneable(self) -> Self {
        self
    }

    fn into_cloneable_owned(self) -> Self {
        self
    }

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn keys(&self) -> Vec<NamedAttributeKey> {
        self.0.iter().map(|(name, _)| NamedAttributeKey::Attribute((*name).into())).collect()
    }
}

impl NextAttribute for Attributes {
    type Output<NewAttr: Attribute> = (Self, NewAttr);

    fn add_any_attr<NewAttr: Attribute>(self, new_attr: NewAttr) -> Self::Output<NewAttr> {
        (self, new_attr)
    }
}
