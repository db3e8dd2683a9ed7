//! What a visitor typed, or what a link filled in for them: both use the same names, so both are read here.
//! Holding it against the event type gives a wish or the list of what is wrong.

use crate::account::event_type::NameFields;
use crate::account::questions::{Question, QuestionType};
use crate::booking::answers::{self, AnswerError};
use crate::booking::place::{self, Asked, PlaceError};
use crate::booking::record::{Answer, Method, Person, TRACKING_KEYS, Tracking};
use crate::booking::{Wish, contact};
use crate::call::Call;
use crate::moment::Moment;
use crate::page::choices;
use crate::page::visit::{Door, Visit};

const MOST_GUESTS: usize = 10;
/// Longer tracking values are dropped.
const LONGEST_TRACKING: usize = 255;

/// Values by field name, in the order they came.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed(pub(super) Vec<(String, String)>);

impl Typed {
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// All values of a field that may occur several times.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// The wish these values make, or what is wrong with them in words for the visitor.
    pub(super) fn wish(
        &self,
        call: &Call<'_>,
        visit: &Visit<'_>,
        start: Moment,
    ) -> Result<Wish, Vec<String>> {
        let mut problems = Vec::new();
        let person = self.person(visit, &mut problems);
        let place = place::choose(visit.event_type, self.location(visit)).map_err(|error| match error {
            PlaceError::NotConfigured => "Please choose where to meet.",
            PlaceError::LocationMissing => "Please say where to meet.",
            PlaceError::InvalidPhoneNumber => {
                "Please give a phone number with its country code, such as +1 212 555 0100."
            }
        });
        let answers = answers::check(&visit.event_type.questions, self.answers(visit)).map_err(say_answer);
        let guests: Vec<String> = self
            .get("guests")
            .split(',')
            .map(str::trim)
            .filter(|guest| !guest.is_empty())
            .map(str::to_owned)
            .collect();
        if guests.len() > MOST_GUESTS || !guests.iter().all(|guest| contact::is_email(guest)) {
            problems.push(
                "Please give at most ten guests, as e-mail addresses with commas between them.".to_owned(),
            );
        }
        match (place, answers) {
            (Ok(place), Ok(answers)) if problems.is_empty() => Ok(Wish {
                event_type: visit.event_type.id.clone(),
                start,
                person,
                place,
                answers,
                tracking: tracking(call),
                guests,
                method: Method::InstantBook,
                replaces: match visit.door {
                    Door::Rescheduling(invitee) => Some(invitee.to_owned()),
                    Door::Permanent(_) | Door::SingleUse { .. } => None,
                },
            }),
            (place, answers) => {
                problems.extend(place.err().map(str::to_owned));
                problems.extend(answers.err());
                Err(problems)
            }
        }
    }

    fn person(&self, visit: &Visit<'_>, problems: &mut Vec<String>) -> Person {
        let (first, last) = (self.get("first_name"), self.get("last_name"));
        let (name, parts) = match visit.event_type.name_fields {
            NameFields::Full => (self.get("name").to_owned(), None),
            NameFields::FirstAndLast => {
                let last_name = (!last.is_empty()).then(|| last.to_owned());
                (format!("{first} {last}").trim().to_owned(), Some((first.to_owned(), last_name)))
            }
        };
        if name.is_empty() {
            problems.push("Please enter your name.".to_owned());
        }
        if !contact::is_email(self.get("email")) {
            problems.push("Please enter a valid e-mail address.".to_owned());
        }
        let own_zone = self.get("timezone");
        let timezone = if contact::is_time_zone(own_zone) { own_zone } else { &visit.zone_name };
        Person {
            name,
            parts,
            email: self.get("email").to_owned(),
            timezone: timezone.to_owned(),
            text_reminder_number: None,
        }
    }

    /// The chosen place. A type with one place needs no choice; a link names only the words of a place.
    fn location(&self, visit: &Visit<'_>) -> Option<Asked<'_>> {
        let option = choices::place(visit.event_type, self)?;
        let words = Some(self.get("location")).filter(|words| !words.is_empty());
        Some(Asked { kind: option.kind, location: option.location.or(words) })
    }

    fn answers(&self, visit: &Visit<'_>) -> Vec<Answer> {
        let asked = visit.event_type.questions.iter().filter(|question| question.enabled);
        let answer = |(index, question): (usize, &Question)| Answer {
            question: question.name.to_owned(),
            text: self.answer(question, &format!("a{}", index + 1)),
            position: question.position.into(),
        };
        asked.enumerate().map(answer).collect()
    }

    fn answer(&self, question: &Question, field: &str) -> String {
        match question.kind {
            QuestionType::String | QuestionType::Text | QuestionType::PhoneNumber => {
                self.get(field).to_owned()
            }
            QuestionType::SingleSelect | QuestionType::MultiSelect => {
                let other = self.get(&format!("{field}_other"));
                let chosen = choices::chosen(question, self, field);
                let listed = question
                    .choices
                    .iter()
                    .zip(&chosen)
                    .filter(|(_, chosen)| **chosen)
                    .map(|(text, _)| *text);
                let own_words = (question.include_other && !other.is_empty()).then_some(other);
                listed.chain(own_words).collect::<Vec<_>>().join("\n")
            }
        }
    }
}

fn say_answer(error: AnswerError) -> String {
    match error {
        AnswerError::RequiredIsBlank { question } => format!("Please answer “{question}”."),
        AnswerError::InvalidPhoneNumber { question } => {
            format!("“{question}”: please give the number with its country code, such as +1 212 555 0100.")
        }
        AnswerError::UnknownQuestion { question } | AnswerError::NotAChoice { question } => {
            format!("“{question}”: please choose one of the answers.")
        }
    }
}

/// Tracking comes with the address, not with the form.
fn tracking(call: &Call<'_>) -> Tracking {
    let value = |key| call.parameter(key).filter(|value| value.chars().count() <= LONGEST_TRACKING);
    Tracking(TRACKING_KEYS.map(|key| value(key).map(str::to_owned)))
}
