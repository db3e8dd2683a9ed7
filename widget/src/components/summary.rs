//! What is booked, with whom, for how long, where and in which zone: beside every step.

use super::icon::{Icon, Picture};
use crate::{
    core::{
        flow::{Event, Flow},
        summary::{SummaryView, summary_view},
    },
    hooks::Shell,
};
use leptos::prelude::*;

/// The summary. Its heading takes the focus when the visitor comes to choose a time.
#[component]
pub fn Summary(shell: Shell) -> impl IntoView {
    let summary = shell.timed_view(|flow, now, text| summary_view(flow, now, text).unwrap_or_default());
    let can_change = shell.view(|flow, _| matches!(flow, Flow::FillingIn(..)));
    view! {
        <aside class="summary" part="summary">
            {move || show(shell, summary.get(), can_change.get())}
        </aside>
    }
}

fn show(shell: Shell, summary: SummaryView, can_change: bool) -> impl IntoView {
    let text = shell.text;
    let is_choosing = summary.chosen.is_none();
    let all_types = (summary.has_others && is_choosing).then(|| {
        view! {
            <button type="button" class="link back" on:click=move |_| shell.send(Event::EventTypesAsked)>
                <Icon picture=Picture::Back />
                {text.all_types}
            </button>
        }
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
    let place = summary.place.map(|place| view! { <li><Icon picture=place_picture /><span>{place}</span></li> });
    let zone_line = summary.zone.clone().filter(|_| !is_choosing);
    let zone_pill = summary.zone.filter(|_| is_choosing).map(|zone| {
        view! {
            <p class="zone" part="zone" title=summary.zone_label>
                <Icon picture=Picture::Globe />
                <span>{zone}</span>
            </p>
        }
    });
    let chosen = summary.chosen.map(|(date, time)| {
        view! {
            <ul class="facts facts--chosen">
                <li>
                    <Icon picture=Picture::Calendar />
                    <span><strong>{date}</strong><br />{time}</span>
                </li>
                {zone_line.map(|zone| view! { <li><Icon picture=Picture::Globe /><span>{zone}</span></li> })}
            </ul>
        }
    });
    let change = can_change.then(|| {
        view! {
            <button type="button" class="link" on:click=move |_| shell.send(Event::TimesAsked)>
                {text.change_time}
            </button>
        }
    });
    let demo = summary.is_demo.then(|| {
        view! {
            <p class="demo" part="demo">
                <strong>{text.demo_badge}</strong>
                {text.demo_note}
            </p>
        }
    });
    view! {
        {all_types}
        {host}
        <h2 class="title" tabindex="-1" data-focus=is_choosing.then_some("heading")>{summary.title}</h2>
        <ul class="facts">
            <li><Icon picture=Picture::Clock /><span>{summary.length}</span></li>
            {place}
        </ul>
        {summary.description.map(|description| view! { <p class="description">{description}</p> })}
        {zone_pill}
        {chosen}
        {change}
        {demo}
    }
}
