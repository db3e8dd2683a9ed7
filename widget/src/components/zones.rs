//! The list of time zones in a dialog: a combobox that finds them, after ARIA's pattern for one with a list.

use super::{
    button::{Look, aria, button, pressed},
    element::{Tag, element, words},
    field::typed,
    icon::{Picture, icon},
    node::{IntoNode, Node},
    notice::alert,
};
use crate::{
    core::{
        flow::Event,
        zones::{PickerView, ZoneView},
    },
    hooks::Shell,
};
use leptos::{ev::KeyboardEvent, wasm_bindgen::JsCast};

const LIST: &str = "zone-list";

/// The dialog. It is shown as a modal one by whoever asked for it, which is what makes Escape close it.
pub fn picker(shell: Shell, view: PickerView) -> Node {
    let text = shell.text;
    let close = Look { class: "square", label: Some(text.close.to_owned()), ..Look::default() };
    let head = element(Tag::Div, "frame__head")
        .child(words(Tag::H3, "frame__title", text.choose_zone))
        .child(button(shell, Event::ZonesClosed, close, icon(Picture::Close)));
    let (active, note, options) = match view {
        PickerView::Awaited => (None, words(Tag::P, "zones__note", text.loading_zones), Vec::new()),
        PickerView::Failed(notice) => (None, alert(shell, notice), Vec::new()),
        PickerView::Found(zones) => found(shell, zones),
    };
    let list = element(Tag::Ul, "zones__list").role("listbox").id(LIST.to_owned()).label(text.choose_zone);
    element(Tag::Dialog, "frame zones")
        .part("zones")
        .label(text.choose_zone)
        .child(head.view())
        .child(search(shell, active))
        .child(note)
        .child(list.children(options.into_iter()).view())
        .view()
}

/// The id of the option where the arrows are, what is said when there is none, and the options.
#[inline(never)]
fn found(shell: Shell, zones: Vec<ZoneView>) -> (Option<String>, Node, Vec<Node>) {
    let note = zones.is_empty().then(|| words(Tag::P, "zones__note", shell.text.no_zone)).into_node();
    let active = zones.iter().position(|zone| zone.is_active).map(option_id);
    let options = zones.into_iter().enumerate().map(|(place, zone)| option(shell, place, zone));
    (active, note, options.collect())
}

fn search(shell: Shell, active: Option<String>) -> Node {
    let input = element(Tag::Input, "input zones__search")
        .with("type", Some("text"))
        .with("role", Some("combobox"))
        .with("aria-label", Some(shell.text.zone_search))
        .with("placeholder", Some(shell.text.zone_search))
        .with("aria-expanded", Some("true"))
        .with("aria-autocomplete", Some("list"))
        .with("aria-controls", Some(LIST))
        .with("aria-activedescendant", active)
        .with("autocomplete", Some("off"))
        .with("autofocus", Some(""))
        .with("data-focus", Some("search"))
        .with("spellcheck", Some("false"))
        .with("part", Some("input"));
    typed(shell, input, move |sought| Event::ZoneSought((shell.fold)(&sought)))
        .on("keydown", Box::new(move |event| press(shell, event.unchecked_ref())))
        .view()
}

fn press(shell: Shell, event: &KeyboardEvent) {
    let sent = match event.key().as_str() {
        "ArrowDown" => Event::ZoneMoved(1),
        "ArrowUp" => Event::ZoneMoved(-1),
        "Enter" => Event::ZoneChosen(None),
        _ => return,
    };
    event.prevent_default();
    shell.send(sent);
}

fn option(shell: Shell, place: usize, zone: ZoneView) -> Node {
    let option = element(Tag::Li, "zones__option")
        .with("id", Some(option_id(place)))
        .with("role", Some("option"))
        .with("aria-selected", Some(aria(zone.is_active)));
    let country = zone.country.map(|country| words(Tag::Span, "soft", country));
    let clock = words(Tag::Span, "zones__clock", zone.clock);
    let chosen = Event::ZoneChosen(Some(zone.id));
    pressed(shell, option, chosen).child((zone.city, country, clock)).view()
}

fn option_id(place: usize) -> String {
    ["zone-", &place.to_string()].concat()
}
