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
mod refused;
mod reschedule;
mod seat;
mod view;
mod wording;

pub(crate) use attempt::{Made, Plan, attempt, find};
pub(crate) use cancel::{cancel, cancel_event, is_canceled};
pub(crate) use key::IdempotencyKey;
pub(crate) use manage::{calendar_file, show};
pub(crate) use recording::{came_of, record_of};
pub(crate) use reschedule::reschedule;

use crate::{
    catalogue,
    context::Context,
    desk::{Answer, Outcome, Question, Settled},
    error::ApiError,
    gate,
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
///
/// What would be refused now may have been booked before: then the answer of that time is given again, whatever the
/// host has changed since.
pub(crate) async fn create<P: Platform>(
    context: &Context<P>,
    caller: Caller,
    key: IdempotencyKey,
    request: BookingRequest,
) -> Result<Response, ApiError> {
    let fingerprint = key::fingerprint(&request);
    match prepare(context, request).await {
        Ok((event_type_uri, request)) => {
            let question = Question::Book {
                key: key.digest().to_owned(),
                fingerprint,
                request: Box::new(request),
                caller: Some(caller),
                replaces: None,
            };
            respond(book(context, &event_type_uri, question).await?)
        }
        Err(error) => match recall(context, &key, fingerprint).await {
            Some(outcome) => respond(outcome),
            None => Err(error),
        },
    }
}

/// Calendly's URI of the event type, and the request as Calendly is to have it.
async fn prepare<P: Platform>(
    context: &Context<P>,
    mut request: BookingRequest,
) -> Result<(String, BookingRequest), ApiError> {
    let (_, offer) = catalogue::find(context, &request.event_type).await?;
    let errors = validation::check(&request, &offer.event_type, |zone| Zone::find(zone).is_some());
    let errors = timezones::suggest(errors, &request.invitee.timezone);
    if !errors.is_empty() || instant::parse(&request.start).is_none() {
        return Err(ApiError::Fields(errors));
    }
    request.invitee.timezone = timezones::spelled(&request.invitee.timezone);
    Ok((offer.uri, request))
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

/// The answer that was given to a key before, wherever that was, if it was asked for the same.
async fn recall<P: Platform>(
    context: &Context<P>,
    key: &IdempotencyKey,
    fingerprint: String,
) -> Option<Outcome> {
    let desk = desk_of(context, key.digest(), None).await?;
    let question = Question::Recall { key: key.digest().to_owned(), fingerprint };
    match context.ask_desk(&desk, question).await {
        Ok(Answer::Settled(settled)) => Some(settled.outcome),
        Ok(_) | Err(_) => None,
    }
}

/// The desk that a key belongs to, by the name that Calendly gives its event type; with `claims`, that desk from now
/// on, unless it belongs to another. `None` when it belongs to none, or when the gate cannot be asked: a key that is
/// sent to two desks in such a moment is the caller's fault, and nobody's booking should wait for that.
pub(crate) async fn desk_of<P: Platform>(
    context: &Context<P>,
    key: &str,
    claims: Option<&str>,
) -> Option<String> {
    let question = gate::Question::Key { key: key.to_owned(), desk: claims.map(str::to_owned) };
    match context.ask_gate(question).await {
        Ok(gate::Answer::Key { desk }) => desk,
        Ok(_) | Err(_) => None,
    }
}

fn respond(outcome: Outcome) -> Result<Response, ApiError> {
    match outcome {
        Outcome::Created(body) => {
            Ok((StatusCode::CREATED, [(header::CONTENT_TYPE, "application/json")], body).into_response())
        }
        Outcome::Refused(problem) => Err(ApiError::Told(problem)),
    }
}
