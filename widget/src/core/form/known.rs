//! What is known of a visitor before they type, and what is kept of what they typed: both are pairs of a name and a
//! value, under the names that Calendly's own embed has. Where they come from, and where they are kept, is the page's
//! business. Whatever they hold may be hostile, and only fills in what is still empty.

use super::{Draft, Form, phone};
use shared::{
    day::Day,
    event_type::{EventType, LocationKind, Question, QuestionType},
};

/// A name and a value.
pub type Known = (String, String);

/// Longest value that is taken over, in characters.
const LONGEST: usize = 2_000;
/// The event type that answers were typed for.
const EVENT_TYPE: &str = "event_type";
/// The number for a text reminder; `phone` is one for whatever is asked.
const REMINDER: &str = "reminder";

impl Form {
    /// Takes over what is known. Answers and places wait for [`Form::settle`].
    pub fn fill_in(&mut self, known: Vec<Known>) {
        let mut names = [String::new(), String::new(), String::new()];
        for (name, value) in known {
            let value = clean(&value);
            match name.as_str() {
                _ if value.is_empty() => {}
                "name" => names[0] = value,
                "first_name" => names[1] = value,
                "last_name" => names[2] = value,
                "email" => fill(&mut self.email, value),
                "guests" if self.guests.is_empty() => {
                    self.guest.push_str(&value);
                    self.take_guests(true);
                }
                _ => self.hints.push((name, value)),
            }
        }
        let [whole, first, last] = names;
        if !self.name.is_empty() || !self.last_name.is_empty() {
            return;
        }
        let (mut start, end) = whole.rsplit_once(' ').unwrap_or((&whole, ""));
        if !first.is_empty() {
            start = &first;
        }
        if self.asks.splits_name {
            self.last_name = if first.is_empty() && last.is_empty() { end.to_owned() } else { last };
            self.name = start.to_owned();
        } else if whole.is_empty() {
            [first, last].join(" ").trim().clone_into(&mut self.name);
        } else {
            self.name = whole;
        }
    }

    /// Puts the answers and places that were known where this event type asks for them.
    pub fn settle(&mut self, event_type: &EventType) {
        let hints = core::mem::take(&mut self.hints);
        let hint = |wanted: &str| hints.iter().rev().find(|(name, _)| name == wanted).map(|(_, value)| value);
        let number = hint("phone");
        if let Some(location) = hint("location").or(number) {
            fill(&mut self.place_text, location.clone());
        }
        if let Some(number) = hint(REMINDER).or(number) {
            fill(&mut self.reminder, number.clone());
        }
        let place = hint("place").and_then(|place| place.parse().ok());
        self.place = self.place.or(place.filter(|place| *place < event_type.locations.len()));
        let typed_for = hint(EVENT_TYPE);
        // Answers that were typed for another event type are none of this one's.
        if typed_for.is_some_and(|slug| *slug != event_type.slug) {
            return;
        }
        for (index, question) in event_type.custom_questions.iter().enumerate() {
            let own = (question.r#type == QuestionType::PhoneNumber).then_some(number).flatten();
            let answer = hint(&answer_name(index)).or_else(|| hint(&question.name)).or(own);
            if let Some(answer) = answer.filter(|_| self.draft(question).is_none_or(is_blank)) {
                let are_words = typed_for.is_some();
                self.change_draft(question, |draft| answer_with(draft, question, answer, are_words));
            }
        }
    }

    /// What is worth keeping for a visitor who reloads the page, in the same form. Not whether they agreed to
    /// something: that is asked afresh.
    pub fn kept(&self, event_type: &EventType, day: Day) -> Vec<Known> {
        let whole = if self.asks.splits_name { "first_name" } else { "name" };
        let mut guests = self.guest_list();
        if !self.guest.is_empty() {
            guests = [&guests, ", ", &self.guest].concat();
        }
        let place = self.place.map_or_else(String::new, |place| place.to_string());
        let reminder = self.reminder_number().unwrap_or_default();
        let is_call =
            self.chosen_place(event_type).is_some_and(|option| option.kind == LocationKind::OutboundCall);
        let country = if is_call { &self.place_country } else { "" };
        let mut kept: Vec<Known> = [
            (whole, self.name.clone()),
            ("last_name", self.last_name.clone()),
            ("email", self.email.clone()),
            ("guests", guests),
            ("place", place),
            ("location", phone::whole(&self.place_text, country)),
            (REMINDER, reminder),
            ("date", day.to_string()),
            (EVENT_TYPE, event_type.slug.clone()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into();
        let answers = event_type.custom_questions.iter().enumerate();
        kept.extend(answers.map(|(index, question)| (answer_name(index), self.answer(question))));
        kept.retain(|(_, value)| !value.trim().is_empty());
        kept
    }
}

/// The day that is wished for, as `YYYY-MM-DD`, or the first one of a month, `YYYY-MM`.
pub fn wished_day(known: &[Known]) -> Option<Day> {
    let value = |wanted: &str| known.iter().rev().find(|(name, _)| name == wanted).map(|(_, value)| value);
    let day = value("date").and_then(|date| date.parse().ok());
    day.or_else(|| [value("month")?, "-01"].concat().parse().ok())
}

/// How Calendly calls the answer to the question at `index`.
fn answer_name(index: usize) -> String {
    ["a", &(index + 1).to_string()].concat()
}

fn fill(field: &mut String, value: String) {
    if field.is_empty() {
        *field = value;
    }
}

/// A text without what no keyboard types, and not longer than anybody types.
fn clean(text: &str) -> String {
    let printable = |char: char| if char.is_control() && char != '\n' { ' ' } else { char };
    text.chars().take(LONGEST).map(printable).collect::<String>().trim().to_owned()
}

fn is_blank(draft: &Draft) -> bool {
    draft.text.is_empty() && draft.chosen.is_empty() && !draft.other
}

/// Choices are named by their words, or, unless somebody has typed them, by their numbers from 1 as in Calendly's links.
fn answer_with(draft: &mut Draft, question: &Question, answer: &str, are_words: bool) {
    let choices = &question.answer_choices;
    if !matches!(question.r#type, QuestionType::SingleSelect | QuestionType::MultiSelect) {
        answer.clone_into(&mut draft.text);
        return;
    }
    let numbered = |number: &str| choices.get(number.trim().parse::<usize>().ok()?.checked_sub(1)?).cloned();
    for line in answer.split('\n') {
        let numbers: Option<Vec<String>> = line.split(',').map(numbered).collect();
        if choices.iter().any(|choice| choice == line) {
            draft.chosen.push(line.to_owned());
        } else if let Some(numbers) = numbers.filter(|_| !are_words) {
            draft.chosen.extend(numbers);
        } else if question.include_other {
            draft.other = true;
            line.clone_into(&mut draft.text);
        }
    }
    if question.r#type == QuestionType::SingleSelect {
        draft.chosen.truncate(1);
        draft.other &= draft.chosen.is_empty();
    }
}

#[cfg(test)]
mod tests;
