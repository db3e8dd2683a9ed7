//! The form, ready to be shown: labels, values and, where they may be seen, errors.

use super::{Field, Form, Issue, build, issues};
use crate::{
    core::message::{Asked, field_error, place},
    text::Text,
};
use shared::{
    attribution::Attribution,
    event_type::{EventType, LocationOption, Question, QuestionType},
    problem::FieldCode,
};

/// A text field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldView {
    pub value: String,
    /// The sentence under it, if something is wrong with it.
    pub error: Option<String>,
}

/// A choice that is switched on or off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceView {
    pub label: String,
    /// What more there is to say, e.g. an address.
    pub note: Option<String>,
    pub is_on: bool,
}

/// A custom question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerView {
    pub question: String,
    pub r#type: QuestionType,
    pub is_required: bool,
    pub choices: Vec<ChoiceView>,
    /// Whether an answer of one's own can be chosen, and is.
    pub other: Option<bool>,
    /// The written answer, or the one of one's own.
    pub text: FieldView,
}

/// Where to meet, as far as the visitor has a say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceView {
    /// Empty when there is but one place.
    pub choices: Vec<ChoiceView>,
    pub choice_error: Option<String>,
    /// The place or number to write, if one is asked for.
    pub asked: Option<FieldView>,
    /// Whether it is a number.
    pub is_number: bool,
}

/// The form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormView {
    pub name: FieldView,
    pub email: FieldView,
    pub place: Option<PlaceView>,
    pub answers: Vec<AnswerView>,
    /// `None` until the visitor asks for it.
    pub guests: Option<FieldView>,
    /// What is wrong with no field in particular.
    pub whole: Option<String>,
}

/// The form as it stands.
pub fn form_view(form: &Form, event_type: &EventType, text: &Text) -> FormView {
    // The start and the zone are right by construction, and errors about them belong to no field.
    let request = build(form, event_type, "1970-01-01T00:00:00Z", "UTC", &Attribution::default());
    let issues = issues(&request, form, event_type);
    let shown = Shown { form, issues, text };
    let field = |field, asked| FieldView {
        value: form.text_of(field, event_type).to_owned(),
        error: shown.error(field, asked),
    };
    let answers = event_type.custom_questions.iter().enumerate();
    FormView {
        name: field(Field::Name, Asked::Name),
        email: field(Field::Email, Asked::Email),
        place: place_view(&shown, event_type),
        answers: answers.map(|(index, question)| answer_view(&shown, index, question)).collect(),
        guests: (form.shows_guests || !form.guests.is_empty()).then(|| field(Field::Guests, Asked::Guests)),
        whole: shown.error(Field::Whole, Asked::Name),
    }
}

/// Which errors may be seen.
struct Shown<'a> {
    form: &'a Form,
    issues: Vec<Issue>,
    text: &'a Text,
}

impl Shown<'_> {
    fn error(&self, field: Field, asked: Asked) -> Option<String> {
        let may_show = self.form.was_sent || self.form.left.contains(&field);
        let own = self.issues.iter().find(|issue| issue.field == field).filter(|_| may_show);
        let found: Option<(FieldCode, &str)> = own.map(|issue| (issue.code, issue.entry.as_str())).or(self
            .form
            .rejected
            .iter()
            .find(|(rejected, _)| *rejected == field)
            .map(|(_, code)| (*code, "")));
        found.map(|(code, entry)| field_error(asked, code, entry, self.text))
    }
}

fn answer_view(shown: &Shown<'_>, index: usize, question: &Question) -> AnswerView {
    let draft = shown.form.draft(question);
    let is_chosen = |choice: &String| draft.is_some_and(|draft| draft.chosen.contains(choice));
    let choices = question.answer_choices.iter();
    let is_select = matches!(question.r#type, QuestionType::SingleSelect | QuestionType::MultiSelect);
    AnswerView {
        question: question.name.clone(),
        r#type: question.r#type,
        is_required: question.required,
        choices: choices
            .map(|choice| ChoiceView { label: choice.clone(), note: None, is_on: is_chosen(choice) })
            .collect(),
        other: (is_select && question.include_other).then(|| draft.is_some_and(|draft| draft.other)),
        text: FieldView {
            value: draft.map_or_else(String::new, |draft| draft.text.clone()),
            error: shown.error(Field::Answer(index), Asked::Answer(question.r#type)),
        },
    }
}

fn place_view(shown: &Shown<'_>, event_type: &EventType) -> Option<PlaceView> {
    if !event_type.offers_location() {
        return None;
    }
    let is_choice = event_type.locations.len() > 1;
    let chosen = shown.form.chosen_place(event_type);
    let asking = chosen.filter(|option| option.kind.asks_invitee());
    if !is_choice && asking.is_none() {
        return None;
    }
    let places = event_type.locations.iter().enumerate().filter(|_| is_choice);
    Some(PlaceView {
        choices: places
            .map(|(index, option)| ChoiceView {
                label: place(option.kind, shown.text).to_owned(),
                note: place_note(option),
                is_on: shown.form.place == Some(index),
            })
            .collect(),
        choice_error: shown.error(Field::PlaceChoice, Asked::PlaceChoice),
        asked: asking.map(|option| FieldView {
            value: shown.form.place_text.clone(),
            error: shown.error(Field::Place, Asked::Place(option.kind)),
        }),
        is_number: asking.is_some_and(|option| option.kind == shared::event_type::LocationKind::OutboundCall),
    })
}

/// The address or the host's words; a conference's link is not for those who have not booked.
fn place_note(option: &LocationOption) -> Option<String> {
    option.location.clone().filter(|note| !option.kind.is_conference() && !note.trim().is_empty())
}
