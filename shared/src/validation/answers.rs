//! Whether answers fit the event type's questions.

use crate::{
    advice::{advice, advised},
    booking::Answer,
    event_type::{Question, QuestionType},
    problem::{FieldCode, FieldError},
    validation::{one_line, phone},
};

/// Longest answer on one line, in characters.
pub const MAX_LINE: usize = 1_000;
/// Longest answer of several lines, in characters.
pub const MAX_TEXT: usize = 10_000;

/// Every error, the given answers first, then the required ones that are missing.
pub fn check(questions: &[Question], answers: &[Answer]) -> Vec<FieldError> {
    let mut errors = Vec::new();
    for (index, answer) in answers.iter().enumerate() {
        let Some(question) = questions.iter().find(|question| question.name == answer.question) else {
            errors.push(FieldError::at(
                format!("/answers/{index}/question"),
                FieldCode::UnknownQuestion,
                advice("Use the exact name of one of the event type's custom_questions."),
            ));
            continue;
        };
        if answers.iter().take(index).any(|other| other.question == answer.question) {
            errors.push(FieldError::at(
                format!("/answers/{index}/question"),
                FieldCode::Duplicate,
                advice("Answer each question once."),
            ));
        }
        errors.extend(
            check_one(question, &answer.answer)
                .map(|(code, detail)| FieldError::at(format!("/answers/{index}/answer"), code, detail)),
        );
    }
    let missing = questions.iter().filter(|question| {
        question.required && !answers.iter().any(|answer| answer.question == question.name)
    });
    errors.extend(missing.map(|question| {
        FieldError::at(
            "/answers",
            FieldCode::Required,
            advised(|| format!("Answer the question \u{201c}{}\u{201d}.", question.name)),
        )
    }));
    errors
}

/// What is wrong with one answer, if anything. A blank answer is none.
pub fn check_one(question: &Question, answer: &str) -> Option<(FieldCode, String)> {
    if answer.trim().is_empty() {
        return question.required.then(|| (FieldCode::Required, advice("Answer this question.").to_owned()));
    }
    let is_choice = |chosen: &str| question.answer_choices.iter().any(|choice| choice == chosen);
    match question.r#type {
        QuestionType::String => one_line(answer, MAX_LINE),
        QuestionType::Text if answer.chars().count() > MAX_TEXT => {
            Some((FieldCode::TooLong, advised(|| format!("Use at most {MAX_TEXT} characters."))))
        }
        QuestionType::Text => answer
            .chars()
            .any(|char| char.is_control() && !matches!(char, '\n' | '\r' | '\t'))
            .then(|| (FieldCode::InvalidText, advice("Remove control characters.").to_owned())),
        QuestionType::PhoneNumber => {
            phone::to_e164(answer).is_none().then(|| (FieldCode::InvalidPhone, phone::ADVICE.to_owned()))
        }
        QuestionType::SingleSelect if is_choice(answer) => None,
        QuestionType::SingleSelect if question.include_other => one_line(answer, MAX_LINE),
        QuestionType::SingleSelect => {
            Some((FieldCode::InvalidChoice, advice("Choose one of the answers listed.").to_owned()))
        }
        QuestionType::MultiSelect => check_choices(question, answer),
    }
}

/// Several choices, one a line, each at most once, and at most one of the invitee's own.
fn check_choices(question: &Question, answer: &str) -> Option<(FieldCode, String)> {
    let chosen: Vec<_> = answer.split('\n').collect();
    let is_choice = |text: &str| question.answer_choices.iter().any(|choice| choice == text);
    let own: Vec<_> = chosen.iter().filter(|text| !is_choice(text)).collect();
    let twice =
        chosen.iter().enumerate().any(|(index, text)| chosen.iter().take(index).any(|other| other == text));
    if twice {
        return Some((FieldCode::Duplicate, advice("Choose each answer once.").to_owned()));
    }
    match own.as_slice() {
        [] => None,
        [own] if question.include_other && !own.trim().is_empty() => one_line(own, MAX_LINE),
        _ => Some((FieldCode::InvalidChoice, advice("Choose among the answers listed.").to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validation::samples;

    #[track_caller]
    fn check_row(question: &str, answer: &str, expected: Option<FieldCode>) {
        let event_type = samples::every_question();
        let question = event_type.custom_questions.iter().find(|known| known.name == question).unwrap();
        assert_eq!(check_one(question, answer).map(|(code, _)| code), expected, "{answer:?}");
    }

    #[test]
    fn each_kind_of_question_has_its_rule() {
        check_row("Company", "Acme", None);
        check_row("Company", " ", Some(FieldCode::Required));
        check_row("Company", "two\nlines", Some(FieldCode::InvalidText));
        check_row("Company", &"x".repeat(MAX_LINE + 1), Some(FieldCode::TooLong));
        check_row("Anything else?", "two\nlines", None);
        check_row("Anything else?", "", None);
        check_row("Anything else?", "bell\u{7}", Some(FieldCode::InvalidText));
        check_row("Anything else?", &"x".repeat(MAX_TEXT + 1), Some(FieldCode::TooLong));
        check_row("Mobile", "+351 912 345 678", None);
        check_row("Mobile", "912", Some(FieldCode::InvalidPhone));
        check_row("Team size", "2–10", None);
        check_row("Team size", "many", Some(FieldCode::InvalidChoice));
        check_row("Topics", "Growth\nFunding", None);
        check_row("Topics", "Growth\nsomething of mine", None);
        check_row("Topics", "mine\nand mine", Some(FieldCode::InvalidChoice));
        check_row("Topics", "Growth\nGrowth", Some(FieldCode::Duplicate));
        check_row("Topics", "Growth\n", Some(FieldCode::InvalidChoice));
    }
}
