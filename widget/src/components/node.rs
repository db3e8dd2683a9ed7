//! The one type of all views: a text, an element, several of them, or nothing.
//!
//! Leptos gives every view a type of its own, with code of its own to build, compare and drop it; that was a third of
//! the bundle. A tree of values needs that code once. How it becomes elements is `drawing`, how it becomes HTML is
//! `html`; in here nothing knows of either.

use super::element::Element;
use std::borrow::Cow;

/// A view, or a part of one.
#[derive(Debug)]
pub enum Node {
    /// Keeps the place of something that may come.
    Nothing,
    Text(Cow<'static, str>),
    Element(Element),
    Several(Vec<Node>),
}

/// What can be shown.
pub trait IntoNode {
    fn into_node(self) -> Node;
}

impl IntoNode for Node {
    fn into_node(self) -> Node {
        self
    }
}

impl IntoNode for () {
    fn into_node(self) -> Node {
        Node::Nothing
    }
}

impl IntoNode for String {
    fn into_node(self) -> Node {
        Node::Text(Cow::Owned(self))
    }
}

impl IntoNode for &'static str {
    fn into_node(self) -> Node {
        Node::Text(Cow::Borrowed(self))
    }
}

impl IntoNode for Vec<Node> {
    fn into_node(self) -> Node {
        Node::Several(self)
    }
}

impl<T: IntoNode> IntoNode for Option<T> {
    fn into_node(self) -> Node {
        self.map_or(Node::Nothing, T::into_node)
    }
}

impl<A: IntoNode, B: IntoNode> IntoNode for (A, B) {
    fn into_node(self) -> Node {
        Node::Several(vec![self.0.into_node(), self.1.into_node()])
    }
}

impl<A: IntoNode, B: IntoNode, C: IntoNode> IntoNode for (A, B, C) {
    fn into_node(self) -> Node {
        Node::Several(vec![self.0.into_node(), self.1.into_node(), self.2.into_node()])
    }
}

impl<A: IntoNode, B: IntoNode, C: IntoNode, D: IntoNode> IntoNode for (A, B, C, D) {
    fn into_node(self) -> Node {
        Node::Several(vec![self.0.into_node(), self.1.into_node(), self.2.into_node(), self.3.into_node()])
    }
}
