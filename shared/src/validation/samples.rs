//! An event type with every kind of question and a request that fits it, for the tests beside the rules.

use crate::{
    attribution::Attribution,
    booking::{Answer, BookingRequest, Invitee, Tracking},
    event_type::{EventType, Kind, Question, QuestionType},
};

fn question(position: u32, name: &str, r#type: QuestionType, required: bool, choices: &[&str]) -> Question {
    Question {
        name: name.into(),
        r#type,
        position,
        required,
        answer_choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
        include_other: r#type == QuestionType::MultiSelect,
    }
}

pub(crate) fn every_question() -> EventType {
    EventType {
        slug: "call".into(),
        name: "Call".into(),
        duration: 30,
        duration_options: Vec::new(),
        description: None,
        color: "#0069ff".into(),
        kind: Kind::Solo,
        pooling_type: None,
        host_name: None,
        locations: Vec::new(),
        custom_questions: vec![
            question(0, "Company", QuestionType::String, true, &[]),
            question(1, "Anything else?", QuestionType::Text, false, &[]),
            question(2, "Mobile", QuestionType::PhoneNumber, false, &[]),
            question(4, "Team size", QuestionType::SingleSelect, true, &["1", "2–10", "11+"]),
            question(5, "Topics", QuestionType::MultiSelect, false, &["Growth", "Hiring", "Funding"]),
        ],
        locale: None,
        is_paid: false,
        scheduling_url: "https://calendly.com/host/call".into(),
    }
}

pub(crate) fn request() -> BookingRequest {
    BookingRequest {
        event_type: "call".into(),
        start: "2026-11-23T14:30:00Z".into(),
        invitee: Invitee {
            name: Some("Inês Duarte".into()),
            email: "ines@example.com".into(),
            timezone: "Europe/Lisbon".into(),
            ..Invitee::default()
        },
        location: None,
        answers: vec![
            Answer { question: "Company".into(), answer: "Acme".into() },
            Answer { question: "Team size".into(), answer: "2–10".into() },
        ],
        guests: Vec::new(),
        attribution: Attribution::default(),
        tracking: Tracking::default(),
        hold: None,
        form: None,
        turnstile_token: None,
    }
}
