//! The first step when the owner offers several event types: one card each.

use super::{
    button::{button, plain},
    element::{Tag, element, words},
    icon::{Picture, dot, icon},
    node::{IntoNode, Node},
    summary::demo_note,
};
use crate::{
    core::{flow::Event, summary::CardView},
    hooks::Shell,
};

/// The cards.
pub fn cards(shell: Shell, host: Option<String>, cards: Vec<CardView>, is_demo: bool) -> Node {
    let text = shell.text;
    let list = element(Tag::Ul, "cards__list").children(cards.into_iter().map(|card| show(shell, card)));
    element(Tag::Div, "cards")
        .child(host.map(|host| words(Tag::P, "soft", host)))
        .child(element(Tag::H2, "title").focus("heading").child(text.choose_type).view())
        .child(list.view())
        .child(is_demo.then(|| demo_note(text)))
        .view()
}

fn show(shell: Shell, card: CardView) -> Node {
    let said = element(Tag::Span, "card__words")
        .child(words(Tag::Strong, "", card.title))
        .child(words(Tag::Span, "soft", card.details))
        .child(card.description.map(|more| words(Tag::Span, "soft card__more", more)));
    let content = (card.color.map(dot), said.view(), icon(Picture::After)).into_node();
    element(Tag::Li, "")
        .child(button(shell, Event::EventTypeChosen(card.slug), plain("card"), content))
        .view()
}
