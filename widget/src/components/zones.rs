//! The list of time zones in a dialog: a combobox that finds them, after ARIA's pattern for one with a list.

use super::{
    button::{Look, aria, button},
    element::{Handler, Tag, element, words},
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
use leptos::{ev::KeyboardEvent, tachys::renderer::types::Element, wasm_bindgen::JsCast};

const LIST: &str = "zone-list";
/// What the id of an option begins with; its place follows.
const OPTION: &str = "zone-";

/// The dialog. It is shown as a modal one by whoever asked for it, which is what makes Escape close it.
pub fn picker(shell: Shell, view: PickerView) -> Node {
    let text = shell.text;
    let close = Look { class: "square", label: Some(text.close.to_owned()), ..Look::default() };
    let head = element(Tag::Div, "frame__head")
        .child(words(Tag::H3, "frame__title", text.choose_zone))
        .child(button(shell, Event::ZonesClosed, close, icon(Picture::Close)));
    let nothing = |note| List { note, active: None, options: Vec::new(), choose: Box::new(|_| ()) };
    let shown = match view {
        PickerView::Awaited => nothing(words(Tag::P, "zones__note", text.loading_zones)),
        PickerView::Failed(notice) => nothing(alert(shell, notice)),
        PickerView::Found(zones) => found(shell, zones),
    };
    // One listener for all, because to take four hundred away is slow on a phone.
    let list = element(Tag::Ul, "zones__list")
        .role("listbox")
        .id(LIST.to_owned())
        .label(text.choose_zone)
        .on("click", shown.choose);
    element(Tag::Dialog, "frame zones")
        .part("zones")
        .label(text.choose_zone)
        .child(head.view())
        .child(search(shell, shown.active))
        .child(shown.note)
        .child(list.children(shown.options.into_iter()).view())
        .view()
}

/// What the list shows.
struct List {
    /// What is said instead of it, or nothing.
    note: Node,
    /// The id of the option where the arrows are.
    active: Option<String>,
    options: Vec<Node>,
    /// What is done when it is pressed.
    choose: Handler,
}

#[inline(never)]
fn found(shell: Shell, zones: Vec<ZoneView>) -> List {
    let note = zones.is_empty().then(|| words(Tag::P, "zones__note", shell.text.no_zone)).into_node();
    let active = zones.iter().position(|zone| zone.is_active).map(option_id);
    let ids: Vec<String> = zones.iter().map(|zone| zone.id.clone()).collect();
    let options = zones.into_iter().enumerate().map(|(place, zone)| option(place, zone)).collect();
    List { note, active, options, choose: Box::new(move |event| choose(shell, &ids, &event)) }
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

/// Takes the option that was pressed, wherever in it.
fn choose(shell: Shell, ids: &[String], event: &leptos::ev::Event) {
    let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let option = pressed.and_then(|pressed| pressed.closest("[role=option]").ok().flatten());
    let place = option.and_then(|option| option.id().strip_prefix(OPTION)?.parse::<usize>().ok());
    if let Some(id) = place.and_then(|place| ids.get(place)) {
        shell.send(Event::ZoneChosen(Some(id.clone())));
    }
}

fn option(place: usize, zone: ZoneView) -> Node {
    let country = zone.country.map(|country| words(Tag::Span, "soft", country));
    let clock = words(Tag::Span, "zones__clock", zone.clock);
    element(Tag::Li, "zones__option")
        .with("id", Some(option_id(place)))
        .with("role", Some("option"))
        .with("aria-selected", Some(aria(zone.is_active)))
        .child((zone.city, country, clock))
        .view()
}

fn option_id(place: usize) -> String {
    [OPTION, &place.to_string()].concat()
}
