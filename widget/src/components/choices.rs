//! Choices as pills: radio buttons when one is wanted, check boxes when several are.

use super::field::{Control, FieldError, Sort};
use crate::{
    core::{
        flow::Event,
        form::{AnswerView, ChoiceView, Edit, Field, FieldView, PlaceView},
    },
    hooks::Shell,
};
use leptos::prelude::*;
use shared::event_type::QuestionType;

/// One pill. The control is the browser's own, so keys and screen readers find what they know.
fn pill(
    is_radio: bool,
    field: Field,
    is_first: bool,
    choice: ChoiceView,
    on_change: impl Fn(bool) + Send + 'static,
) -> impl IntoView {
    let kind = if is_radio { "radio" } else { "checkbox" };
    // The first control carries the field's id, so that the focus finds it when the field is wrong.
    let id = is_first.then(|| field.id());
    view! {
        <label class="pill" part="choice">
            <input
                type=kind
                id=id
                name=field.id()
                checked=choice.is_on
                prop:checked=choice.is_on
                on:change=move |event| on_change(event_target_checked(&event))
            />
            <span>{choice.label}{choice.note.map(|note| view! { <small>{note}</small> })}</span>
        </label>
    }
}

/// A question with choices.
#[component]
pub fn Choices(shell: Shell, index: usize, view: Signal<AnswerView>) -> impl IntoView {
    let field = Field::Answer(index);
    let text = shell.text;
    let (question, is_required, is_radio) = view.with_untracked(|view| {
        (view.question.clone(), view.is_required, view.r#type == QuestionType::SingleSelect)
    });
    let optional = (!is_required).then(|| view! { <span class="soft">" "{text.optional}</span> });
    let error = Signal::derive(move || view.with(|view| view.text.error.clone()));
    let pills = move || {
        let answer = view.get();
        let other = answer.other.map(|is_on| ChoiceView { label: text.other_choice.to_owned(), note: None, is_on });
        let is_only_other = answer.choices.is_empty();
        let choices = answer.choices.into_iter().enumerate().map(|(position, choice)| {
            let label = choice.label.clone();
            pill(is_radio, field, position == 0, choice, move |on| {
                shell.send(Event::Edited(Edit::Picked { question: index, choice: label.clone(), on }));
            })
        });
        let choices = choices.collect_view();
        let other = other.map(|choice| {
            pill(is_radio, field, is_only_other, choice, move |on| {
                shell.send(Event::Edited(Edit::PickedOther { question: index, on }));
            })
        });
        (choices, other)
    };
    let shows_own = Memo::new(move |_| view.with(|view| view.other == Some(true)));
    let own = Signal::derive(move || view.with(|view| FieldView { error: None, ..view.text.clone() }));
    view! {
        <fieldset class="field" part="field" aria-describedby=error_id(field, error) aria-invalid=invalid(error)>
            <legend class="field__label">{question}{optional}</legend>
            <div class="pills">{pills}</div>
            {move || {
                shows_own.get().then(|| {
                    view! { <OwnAnswer shell index view=own /> }
                })
            }}
            <FieldError field view=error />
        </fieldset>
    }
}

/// The answer of one's own beside the choices.
#[component]
fn OwnAnswer(shell: Shell, index: usize, view: Signal<FieldView>) -> impl IntoView {
    let typed = move |text: String| shell.send(Event::Edited(Edit::Typed(Field::Answer(index), text)));
    view! {
        <input
            class="input"
            part="input"
            type="text"
            autocomplete="off"
            aria-label=shell.text.other_answer
            value=view.with_untracked(|view| view.value.clone())
            prop:value=move || view.with(|view| view.value.clone())
            on:input=move |event| typed(event_target_value(&event))
        />
    }
}

/// Where to meet: a choice of places, and what the chosen one asks.
#[component]
pub fn PlaceChoice(shell: Shell, view: Signal<PlaceView>) -> impl IntoView {
    let text = shell.text;
    let field = Field::PlaceChoice;
    let error = Signal::derive(move || view.with(|view| view.choice_error.clone()));
    let pills = move || {
        let choices = view.get().choices.into_iter().enumerate();
        choices
            .map(|(index, choice)| {
                pill(true, field, index == 0, choice, move |_| {
                    shell.send(Event::Edited(Edit::PickedPlace(index)));
                })
            })
            .collect_view()
    };
    let asked = Memo::new(move |_| view.with(|view| view.asked.as_ref().map(|_| view.is_number)));
    let own = Signal::derive(move || view.with(|view| view.asked.clone()).unwrap_or_default());
    let has_choice = view.with_untracked(|view| !view.choices.is_empty());
    let choice = has_choice.then(|| {
        view! {
            <fieldset class="field" part="field" aria-describedby=error_id(field, error) aria-invalid=invalid(error)>
                <legend class="field__label">{text.where_to_meet}</legend>
                <div class="pills pills--places">{pills}</div>
                <FieldError field view=error />
            </fieldset>
        }
    });
    view! {
        {choice}
        {move || {
            asked.get().map(|is_number| {
                let label = if is_number { text.your_number } else { text.your_place };
                let sort = if is_number { Sort::Phone } else { Sort::Line };
                let hint = if is_number { text.phone_hint } else { "" };
                view! {
                    <div class="field" part="field">
                        <label class="field__label" for="place">{label}</label>
                        {(!hint.is_empty()).then(|| view! { <p class="hint" id="place-hint">{hint}</p> })}
                        <Control
                            shell
                            field=Field::Place
                            sort
                            label=""
                            is_required=true
                            hint_id=is_number.then(|| "place-hint".to_owned())
                            view=own
                        />
                        <FieldError field=Field::Place view=Signal::derive(move || own.with(|own| own.error.clone())) />
                    </div>
                }
            })
        }}
    }
}

fn error_id(field: Field, error: Signal<Option<String>>) -> impl Fn() -> Option<String> + Send + Sync {
    let id = [&field.id(), "-error"].concat();
    move || error.with(|error| error.is_some().then(|| id.clone()))
}

fn invalid(error: Signal<Option<String>>) -> impl Fn() -> Option<&'static str> + Send + Sync {
    move || error.with(|error| error.is_some().then_some("true"))
}
