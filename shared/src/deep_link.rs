//! Filling in Calendly's scheduling page through its address.
//!
//! Keys are those that Calendly documents for prefilling: `name` or `first_name` and `last_name`,
//! `email`, `guests`, `location`, `a1` … `a10` by question order, `month`, `date` and the `utm_*` keys.

use crate::{
    booking::{Answer, LocationChoice, Tracking},
    day::Day,
    event_type::{EventType, LocationKind, QuestionType},
    instant,
    link::Prefill,
    validation::phone,
};
use chrono::{DateTime, TimeDelta, Utc};
use core::fmt::Write as _;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but RFC 3986's unreserved characters is escaped, and a space becomes `%20`.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b',')
    .remove(b':')
    .remove(b'@');

/// The most answers that Calendly's page takes from its address.
const MAX_PREFILLED_ANSWERS: usize = 10;

/// What the page should start from.
#[derive(Clone, Debug, Default)]
pub struct DeepLink<'a> {
    /// The slot and the visitor's offset in seconds, which decides the day the page opens at.
    pub start: Option<(DateTime<Utc>, i32)>,
    /// Name and e-mail.
    pub invitee: Prefill,
    /// Where.
    pub location: Option<&'a LocationChoice>,
    /// Answers by question.
    pub answers: &'a [Answer],
    /// Further guests.
    pub guests: &'a [String],
    /// Where the visitor came from.
    pub tracking: Option<&'a Tracking>,
}

/// `page` (a link that Calendly minted, or a scheduling URL) with the time as a path segment and
/// everything else as query keys. Keys that `page` has already stay, before ours.
pub fn build(page: &str, event_type: &EventType, link: &DeepLink<'_>) -> String {
    let (path, query) = page.split_once('?').unwrap_or((page, ""));
    let mut url = path.trim_end_matches('/').to_owned();
    let mut pairs: Vec<(String, String)> = Vec::new();
    if let Some((start, offset_seconds)) = link.start {
        // No fraction in the path: Calendly's own slot addresses have none.
        let _ = write!(url, "/{}", instant::format(start));
        let local = TimeDelta::try_seconds(offset_seconds.into()).map_or(start, |offset| start + offset);
        let day = Day(local.date_naive()).to_string();
        pairs.push(("month".into(), day.chars().take(7).collect()));
        pairs.push(("date".into(), day));
    }
    let known = |key: &str, value: Option<&str>| {
        value.filter(|text| !text.trim().is_empty()).map(|text| (key.to_owned(), text.trim().to_owned()))
    };
    let invitee = &link.invitee;
    pairs.extend(known("name", invitee.name.as_deref()));
    pairs.extend(known("first_name", invitee.first_name.as_deref()));
    pairs.extend(known("last_name", invitee.last_name.as_deref()));
    pairs.extend(known("email", invitee.email.as_deref()));
    pairs.extend(known("location", link.location.and_then(place).as_deref()));
    pairs.extend(known("guests", Some(&link.guests.join(","))));
    for (index, question) in event_type.custom_questions.iter().take(MAX_PREFILLED_ANSWERS).enumerate() {
        let answer = link.answers.iter().find(|answer| answer.question == question.name);
        let value = answer.and_then(|answer| match question.r#type {
            QuestionType::SingleSelect | QuestionType::MultiSelect => {
                numbers_of_choices(&question.answer_choices, &answer.answer)
            }
            QuestionType::PhoneNumber => Some(number(&answer.answer)),
            QuestionType::String | QuestionType::Text => Some(answer.answer.clone()),
        });
        pairs.extend(known(&format!("a{}", index + 1), value.as_deref()));
    }
    for (key, value) in link.tracking.iter().flat_map(|tracking| tracking.entries()) {
        pairs.extend(known(key, value));
    }
    let ours = pairs.iter().map(|(key, value)| format!("{key}={}", utf8_percent_encode(value, ESCAPED)));
    let query: Vec<_> =
        Some(query.to_owned()).filter(|query| !query.is_empty()).into_iter().chain(ours).collect();
    if !query.is_empty() {
        let _ = write!(url, "?{}", query.join("&"));
    }
    url
}

/// What the page's field for the place is filled with.
fn place(choice: &LocationChoice) -> Option<String> {
    let text = choice.location.as_ref()?;
    Some(if choice.kind == LocationKind::OutboundCall { number(text) } else { text.clone() })
}

/// A telephone number in the one form that the page reads everywhere.
fn number(text: &str) -> String {
    phone::to_e164(text).unwrap_or_else(|| text.to_owned())
}

/// `2,3` for the second and third choice. An answer of the invitee's own cannot be prefilled.
fn numbers_of_choices(choices: &[String], answer: &str) -> Option<String> {
    let numbers: Vec<_> = answer
        .split('\n')
        .filter_map(|chosen| choices.iter().position(|choice| choice == chosen))
        .map(|index| (index + 1).to_string())
        .collect();
    (!numbers.is_empty()).then(|| numbers.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validation::samples;

    #[test]
    fn everything_known_is_in_the_address_and_escaped() {
        let event_type = samples::every_question();
        let answers = [
            Answer { question: "Topics".into(), answer: "Growth\nHiring\nmy own".into() },
            Answer { question: "Anything else?".into(), answer: "A & B = 100 %?".into() },
        ];
        let guests = ["ada@example.com".to_owned(), "bob@example.com".to_owned()];
        let tracking = Tracking { utm_source: Some("spring sale".into()), ..Tracking::default() };
        let link = DeepLink {
            start: Some((instant::parse("2026-11-30T23:30:00Z").unwrap(), 3600)),
            invitee: Prefill {
                name: Some("Inês \"Duarte\"".into()),
                email: Some("ines+1@example.com".into()),
                ..Prefill::default()
            },
            location: None,
            answers: &answers,
            guests: &guests,
            tracking: Some(&tracking),
        };
        insta::assert_snapshot!(build("https://calendly.com/d/abc-def/call?back=1", &event_type, &link), @"https://calendly.com/d/abc-def/call/2026-11-30T23:30:00Z?back=1&month=2026-12&date=2026-12-01&name=In%C3%AAs%20%22Duarte%22&email=ines%2B1@example.com&guests=ada@example.com,bob@example.com&a2=A%20%26%20B%20%3D%20100%20%25%3F&a5=1,2&utm_source=spring%20sale");
    }

    #[test]
    fn nothing_known_leaves_the_page_as_it_is() {
        let page = "https://calendly.com/d/abc-def/call";
        assert_eq!(build(page, &samples::every_question(), &DeepLink::default()), page);
    }
}
