//! Booking directly.

mod body;

use http::StatusCode;

use crate::account::event_type::{EventType, NameFields};
use crate::api::invitees::body::{Name, Request};
use crate::api::{Answer, access};
use crate::booking::answers::{self, AnswerError};
use crate::booking::place::{self, PlaceError};
use crate::booking::record::{Method, Person};
use crate::booking::{self, Wish, view};
use crate::call::Call;
use crate::error::{ApiError, Detail};
use crate::reply;
use crate::service::Service;

pub(super) const SCOPE: &str = "scheduled_events:write";

/// `POST /invitees`: first the shape of the body, then the event type, then what the type asks for, and last
/// whether the start is still on offer.
pub(super) fn create(service: &mut Service<'_>, call: &Call<'_>, _: &[&str]) -> Answer {
    if !service.options.scheduling_api {
        return Err(ApiError::Denied("Please upgrade to a paid Calendly account."));
    }
    let body = call.json()?;
    let request = Request::read(&body)?;
    let id = access::full_uri("event_types", "event_type", request.event_type)?;
    let found = service.account.event_type(id).filter(|event_type| event_type.active);
    let wish = wish(request, found.ok_or(ApiError::NotFound)?)?;
    let booked = booking::book(service, wish).map_err(|booking::NotOffered| ApiError::already_filled())?;
    let (meeting, invitee) = service.state.invitee(&booked.invitee).ok_or(ApiError::NotFound)?;
    Ok(reply::resource(StatusCode::CREATED, view::invitee(service, meeting, invitee)))
}

fn wish(request: Request<'_>, event_type: &EventType) -> Result<Wish, ApiError> {
    let place = place::choose(event_type, request.location).map_err(refuse_place)?;
    let answers = answers::check(&event_type.questions, request.answers).map_err(refuse_answer)?;
    let (name, parts) = name(&request.name, event_type.name_fields);
    Ok(Wish {
        event_type: event_type.id.clone(),
        start: request.start,
        person: Person {
            name,
            parts,
            email: request.email.to_owned(),
            timezone: request.timezone.to_owned(),
            text_reminder_number: request.text_reminder_number.map(str::to_owned),
        },
        place,
        answers,
        tracking: request.tracking,
        guests: request.guests,
        method: Method::Api,
        replaces: None,
    })
}

/// The name as one, and in parts when the event type asks for two fields. A single name given to such a type
/// is cut at its first space.
fn name(name: &Name<'_>, fields: NameFields) -> (String, Option<(String, Option<String>)>) {
    let (first, last) = match *name {
        Name::Full(full) => full.split_once(' ').map_or((full, None), |(first, last)| (first, Some(last))),
        Name::Parts { first, last } => (first, last),
    };
    let full = match (name, last) {
        (Name::Full(full), _) => (*full).to_owned(),
        (Name::Parts { .. }, Some(last)) => format!("{first} {last}"),
        (Name::Parts { .. }, None) => first.to_owned(),
    };
    let parts = (fields == NameFields::FirstAndLast).then(|| (first.to_owned(), last.map(str::to_owned)));
    (full, parts)
}

fn refuse_place(error: PlaceError) -> ApiError {
    match error {
        PlaceError::NotConfigured => ApiError::invalid_location(),
        PlaceError::LocationMissing => ApiError::invalid("location.location", "must be filled"),
        PlaceError::InvalidPhoneNumber => {
            ApiError::invalid("location.location", "is not a valid phone number")
        }
    }
}

fn refuse_answer(error: AnswerError) -> ApiError {
    let (question, problem) = match error {
        AnswerError::RequiredIsBlank { .. } => {
            return ApiError::Refused("Required Questions and Answers cannot be blank.", Vec::new());
        }
        AnswerError::InvalidPhoneNumber { question } => (question, "is not a valid phone number"),
        AnswerError::UnknownQuestion { question } => (question, "is not a question of this event type"),
        AnswerError::NotAChoice { question } => (question, "is not one of the answer choices"),
    };
    ApiError::Invalid(vec![Detail::new("questions_and_answers", format!("{question} {problem}"))])
}
