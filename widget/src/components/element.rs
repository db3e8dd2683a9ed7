//! Elements in the making, as data: a tag, attributes, what is done when something happens, and children.

use super::{
    attributes::Attributes,
    node::{IntoNode, Node},
};
use core::fmt;
use leptos::ev;
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
    Form,
    H2,
    H3,
    Iframe,
    Input,
    Label,
    Legend,
    Li,
    P,
    Path,
    Section,
    Select,
    Slot,
    Span,
    Strong,
    Svg,
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
    pub fn name(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::Aside => "aside",
            Self::Br => "br",
            Self::Button => "button",
            Self::Dialog => "dialog",
            Self::Div => "div",
            Self::Fieldset => "fieldset",
            Self::Form => "form",
            Self::H2 => "h2",
            Self::H3 => "h3",
            Self::Iframe => "iframe",
            Self::Input => "input",
            Self::Label => "label",
            Self::Legend => "legend",
            Self::Li => "li",
            Self::P => "p",
            Self::Path => "path",
            Self::Section => "section",
            Self::Select => "select",
            Self::Slot => "slot",
            Self::Span => "span",
            Self::Strong => "strong",
            Self::Svg => "svg",
            Self::Table => "table",
            Self::Tbody => "tbody",
            Self::Td => "td",
            Self::Textarea => "textarea",
            Self::Th => "th",
            Self::Thead => "thead",
            Self::Tr => "tr",
            Self::Ul => "ul",
        }
    }

    /// The XML namespace, of those that are not HTML.
    pub fn namespace(self) -> Option<&'static str> {
        matches!(self, Self::Svg | Self::Path).then_some("http://www.w3.org/2000/svg")
    }

    /// Whether it has no end tag (HTML, «void elements»).
    pub fn is_void(self) -> bool {
        matches!(self, Self::Br | Self::Input)
    }
}

/// What is done when something happens.
pub type Handler = Box<dyn Fn(ev::Event) + Send + Sync>;

/// An element. It is one pointer wide, because it is handed on by every line that adds to it.
#[derive(Debug)]
pub struct Element(pub Box<Parts>);

/// What an element is made of.
pub struct Parts {
    pub tag: Tag,
    pub attributes: Attributes,
    /// By the name of the event, always in the same order for the same kind of element.
    pub handlers: Vec<(&'static str, Handler)>,
    pub children: Vec<Node>,
}

impl fmt::Debug for Parts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.tag.name())
    }
}

/// An element with a class, or with none when `class` is empty.
pub fn element(tag: Tag, class: &'static str) -> Element {
    let parts = Parts { tag, attributes: Attributes::default(), handlers: Vec::new(), children: Vec::new() };
    Element(Box::new(parts)).set("class", Some(class).filter(|class| !class.is_empty()).map(Cow::Borrowed))
}

/// An element that only holds words.
pub fn words(tag: Tag, class: &'static str, words: impl Into<Cow<'static, str>>) -> Node {
    element(tag, class).push(Node::Text(words.into())).view()
}

impl Element {
    #[inline(never)]
    fn set(mut self, name: &'static str, value: Option<Cow<'static, str>>) -> Self {
        self.0.attributes.set(name, value);
        self
    }

    #[inline(never)]
    fn push(mut self, child: Node) -> Self {
        self.0.children.push(child);
        self
    }

    /// Adds an attribute; `None` leaves it out.
    pub fn with(self, name: &'static str, value: Option<impl Into<Cow<'static, str>>>) -> Self {
        self.set(name, value.map(Into::into))
    }

    /// Does something when the event called `name` comes.
    #[inline(never)]
    pub fn on(mut self, name: &'static str, handler: Handler) -> Self {
        self.0.handlers.push((name, handler));
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

    /// The day that it is about, by which the focus finds it.
    pub fn day(self, day: String) -> Self {
        self.with("data-day", Some(day)).with("tabindex", Some("-1"))
    }

    /// For the eye alone.
    pub fn hidden(self) -> Self {
        self.with("aria-hidden", Some("true"))
    }

    pub fn id(self, id: impl Into<Option<String>>) -> Self {
        self.with("id", id.into())
    }

    pub fn label(self, label: impl Into<Cow<'static, str>>) -> Self {
        self.with("aria-label", Some(label))
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
    pub fn child(self, child: impl IntoNode) -> Self {
        self.push(child.into_node())
    }

    pub fn children(mut self, children: impl Iterator<Item = Node>) -> Self {
        self.0.children.extend(children);
        self
    }

    /// The view of it.
    pub fn view(self) -> Node {
        Node::Element(self)
    }
}
