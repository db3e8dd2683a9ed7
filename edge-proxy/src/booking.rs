//! Booking: validate, hand the attempt to the desk of its event type, book directly, or hand over a link; never
//! twice. And afterwards: show the booking to its invitee, move it, cancel it, and put it into their calendar.

mod access;
mod attempt;
mod calendar;
mod cancel;
mod confirm;
mod doubt;
mod key;
mod manage;
mod manage_token;
mod recording;
mod reschedule;
mod view;
mod wording;

pub(crate) use attempt::{Plan, attempt};
pub(crate) use cancel::{cancel, cancel_event};
pub(crate) use key::{IdempotencyKey, fingerprint};
pub(crate) use manage::{calendar_file, show};
pub(crate) use recording::{came_of, record_of};
pub(crate) use reschedule::reschedule;

use crate::{
    catalogue,
    context::Context,
    desk::{Answer, Outcome, Question, Settled},
    error::ApiError,
    platform::Platform,
    slots,
    timezones::{self, Zone},
    visitor::Caller,
};
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use shared::{booking::BookingRequest, instant, problem::ProblemCode, validation};

/// Answers `POST /v1/bookings`: finds the event type, refuses what is not valid, and asks the event type's desk.
pub(crate) async fn create<P: Platform>(
    context: &Context<P>,
    caller: Caller,
    key: IdempotencyKey,
    request: BookingRequest,
) -> Result<Response, ApiError> {
    let (_, offer) = catalogue::find(context, &request.event_type).await?;
    let errors = validation::check(&request, &offer.event_type, |zone| Zone::find(zone).is_some());
    let errors = timezones::suggest(errors, &request.invitee.timezone);
    if !errors.is_empty() || instant::parse(&request.start).is_none() {
        return Err(ApiError::Fields(errors));
    }
    let question = Question::Book {
        key: key.into_digest(),
        request: Box::new(request),
        caller: Some(caller),
        replaces: None,
    };
    match book(context, &offer.uri, question).await? {
        Outcome::Created(body) => Ok(created(body)),
        Outcome::Refused(problem) => Err(ApiError::Told(problem)),
    }
}

/// Asks the desk, and drops here what the booking made wrong.
async fn book<P: Platform>(
    context: &Context<P>,
    event_type_uri: &str,
    question: Question,
) -> Result<Outcome, ApiError> {
    let Ok(Answer::Settled(settled)) = context.ask_desk(event_type_uri, question).await else {
        // Whether the desk was on its way to Calendly nobody knows; the same key finds out.
        return Err(ApiError::Plain(ProblemCode::BookingUnconfirmed));
    };
    let Settled { outcome, touched, cost } = settled;
    context.trace.count_calls(cost.calls, cost.slowest_ms);
    if let Some(start) = touched {
        slots::forget_here(context, start).await;
    }
    Ok(outcome)
}

fn created(body: String) -> Response {
    (StatusCode::CREATED, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}
