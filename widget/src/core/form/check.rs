//! From what was typed to the request, and what is wrong with it. The rules are `shared::validation`'s;
//! this module only says which field each of its errors belongs to.

use super::{Field, Form, phone};
use shared::{
    attribution::Attribution,
    booking::{Answer, BookingRequest, FormSigns, Invitee, LocationChoice, Tracking},
    event_type::{EventType, LocationKind, LocationOption, Question, QuestionType},
    problem::{FieldCode, FieldError},
    validation,
};

/// Something wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    pub field: Field,
    pub code: FieldCode,
    /// The entry it is about, where a field holds several.
    pub entry: String,
}

/// The request that the form stands for.
pub fn build(
    form: &Form,
    event_type: &EventType,
    start: &str,
    zone: &str,
    attribution: &Attribution,
) -> BookingRequest {
    let answers = event_type.custom_questions.iter().filter_map(|question| {
        let answer = form.answer(question);
        (!answer.is_empty()).then(|| Answer { question: question.name.clone(), answer })
    });
    let given = |text: &str| Some(text.trim().to_owned());
    let is_split = form.asks.splits_name;
    BookingRequest {
        event_type: event_type.slug.clone(),
        start: start.to_owned(),
        invitee: Invitee {
            name: given(&form.name).filter(|_| !is_split),
            first_name: given(&form.name).filter(|_| is_split),
            last_name: given(&form.last_name).filter(|name| is_split && !name.is_empty()),
            email: form.email.trim().to_owned(),
            timezone: zone.to_owned(),
            text_reminder_number: form.reminder_number(),
        },
        location: form.location(event_type),
        answers: answers.collect(),
        guests: form.guests.clone(),
        attribution: attribution.clone(),
        tracking: Tracking::default(),
        hold: None,
        // How long it took, and the token, are known when it is sent.
        form: Some(FormSigns { website: form.website.clone(), filled_ms: None }),
        turnstile_token: None,
    }
}

/// Everything that is wrong with `request`, which [`build`] made of this form, in the form's order.
/// Empty exactly when `shared::validation::check` finds nothing and the owner's words, where there are any, are agreed to.
pub fn issues(request: &BookingRequest, form: &Form, event_type: &EventType) -> Vec<Issue> {
    // Whether the zone exists is the edge's to say: it was asked for times in it already.
    let found = validation::check(request, event_type, |_| true);
    let mut issues: Vec<Issue> = Vec::new();
    for issue in found.iter().flat_map(|error| place_error(error, request, form, event_type)) {
        if !issues.contains(&issue) {
            let position = issues.partition_point(|known| order(known.field) <= order(issue.field));
            issues.insert(position, issue);
        }
    }
    if form.asks.consent.is_some() && !form.has_agreed {
        issues.push(Issue { field: Field::Consent, code: FieldCode::Required, entry: String::new() });
    }
    issues
}

/// Which fields the edge's errors about `request` belong to.
pub fn rejected_issues(
    errors: &[FieldError],
    request: &BookingRequest,
    form: &Form,
    event_type: &EventType,
) -> Vec<Issue> {
    errors.iter().flat_map(|error| place_error(error, request, form, event_type)).collect()
}

fn order(field: Field) -> usize {
    match field {
        Field::Name => 0,
        Field::LastName => 1,
        Field::Email => 2,
        Field::PlaceChoice => 3,
        Field::Place => 4,
        Field::Answer(index) => 5 + index,
        Field::Guests => usize::MAX - 3,
        Field::Reminder => usize::MAX - 2,
        Field::Consent => usize::MAX - 1,
        Field::Website | Field::Whole => usize::MAX,
    }
}

/// The issues that one error stands for.
fn place_error(
    error: &FieldError,
    request: &BookingRequest,
    form: &Form,
    event_type: &EventType,
) -> Vec<Issue> {
    let one = |field, entry: &str| vec![Issue { field, code: error.code, entry: entry.to_owned() }];
    let pointer = error.pointer.as_deref().unwrap_or_default();
    let mut parts = pointer.split('/').skip(1);
    match (parts.next(), parts.next()) {
        (Some("invitee"), Some("last_name")) if form.asks.splits_name => one(Field::LastName, ""),
        (Some("invitee"), Some("name" | "first_name" | "last_name")) => one(Field::Name, ""),
        (Some("invitee"), Some("text_reminder_number")) if form.asks.text_reminder => {
            one(Field::Reminder, "")
        }
        (Some("invitee"), Some("email")) => one(Field::Email, ""),
        (Some("location"), Some("location")) => one(Field::Place, ""),
        (Some("location"), _) => one(missing_place(form, event_type), ""),
        (Some("guests"), index) => {
            let guest = index.and_then(|index| request.guests.get(index.parse::<usize>().ok()?));
            one(Field::Guests, guest.map_or("", String::as_str))
        }
        (Some("answers"), Some(index)) => {
            let answer = index.parse().ok().and_then(|index: usize| request.answers.get(index));
            let question = answer.and_then(|answer| {
                event_type.custom_questions.iter().position(|question| question.name == answer.question)
            });
            one(question.map_or(Field::Whole, Field::Answer), "")
        }
        (Some("answers"), None) => unanswered(error, form, event_type),
        _ => one(Field::Whole, ""),
    }
}

/// Every required question without an answer: an error at `/answers` does not point to its question.
fn unanswered(error: &FieldError, form: &Form, event_type: &EventType) -> Vec<Issue> {
    let questions = event_type.custom_questions.iter().enumerate();
    let blank = questions.filter(|(_, question)| question.required && form.answer(question).is_empty());
    let issue = |field| Issue { field, code: error.code, entry: String::new() };
    let issues: Vec<Issue> = blank.map(|(index, _)| issue(Field::Answer(index))).collect();
    if issues.is_empty() { vec![issue(Field::Whole)] } else { issues }
}

/// Which field to mark when the request lacks a usable place.
fn missing_place(form: &Form, event_type: &EventType) -> Field {
    if form.chosen_place(event_type).is_some_and(|option| option.kind.asks_invitee()) {
        Field::Place
    } else if event_type.locations.len() > 1 {
        Field::PlaceChoice
    } else {
        Field::Whole
    }
}

impl Form {
    /// The answer as it is sent; empty when there is none.
    pub(super) fn answer(&self, question: &Question) -> String {
        let Some(draft) = self.draft(question) else { return String::new() };
        let own = draft.text.trim();
        match question.r#type {
            QuestionType::String | QuestionType::Text => own.to_owned(),
            QuestionType::PhoneNumber => phone::whole(own, &draft.country),
            QuestionType::SingleSelect | QuestionType::MultiSelect => {
                let choices = question.answer_choices.iter();
                let chosen = choices.filter(|choice| draft.chosen.contains(choice)).map(String::as_str);
                let own = Some(own).filter(|own| question.include_other && draft.other && !own.is_empty());
                chosen.chain(own).collect::<Vec<_>>().join("\n")
            }
        }
    }

    /// The number for a text reminder as it is sent, if one is asked for and given.
    pub(super) fn reminder_number(&self) -> Option<String> {
        let number = phone::whole(&self.reminder, &self.reminder_country);
        Some(number).filter(|number| self.asks.text_reminder && !number.is_empty())
    }

    /// The place that is chosen, or the only one there is.
    pub(super) fn chosen_place<'a>(&self, event_type: &'a EventType) -> Option<&'a LocationOption> {
        if !event_type.offers_location() {
            return None;
        }
        match event_type.locations.as_slice() {
            [only] => Some(only),
            several => several.get(self.place?),
        }
    }

    /// The place as it is sent.
    fn location(&self, event_type: &EventType) -> Option<LocationChoice> {
        let option = self.chosen_place(event_type)?;
        let location = if option.kind == LocationKind::OutboundCall {
            Some(phone::whole(&self.place_text, &self.place_country)).filter(|text| !text.is_empty())
        } else if option.kind.asks_invitee() {
            Some(self.place_text.trim().to_owned()).filter(|text| !text.is_empty())
        } else {
            option.location.clone().filter(|_| option.kind.takes_text())
        };
        Some(LocationChoice { kind: option.kind, location })
    }
}
