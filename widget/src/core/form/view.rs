//! The form, ready to be shown: labels, values and, where they may be seen, errors.

use super::{Field, Form, Issue, build, issues};
use crate::{
    core::message::{Asked, field_error, place},
    text::{Text, fill},
};
use shared::{
    attribution::Attribution,
    event_type::{EventType, LocationKind, LocationOption, Question, QuestionType},
};

/// A text field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldView {
    pub value: String,
    /// The sentence under it, if something is wrong with it.
    pub error: Option<String>,
    /// The country beside it, where it is a number.
    pub country: String,
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

/// Who comes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuestsView {
    /// Each by their address, with what is wrong with it.
    pub guests: Vec<(String, Option<String>)>,
    /// Where the next one is typed.
    pub next: FieldView,
}

/// What the owner wants to be agreed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentView {
    pub words: String,
    pub address: Option<String>,
    pub is_given: bool,
    pub error: Option<String>,
}

/// The form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormView {
    /// Everything that is wrong, each with its field, when that is more than one thing.
    pub summary: Vec<(Field, String)>,
    pub name: FieldView,
    /// Where it is asked apart; `name` is then the first one.
    pub last_name: Option<FieldView>,
    pub email: FieldView,
    pub place: Option<PlaceView>,
    pub answers: Vec<AnswerView>,
    /// `None` until the visitor asks for it.
    pub guests: Option<GuestsView>,
    pub reminder: Option<FieldView>,
    pub consent: Option<ConsentView>,
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
        error: shown.error(field, asked, ""),
        country: String::new(),
    };
    let answers = event_type.custom_questions.iter().enumerate();
    let asks = &form.asks;
    FormView {
        summary: summary(&shown, event_type),
        name: field(Field::Name, Asked::Name),
        last_name: asks.splits_name.then(|| field(Field::LastName, Asked::Name)),
        email: field(Field::Email, Asked::Email),
        place: place_view(&shown, event_type),
        answers: answers.map(|(index, question)| answer_view(&shown, index, question)).collect(),
        guests: (form.shows_guests || !form.guests.is_empty()).then(|| GuestsView {
            guests: form.guests.iter().map(|guest| (guest.clone(), shown.guest_error(guest))).collect(),
            next: field(Field::Guests, Asked::Guests),
        }),
        reminder: asks.text_reminder.then(|| FieldView {
            country: form.reminder_country.clone(),
            ..field(Field::Reminder, Asked::Reminder)
        }),
        consent: asks.consent.as_ref().map(|(words, address)| ConsentView {
            words: words.clone(),
            address: address.clone(),
            is_given: form.has_agreed,
            error: shown.error(Field::Consent, Asked::Consent, ""),
        }),
        whole: shown.error(Field::Whole, Asked::Name, ""),
    }
}

/// Which errors may be seen.
struct Shown<'a> {
    form: &'a Form,
    issues: Vec<Issue>,
    text: &'a Text,
}

impl Shown<'_> {
    /// What may be seen to be wrong with a field, or with one entry of it.
    fn error(&self, field: Field, asked: Asked, entry: &str) -> Option<String> {
        let may_show = self.form.was_sent || self.form.left.contains(&field) || !entry.is_empty();
        let is_it = |issue: &&Issue| issue.field == field && issue.entry == entry;
        let own = self.issues.iter().find(is_it).filter(|_| may_show);
        let found = own.or_else(|| self.form.rejected.iter().find(is_it));
        found.map(|issue| field_error(asked, issue.code, entry, self.text))
    }

    fn guest_error(&self, guest: &str) -> Option<String> {
        self.error(Field::Guests, Asked::Guests, guest)
    }
}

/// What is wrong, for those who would have to look for it: nothing while it is one thing, which has the focus.
fn summary(shown: &Shown<'_>, event_type: &EventType) -> Vec<(Field, String)> {
    let text = shown.text;
    let mut found: Vec<(Field, String)> = Vec::new();
    for Issue { field, code, entry } in shown.issues.iter().filter(|_| shown.form.was_sent) {
        let (label, asked) = match field {
            Field::Name if shown.form.asks.splits_name => (text.first_name, Asked::Name),
            Field::LastName => (text.last_name, Asked::Name),
            Field::Email => (text.email, Asked::Email),
            Field::PlaceChoice => (text.where_to_meet, Asked::PlaceChoice),
            Field::Place => {
                let kind = shown.form.chosen_place(event_type).map(|option| option.kind);
                (text.where_to_meet, Asked::Place(kind.unwrap_or(LocationKind::AskInvitee)))
            }
            Field::Answer(index) => match event_type.custom_questions.get(*index) {
                Some(question) => (question.name.as_str(), Asked::Answer(question.r#type)),
                None => continue,
            },
            Field::Guests => (text.guests, Asked::Guests),
            Field::Reminder => (text.text_reminder, Asked::Reminder),
            Field::Consent => ("", Asked::Consent),
            Field::Name | Field::Website | Field::Whole => (text.name, Asked::Name),
        };
        let error = field_error(asked, *code, entry, text);
        let words = if label.is_empty() { error } else { fill(text.name_and_length, &[label, &error]) };
        found.push((*field, words));
    }
    found.dedup_by_key(|(field, _)| *field);
    if found.len() > 1 { found } else { Vec::new() }
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
            error: shown.error(Field::Answer(index), Asked::Answer(question.r#type), ""),
            country: draft.map_or_else(String::new, |draft| draft.country.clone()),
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
        choice_error: shown.error(Field::PlaceChoice, Asked::PlaceChoice, ""),
        asked: asking.map(|option| FieldView {
            value: shown.form.place_text.clone(),
            error: shown.error(Field::Place, Asked::Place(option.kind), ""),
            country: shown.form.place_country.clone(),
        }),
        is_number: asking.is_some_and(|option| option.kind == LocationKind::OutboundCall),
    })
}

/// The address or the host's words; a conference's link is not for those who have not booked.
fn place_note(option: &LocationOption) -> Option<String> {
    option.location.clone().filter(|note| !option.kind.is_conference() && !note.trim().is_empty())
}
