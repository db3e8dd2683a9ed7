//! What is in view, the ways to what is before and after, and how days and times are shown.

use super::{
    button::{Look, button, switch},
    element::{Tag, element, words},
    icon::{Picture, icon},
    node::Node,
};
use crate::{
    core::{
        chooser::HeadView,
        flow::Event,
        options::{Arrangement, HourCycle},
    },
    hooks::Shell,
};
use leptos::ev;

/// The head of the days. Whoever comes near its buttons may soon want what is after.
pub fn head(shell: Shell, view: HeadView, arrangement: Arrangement, hours: Option<Node>) -> Node {
    let text = shell.text;
    let turn = |by: i32, label: &str, picture: Picture, can_turn: bool| {
        let disabled = (!can_turn).then_some("true");
        let look = Look { class: "square", label: Some(label.to_owned()), disabled, ..Look::default() };
        button(shell, Event::MonthMoved(by), look, icon(picture))
    };
    let title = words(Tag::H3, "head__title", view.title);
    let ways = element(Tag::Div, "head__near")
        .child(turn(-1, view.before, Picture::Before, view.can_go_back))
        .child(turn(1, view.after, Picture::After, view.can_go_on));
    let near = move |_: ev::Event| {
        if view.wants_ahead {
            shell.send(Event::MonthNeared);
        }
    };
    let ways = ways.on("pointerover", Box::new(near)).on("focusin", Box::new(near)).view();
    let option = |(to, words): (Arrangement, &str)| {
        (Event::ArrangementChosen(to), words.to_owned(), to == arrangement)
    };
    let ways_to_show = [
        (Arrangement::Month, text.as_month),
        (Arrangement::Week, text.as_week),
        (Arrangement::List, text.as_list),
    ];
    let arranged = switch(shell, text.arrangement, ways_to_show.map(option).into());
    let switches = element(Tag::Div, "head__switches").child(arranged).child(hours);
    element(Tag::Div, "head").part("head").child(title).child(ways).child(switches.view()).view()
}

/// Whether times are written with 12 or with 24 hours.
pub fn hours(shell: Shell, is_twelve: bool) -> Node {
    let text = shell.text;
    let options = vec![
        (Event::HourCycleChosen(HourCycle::Twelve), text.hours_12.to_owned(), is_twelve),
        (Event::HourCycleChosen(HourCycle::TwentyFour), text.hours_24.to_owned(), !is_twelve),
    ];
    switch(shell, text.hour_format, options)
}
