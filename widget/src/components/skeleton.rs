//! What stands where times will be: the shape of the screen, without words to read.

use super::{
    element::{Tag, element},
    node::Node,
};
use crate::{core::options::Arrangement, text::Text};

/// The whole widget while nothing is known.
pub fn skeleton(text: &'static Text, arrangement: Arrangement) -> Node {
    let side = ["bone bone--avatar", "bone bone--title", "bone bone--line", "bone bone--short"];
    let side = element(Tag::Div, "skeleton__side").children(side.into_iter().map(bone)).view();
    let [month, times] = skeleton_month(text, arrangement);
    element(Tag::Div, "skeleton").child(side).child(month).child(times).view()
}

/// The calendar and the times while the first times are awaited.
pub fn skeleton_month(text: &'static Text, arrangement: Arrangement) -> [Node; 2] {
    let days = element(Tag::Div, "skeleton__days").children((0..35).map(|_| bone("bone bone--day"))).view();
    let state = arrangement.name();
    let month = element(Tag::Div, "skeleton__month").state(state).role("img").label(text.loading);
    let times =
        element(Tag::Div, "skeleton__times").state(state).children((0..6).map(|_| bone("bone bone--time")));
    [month.child(bone("bone bone--title")).child(days).view(), times.view()]
}

fn bone(class: &'static str) -> Node {
    element(Tag::Span, class).view()
}
