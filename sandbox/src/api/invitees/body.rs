//! The body of a direct booking, well formed but not yet held against an event type.

use serde_json::{Map, Value};

use crate::api::fields::Fields;
use crate::booking::contact;
use crate::booking::place::Asked;
use crate::booking::record::{Answer, TRACKING_KEYS, Tracking};
use crate::error::ApiError;
use crate::moment::Moment;

const MOST_GUESTS: usize = 10;

pub(super) struct Request<'a> {
    pub(super) event_type: &'a str,
    pub(super) start: Moment,
    pub(super) name: Name<'a>,
    pub(super) email: &'a str,
    pub(super) timezone: &'a str,
    pub(super) text_reminder_number: Option<&'a str>,
    pub(super) location: Option<Asked<'a>>,
    pub(super) answers: Vec<Answer>,
    pub(super) tracking: Tracking,
    pub(super) guests: Vec<String>,
}

pub(super) enum Name<'a> {
    Full(&'a str),
    Parts { first: &'a str, last: Option<&'a str> },
}

impl<'a> Request<'a> {
    /// Reads a body, or names everything that is wrong with its shape at once.
    pub(super) fn read(body: &'a Map<String, Value>) -> Result<Self, ApiError> {
        let mut fields = Fields::new(body, "");
        let event_type = fields.required("event_type");
        let start_time = fields.required("start_time");
        let start = Moment::parse(start_time);
        if start.is_none() && !start_time.is_empty() {
            fields.complain("start_time", "is not a valid date-time");
        }
        if fields.get("invitee").is_none() {
            fields.complain("invitee", "is missing");
        }
        let invitee = fields.object("invitee").map(|object| {
            let mut part = Fields::new(object, "invitee");
            let invitee = invitee(&mut part);
            fields.absorb(part);
            invitee
        });
        let location = location(&mut fields);
        let answers = answers(&mut fields);
        let tracking = tracking(&mut fields);
        let guests = guests(&mut fields);
        fields.finish()?;

        let missing = |parameter| ApiError::invalid(parameter, "is missing");
        let invitee = invitee.ok_or_else(|| missing("invitee"))?;
        Ok(Self {
            event_type,
            start: start.ok_or_else(|| missing("start_time"))?,
            name: invitee.name.ok_or_else(|| missing("invitee"))?,
            email: invitee.email,
            timezone: invitee.timezone,
            text_reminder_number: invitee.text_reminder_number,
            location,
            answers,
            tracking,
            guests,
        })
    }
}

struct Invitee<'a> {
    name: Option<Name<'a>>,
    email: &'a str,
    timezone: &'a str,
    text_reminder_number: Option<&'a str>,
}

fn invitee<'a>(fields: &mut Fields<'a>) -> Invitee<'a> {
    let (email, timezone) = (fields.required("email"), fields.required("timezone"));
    if !email.is_empty() && !contact::is_email(email) {
        fields.complain("email", "is not a valid email address");
    }
    if !timezone.is_empty() && !contact::is_time_zone(timezone) {
        fields.complain("timezone", "is not a valid timezone");
    }
    let (full, first, last) =
        (fields.optional("name"), fields.optional("first_name"), fields.optional("last_name"));
    let name = match (full, first) {
        (_, Some(first)) => Some(Name::Parts { first, last }),
        (Some(full), None) => Some(Name::Full(full)),
        (None, None) => {
            fields.complain("", "either name or first_name must be filled");
            None
        }
    };
    let text_reminder_number = fields.optional("text_reminder_number");
    if text_reminder_number.is_some_and(|number| !contact::is_phone_number(number)) {
        fields.complain("text_reminder_number", "is not a valid phone number");
    }
    Invitee { name, email, timezone, text_reminder_number }
}

fn location<'a>(fields: &mut Fields<'a>) -> Option<Asked<'a>> {
    let object = fields.object("location")?;
    let mut part = Fields::new(object, "location");
    let asked = Asked { kind: part.required("kind"), location: part.optional("location") };
    fields.absorb(part);
    Some(asked)
}

/// All three keys of an answer are required; the answer itself may be empty.
fn answers(fields: &mut Fields<'_>) -> Vec<Answer> {
    let mut answers = Vec::new();
    for (index, item) in fields.list("questions_and_answers").iter().enumerate() {
        let path = format!("questions_and_answers[{index}]");
        let Some(object) = item.as_object() else {
            fields.complain(&path, "must be an object");
            continue;
        };
        let mut part = Fields::new(object, &path);
        let question = part.required("question");
        let answer = match part.get("answer") {
            Some(Value::String(text)) => text.as_str(),
            Some(_) => {
                part.complain("answer", "must be a string");
                ""
            }
            None => {
                part.complain("answer", "is missing");
                ""
            }
        };
        let position = part.get("position").and_then(Value::as_i64);
        match (part.get("position"), position) {
            (None, _) => part.complain("position", "is missing"),
            (Some(_), None) => part.complain("position", "must be an integer"),
            (Some(_), Some(position)) => {
                answers.push(Answer { question: question.to_owned(), text: answer.to_owned(), position });
            }
        }
        fields.absorb(part);
    }
    answers
}

/// Six keys or none: each may be null, none may be absent.
fn tracking(fields: &mut Fields<'_>) -> Tracking {
    let Some(object) = fields.object("tracking") else { return Tracking::default() };
    let mut part = Fields::new(object, "tracking");
    let values = TRACKING_KEYS.map(|key| {
        if !object.contains_key(key) {
            part.complain(key, "is missing");
        }
        part.optional(key).map(str::to_owned)
    });
    fields.absorb(part);
    Tracking(values)
}

fn guests(fields: &mut Fields<'_>) -> Vec<String> {
    let items = fields.list("event_guests");
    if items.len() > MOST_GUESTS {
        fields.complain("event_guests", "must have at most 10 items");
    }
    let mut guests = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match item.as_str() {
            Some(email) if contact::is_email(email) => guests.push(email.to_owned()),
            _ => fields.complain(&format!("event_guests[{index}]"), "is not a valid email address"),
        }
    }
    guests
}
