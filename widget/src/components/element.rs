//! Elements without behaviour, as data.
//!
//! `view!` makes a type of every element, with code of its own to build and to compare it, which adds up to a
//! third of the bundle. Here all of them are one type: the tag and the attributes are values. What listens
//! to events (buttons, fields, the form, the grid) is written with `view!` where it belongs.

use super::attributes::Attributes;
use leptos::{html::custom, prelude::*};
use std::borrow::Cow;

/// The tags in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    A,
    Aside,
    Br,
    Button,
    Dialog,
    Div,
    Fieldset,
    H2,
    H3,
    Iframe,
    Input,
    Label,
    Legend,
    Li,
    P,
    Section,
    Select,
    Slot,
    Span,
    Strong,
    Table,
    Tbody,
    Td,
    Textarea,
    Th,
    Thead,
    Tr,
    Ul,
}

impl Tag {
    /// In a browser the tag is written as `Element.tagName` gives it back, in capitals: Leptos compares the two
    /// to tell whether an element can stay, and would put a new one in its place each time.
    pub fn name(self) -> &'static str {
        let (html, dom) = match self {
            Self::A => ("a", "A"),
            Self::Aside => ("aside", "ASIDE"),
            Self::Br => ("br", "BR"),
            Self::Button => ("button", "BUTTON"),
            Self::Dialog => ("dialog", "DIALOG"),
            Self::Div => ("div", "DIV"),
            Self::Fieldset => ("fieldset", "FIELDSET"),
            Self::H2 => ("h2", "H2"),
            Self::H3 => ("h3", "H3"),
            Self::Iframe => ("iframe", "IFRAME"),
            Self::Input => ("input", "INPUT"),
            Self::Label => ("label", "LABEL"),
            Self::Legend => ("legend", "LEGEND"),
            Self::Li => ("li", "LI"),
            Self::P => ("p", "P"),
            Self::Section => ("section", "SECTION"),
            Self::Select => ("select", "SELECT"),
            Self::Slot => ("slot", "SLOT"),
            Self::Span => ("span", "SPAN"),
            Self::Strong => ("strong", "STRONG"),
            Self::Table => ("table", "TABLE"),
            Self::Tbody => ("tbody", "TBODY"),
            Self::Td => ("td", "TD"),
            Self::Textarea => ("textarea", "TEXTAREA"),
            Self::Th => ("th", "TH"),
            Self::Thead => ("thead", "THEAD"),
            Self::Tr => ("tr", "TR"),
            Self::Ul => ("ul", "UL"),
        };
        if cfg!(feature = "csr") { dom } else { html }
    }
}

/// An element in the making. `None` leaves an attribute out.
#[derive(Debug)]
pub struct Element {
    tag: Tag,
    attributes: Attributes,
    children: Vec<AnyView>,
}

/// An element with a class, or with none when `class` is empty.
pub fn element(tag: Tag, class: &'static str) -> Element {
    let class = Some(class).filter(|class| !class.is_empty());
    Element { tag, attributes: Attributes::default().with("class", class), children: Vec::new() }
}

/// An element that only holds words.
pub fn words(tag: Tag, class: &'static str, words: impl Into<String>) -> AnyView {
    element(tag, class).child(words.into()).view()
}

impl Element {
    fn with(mut self, name: &'static str, value: Option<impl Into<Cow<'static, str>>>) -> Self {
        self.attributes = self.attributes.with(name, value);
        self
    }

    pub fn part(self, part: &'static str) -> Self {
        self.with("part", Some(part))
    }

    pub fn role(self, role: &'static str) -> Self {
        self.with("role", Some(role))
    }

    /// What is special about it now, for the style sheet.
    pub fn state(self, state: impl Into<Option<&'static str>>) -> Self {
        self.with("data-state", state.into())
    }

    /// The name by which the focus finds it; it can then take the focus.
    pub fn focus(self, name: impl Into<Option<&'static str>>) -> Self {
        let name = name.into();
        self.with("data-focus", name).with("tabindex", name.map(|_| "-1"))
    }

    /// For the eye alone.
    pub fn hidden(self) -> Self {
        self.with("aria-hidden", Some("true"))
    }

    pub fn id(self, id: impl Into<Option<String>>) -> Self {
        self.with("id", id.into())
    }

    pub fn label(self, label: impl Into<String>) -> Self {
        self.with("aria-label", Some(label.into()))
    }

    /// The id of what describes it.
    pub fn described_by(self, id: Option<String>) -> Self {
        self.with("aria-describedby", id)
    }

    /// The id of the control that a label is for.
    pub fn control(self, id: String) -> Self {
        self.with("for", Some(id))
    }

    /// The name of a slot.
    pub fn name(self, name: &'static str) -> Self {
        self.with("name", Some(name))
    }

    /// What a frame shows, what its page is called, and how tall it is, in CSS pixels.
    pub fn frames(self, source: String, title: &'static str, height: Option<String>) -> Self {
        self.with("src", Some(source)).with("title", Some(title)).with("height", height)
    }

    /// Adds a child. One that may be missing is given as an `Option`, so that the others keep their places.
    pub fn child(mut self, child: impl IntoAny) -> Self {
        self.children.push(child.into_any());
        self
    }

    pub fn children(mut self, children: impl Iterator<Item = AnyView>) -> Self {
        self.children.extend(children);
        self
    }

    /// The view of it.
    pub fn view(self) -> AnyView {
        custom(self.tag.name()).add_any_attr(self.attributes).child(self.children).into_any()
    }
}
