//! From a tree of [`Node`]s to elements of a page, and from one tree to the next with the fewest changes: what is of
//! the same kind at the same place stays the same element, and with it the focus and the caret.
//!
//! Knows the renderer of Leptos and nothing of what is shown.

use super::{
    attributes::Attributes,
    element::{Element, Handler, Parts, Tag},
    node::Node,
};
use leptos::{
    tachys::{
        renderer::{Rndr, types},
        view::{Mountable, Render},
    },
    wasm_bindgen::{JsCast, closure::Closure},
};
use std::{borrow::Cow, cell::RefCell, rc::Rc};

/// What stands in the page for a node.
pub enum Drawn {
    Nothing,
    Text(types::Text, Cow<'static, str>),
    Element(Box<DrawnElement>),
    Several(Vec<Drawn>),
}

/// An element in the page, and what it was told last.
pub struct DrawnElement {
    element: types::Element,
    tag: Tag,
    attributes: Attributes,
    /// Each is called through a cell, so that another view's handler takes its place without the page noticing.
    handlers: Vec<Rc<RefCell<Handler>>>,
    /// Listens as long as the element lives.
    _listening: Vec<Closure<dyn FnMut(types::Event)>>,
    children: Vec<Drawn>,
}

impl Render for Node {
    type State = Drawn;

    fn build(self) -> Drawn {
        draw(self)
    }

    fn rebuild(self, drawn: &mut Drawn) {
        let Some(parent) = drawn.first().and_then(|first| Rndr::get_parent(&first)) else { return };
        let next = drawn.last().and_then(|last| Rndr::next_sibling(&last));
        change_one(parent.unchecked_ref(), drawn, self, next);
    }
}

impl Mountable for Drawn {
    fn unmount(&mut self) {
        match self {
            Self::Nothing => {}
            Self::Text(text, _) => Rndr::remove(text),
            Self::Element(drawn) => Rndr::remove(&drawn.element),
            Self::Several(list) => list.iter_mut().for_each(Self::unmount),
        }
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        match self {
            Self::Nothing => {}
            Self::Text(text, _) => Rndr::insert_node(parent, text, marker),
            Self::Element(drawn) => Rndr::insert_node(parent, &drawn.element, marker),
            Self::Several(list) => list.iter_mut().for_each(|drawn| drawn.mount(parent, marker)),
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(first) = self.first() else { return false };
        let Some(parent) = Rndr::get_parent(&first) else { return false };
        child.mount(parent.unchecked_ref(), Some(&first));
        true
    }

    fn elements(&self) -> Vec<types::Element> {
        match self {
            Self::Nothing | Self::Text(..) => Vec::new(),
            Self::Element(drawn) => vec![drawn.element.clone()],
            Self::Several(list) => list.iter().flat_map(Self::elements).collect(),
        }
    }
}

impl Drawn {
    /// The first node of the page that belongs to it.
    fn first(&self) -> Option<types::Node> {
        match self {
            Self::Nothing => None,
            Self::Text(text, _) => Some(AsRef::<types::Node>::as_ref(text).clone()),
            Self::Element(drawn) => Some(AsRef::<types::Node>::as_ref(&drawn.element).clone()),
            Self::Several(list) => list.iter().find_map(Self::first),
        }
    }

    /// The last node of the page that belongs to it.
    fn last(&self) -> Option<types::Node> {
        match self {
            Self::Several(list) => list.iter().rev().find_map(Self::last),
            _ => self.first(),
        }
    }
}

fn draw(node: Node) -> Drawn {
    match node {
        Node::Nothing => Drawn::Nothing,
        Node::Text(text) => Drawn::Text(Rndr::create_text_node(&text), text),
        Node::Element(element) => Drawn::Element(Box::new(draw_element(*element.0))),
        Node::Several(nodes) => Drawn::Several(nodes.into_iter().map(draw).collect()),
    }
}

fn draw_element(parts: Parts) -> DrawnElement {
    let element = Rndr::create_element(parts.tag.name(), parts.tag.namespace());
    for (name, value) in parts.attributes.iter() {
        Rndr::set_attribute(&element, name, value);
    }
    let mut handlers = Vec::new();
    let mut listening = Vec::new();
    for (name, handler) in parts.handlers {
        let handler = Rc::new(RefCell::new(handler));
        let called = Rc::clone(&handler);
        let call: Box<dyn FnMut(types::Event)> =
            Box::new(move |event| (called.borrow())(event.unchecked_into()));
        let call = Closure::wrap(call);
        // It only fails for what is no function.
        let _ = element.add_event_listener_with_callback(name, call.as_ref().unchecked_ref());
        listening.push(call);
        handlers.push(handler);
    }
    let mut children: Vec<Drawn> = parts.children.into_iter().map(draw).collect();
    for child in &mut children {
        child.mount(&element, None);
    }
    let (tag, attributes) = (parts.tag, parts.attributes);
    DrawnElement { element, tag, attributes, handlers, _listening: listening, children }
}

/// Whether the element can stay: it is of the same kind, and not the control of something else.
fn fits(old: &DrawnElement, new: &Element) -> bool {
    old.tag == new.0.tag
        && old.handlers.len() == new.0.handlers.len()
        && old.attributes.get("id") == new.0.attributes.get("id")
}

/// Makes a drawn element what `new` says, touching only what differs.
fn change(old: &mut DrawnElement, new: Parts) {
    let element = &old.element;
    for (name, _) in old.attributes.iter() {
        if new.attributes.get(name).is_none() {
            Rndr::remove_attribute(element, name);
        }
    }
    for (name, value) in new.attributes.iter() {
        if old.attributes.get(name) != Some(value) {
            Rndr::set_attribute(element, name, value);
        }
    }
    old.attributes = new.attributes;
    for (cell, (_, handler)) in old.handlers.iter().zip(new.handlers) {
        drop(cell.replace(handler));
    }
    change_all(element, &mut old.children, new.children, None);
}

/// Changes a row of siblings from the last to the first, because each must know what stands behind it. Gives back what
/// the row begins with, or what follows it when it is empty.
fn change_all(
    parent: &types::Element,
    old: &mut Vec<Drawn>,
    mut new: Vec<Node>,
    mut next: Option<types::Node>,
) -> Option<types::Node> {
    old.drain(new.len().min(old.len())..).for_each(|mut gone| gone.unmount());
    old.resize_with(new.len(), || Drawn::Nothing);
    for drawn in old.iter_mut().rev() {
        next = change_one(parent, drawn, new.pop().unwrap_or(Node::Nothing), next);
    }
    next
}

/// Changes one of them; `next` is what stands behind it.
fn change_one(
    parent: &types::Element,
    drawn: &mut Drawn,
    node: Node,
    next: Option<types::Node>,
) -> Option<types::Node> {
    match (&mut *drawn, node) {
        (Drawn::Nothing, Node::Nothing) => {}
        (Drawn::Text(text, known), Node::Text(words)) => {
            if *known != words {
                Rndr::set_text(text, &words);
                *known = words;
            }
        }
        (Drawn::Element(old), Node::Element(new)) if fits(old, &new) => change(old, *new.0),
        (Drawn::Several(old), Node::Several(new)) => return change_all(parent, old, new, next),
        (_, node) => {
            let mut fresh = draw(node);
            fresh.mount(parent, next.as_ref());
            drawn.unmount();
            *drawn = fresh;
        }
    }
    drawn.first().or(next)
}
