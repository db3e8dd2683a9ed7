//! The owner's words that a visitor has to agree to, as a check box.

use super::{
    element::{Tag, element},
    field::{error_id, field_error},
    node::Node,
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
pub fn consent(shell: Shell, view: ConsentView) -> Node {
    let field = Field::Consent;
    let described = view.error.as_ref().map(|_| error_id(field));
    let agreed = move |event| shell.send(Event::Edited(Edit::Agreed(event_target_checked(&event))));
    let control = element(Tag::Input, "")
        .with("type", Some("checkbox"))
        .with("id", Some(field.id()))
        .with("part", Some("checkbox"))
        .with("aria-required", Some("true"))
        .with("aria-invalid", described.as_ref().map(|_| "true"))
        .with("aria-describedby", described)
        .with("checked", view.is_given.then_some(""))
        .on("input", Box::new(agreed))
        .view();
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
