//! What is booked, with whom, for how long, where and in which zone: beside every step.

use super::{
    button::{button, plain},
    icon::{Picture, icon},
};
use crate::{
    core::{flow::Event, summary::SummaryView},
    hooks::Shell,
    text::Text,
};
use leptos::prelude::*;

/// The summary. Its heading takes the focus when the visitor comes to choose a time.
pub fn summary(shell: Shell, summary: SummaryView) -> AnyView {
    let text = shell.text;
    let is_choosing = summary.chosen.is_none();
    let all_types = (summary.has_others && is_choosing).then(|| {
        button(shell, Event::EventTypesAsked, plain("link back"), (icon(Picture::Back), text.all_types))
    });
    let host = summary.host.map(|host| {
        view! {
            <p class="host">
                <span class="avatar" aria-hidden="true">{summary.initials}</span>
                {host}
            </p>
        }
    });
    let place_picture = if summary.is_conference { Picture::Video } else { Picture::Pin };
    let zone_pill = summary.zone.clone().filter(|_| is_choosing).map(|zone| {
        view! {
            <p class="zone" part="zone" title=summary.zone_label>
                {icon(Picture::Globe)}
                <span>{zone}</span>
            </p>
        }
    });
    let chosen = summary.chosen.map(|(date, time)| {
        let when = view! { <strong>{date}</strong><br />{time} };
        view! {
            <ul class="facts facts--chosen">
                {fact(Picture::Calendar, when.into_any())}
                {summary.zone.map(|zone| fact(Picture::Globe, zone.into_any()))}
            </ul>
        }
    });
    let change =
        summary.can_change.then(|| button(shell, Event::TimesAsked, plain("link"), text.change_time));
    view! {
        <aside class="summary" part="summary">
            {all_types}
            {host}
            <h2 class="title" tabindex="-1" data-focus=is_choosing.then_some("heading")>{summary.title}</h2>
            <ul class="facts">
                {fact(Picture::Clock, summary.length.into_any())}
                {summary.place.map(|place| fact(place_picture, place.into_any()))}
            </ul>
            {summary.description.map(|description| view! { <p class="description">{description}</p> })}
            {zone_pill}
            {chosen}
            {change}
            {summary.is_demo.then(|| demo_note(text))}
        </aside>
    }
    .into_any()
}

/// A line with an icon.
pub fn fact(picture: Picture, words: AnyView) -> AnyView {
    view! { <li>{icon(picture)}<span>{words}</span></li> }.into_any()
}

/// Says that nothing here is real.
pub fn demo_note(text: &'static Text) -> AnyView {
    view! { <p class="demo" part="demo"><strong>{text.demo_badge}</strong>{text.demo_note}</p> }.into_any()
}
