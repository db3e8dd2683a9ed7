//! Elements without behaviour, as data.
//!
//! `view!` makes a type of every element, with code of its own to build and to compare it, which adds up to a
//! third of the bundle. Here all of them are one type: the tag and the attributes are values. What listens
//! to events (buttons, fields, the form, the grid) is written with `view!` where it belongs.

use leptos::{html::custom, prelude::*};

/// The tags in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    Aside,
    Br,
    Div,
    Fieldset,
    H2,
    H3,
    Label,
    Legend,
    Li,
    P,
    Section,
    Span,
    Strong,
    Table,
    Tbody,
    Td,
    Th,
    Thead,
    Tr,
    Ul,
}

impl Tag {
    /// In a browser the tag is written as `Element.tagName` gives it back, in capitals: Leptos compares the two
    /// to tell whether an element can stay, and would put a new one in its place each time.
    fn name(self) -> &'static str {
        let (html, dom) = match self {
            Self::Aside => ("aside", "ASIDE"),
            Self::Br => ("br", "BR"),
            Self::Div => ("div", "DIV"),
            Self::Fieldset => ("fieldset", "FIELDSET"),
            Self::H2 => ("h2", "H2"),
            Self::H3 => ("h3", "H3"),
            Self::Label => ("label", "LABEL"),
            Self::Legend => ("legend", "LEGEND"),
            Self::Li => ("li", "LI"),
            Self::P => ("p", "P"),
            Self::Section => ("section", "SECTION"),
            Self::Span => ("span", "SPAN"),
            Self::Strong => ("strong", "STRONG"),
            Self::Table => ("table", "TABLE"),
            Self::Tbody => ("tbody", "TBODY"),
            Self::Td => ("td", "TD"),
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
    class: Option<&'static str>,
    part: Option<&'static str>,
    role: Option<&'static str>,
    /// What is special about it now, for the style sheet.
    state: Option<&'static str>,
    /// The name by which the focus finds it; it can then take the focus.
    focus: Option<&'static str>,
    hidden: Option<&'static str>,
    id: Option<String>,
    label: Option<String>,
    /// The id of what describes it.
    described_by: Option<String>,
    /// The id of the control that a label is for.
    control: Option<String>,
    children: Vec<AnyView>,
}

/// An element with a class, or with none when `class` is empty.
pub fn element(tag: Tag, class: &'static str) -> Element {
    Element {
        tag,
        class: Some(class).filter(|class| !class.is_empty()),
        part: None,
        role: None,
        state: None,
        focus: None,
        hidden: None,
        id: None,
        label: None,
        described_by: None,
        control: None,
        children: Vec::new(),
    }
}

/// An element that only holds words.
pub fn words(tag: Tag, class: &'static str, words: impl Into<String>) -> AnyView {
    element(tag, class).child(words.into()).view()
}

impl Element {
    pub fn part(mut self, part: &'static str) -> Self {
        self.part = Some(part);
        self
    }

    pub fn role(mut self, role: &'static str) -> Self {
        self.role = Some(role);
        self
    }

    pub fn state(mut self, state: impl Into<Option<&'static str>>) -> Self {
        self.state = state.into();
        self
    }

    pub fn focus(mut self, name: impl Into<Option<&'static str>>) -> Self {
        self.focus = name.into();
        self
    }

    /// For the eye alone.
    pub fn hidden(mut self) -> Self {
        self.hidden = Some("true");
        self
    }

    pub fn id(mut self, id: impl Into<Option<String>>) -> Self {
        self.id = id.into();
        self
    }

    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    pub fn described_by(mut self, id: Option<String>) -> Self {
        self.described_by = id;
        self
    }

    pub fn control(mut self, id: String) -> Self {
        self.control = Some(id);
        self
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
        custom(self.tag.name())
            .attr("class", self.class)
            .attr("part", self.part)
            .attr("role", self.role)
            .attr("data-state", self.state)
            .attr("data-focus", self.focus)
            .attr("tabindex", self.focus.map(|_| "-1"))
            .attr("aria-hidden", self.hidden)
            .attr("id", self.id)
            .attr("aria-label", self.label)
            .attr("aria-describedby", self.described_by)
            .attr("for", self.control)
            .child(self.children)
            .into_any()
    }
}
