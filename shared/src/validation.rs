//! What a booking must look like. The widget's form and the edge use the same rules, so that neither
//! accepts what the other refuses. Whether a zone exists is asked of the caller: only the edge knows.

pub mod answers;
pub mod email;
pub mod location;
pub mod phone;
#[cfg(test)]
pub(crate) mod samples;

use crate::{
    advice::{advice, advised},
    booking::{BookingRequest, CancelRequest, Invitee, Tracking},
    event_type::EventType,
    instant,
    link::Prefill,
    problem::{FieldCode, FieldError},
    timezone,
};

/// Longest name, in characters.
pub const MAX_NAME: usize = 255;
/// Most further guests (Calendly's own limit).
pub const MAX_GUESTS: usize = 10;
/// Longest tracking value, in characters; Calendly drops longer ones.
pub const MAX_TRACKING: usize = 255;

/// Longest reason for a cancellation, in characters (Calendly's own limit).
pub const MAX_REASON: usize = 10_000;

/// Every error of a booking, in the order of the form; empty when it can be sent to Calendly.
pub fn check(
    request: &BookingRequest,
    event_type: &EventType,
    is_timezone: impl Fn(&str) -> bool,
) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if instant::parse(&request.start).is_none() {
        errors.push(FieldError::at(
            "/start",
            FieldCode::InvalidTime,
            advice("Send the start of a slot exactly as the slots route gave it."),
        ));
    }
    errors.extend(check_invitee(&request.invitee, is_timezone));
    errors.extend(location::resolve(event_type, request.location.as_ref()).err());
    errors.extend(answers::check(&event_type.custom_questions, &request.answers));
    errors.extend(check_guests(&request.guests));
    errors.extend(check_tracking(&request.tracking));
    errors.extend(request.attribution.check());
    errors
}

/// Errors of the invitee's own fields.
fn check_invitee(invitee: &Invitee, is_timezone: impl Fn(&str) -> bool) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let blank = |part: &Option<String>| part.as_deref().is_none_or(|text| text.trim().is_empty());
    if blank(&invitee.name) && blank(&invitee.first_name) {
        let pointer = if invitee.first_name.is_some() { "/invitee/first_name" } else { "/invitee/name" };
        errors.push(FieldError::at(pointer, FieldCode::Required, advice("Enter your name.")));
    }
    errors.extend(check_prefill(
        &Prefill {
            name: invitee.name.clone(),
            first_name: invitee.first_name.clone(),
            last_name: invitee.last_name.clone(),
            email: Some(invitee.email.clone()),
            timezone: Some(invitee.timezone.clone()),
        },
        is_timezone,
    ));
    if invitee.text_reminder_number.as_deref().is_some_and(|number| phone::to_e164(number).is_none()) {
        errors.push(FieldError::at("/invitee/text_reminder_number", FieldCode::InvalidPhone, phone::ADVICE));
    }
    errors
}

/// Errors of what is known of an invitee; nothing is required, but what is there must be right.
pub fn check_prefill(prefill: &Prefill, is_timezone: impl Fn(&str) -> bool) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let names =
        [("name", &prefill.name), ("first_name", &prefill.first_name), ("last_name", &prefill.last_name)];
    for (key, value) in names {
        let value = value.as_deref().unwrap_or_default();
        errors.extend(
            one_line(value, MAX_NAME)
                .map(|(code, detail)| FieldError::at(format!("/invitee/{key}"), code, detail)),
        );
    }
    let email = prefill.email.as_deref().and_then(email::check);
    errors.extend(email.map(|(code, detail)| FieldError::at("/invitee/email", code, detail)));
    if prefill.timezone.as_deref().is_some_and(|zone| !is_timezone(zone)) {
        errors.push(FieldError::at("/invitee/timezone", FieldCode::UnknownTimezone, timezone::ADVICE));
    }
    errors
}

/// Errors of the guests' addresses.
pub fn check_guests(guests: &[String]) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if guests.len() > MAX_GUESTS {
        errors.push(FieldError::at(
            "/guests",
            FieldCode::TooMany,
            advised(|| format!("Name at most {MAX_GUESTS} guests.")),
        ));
    }
    for (index, guest) in guests.iter().enumerate() {
        let at = |(code, detail): (FieldCode, &str)| FieldError::at(format!("/guests/{index}"), code, detail);
        errors.extend(email::check(guest).map(at));
        let earlier = guests.iter().take(index);
        if earlier.into_iter().any(|other| other.eq_ignore_ascii_case(guest)) {
            errors.push(at((FieldCode::Duplicate, advice("Name each guest once."))));
        }
    }
    errors
}

/// Errors of the tracking values.
pub fn check_tracking(tracking: &Tracking) -> Vec<FieldError> {
    let entries = tracking.entries();
    let too_long = entries.iter().filter_map(|(key, value)| value.map(|text| (key, text)));
    too_long
        .filter_map(|(key, text)| {
            one_line(text, MAX_TRACKING)
                .map(|(code, detail)| FieldError::at(format!("/tracking/{key}"), code, detail))
        })
        .collect()
}

/// Errors of a cancellation. The reason may have several lines.
pub fn check_cancellation(request: &CancelRequest) -> Vec<FieldError> {
    let reason = request.reason.as_deref().unwrap_or_default();
    let is_unusable = |character: char| character.is_control() && !matches!(character, '\n' | '\r' | '\t');
    let error = if reason.chars().count() > MAX_REASON {
        Some((FieldCode::TooLong, advised(|| format!("Use at most {MAX_REASON} characters."))))
    } else if reason.chars().any(is_unusable) {
        Some((FieldCode::InvalidText, advice("Remove the control characters.").to_owned()))
    } else {
        None
    };
    error.map(|(code, detail)| FieldError::at("/reason", code, detail)).into_iter().collect()
}

/// What is wrong with a text that stands on one line and has at most `max` characters.
pub(crate) fn one_line(text: &str, max: usize) -> Option<(FieldCode, String)> {
    if text.chars().count() > max {
        return Some((FieldCode::TooLong, advised(|| format!("Use at most {max} characters."))));
    }
    text.chars()
        .any(char::is_control)
        .then(|| (FieldCode::InvalidText, advice("Remove line breaks and control characters.").to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::{Attribution, Touch};
    use crate::booking::{Answer, LocationChoice};
    use crate::event_type::{LocationKind, Question, QuestionType};

    #[track_caller]
    fn check_row(change: impl FnOnce(&mut BookingRequest), expected: &[(&str, FieldCode)]) {
        let mut request = samples::request();
        change(&mut request);
        let errors = check(&request, &samples::every_question(), |zone| zone == "Europe/Lisbon");
        let found: Vec<_> =
            errors.iter().map(|error| (error.pointer.as_deref().unwrap_or_default(), error.code)).collect();
        assert_eq!(found, expected);
        assert!(errors.iter().all(|error| error.detail.ends_with('.')), "a detail is a sentence");
    }

    #[test]
    fn a_whole_request_has_no_errors() {
        check_row(|_| {}, &[]);
    }

    #[test]
    fn each_wrong_field_is_named() {
        use FieldCode as Code;
        check_row(|r| r.start = "tomorrow".into(), &[("/start", Code::InvalidTime)]);
        check_row(|r| r.invitee.name = Some("  ".into()), &[("/invitee/name", Code::Required)]);
        check_row(
            |r| (r.invitee.name, r.invitee.first_name) = (None, Some(String::new())),
            &[("/invitee/first_name", Code::Required)],
        );
        check_row(|r| r.invitee.name = Some("x".repeat(256)), &[("/invitee/name", Code::TooLong)]);
        check_row(|r| r.invitee.name = Some("a\r\nBcc: b".into()), &[("/invitee/name", Code::InvalidText)]);
        check_row(|r| r.invitee.email = "ines@exampl".into(), &[("/invitee/email", Code::InvalidEmail)]);
        check_row(|r| r.invitee.email = String::new(), &[("/invitee/email", Code::Required)]);
        check_row(
            |r| r.invitee.timezone = "Mars/Base".into(),
            &[("/invitee/timezone", Code::UnknownTimezone)],
        );
        check_row(
            |r| r.invitee.text_reminder_number = Some("12".into()),
            &[("/invitee/text_reminder_number", Code::InvalidPhone)],
        );
        check_row(
            |r| r.location = Some(LocationChoice { kind: LocationKind::Physical, location: None }),
            &[("/location", Code::InvalidLocation)],
        );
        check_row(|r| r.answers.clear(), &[("/answers", Code::Required), ("/answers", Code::Required)]);
        check_row(
            |r| r.answers.push(Answer { question: "Shoe size?".into(), answer: "43".into() }),
            &[("/answers/2/question", Code::UnknownQuestion)],
        );
        check_row(
            |r| r.guests = vec!["a@example.com".into(), "A@example.com".into(), "b".into()],
            &[("/guests/1", Code::Duplicate), ("/guests/2", Code::InvalidEmail)],
        );
        check_row(
            |r| r.guests = (0..11).map(|n| format!("g{n}@example.com")).collect(),
            &[("/guests", Code::TooMany)],
        );
        check_row(|r| r.tracking.utm_term = Some("x".repeat(256)), &[("/tracking/utm_term", Code::TooLong)]);
        check_row(
            |r| r.attribution.last = Some(Touch { gclid: Some("a b".into()), ..Touch::default() }),
            &[("/attribution/last/gclid", Code::InvalidText)],
        );
    }

    #[test]
    fn whatever_the_rules_accept_fits_into_a_body() {
        // The most questions that Calendly has, each a paragraph long, and answered at length in a script whose letters
        // take four bytes.
        let mut event_type = samples::every_question();
        let long = |count: usize| "\u{1f600}".repeat(count);
        event_type.custom_questions = (0..10)
            .map(|position| Question {
                name: format!("{position}{}", long(1_000)),
                r#type: QuestionType::Text,
                position,
                required: true,
                answer_choices: Vec::new(),
                include_other: false,
            })
            .collect();
        let touch = Touch {
            utm_source: Some(long(MAX_TRACKING)),
            utm_medium: Some(long(MAX_TRACKING)),
            utm_campaign: Some(long(MAX_TRACKING)),
            utm_content: Some(long(MAX_TRACKING)),
            utm_term: Some(long(MAX_TRACKING)),
            salesforce_uuid: Some(long(MAX_TRACKING)),
            gclid: Some("x".repeat(512)),
            landing_page: Some(format!("https://example.com/{}", "x".repeat(400))),
            ..Touch::default()
        };
        let mut request = samples::request();
        request.invitee.name = Some(long(MAX_NAME));
        request.guests = (0..10).map(|n| format!("{n}{}@example.com", "x".repeat(60))).collect();
        request.attribution = Attribution { first: Some(touch.clone()), last: Some(touch) };
        let answer =
            |question: &Question| Answer { question: question.name.clone(), answer: long(answers::MAX_TEXT) };
        request.answers = event_type.custom_questions.iter().map(answer).collect();
        assert_eq!(check(&request, &event_type, |_| true), []);
        let length = serde_json::to_string(&request).unwrap().len();
        assert!(length <= crate::MAX_BODY_BYTES, "{length} bytes");
    }

    #[track_caller]
    fn check_reason(reason: Option<&str>, expected: Option<FieldCode>) {
        let errors = check_cancellation(&CancelRequest { reason: reason.map(str::to_owned) });
        assert_eq!(errors.first().map(|error| error.code), expected);
        assert!(errors.iter().all(|error| error.pointer.as_deref() == Some("/reason")));
    }

    #[test]
    fn a_reason_has_as_many_lines_as_it_likes_but_not_as_many_characters() {
        check_reason(None, None);
        check_reason(Some("I am ill.\r\n\tSorry!"), None);
        check_reason(Some(&"ü".repeat(MAX_REASON)), None);
        check_reason(Some(&"ü".repeat(MAX_REASON + 1)), Some(FieldCode::TooLong));
        check_reason(Some("nul\0"), Some(FieldCode::InvalidText));
    }
}
