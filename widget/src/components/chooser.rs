//! Choosing a time: the next free ones first, then the month or the strip, then the times of a day.

use super::{
    button::{Look, aria, button, plain},
    element::{Tag, element, words},
    head::{head, hours},
    month::month,
    node::{IntoNode, Node},
    notice::alert,
    strip::strip,
    time_list::{chips, time_list},
};
use crate::{
    core::{
        chooser::{ChooserView, More},
        flow::Event,
        offers::EmptyView,
        options::Arrangement,
    },
    hooks::Shell,
};

/// The chooser: the days, and the times of one or of several of them.
pub fn chooser(shell: Shell, view: ChooserView) -> [Node; 2] {
    let text = shell.text;
    let is_month = view.arrangement == Arrangement::Month;
    let is_open = view.month_is_open && is_month;
    let hour_switch = hours(shell, view.is_twelve_hours);
    // Beside the one day, or above the several.
    let (by_day, above) = if is_month { (Some(hour_switch), None) } else { (None, Some(hour_switch)) };
    let strip = (!view.strip.is_empty()).then(|| strip(shell, view.strip));
    let days = element(Tag::Div, "days")
        .part("days")
        .state(match (is_month, is_open) {
            (true, true) => "open",
            (true, false) => "closed",
            (false, _) => view.arrangement.name(),
        })
        .child(view.trouble.map(|notice| alert(shell, notice)))
        .child(view.chips_are_alternatives.then(|| words(Tag::P, "label", text.alternatives)))
        .child(chips(shell, view.chips, view.chips_are_alternatives))
        .child(head(shell, view.head, view.arrangement, above))
        .child(strip)
        .child(view.month.map(|view| month(shell, view)))
        .child(view.empty.map(|empty| show_empty(shell, empty)));
    let toggle_words = if is_open { text.hide_month } else { text.show_month };
    let toggle = Look { expanded: Some(aria(is_open)), ..plain("link toggle-month") };
    let (event, look, label) = match view.more {
        More::None => (Event::MonthToggled, toggle, toggle_words),
        More::Awaited => {
            (Event::MoreAsked, Look { disabled: Some("true"), ..plain("quiet more") }, text.loading)
        }
        More::OnOffer => (Event::MoreAsked, plain("quiet more"), text.more_days),
    };
    let has_end = is_month || view.more != More::None;
    let times = element(Tag::Div, "times")
        .part("times")
        .state(view.arrangement.name())
        .child(time_list(shell, view.days, by_day))
        .child(has_end.then(|| button(shell, event, look, label.into_node())));
    [days.view(), times.view()]
}

fn show_empty(shell: Shell, empty: EmptyView) -> Node {
    let way_on = empty
        .way_on
        .map(|(day, label)| button(shell, Event::MonthShown(day), plain("quiet"), label.into_node()));
    element(Tag::Div, "empty").child(words(Tag::P, "", empty.sentence)).child(way_on).view()
}
