//! From a tree of [`Node`]s to HTML: in tests, and wherever there is no page yet.

use super::{element::Parts, node::Node};
use leptos::{
    attr::{Attribute, any_attribute::AnyAttribute},
    prelude::{AddAnyAttr, RenderHtml},
    tachys::{
        html::attribute::AttributeValue,
        hydration::Cursor,
        renderer::Rndr,
        view::{Mountable, Position, PositionState, Render},
    },
    wasm_bindgen::JsCast,
};

impl RenderHtml for Node {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        _: Vec<AnyAttribute>,
    ) {
        match self {
            Self::Nothing => {}
            Self::Text(text) => {
                text.into_owned().to_html_with_buf(buf, position, escape, mark_branches, Vec::new());
            }
            Self::Element(element) => {
                write(*element.0, buf, escape, mark_branches);
                *position = Position::NextChild;
            }
            Self::Several(nodes) => {
                for node in nodes {
                    node.to_html_with_buf(buf, position, escape, mark_branches, Vec::new());
                }
            }
        }
    }

    /// Draws anew what came as HTML, in its place: a tree is compared with a tree, and HTML is none.
    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Self::State {
        if position.get() == Position::FirstChild {
            cursor.child();
        } else {
            cursor.sibling();
        }
        position.set(Position::NextChild);
        let came = cursor.current();
        let mut drawn = self.build();
        if let Some(parent) = Rndr::get_parent(&came) {
            drawn.mount(parent.unchecked_ref(), Some(&came));
            Rndr::remove(&came);
        }
        drawn
    }

    fn into_owned(self) -> Self {
        self
    }
}

impl AddAnyAttr for Node {
    type Output<NewAttr: Attribute> = Self;

    /// Nothing is spread onto the widget's elements: they say all their attributes themselves.
    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self {
        self
    }
}

fn write(parts: Parts, buf: &mut String, escape: bool, mark_branches: bool) {
    let name = parts.tag.name();
    buf.push('<');
    buf.push_str(name);
    for (name, value) in parts.attributes.iter() {
        AttributeValue::to_html(value.to_owned(), name, buf);
    }
    buf.push('>');
    if parts.tag.is_void() {
        return;
    }
    let mut position = Position::FirstChild;
    for child in parts.children {
        child.to_html_with_buf(buf, &mut position, escape, mark_branches, Vec::new());
    }
    buf.push_str("</");
    buf.push_str(name);
    buf.push('>');
}
