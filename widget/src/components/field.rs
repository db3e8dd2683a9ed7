//! A labelled text field with its error, tied together for those who hear the form.

use super::{
    element::{Element, Tag, element, words},
    node::{IntoNode, Node},
};
use crate::{
    core::{
        flow::Event,
        form::{Edit, Field, FieldView},
    },
    hooks::Shell,
};
use leptos::prelude::*;

/// How a text field behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Name,
    GivenName,
    FamilyName,
    Email,
    Phone,
    Line,
    Lines,
    Emails,
}

impl Sort {
    /// `type`, `autocomplete` and `inputmode` of the control.
    fn attributes(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Name => ("text", "name", "text"),
            Self::GivenName => ("text", "given-name", "text"),
            Self::FamilyName => ("text", "family-name", "text"),
            // Not `type=email`: the browser's own check differs from the edge's and would speak first.
            Self::Email => ("text", "email", "email"),
            Self::Phone => ("tel", "tel", "tel"),
            Self::Line | Self::Lines => ("text", "off", "text"),
            Self::Emails => ("text", "off", "email"),
        }
    }
}

/// What a text field is and says.
#[derive(Clone, Debug)]
pub struct TextField {
    pub field: Field,
    pub sort: Sort,
    pub label: String,
    pub hint: Option<&'static str>,
    pub is_required: bool,
    pub view: FieldView,
}

/// A text field with its label, its hint and its error.
pub fn text_field(shell: Shell, field: TextField) -> Node {
    let id = field.field.id();
    let hint_id = field.hint.map(|_| [&id, "-hint"].concat());
    let hint = field.hint.map(|hint| element(Tag::P, "hint").id(hint_id.clone()).child(hint).view());
    let error = field.view.error.clone();
    let label =
        element(Tag::Label, "field__label").control(id).child(label(shell, field.label, field.is_required));
    let country = country(shell, field.field, field.sort, field.view.country.clone());
    element(Tag::Div, "field")
        .part("field")
        .child(label.view())
        .child(hint)
        .child(country)
        .child(control(shell, field.field, field.sort, None, field.is_required, hint_id, field.view))
        .child(field_error(field.field, error))
        .view()
}

/// The choice of a country beside a number. The countries are put in by `public/on-demand/countries.js`; until then, and
/// without it, the number is typed with its code.
fn country(shell: Shell, field: Field, sort: Sort, country: String) -> Option<Node> {
    let picked = move |event| {
        shell.send(Event::Edited(Edit::PickedCountry(field, event_target_value(&event))));
    };
    let choice = element(Tag::Select, "input country")
        .with("id", Some([&field.id(), "-country"].concat()))
        .part("input")
        .label(shell.text.country_code)
        .with("autocomplete", Some("tel-country-code"))
        .with("data-state", Some(country))
        .on("input", Box::new(picked));
    (sort == Sort::Phone).then(|| choice.view())
}

/// A label's words, with a note when the field may stay empty.
pub fn label(shell: Shell, said: String, is_required: bool) -> Node {
    let optional = (!is_required).then(|| words(Tag::Span, "soft", [" ", shell.text.optional].concat()));
    (said, optional).into_node()
}

/// The control alone. `name` is for those that no label element points to.
///
/// Its value is set when it is built and then belongs to the visitor: every change is sent to the flow, so
/// that the two never differ, and the caret is never moved.
pub fn control(
    shell: Shell,
    field: Field,
    sort: Sort,
    name: Option<&'static str>,
    is_required: bool,
    hint_id: Option<String>,
    view: FieldView,
) -> Node {
    let id = if name.is_some() { [&field.id(), "-own"].concat() } else { field.id() };
    let described = described_by(field, hint_id, view.error.is_some() && name.is_none());
    // Lines that are pasted as guests would run together in a field of one line.
    let is_long = matches!(sort, Sort::Lines | Sort::Emails);
    let (kind, autocomplete, mode) = sort.attributes();
    let is_plain = mode == "text";
    let in_one_line = |value| (!is_long).then_some(value);
    let tag = if is_long { Tag::Textarea } else { Tag::Input };
    let control = element(tag, "input")
        .with("id", Some(id))
        .with("part", Some("input"))
        .with("rows", is_long.then_some(if sort == Sort::Lines { "3" } else { "1" }))
        .with("type", in_one_line(kind))
        .with("autocomplete", in_one_line(autocomplete))
        .with("inputmode", (sort != Sort::Lines).then_some(mode))
        .with("autocapitalize", (!is_plain).then_some("none"))
        .with("spellcheck", (!is_plain).then_some("false"))
        .with("aria-label", name)
        .with("aria-required", is_required.then_some("true"))
        .with("aria-invalid", view.error.is_some().then_some("true"))
        .with("aria-describedby", described)
        .with("value", (!is_long).then(|| view.value.clone()))
        .child(Some(view.value).filter(|value| is_long && !value.is_empty()));
    typed(shell, control, move |text| Event::Edited(Edit::Typed(field, text)))
        .on("blur", Box::new(move |_| shell.leave(field)))
        .view()
}

/// The same control, which sends what is typed into it.
pub fn typed(
    shell: Shell,
    control: Element,
    event: impl Fn(String) -> Event + Send + Sync + 'static,
) -> Element {
    control.on("input", Box::new(move |happened| shell.send(event(event_target_value(&happened)))))
}

/// The ids of what describes a control: its hint always, its error while there is one.
fn described_by(field: Field, hint_id: Option<String>, has_error: bool) -> Option<String> {
    let error_id = has_error.then(|| error_id(field));
    let ids: Vec<String> = hint_id.into_iter().chain(error_id).collect();
    Some(ids.join(" ")).filter(|ids| !ids.is_empty())
}

/// The id of the sentence under a field.
pub fn error_id(field: Field) -> String {
    [&field.id(), "-error"].concat()
}

/// The sentence under a field. It is announced when the form is sent, not while somebody types.
pub fn field_error(field: Field, error: Option<String>) -> Option<Node> {
    error.map(|error| element(Tag::P, "error").part("error").id(error_id(field)).child(error).view())
}
