//! The line icons, drawn on a 20-unit square in the colour of the text beside them.

use super::{
    element::{Tag, element},
    node::Node,
};

/// Which icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    Clock,
    Video,
    Pin,
    Globe,
    Calendar,
    Check,
    Before,
    After,
    Back,
    Warning,
    Outside,
    Close,
}

impl Picture {
    fn path(self) -> &'static str {
        match self {
            Self::Clock => "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15M10 6v4l2.6 1.8",
            Self::Video => "M3.5 5.5h8v9h-8zM11.5 9l5-2.5v7l-5-2.5",
            Self::Pin => {
                "M10 17.5s5.5-4.6 5.5-9a5.5 5.5 0 0 0-11 0c0 4.4 5.5 9 5.5 9M10 6.6a2 2 0 1 0 0 4 2 2 0 0 0 0-4"
            }
            Self::Globe => {
                "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15M2.5 10h15M10 2.5c2.6 2 3.6 4.6 3.6 7.5s-1 5.5-3.6 7.5c-2.6-2-3.6-4.6-3.6-7.5s1-5.5 3.6-7.5"
            }
            Self::Calendar => "M3.5 4.5h13v12h-13zM3.5 8.5h13M7 2.5v3M13 2.5v3",
            Self::Check => "M4.5 10.5l4 4 7.5-9",
            Self::Before => "M12 5l-5 5 5 5",
            Self::After => "M8 5l5 5-5 5",
            Self::Back => "M9 4.5l-5.5 5.5 5.5 5.5M4 10h12.5",
            Self::Warning => "M10 3l7.5 13.5h-15zM10 8.5v3.5M10 14.3v.2",
            Self::Close => "M5 5l10 10M15 5l-10 10",
            Self::Outside => "M8 4.5h-3.5v11h11v-3.5M11.5 3.5h5v5M16.5 3.5l-7 7",
        }
    }

    /// Whether it points along the line, so that it turns around where lines run from right to left.
    fn is_directed(self) -> bool {
        matches!(self, Self::Before | Self::After | Self::Back | Self::Outside)
    }
}

/// An icon. It says nothing that the words beside it do not.
pub fn icon(picture: Picture) -> Node {
    let class = if picture.is_directed() { "icon icon--directed" } else { "icon" };
    drawing(class, picture.path(), None)
}

/// A dot in an event type's colour, `#rrggbb`.
pub fn dot(color: String) -> Node {
    // An attribute of the drawing and not a style, so that a strict page policy allows it.
    drawing("card__dot", "M10 0a10 10 0 1 0 0 20 10 10 0 0 0 0-20", Some(color))
}

fn drawing(class: &'static str, path: &'static str, color: Option<String>) -> Node {
    let path = element(Tag::Path, "").with("d", Some(path)).with("fill", color).view();
    element(Tag::Svg, class).with("viewBox", Some("0 0 20 20")).hidden().child(path).view()
}
