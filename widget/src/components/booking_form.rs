//! Who comes, and whatever else the event type asks. What is wrong was decided in `core::form`.

use super::{
    attributes::Attributes,
    button::{button, plain, pressed},
    choices::{choices, place_choice},
    consent::consent,
    element::{Tag, element, words},
    field::{Sort, TextField, entry, text_field},
    guests::guests,
    notice::alert,
};
use crate::{
    core::{
        flow::Event,
        form::{AnswerView, Edit, Field},
        screen::FormScreen,
    },
    hooks::Shell,
};
use leptos::prelude::*;
use shared::event_type::QuestionType;

/// The form.
pub fn booking_form(shell: Shell, screen: FormScreen) -> AnyView {
    let text = shell.text;
    let form = screen.form;
    let field = |field, sort, label: &str, view| {
        text_field(
            shell,
            TextField { field, sort, label: label.to_owned(), hint: None, is_required: true, view },
        )
    };
    let free = |field, sort, label: &str, hint, view| {
        text_field(shell, TextField { field, sort, label: label.to_owned(), hint, is_required: false, view })
    };
    let questions = form.answers.into_iter().enumerate();
    let questions: Vec<AnyView> = questions.map(|(index, answer)| question(shell, index, answer)).collect();
    let sending = screen.is_sending.then_some("true");
    let names = element(Tag::Div, "form__pair");
    let names = match form.last_name {
        None => names.child(field(Field::Name, Sort::Name, text.name, form.name)),
        Some(last) => {
            let first = field(Field::Name, Sort::GivenName, text.first_name, form.name);
            names.child(first).child(free(Field::LastName, Sort::FamilyName, text.last_name, None, last))
        }
    };
    let content = vec![
        element(Tag::H3, "form__title").focus("heading").child(text.your_details).view(),
        screen.trouble.map(|notice| alert(shell, notice)).into_any(),
        summary(shell, form.summary).into_any(),
        names.child(field(Field::Email, Sort::Email, text.email, form.email)).view(),
        form.place.map(|place| place_choice(shell, place)).into_any(),
        questions.into_any(),
        guests(shell, form.guests),
        form.reminder
            .map(|view| free(Field::Reminder, Sort::Phone, text.text_reminder, Some(text.phone_hint), view))
            .into_any(),
        form.consent.map(|view| consent(shell, view)).into_any(),
        trap(shell),
        check(screen.has_check),
        form.whole.map(|error| element(Tag::P, "error").id(Field::Whole.id()).child(error).view()).into_any(),
        screen.note.map(|note| words(Tag::P, "form__note", note)).into_any(),
    ];
    let submit = Attributes::default()
        .with("type", Some("submit"))
        .with("part", Some("submit"))
        .with("aria-disabled", sending)
        .with("class", Some("primary"));
    let submit = pressed(shell, Tag::Button, submit, None, screen.button.into_any());
    view! {
        <form
            class="form"
            part="form"
            novalidate
            aria-busy=sending
            on:pointerdown=move |_| shell.press()
            on:pointerup=move |_| shell.release()
            on:pointercancel=move |_| shell.release()
            on:keydown=move |_| shell.release()
            on:submit=move |event| {
                event.prevent_default();
                shell.send(Event::Submitted);
            }
        >
            {content}
            {submit}
        </form>
    }
    .into_any()
}

/// What is wrong, as ways to where it is. Heard, and seen by whoever comes to it with the keyboard.
fn summary(shell: Shell, issues: Vec<(Field, String)>) -> Option<AnyView> {
    let way = |(field, words): (Field, String)| {
        let way = button(shell, Event::FieldAsked(field), plain("link"), words.into_any());
        element(Tag::Li, "").child(way).view()
    };
    let label = shell.text.fields_to_mend.say(issues.len());
    let is_empty = issues.is_empty();
    let list = element(Tag::Ul, "form__summary").part("summary").label(label);
    (!is_empty).then(|| list.children(issues.into_iter().map(way)).view())
}

/// A field that no person sees, hears of or comes to.
fn trap(shell: Shell) -> AnyView {
    let typed = move |event| {
        shell.send(Event::Edited(Edit::Typed(Field::Website, event_target_value(&event))));
    };
    let attributes = Attributes::default()
        .with("name", Some("website"))
        .with("tabindex", Some("-1"))
        .with("aria-hidden", Some("true"))
        .with("autocomplete", Some("off"))
        .with("data-lpignore", Some("true"))
        .with("class", Some("spoken"));
    entry(Tag::Input, attributes, Box::new(typed), Box::new(|| ()), None)
}

/// Room for the check against robots. It stands in the page's own tree, because its maker looks for it there.
fn check(is_shown: bool) -> AnyView {
    is_shown.then(|| element(Tag::Slot, "").name("check").view()).into_any()
}

/// A custom question with the control that its kind asks for.
fn question(shell: Shell, index: usize, answer: AnswerView) -> AnyView {
    let sort = match answer.r#type {
        QuestionType::SingleSelect | QuestionType::MultiSelect => return choices(shell, index, answer),
        QuestionType::String => Sort::Line,
        QuestionType::Text => Sort::Lines,
        QuestionType::PhoneNumber => Sort::Phone,
    };
    let hint = (sort == Sort::Phone).then_some(shell.text.phone_hint);
    let AnswerView { question: label, is_required, text: view, .. } = answer;
    text_field(shell, TextField { field: Field::Answer(index), sort, label, hint, is_required, view })
}
