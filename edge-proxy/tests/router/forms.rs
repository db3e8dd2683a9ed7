//! One set of rules: what `shared::validation` accepts, and with it the widget's form, the edge accepts and
//! Calendly books; what it refuses, the edge refuses with the same words, and Calendly is not asked.

use crate::requests::{booking, deployment};
use http::StatusCode;
use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::{Value, json};
use shared::{booking::BookingRequest, event_type::EventType, validation};

const SLUGS: [&str; 5] = ["30min", "discovery-session", "coffee-or-call", "coaching-session", "product-demo"];
/// Right and wrong texts for any field.
const TEXTS: [&str; 14] = [
    "Inês Duarte",
    " Ada ",
    "",
    "   ",
    "王秀英",
    "O'Neil-Ünal",
    "line\nbreak",
    "tab\there",
    "\u{202e}evil",
    "<b>bold</b>",
    "+351 912 345 678",
    "12",
    "😀",
    "a b c",
];
const EMAILS: [&str; 9] = [
    "ines@example.com",
    "INES+tag@sub.example.co.uk",
    "ines@example",
    "ines@@example.com",
    "",
    "i nes@example.com",
    "ñandú@example.com",
    "a@b.c",
    "\"quoted\"@example.com",
];

/// As a browser, a program or a person spells them.
const ZONES: [&str; 5] =
    ["Europe/Lisbon", "asia/calcutta", "America/Argentina/Buenos_Aires", "UTC", "EST5EDT"];

/// A text that is mostly right.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        20 => "[a-zA-Zäß語][a-zA-Z0-9 ,.äß語\\-]{0,40}",
        2 => select(&TEXTS[..]).prop_map(str::to_owned),
        1 => "x{250,260}",
    ]
}

/// An address that is mostly right.
fn email() -> impl Strategy<Value = String> {
    prop_oneof![20 => "[a-z]{1,12}(\\+[a-z]{1,4})?@[a-z]{1,9}\\.(com|co\\.uk|example)", 2 => select(&EMAILS[..]).prop_map(str::to_owned)]
}

/// A telephone number that is mostly right.
fn number() -> impl Strategy<Value = String> {
    let usual = ["+351 912 345 678", "00351912345678", "+683 4000", "+1 (415) 555-1234"];
    prop_oneof![
        6 => select(usual.to_vec()).prop_map(str::to_owned),
        6 => "\\+[1-9][0-9]{6,14}",
        1 => "\\+[0-9]{4,18}",
        1 => select(&TEXTS[..]).prop_map(str::to_owned),
    ]
}

fn place() -> impl Strategy<Value = Value> {
    let kinds = ["physical", "outbound_call", "inbound_call", "ask_invitee", "google_conference", "custom"];
    let texts = ["Café Lumen, 9 Bleecker Street, New York", "+351 912 345 678", "The park", "", "12"];
    let any_place =
        (select(kinds.to_vec()), prop::option::of(select(texts.to_vec()))).prop_map(|(kind, location)| {
            match location {
                None => json!({"kind": kind}),
                Some(location) => json!({"kind": kind, "location": location}),
            }
        });
    prop_oneof![8 => Just(Value::Null), 1 => any_place]
}

/// What a visitor may fill in: for each question perhaps one of its choices, perhaps anything.
fn request() -> impl Strategy<Value = (&'static str, Value, Vec<(u8, String)>)> {
    let names = (text(), text(), text(), prop_oneof![9 => 0_u8..3, 1 => Just(3)]);
    let people = (email(), vec(email(), 0..3), prop::option::of(text()));
    let more = (prop_oneof![2 => Just(None), 1 => number().prop_map(Some)], select(&ZONES[..]));
    (select(&SLUGS[..]), names, people, more, place(), vec((any::<u8>(), text()), 6)).prop_map(
        |(slug, (name, first, last, form), (email, guests, utm), (reminder, zone), place, answers)| {
            let mut body = booking("2026-11-24T15:00:00Z");
            body["event_type"] = slug.into();
            body["invitee"] = json!({"email": email, "timezone": zone});
            if let Some(number) = reminder {
                body["invitee"]["text_reminder_number"] = number.into();
            }
            if form & 1 == 0 {
                body["invitee"]["name"] = name.into();
            }
            if form & 2 == 0 {
                body["invitee"]["first_name"] = first.into();
                body["invitee"]["last_name"] = last.into();
            }
            // Where the visitor has a choice, mostly a right one.
            if slug == "coffee-or-call" && place.is_null() {
                body["location"] = json!({"kind": "ask_invitee", "location": "The park"});
            } else if !place.is_null() {
                body["location"] = place;
            }
            if !guests.is_empty() {
                body["guests"] = json!(guests);
            }
            if let Some(utm) = utm {
                body["tracking"] = json!({"utm_source": utm});
            }
            (slug, body, answers)
        },
    )
}

/// Answers to an event type's questions, by what chance said of each.
fn answers(event_type: &EventType, chances: &[(u8, String)]) -> Value {
    let answer = |(question, (chance, text)): (&shared::event_type::Question, &(u8, String))| {
        let choices = &question.answer_choices;
        let is_phone = question.r#type == shared::event_type::QuestionType::PhoneNumber;
        let answer = match (chance % 32, choices.as_slice()) {
            (0, _) => return None,
            (1, _) => text.clone(),
            (_, []) if is_phone => "+351 912 345 678".to_owned(),
            (_, []) => text.clone(),
            (_, [first, ..]) => choices.get(usize::from(*chance) % choices.len()).unwrap_or(first).clone(),
        };
        Some(json!({"question": question.name, "answer": answer}))
    };
    Value::Array(event_type.custom_questions.iter().zip(chances).filter_map(answer).collect())
}

async fn check(slug: &str, mut body: Value, chances: &[(u8, String)]) -> bool {
    let deployment = deployment(&[]);
    let starts = deployment.starts(slug).await;
    let event_type: EventType =
        serde_json::from_value(deployment.get(&format!("/v1/event-types/{slug}")).await.json()).unwrap();
    body["start"] = starts[starts.len() / 2].clone().into();
    body["answers"] = answers(&event_type, chances);
    let request: BookingRequest = serde_json::from_value(body.clone()).unwrap();
    let expected = validation::check(&request, &event_type, |_| true);
    deployment.fake.take_routes();
    let answer = deployment.book(&body).await;
    if expected.is_empty() {
        assert_eq!(answer.status, StatusCode::CREATED, "{body}\n{}", answer.text);
        assert_eq!(answer.json()["status"], "confirmed", "{body}\n{}", answer.text);
        return true;
    }
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}\n{}", answer.text);
    assert_eq!(answer.json()["errors"], serde_json::to_value(&expected).unwrap(), "{body}");
    assert!(deployment.fake.take_routes().is_empty(), "Calendly is not asked: {body}");
    false
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]
    #[test]
    fn what_the_shared_rules_accept_is_booked_and_what_they_refuse_is_refused((slug, body, chances) in request()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        runtime.block_on(check(slug, body, &chances));
    }
}

#[tokio::test(start_paused = true)]
async fn the_property_sees_both_sides() {
    let right = json!({"event_type": "30min", "start": "", "invitee": {"name": "Ada", "email": "ada@example.com", "timezone": "UTC"}});
    let wrong = json!({"event_type": "30min", "start": "", "invitee": {"name": " ", "email": "ada@example.com", "timezone": "UTC"}});
    assert!(check("30min", right, &[]).await);
    assert!(!check("30min", wrong, &[]).await);
}
