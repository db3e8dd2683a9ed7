//! The first step when the owner offers several event types: one card each.

use super::icon::{Icon, Picture};
use crate::{
    core::{
        flow::{Event, Flow},
        summary::{CardView, card_views},
    },
    hooks::Shell,
};
use leptos::prelude::*;
use shared::config::Mode;

/// The cards.
#[component]
pub fn Cards(shell: Shell) -> impl IntoView {
    let cards = shell.view(|flow, text| match flow {
        Flow::ChoosingType(session) => card_views(session, text),
        _ => Vec::new(),
    });
    let host = shell.view(|flow, _| flow.session().and_then(|session| session.config.host_name.clone()));
    let is_demo =
        shell.view(|flow, _| flow.session().is_some_and(|session| session.config.mode == Mode::Demo));
    let text = shell.text;
    view! {
        <div class="cards">
            {move || host.get().map(|host| view! { <p class="soft">{host}</p> })}
            <h2 class="title" tabindex="-1" data-focus="heading">{text.choose_type}</h2>
            <ul class="cards__list">
                {move || cards.get().into_iter().map(|card| show(shell, card)).collect_view()}
            </ul>
            {move || {
                is_demo.get().then(|| view! { <p class="demo" part="demo"><strong>{text.demo_badge}</strong>{text.demo_note}</p> })
            }}
        </div>
    }
}

fn show(shell: Shell, card: CardView) -> impl IntoView {
    let slug = card.slug;
    let dot = card.color.map(|color| {
        // An attribute of the drawing and not a style, so that a strict page policy allows it.
        view! { <svg class="card__dot" viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill=color /></svg> }
    });
    view! {
        <li>
            <button
                type="button"
                class="card"
                part="card"
                on:click=move |_| shell.send(Event::EventTypeChosen(slug.clone()))
            >
                {dot}
                <span class="card__words">
                    <strong>{card.title}</strong>
                    <span class="soft">{card.details}</span>
                    {card.description.map(|description| view! { <span class="soft card__more">{description}</span> })}
                </span>
                <Icon picture=Picture::After />
            </button>
        </li>
    }
}
