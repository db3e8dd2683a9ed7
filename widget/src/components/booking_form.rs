//! Who comes, and whatever else the event type asks. What is wrong was decided in `core::form`.

use super::{
    button::{button, plain},
    choices::{choices, place_choice},
    consent::consent,
    element::{Tag, element, words},
    field::{Sort, TextField, text_field, typed},
    guests::guests,
    node::{IntoNode, Node},
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
use leptos::ev;
use shared::event_type::QuestionType;

/// The form.
pub fn booking_form(shell: Shell, screen: FormScreen) -> Node {
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
    let questions: Vec<Node> = questions.map(|(index, answer)| question(shell, index, answer)).collect();
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
        screen.trouble.map(|notice| alert(shell, notice)).into_node(),
        summary(shell, form.summary).into_node(),
        names.child(field(Field::Email, Sort::Email, text.email, form.email)).view(),
        form.place.map(|place| place_choice(shell, place)).into_node(),
        questions.into_node(),
        guests(shell, form.guests),
        form.reminder
            .map(|view| free(Field::Reminder, Sort::Phone, text.text_reminder, Some(text.phone_hint), view))
            .into_node(),
        form.consent.map(|view| consent(shell, view)).into_node(),
        trap(shell),
        check(screen.has_check),
        form.whole
            .map(|error| element(Tag::P, "error").id(Field::Whole.id()).child(error).view())
            .into_node(),
        screen.note.map(|note| words(Tag::P, "form__note", note)).into_node(),
    ];
    let submit = element(Tag::Button, "primary")
        .with("type", Some("submit"))
        .part("submit")
        .with("aria-disabled", sending)
        .child(screen.button);
    let release = || Box::new(move |_: ev::Event| shell.release());
    element(Tag::Form, "form")
        .part("form")
        .with("novalidate", Some(""))
        .with("aria-busy", sending)
        .on("pointerdown", Box::new(move |_| shell.press()))
        .on("pointerup", release())
        .on("pointercancel", release())
        .on("keydown", release())
        .on(
            "submit",
            Box::new(move |event| {
                event.prevent_default();
                shell.send(Event::Submitted);
            }),
        )
        .child(content)
        .child(submit.view())
        .view()
}

/// What is wrong, as ways to where it is. Heard, and seen by whoever comes to it with the keyboard.
fn summary(shell: Shell, issues: Vec<(Field, String)>) -> Option<Node> {
    let way = |(field, words): (Field, String)| {
        let way = button(shell, Event::FieldAsked(field), plain("link"), words.into_node());
        element(Tag::Li, "").child(way).view()
    };
    let label = shell.text.fields_to_mend.say(issues.len());
    let is_empty = issues.is_empty();
    let list = element(Tag::Ul, "form__summary").part("summary").label(label);
    (!is_empty).then(|| list.children(issues.into_iter().map(way)).view())
}

/// A field that no person sees, hears of or comes to.
fn trap(shell: Shell) -> Node {
    let trap = element(Tag::Input, "spoken")
        .with("name", Some("website"))
        .with("tabindex", Some("-1"))
        .hidden()
        .with("autocomplete", Some("off"))
        .with("data-lpignore", Some("true"));
    typed(shell, trap, |text| Event::Edited(Edit::Typed(Field::Website, text))).view()
}

/// Room for the check against robots. It stands in the page's own tree, because its maker looks for it there.
fn check(is_shown: bool) -> Node {
    is_shown.then(|| element(Tag::Slot, "").name("check").view()).into_node()
}

/// A custom question with the control that its kind asks for.
fn question(shell: Shell, index: usize, answer: AnswerView) -> Node {
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
