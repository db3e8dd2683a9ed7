//! Moving the focus inside the widget, after the views have been drawn, and emptying a field, whose text is the visitor's.

use crate::core::{flow::Target, form::Field};
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

/// Focuses what `target` names as soon as it is drawn, if it is there and can be seen.
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
    // What the step changed is drawn in a microtask that waits already, so this one comes after it. Not in the next frame:
    // whoever has pressed Tab by then would be taken back, and phones show no keyboard for a late focus.
    spawn_local(async move {
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
