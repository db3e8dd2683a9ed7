//! The one button of the widget. Its attributes are data, so that every button in the bundle is the same code.

use crate::{core::flow::Event, hooks::Shell};
use leptos::prelude::*;

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
pub fn button(shell: Shell, event: Event, look: Look, content: AnyView) -> AnyView {
    view! {
        <button
            type="button"
            class=look.class
            part=look.class
            aria-label=look.label
            aria-pressed=look.pressed
            aria-disabled=look.disabled
            aria-current=look.current
            aria-expanded=look.expanded
            tabindex=look.tab_index
            data-day=look.day
            data-full=look.fullness
            data-loading=look.loading
            data-focus=look.focus
            on:click=shell.sends(event)
        >
            {content}
        </button>
    }
    .into_any()
}

/// `true` or `false`, as ARIA writes them.
pub fn aria(is_so: bool) -> &'static str {
    if is_so { "true" } else { "false" }
}
