//! A labelled text field with its error, tied together for those who hear the form.

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
            // Not `type=email`: the browser's own check differs from the edge's and would speak first.
            Self::Email => ("text", "email", "email"),
            Self::Phone => ("tel", "tel", "tel"),
            Self::Line | Self::Lines => ("text", "off", "text"),
            Self::Emails => ("text", "off", "email"),
        }
    }
}

/// A text field.
#[component]
pub fn TextField(
    shell: Shell,
    field: Field,
    sort: Sort,
    #[prop(into)] label: String,
    #[prop(default = true)] is_required: bool,
    #[prop(default = "")] hint: &'static str,
    view: Signal<FieldView>,
) -> impl IntoView {
    let id = field.id();
    let optional = (!is_required).then(|| view! { <span class="soft">" "{shell.text.optional}</span> });
    let hint_id = [&id, "-hint"].concat();
    let has_hint = !hint.is_empty();
    let hint = has_hint.then(|| view! { <p class="hint" id=hint_id.clone()>{hint}</p> });
    view! {
        <div class="field" part="field">
            <label class="field__label" for=id.clone()>{label}{optional}</label>
            {hint}
            <Control shell field sort label="" is_required hint_id=has_hint.then_some(hint_id.clone()) view />
            <FieldError field view=Signal::derive(move || view.with(|view| view.error.clone())) />
        </div>
    }
}

/// The control alone, for places that label it themselves.
#[component]
pub fn Control(
    shell: Shell,
    field: Field,
    sort: Sort,
    /// Its name where no label element points to it; else empty.
    #[prop(into)]
    label: String,
    is_required: bool,
    #[prop(optional_no_strip)] hint_id: Option<String>,
    view: Signal<FieldView>,
) -> impl IntoView {
    let id = field.id();
    let label = Some(label).filter(|label| !label.is_empty());
    let described = described_by(&id, hint_id, view);
    let invalid = move || view.with(|view| view.error.is_some()).then_some("true");
    let value = move || view.with(|view| view.value.clone());
    let required = is_required.then_some("true");
    let typed = move |text: String| shell.send(Event::Edited(Edit::Typed(field, text)));
    let left = move |_| shell.leave(field);
    if sort == Sort::Lines {
        return view! {
            <textarea
                id=id
                class="input"
                part="input"
                rows="3"
                aria-label=label
                aria-required=required
                aria-invalid=invalid
                aria-describedby=described
                prop:value=value
                on:input=move |event| typed(event_target_value(&event))
                on:blur=left
            >
                {view.with_untracked(|view| view.value.clone())}
            </textarea>
        }
        .into_any();
    }
    let (kind, autocomplete, mode) = sort.attributes();
    view! {
        <input
            id=id
            class="input"
            part="input"
            type=kind
            autocomplete=autocomplete
            inputmode=mode
            autocapitalize=(mode != "text").then_some("none")
            spellcheck=(mode != "text").then_some("false")
            aria-label=label
            aria-required=required
            aria-invalid=invalid
            aria-describedby=described
            value=view.with_untracked(|view| view.value.clone())
            prop:value=value
            on:input=move |event| typed(event_target_value(&event))
            on:blur=left
        />
    }
    .into_any()
}

/// The ids of what describes a control: its hint always, its error while there is one.
fn described_by(
    id: &str,
    hint_id: Option<String>,
    view: Signal<FieldView>,
) -> impl Fn() -> Option<String> + Send + Sync + use<> {
    let error_id = [id, "-error"].concat();
    move || {
        let error = view.with(|view| view.error.is_some()).then(|| error_id.clone());
        let ids: Vec<String> = hint_id.clone().into_iter().chain(error).collect();
        Some(ids.join(" ")).filter(|ids| !ids.is_empty())
    }
}

/// The sentence under a field. It is announced when the form is sent, not while somebody types.
#[component]
pub fn FieldError(field: Field, view: Signal<Option<String>>) -> impl IntoView {
    let id = [&field.id(), "-error"].concat();
    move || {
        let id = id.clone();
        view.get().map(|error| view! { <p class="error" part="error" id=id>{error}</p> })
    }
}
