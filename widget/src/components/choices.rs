//! Choices as pills: radio buttons when one is wanted, check boxes when several are.

use super::{
    element::{Tag, element, words},
    field::{Sort, TextField, control, error_id, field_error, label, text_field},
    node::{IntoNode, Node},
};
use crate::{
    core::{
        flow::Event,
        form::{AnswerView, ChoiceView, Edit, Field, FieldView, PlaceView},
    },
    hooks::Shell,
};
use leptos::prelude::*;
use shared::event_type::QuestionType;

/// What a pill changes.
#[derive(Clone, Debug)]
enum Pick {
    Choice { question: usize, choice: String },
    Other { question: usize },
    Place(usize),
}

impl Pick {
    fn edit(&self, on: bool) -> Edit {
        match self.clone() {
            Self::Choice { question, choice } => Edit::Picked { question, choice, on },
            Self::Other { question } => Edit::PickedOther { question, on },
            Self::Place(index) => Edit::PickedPlace(index),
        }
    }
}

/// One pill. The control is the browser's own, so keys and screen readers find what they know.
fn pill(shell: Shell, is_radio: bool, field: Field, is_first: bool, choice: ChoiceView, pick: Pick) -> Node {
    let kind = if is_radio { "radio" } else { "checkbox" };
    // The first control carries the field's id, so that the focus finds it when the field is wrong.
    let id = is_first.then(|| field.id());
    let note = choice.note.map(|note| words(Tag::Span, "pill__note", note));
    let said = element(Tag::Span, "").child(choice.label).child(note).view();
    let picked = move |event| shell.send(Event::Edited(pick.edit(event_target_checked(&event))));
    let control = element(Tag::Input, "")
        .with("type", Some(kind))
        .with("id", id)
        .with("name", Some(field.id()))
        .with("checked", choice.is_on.then_some(""))
        .on("input", Box::new(picked));
    element(Tag::Label, "pill").part("choice").child(control.view()).child(said).view()
}

/// A group of pills with its label and its error.
fn group(field: Field, legend: Node, pills: Vec<Node>, own: Option<Node>, error: Option<String>) -> Node {
    let described = error.as_ref().map(|_| error_id(field));
    let state = error.as_ref().map(|_| "invalid");
    element(Tag::Fieldset, "field")
        .part("field")
        .described_by(described)
        .state(state)
        .child(element(Tag::Legend, "field__label").child(legend).view())
        .child(element(Tag::Div, "pills").children(pills.into_iter()).view())
        .child(own)
        .child(field_error(field, error))
        .view()
}

/// A question with choices.
pub fn choices(shell: Shell, question: usize, answer: AnswerView) -> Node {
    let field = Field::Answer(question);
    let text = shell.text;
    let is_radio = answer.r#type == QuestionType::SingleSelect;
    let other =
        answer.other.map(|is_on| ChoiceView { label: text.other_choice.to_owned(), note: None, is_on });
    let listed = answer.choices.into_iter().map(|choice| {
        let pick = Pick::Choice { question, choice: choice.label.clone() };
        (choice, pick)
    });
    let all = listed.chain(other.map(|choice| (choice, Pick::Other { question }))).enumerate();
    let pills =
        all.map(|(position, (choice, pick))| pill(shell, is_radio, field, position == 0, choice, pick));
    let pills = pills.collect();
    let own = (answer.other == Some(true)).then(|| {
        let view = FieldView { error: None, ..answer.text.clone() };
        control(shell, field, Sort::Line, Some(text.other_answer), false, None, view)
    });
    group(field, label(shell, answer.question, answer.is_required), pills, own, answer.text.error)
}

/// Where to meet: a choice of places, and what the chosen one asks.
pub fn place_choice(shell: Shell, place: PlaceView) -> Node {
    let text = shell.text;
    let field = Field::PlaceChoice;
    let has_choice = !place.choices.is_empty();
    let pills = place.choices.into_iter().enumerate();
    let pills = pills.map(|(index, choice)| pill(shell, true, field, index == 0, choice, Pick::Place(index)));
    let legend = text.where_to_meet.into_node();
    let choice = has_choice.then(|| group(field, legend, pills.collect(), None, place.choice_error));
    let asked = place.asked.map(|view| {
        let (words, sort) =
            if place.is_number { (text.your_number, Sort::Phone) } else { (text.your_place, Sort::Line) };
        let hint = place.is_number.then_some(text.phone_hint);
        let label = words.to_owned();
        text_field(shell, TextField { field: Field::Place, sort, label, hint, is_required: true, view })
    });
    (choice, asked).into_node()
}
