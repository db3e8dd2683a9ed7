//! What the visitor has typed. It outlives every step and every error: nothing here is ever cleared
//! because something else went wrong.

mod check;
mod guests;
mod known;
mod phone;
mod view;

pub use check::{Issue, build, issues, rejected_issues};
pub use known::{Known, wished_day};
pub use view::{AnswerView, ChoiceView, ConsentView, FieldView, FormView, GuestsView, PlaceView, form_view};

use shared::event_type::{EventType, Question, QuestionType};

/// What the page's owner asks beside what the event type does: Calendly does not tell it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asks {
    /// First and last name apart.
    pub splits_name: bool,
    /// A number for a text reminder.
    pub text_reminder: bool,
    /// The words that must be agreed to, and where they are explained.
    pub consent: Option<(String, Option<String>)>,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The whole name, or the first one where the last one is asked apart.
    Name,
    LastName,
    Email,
    /// Which of several places.
    PlaceChoice,
    /// The place or number that the invitee writes.
    Place,
    /// The answer to the question at this index.
    Answer(usize),
    Guests,
    /// The number for a text reminder.
    Reminder,
    Consent,
    /// The trap: no person sees it, and a program that fills in whatever it finds gives itself away.
    Website,
    /// No field of the form: the time, the zone, something newer than this build.
    Whole,
}

impl Field {
    /// The `id` of its control, unique within the widget.
    pub fn id(self) -> String {
        match self {
            Self::Name => "name".into(),
            Self::LastName => "last-name".into(),
            Self::Email => "email".into(),
            Self::PlaceChoice => "place-choice".into(),
            Self::Place => "place".into(),
            Self::Answer(index) => ["answer-", &index.to_string()].concat(),
            Self::Guests => "guests".into(),
            Self::Reminder => "reminder".into(),
            Self::Consent => "consent".into(),
            Self::Website => "website".into(),
            Self::Whole => "form".into(),
        }
    }
}

/// An answer in the making. `text` holds a written answer, or the visitor's own beside the choices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    question: String,
    text: String,
    chosen: Vec<String>,
    other: bool,
    /// The country beside a number, as `core::form::phone` reads it.
    country: String,
}

/// The form. Answers are kept by the question's name, so that they survive a change of event type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    asks: Asks,
    name: String,
    last_name: String,
    email: String,
    /// Index among the event type's places.
    place: Option<usize>,
    place_text: String,
    drafts: Vec<Draft>,
    guests: Vec<String>,
    /// What is being typed of the next guest.
    guest: String,
    shows_guests: bool,
    reminder: String,
    /// The countries beside the two numbers that are no answers.
    place_country: String,
    reminder_country: String,
    has_agreed: bool,
    /// What is known of answers and places, until the event type is.
    hints: Vec<(String, String)>,
    website: String,
    /// Fields that were left with something in them: their errors may be shown.
    left: Vec<Field>,
    /// Whether it was sent once: all errors may be shown.
    was_sent: bool,
    /// What the edge refused, until the field changes.
    rejected: Vec<Issue>,
}

/// One change by the visitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A text field holds this now.
    Typed(Field, String),
    /// A choice of the question at this index was switched.
    Picked { question: usize, choice: String, on: bool },
    /// The choice of an answer of one's own was switched.
    PickedOther { question: usize, on: bool },
    /// The place at this index was chosen.
    PickedPlace(usize),
    /// The focus left a field.
    Left(Field),
    /// The visitor wants to name guests.
    AskedForGuests,
    /// The guest at this index does not come after all.
    RemovedGuest(usize),
    /// The country beside a number, chosen by the visitor or, to begin with, for them.
    PickedCountry(Field, String),
    /// The owner's words were agreed to, or not any more.
    Agreed(bool),
}

impl Form {
    /// An empty form.
    pub fn new(asks: Asks) -> Self {
        Self { asks, ..Self::default() }
    }

    /// Applies a change; edits that fit no question are ignored.
    pub fn edit(&mut self, edit: Edit, event_type: &EventType) {
        match edit {
            Edit::Typed(field, value) => self.typed(field, value, event_type),
            Edit::Picked { question: index, choice, on } => {
                let Some(question) = event_type.custom_questions.get(index) else { return };
                let is_single = question.r#type == QuestionType::SingleSelect;
                self.change_draft(question, |draft| {
                    draft.chosen.retain(|known| !is_single && *known != choice);
                    draft.other &= !is_single;
                    if on {
                        draft.chosen.push(choice);
                    }
                });
                self.accept(Field::Answer(index));
            }
            Edit::PickedOther { question: index, on } => {
                let Some(question) = event_type.custom_questions.get(index) else { return };
                let is_single = question.r#type == QuestionType::SingleSelect;
                self.change_draft(question, |draft| {
                    draft.other = on;
                    if is_single && on {
                        draft.chosen.clear();
                    }
                });
                self.accept(Field::Answer(index));
            }
            Edit::PickedPlace(index) => {
                self.place = Some(index);
                self.accept(Field::PlaceChoice);
                self.accept(Field::Place);
            }
            Edit::Left(field) => {
                if field == Field::Guests {
                    self.take_guests(true);
                }
                if !self.left.contains(&field) && !self.text_of(field, event_type).trim().is_empty() {
                    self.left.push(field);
                }
            }
            Edit::AskedForGuests => self.shows_guests = true,
            Edit::RemovedGuest(index) => {
                if index < self.guests.len() {
                    self.guests.remove(index);
                }
                self.accept(Field::Guests);
            }
            Edit::PickedCountry(field, country) => {
                match field {
                    Field::Place => self.place_country = country,
                    Field::Reminder => self.reminder_country = country,
                    Field::Answer(index) => {
                        if let Some(question) = event_type.custom_questions.get(index) {
                            self.change_draft(question, |draft| draft.country = country);
                        }
                    }
                    _ => {}
                }
                self.accept(field);
            }
            Edit::Agreed(has_agreed) => self.has_agreed = has_agreed,
        }
    }

    fn typed(&mut self, field: Field, value: String, event_type: &EventType) {
        match field {
            Field::Name => self.name = value,
            Field::LastName => self.last_name = value,
            Field::Email => self.email = value,
            Field::Place => self.place_text = value,
            Field::Guests => {
                self.guest = value;
                self.take_guests(false);
            }
            Field::Reminder => self.reminder = value,
            Field::Website => self.website = value,
            Field::Answer(index) => {
                if let Some(question) = event_type.custom_questions.get(index) {
                    self.change_draft(question, |draft| draft.text = value);
                }
            }
            Field::PlaceChoice | Field::Consent | Field::Whole => {}
        }
        self.accept(field);
    }

    /// Every error may be shown from now on, and whom the visitor was about to name is named.
    pub fn mark_sent(&mut self) {
        self.was_sent = true;
        self.take_guests(true);
    }

    /// Notes what the edge refused.
    pub fn reject(&mut self, issues: Vec<Issue>) {
        self.shows_guests |= issues.iter().any(|issue| issue.field == Field::Guests);
        self.rejected = issues;
    }

    /// Empties the trap, so that a person whose browser filled it needs only to send the form again.
    pub fn clear_trap(&mut self) {
        self.website.clear();
    }

    /// Forgets which place was chosen, because others are on offer now; what was written about it stays.
    pub fn forget_place(&mut self) {
        self.place = None;
    }

    /// What the edge said about a field no longer holds once it changes.
    fn accept(&mut self, field: Field) {
        self.rejected.retain(|issue| issue.field != field);
    }

    /// The text in a field; nothing for those that hold choices alone.
    pub fn text_of<'a>(&'a self, field: Field, event_type: &EventType) -> &'a str {
        match field {
            Field::Name => &self.name,
            Field::LastName => &self.last_name,
            Field::Email => &self.email,
            Field::Place => &self.place_text,
            Field::Guests => &self.guest,
            Field::Reminder => &self.reminder,
            Field::Website => &self.website,
            Field::Answer(index) => event_type
                .custom_questions
                .get(index)
                .and_then(|question| self.draft(question))
                .map_or("", |draft| &draft.text),
            Field::PlaceChoice | Field::Consent | Field::Whole => "",
        }
    }

    /// The visitor's e-mail address, as it is sent.
    pub fn email(&self) -> &str {
        self.email.trim()
    }

    /// The name as it is greeted by: first and last.
    pub fn full_name(&self) -> String {
        [self.name.trim(), self.last_name.trim()].join(" ").trim().to_owned()
    }

    fn draft(&self, question: &Question) -> Option<&Draft> {
        self.drafts.iter().find(|draft| draft.question == question.name)
    }

    /// Changes the draft of a question, which is begun if there is none.
    fn change_draft(&mut self, question: &Question, change: impl FnOnce(&mut Draft)) {
        if self.draft(question).is_none() {
            self.drafts.push(Draft { question: question.name.clone(), ..Draft::default() });
        }
        if let Some(draft) = self.drafts.iter_mut().find(|draft| draft.question == question.name) {
            change(draft);
        }
    }
}

#[cfg(test)]
mod tests;
