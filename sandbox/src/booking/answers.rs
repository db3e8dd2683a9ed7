//! Whether answers fit the questions of an event type. Pure.

use crate::account::questions::{Question, QuestionType};
use crate::booking::contact;
use crate::booking::record::Answer;

/// The first thing that is wrong with a set of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AnswerError {
    /// An enabled, required question has no answer, or a blank one.
    RequiredIsBlank {
        question: String,
    },
    /// Names no enabled question of the event type, to the letter.
    UnknownQuestion {
        question: String,
    },
    InvalidPhoneNumber {
        question: String,
    },
    /// A choice that is not on the list, where the list is closed.
    NotAChoice {
        question: String,
    },
}

/// The answers worth keeping, in the order of their positions: blank ones are dropped.
pub(crate) fn check(questions: &[Question], answers: Vec<Answer>) -> Result<Vec<Answer>, AnswerError> {
    let mut kept: Vec<Answer> = answers.into_iter().filter(|answer| !answer.text.trim().is_empty()).collect();
    for question in questions.iter().filter(|question| question.enabled && question.required) {
        if !kept.iter().any(|answer| answer.question == question.name) {
            return Err(AnswerError::RequiredIsBlank { question: question.name.to_owned() });
        }
    }
    for answer in &kept {
        let question = || answer.question.clone();
        let asked = questions
            .iter()
            .find(|asked| asked.enabled && asked.name == answer.question)
            .ok_or_else(|| AnswerError::UnknownQuestion { question: question() })?;
        if asked.kind == QuestionType::PhoneNumber && !contact::is_phone_number(&answer.text) {
            return Err(AnswerError::InvalidPhoneNumber { question: question() });
        }
        if !is_choice(asked, &answer.text) {
            return Err(AnswerError::NotAChoice { question: question() });
        }
    }
    kept.sort_by_key(|answer| answer.position);
    Ok(kept)
}

/// Several choices are joined by line breaks.
fn is_choice(question: &Question, answer: &str) -> bool {
    let listed = |choice: &str| question.choices.contains(&choice);
    match question.kind {
        QuestionType::SingleSelect => question.include_other || listed(answer),
        QuestionType::MultiSelect => question.include_other || answer.split('\n').all(listed),
        QuestionType::String | QuestionType::Text | QuestionType::PhoneNumber => true,
    }
}
