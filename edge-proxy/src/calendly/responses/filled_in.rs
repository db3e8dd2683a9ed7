//! What an invitee had filled in, read back so that the same can be booked at another time.

use super::read;
use crate::calendly::error::CalendlyError;
use bytes::Bytes;
use http::Response;
use serde::{Deserialize, de::IgnoredAny};
use shared::booking::{Answer, Invitee, Tracking};

/// An invitee's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FilledIn {
    pub(crate) invitee: Invitee,
    pub(crate) answers: Vec<Answer>,
    pub(crate) tracking: Tracking,
    /// Whether Calendly took a payment for it.
    pub(crate) is_paid: bool,
}

#[derive(Deserialize)]
struct Resource {
    resource: Words,
}

#[derive(Deserialize)]
struct Words {
    name: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    email: String,
    timezone: Option<String>,
    text_reminder_number: Option<String>,
    #[serde(default)]
    questions_and_answers: Vec<QuestionAndAnswer>,
    tracking: Option<Codes>,
    payment: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct QuestionAndAnswer {
    question: String,
    answer: String,
}

/// Calendly may add keys of its own, so that ours, which refuses unknown ones, is not read directly.
#[derive(Deserialize)]
struct Codes {
    utm_source: Option<String>,
    utm_medium: Option<String>,
    utm_campaign: Option<String>,
    utm_content: Option<String>,
    utm_term: Option<String>,
    salesforce_uuid: Option<String>,
}

/// Reads `GET /scheduled_events/{uuid}/invitees/{uuid}`.
pub(in crate::calendly) fn filled_in(response: &Response<Bytes>) -> Result<FilledIn, CalendlyError> {
    let words = read::<Resource>(response)?.resource;
    let has_parts = words.first_name.is_some();
    let answers = words.questions_and_answers.into_iter();
    Ok(FilledIn {
        is_paid: words.payment.is_some(),
        invitee: Invitee {
            // Calendly tells the whole name beside its parts.
            name: words.name.filter(|_| !has_parts),
            first_name: words.first_name,
            last_name: words.last_name,
            email: words.email,
            timezone: words.timezone.unwrap_or_else(|| "UTC".to_owned()),
            text_reminder_number: words.text_reminder_number,
        },
        answers: answers.map(|said| Answer { question: said.question, answer: said.answer }).collect(),
        tracking: words.tracking.map_or_else(Tracking::default, |codes| Tracking {
            utm_source: codes.utm_source,
            utm_medium: codes.utm_medium,
            utm_campaign: codes.utm_campaign,
            utm_content: codes.utm_content,
            utm_term: codes.utm_term,
            salesforce_uuid: codes.salesforce_uuid,
        }),
    })
}
