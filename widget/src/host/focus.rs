//! Moving the focus inside the widget, after the views have been drawn, and emptying a field, whose text is the visitor's.

use crate::core::{flow::Target, form::Field};
use js_sys::Reflect;
use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Focuses what `target` names in the next frame, if it is there and can be seen.
pub fn focus(stage: &HtmlElement, target: Target) {
    let selector = match target {
        Target::Heading => "[data-focus=heading]".to_owned(),
        Target::Notice => "[data-focus=notice]".to_owned(),
        Target::Question => "[data-focus=question]".to_owned(),
        Target::Change => "[data-focus=change]".to_owned(),
        Target::Zone => "[data-focus=zone]".to_owned(),
        Target::Search => "[data-focus=search]".to_owned(),
        Target::Link => "[data-focus=link]".to_owned(),
        Target::Day(day) => ["[data-day=\"", &day.to_string(), "\"]"].concat(),
        Target::Field(field) => ["#", &field.id()].concat(),
    };
    let stage = stage.clone();
    // Views are drawn in a microtask after the step; a frame later everything stands.
    request_animation_frame(move || {
        let Ok(found) = stage.query_selector_all(&selector) else { return };
        let elements =
            (0..found.length()).filter_map(|index| found.item(index)?.dyn_into::<HtmlElement>().ok());
        let visible = elements.into_iter().find(|element| element.get_client_rects().length() > 0);
        if let Some(element) = visible {
            let _ = element.focus();
        }
    });
}

/// Empties a field.
pub fn clear(stage: &HtmlElement, field: Field) {
    if let Ok(Some(control)) = stage.query_selector(&["#", &field.id()].concat()) {
        let _ = Reflect::set(&control, &"value".into(), &"".into());
    }
}
