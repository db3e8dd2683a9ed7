//! Who comes, and whatever else the event type asks. What is wrong was decided in `core::form`.

use super::{
    button::{button, plain},
    choices::{choices, place_choice},
    element::{Tag, element, words},
    field::{Sort, TextField, text_field, typed},
    node::{IntoNode, Node},
    notice::alert,
};
use crate::{
    core::{
        flow::Event,
        form::{AnswerView, Edit, Field, FieldView},
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
    let questions = form.answers.into_iter().enumerate();
    let questions: Vec<Node> = questions.map(|(index, answer)| question(shell, index, answer)).collect();
    let sending = screen.is_sending.then_some("true");
    let content = vec![
        element(Tag::H3, "form__title").focus("heading").child(text.your_details).view(),
        screen.trouble.map(|notice| alert(shell, notice)).into_node(),
        element(Tag::Div, "form__pair")
            .child(field(Field::Name, Sort::Name, text.name, form.name))
            .child(field(Field::Email, Sort::Email, text.email, form.email))
            .view(),
        form.place.map(|place| place_choice(shell, place)).into_node(),
        questions.into_node(),
        guests(shell, form.guests),
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

/// The guests' field, or the button that asks for it.
fn guests(shell: Shell, view: Option<FieldView>) -> Node {
    let text = shell.text;
    let Some(view) = view else {
        let ask = Event::Edited(Edit::AskedForGuests);
        return button(shell, ask, plain("link"), ["+ ", text.add_guests].concat().into_node());
    };
    let hint = Some(text.guests_hint);
    let label = text.guests.to_owned();
    let field = Field::Guests;
    text_field(shell, TextField { field, sort: Sort::Emails, label, hint, is_required: false, view })
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
