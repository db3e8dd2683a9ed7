//! What stands where times will be: the shape of the screen, without words to read.

use super::{
    element::{Tag, element, words},
    node::Node,
    notice::outside_link,
};
use crate::{core::options::Arrangement, hooks::Shell, text::Text};

/// What is said when it takes long, which the style sheet waits for, and the way to Calendly's own page.
pub fn slow(shell: Shell, page: &str) -> Node {
    let text = shell.text;
    let said = words(Tag::P, "", text.slow);
    let way_on = outside_link(shell, page, text.open_calendly, "quiet");
    let said = element(Tag::Div, "notice__words").child(said).child(way_on).view();
    element(Tag::Div, "notice notice--hint slow").part("notice").role("status").child(said).view()
}

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
    let month = month.child(bone("bone bone--title")).child(bone("bone bone--head")).child(days);
    [month.view(), times.view()]
}

fn bone(class: &'static str) -> Node {
    element(Tag::Span, class).view()
}
