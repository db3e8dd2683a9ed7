//! The one button of the widget. Its attributes are data, so that every button in the bundle is the same code.

use super::{
    element::{Element, Tag, element},
    node::{IntoNode, Node},
};
use crate::{core::flow::Event, hooks::Shell};
use std::sync::Mutex;

/// What a button looks like and says about itself. `None` leaves an attribute out.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// For the style sheet, and as `part` for the page's.
    pub class: &'static str,
    pub label: Option<String>,
    pub pressed: Option<&'static str>,
    pub disabled: Option<&'static str>,
    pub current: Option<&'static str>,
    pub expanded: Option<&'static str>,
    pub tab_index: Option<&'static str>,
    /// The day it stands for, by which the focus finds it.
    pub day: Option<String>,
    /// How much of the day is free.
    pub fullness: Option<&'static str>,
    pub loading: Option<&'static str>,
    /// The name by which the focus finds it.
    pub focus: Option<&'static str>,
}

/// A look by its class alone.
pub fn plain(class: &'static str) -> Look {
    Look { class, ..Look::default() }
}

/// A button that sends `event`.
pub fn button(shell: Shell, event: Event, look: Look, content: Node) -> Node {
    let button = element(Tag::Button, look.class)
        .with("type", Some("button"))
        .with("part", Some(look.class))
        .with("aria-label", look.label)
        .with("aria-pressed", look.pressed)
        .with("aria-disabled", look.disabled)
        .with("aria-current", look.current)
        .with("aria-expanded", look.expanded)
        .with("tabindex", look.tab_index)
        .with("data-day", look.day)
        .with("data-full", look.fullness)
        .with("data-loading", look.loading)
        .with("data-focus", look.focus);
    pressed(shell, button, event).child(content).view()
}

/// The same button or link, which sends `event` when it is pressed.
///
/// It has the event once: whatever a press does, everything is drawn again after it, and this with it. A copy for each
/// press would bring the code to copy every kind of event.
pub fn pressed(shell: Shell, element: Element, event: Event) -> Element {
    let event = Mutex::new(Some(event));
    let press = move |_| {
        if let Some(event) = event.lock().ok().and_then(|mut event| event.take()) {
            shell.send(event);
        }
    };
    element.on("click", Box::new(press))
}

/// `true` or `false`, as ARIA writes them.
pub fn aria(is_so: bool) -> &'static str {
    if is_so { "true" } else { "false" }
}

/// A choice of few, all of them in sight: one is pressed.
pub fn switch(shell: Shell, label: &'static str, options: Vec<(Event, String, bool)>) -> Node {
    let option = |(event, words, is_on): (Event, String, bool)| {
        let look = Look { pressed: Some(aria(is_on)), ..plain("switch__option") };
        button(shell, event, look, words.into_node())
    };
    element(Tag::Div, "switch").role("group").label(label).children(options.into_iter().map(option)).view()
}
