//! The owner's words that a visitor has to agree to, as a check box.

use super::{
    attributes::Attributes,
    element::{Tag, element},
    field::{entry, error_id, field_error},
    notice::outside_link,
};
use crate::{
    core::{
        address,
        flow::Event,
        form::{ConsentView, Edit, Field},
    },
    hooks::Shell,
};
use leptos::prelude::*;

/// The box, its words, and the link to what they are about.
pub fn consent(shell: Shell, view: ConsentView) -> AnyView {
    let field = Field::Consent;
    let described = view.error.as_ref().map(|_| error_id(field));
    let attributes = Attributes::default()
        .with("type", Some("checkbox"))
        .with("id", Some(field.id()))
        .with("part", Some("checkbox"))
        .with("aria-required", Some("true"))
        .with("aria-invalid", described.as_ref().map(|_| "true"))
        .with("aria-describedby", described)
        .with("checked", view.is_given.then_some(""));
    let agreed = move |event| shell.send(Event::Edited(Edit::Agreed(event_target_checked(&event))));
    let control = entry(Tag::Input, attributes, Box::new(agreed), Box::new(|| ()), None);
    let said = element(Tag::Span, "").child(view.words).view();
    let link =
        view.address.and_then(|address| outside_link(shell, &address, address::shown(&address), "link"));
    element(Tag::Div, "field consent")
        .part("consent")
        .child(element(Tag::Label, "consent__words").child(control).child(said).view())
        .child(link)
        .child(field_error(field, view.error))
        .view()
}
