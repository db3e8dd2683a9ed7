//! The first step when the owner offers several event types: one card each.

use super::{
    button::{button, plain},
    icon::{Picture, icon},
    summary::demo_note,
};
use crate::{
    core::{flow::Event, summary::CardView},
    hooks::Shell,
};
use leptos::prelude::*;

/// The cards.
pub fn cards(shell: Shell, host: Option<String>, cards: Vec<CardView>, is_demo: bool) -> AnyView {
    let text = shell.text;
    let list = cards.into_iter().map(|card| show(shell, card)).collect_view();
    view! {
        <div class="cards">
            {host.map(|host| view! { <p class="soft">{host}</p> })}
            <h2 class="title" tabindex="-1" data-focus="heading">{text.choose_type}</h2>
            <ul class="cards__list">{list}</ul>
            {is_demo.then(|| demo_note(text))}
        </div>
    }
    .into_any()
}

fn show(shell: Shell, card: CardView) -> AnyView {
    let dot = card.color.map(|color| {
        // An attribute of the drawing and not a style, so that a strict page policy allows it.
        view! {
            <svg class="card__dot" viewBox="0 0 10 10" aria-hidden="true">
                <circle cx="5" cy="5" r="5" fill=color></circle>
            </svg>
        }
    });
    let content = view! {
        {dot}
        <span class="card__words">
            <strong>{card.title}</strong>
            <span class="soft">{card.details}</span>
            {card.description.map(|words| view! { <span class="soft card__more">{words}</span> })}
        </span>
        {icon(Picture::After)}
    };
    view! { <li>{button(shell, Event::EventTypeChosen(card.slug), plain("card"), content)}</li> }.into_any()
}
