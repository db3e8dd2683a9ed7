//! The questions a host asks at booking time.

use serde_json::{Value, json};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum QuestionType {
    String,
    Text,
    PhoneNumber,
    SingleSelect,
    MultiSelect,
}

impl QuestionType {
    fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Text => "text",
            Self::PhoneNumber => "phone_number",
            Self::SingleSelect => "single_select",
            Self::MultiSelect => "multi_select",
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Question {
    pub(crate) name: &'static str,
    pub(crate) kind: QuestionType,
    pub(crate) position: u8,
    pub(crate) enabled: bool,
    pub(crate) required: bool,
    pub(crate) choices: &'static [&'static str],
    pub(crate) include_other: bool,
}

impl Question {
    pub(crate) fn json(&self) -> Value {
        json!({
            "name": self.name,
            "type": self.kind.name(),
            "position": self.position,
            "enabled": self.enabled,
            "required": self.required,
            "answer_choices": self.choices,
            "include_other": self.include_other,
        })
    }
}

const fn question(position: u8, name: &'static str, kind: QuestionType) -> Question {
    Question { name, kind, position, enabled: true, required: false, choices: &[], include_other: false }
}

/// What most event types ask.
pub(crate) const PREPARATION: [Question; 1] =
    [question(0, "Please share anything that will help prepare for our meeting.", QuestionType::Text)];

/// Every type of question, required and optional, with one that the host has switched off.
pub(crate) const DISCOVERY: [Question; 6] = [
    Question { required: true, ..question(0, "Company name", QuestionType::String) },
    question(1, "What would you like to achieve?", QuestionType::Text),
    Question { required: true, ..question(2, "Phone number", QuestionType::PhoneNumber) },
    Question {
        required: true,
        choices: &["Just me", "2–10", "11–50", "More than 50"],
        ..question(3, "How large is your team?", QuestionType::SingleSelect)
    },
    Question {
        choices: &["Brand identity", "Website", "Product design", "Research"],
        include_other: true,
        ..question(4, "Which topics interest you?", QuestionType::MultiSelect)
    },
    Question { enabled: false, ..question(5, "How did you hear about us?", QuestionType::String) },
];

/// Asked when seats are limited.
pub(crate) const WORKSHOP: [Question; 1] = [Question {
    choices: &["First time", "I have used it a little", "Every day"],
    ..question(0, "How well do you know the product?", QuestionType::SingleSelect)
}];
