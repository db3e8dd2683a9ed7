//! Moving a booking: the new time is booked with what the invitee had filled in, then the old one is canceled. Calendly
//! has no such request, so that this is two; the desk does both, and never loses the new booking for the old one.

use super::{
    access, book,
    key::{IdempotencyKey, fingerprint_of_move},
    manage::{self, Found},
    manage_token::Claims,
    recall, respond,
};
use crate::{
    calendly::FilledIn,
    catalogue::{self, Offer},
    context::Context,
    desk::{Outcome, Question, Replaced},
    error::ApiError,
    platform::Platform,
    records::{Change, Records},
    slots,
    timezones::{self, Zone},
};
use axum::response::Response;
use http::HeaderMap;
use shared::{
    attribution::Attribution,
    booking::{BookedLocation, BookingRequest, BookingStatus, LocationChoice, RescheduleRequest},
    event_type::LocationKind,
    problem::{Problem, ProblemCode},
    validation,
};

/// Answers `POST /v1/bookings/{id}/reschedule`.
///
/// 1. Whoever asks must hold the booking's token. Where the rest fails, an answer that was given before is given again.
/// 2. An event that others share, or that has begun, cannot be moved here.
/// 3. What the invitee had filled in must still be what the event type asks for.
/// 4. The desk books the new time and cancels the old one.
/// 5. What Calendly does not let us do, its own page can.
pub(crate) async fn reschedule<P: Platform>(
    context: &Context<P>,
    headers: &HeaderMap,
    id: &str,
    key: IdempotencyKey,
    asked: &RescheduleRequest,
) -> Result<Response, ApiError> {
    // (1)
    let claims = access::manage(context, headers, id).await?;
    let fingerprint = fingerprint_of_move(&claims.booking, asked);
    match move_it(context, claims, &key, fingerprint.clone(), asked).await {
        Err(error) if !matches!(error, ApiError::Told(_)) => {
            recall(context, &key, fingerprint).await.map_or(Err(error), respond)
        }
        moved => moved,
    }
}

async fn move_it<P: Platform>(
    context: &Context<P>,
    claims: Claims,
    key: &IdempotencyKey,
    fingerprint: String,
    asked: &RescheduleRequest,
) -> Result<Response, ApiError> {
    let client = context.calendly()?;
    let invitee_id = claims.booking.clone();
    let found = manage::find(context, &client, claims).await?;
    let page = found.invitee.reschedule_url.clone();
    let elsewhere = || ApiError::Plain(ProblemCode::RescheduleAtCalendly).with_page(page.clone());
    // (2)
    let is_gone = found.known().status() == BookingStatus::Canceled;
    if !is_gone && found.event.start <= context.app.platform.now() {
        return Err(ApiError::Plain(ProblemCode::BookingStarted));
    }
    if found.event.is_shared {
        return Err(elsewhere());
    }
    // (3)
    let catalogue = catalogue::load(context).await?;
    let offer = catalogue.offers.iter().find(|offer| Some(&offer.uri) == found.event.event_type.as_ref());
    let Some(offer) = offer else { return Err(elsewhere()) };
    let filled_in = client.filled_in(&found.event.uri, &invitee_id).await?;
    // A new booking would not be paid for.
    if filled_in.is_paid || offer.event_type.is_paid {
        return Err(elsewhere());
    }
    let request = again(asked, offer, &found, filled_in);
    let errors = validation::check(&request, &offer.event_type, |zone| Zone::find(zone).is_some());
    let errors = timezones::suggest(errors, &request.invitee.timezone);
    let is_callers = |pointer: Option<&str>| matches!(pointer, Some("/start" | "/invitee/timezone"));
    match errors.iter().all(|error| is_callers(error.pointer.as_deref())) {
        true if errors.is_empty() => {}
        true => return Err(ApiError::Fields(errors.into_iter().map(as_sent).collect())),
        false => return Err(elsewhere()),
    }
    // (4)
    let replaces = Some(Replaced {
        booking: invitee_id.clone(),
        event: found.event.uri.clone(),
        start: found.event.start,
        reason: found.known().wording().moved_by_invitee.to_owned(),
        is_gone,
    });
    let (key, request) = (key.digest().to_owned(), Box::new(request));
    let question = Question::Book { key, fingerprint, request, caller: None, replaces };
    let outcome = book(context, &offer.uri, question).await?;
    slots::forget_here(context, found.event.start).await;
    match outcome {
        Outcome::Created(_) => {
            let records = Records::new(&context.app.platform, &context.app.settings);
            records.changed(&invitee_id, Change::Rescheduled);
            respond(outcome)
        }
        // (5)
        Outcome::Refused(problem) => Err(match problem.code {
            ProblemCode::DirectBookingUnavailable => elsewhere(),
            ProblemCode::CalendlyUnavailable | ProblemCode::TokenRefused => {
                ApiError::Told(Box::new(Problem { scheduling_url: page.clone(), ..*problem }))
            }
            _ => ApiError::Told(problem),
        }),
    }
}

/// The same booking at another time.
fn again(asked: &RescheduleRequest, offer: &Offer, found: &Found, filled_in: FilledIn) -> BookingRequest {
    let FilledIn { mut invitee, answers, tracking, .. } = filled_in;
    if let Some(zone) = &asked.timezone {
        invitee.timezone = timezones::spelled(zone);
    }
    let asks = |question: &str| offer.event_type.custom_questions.iter().any(|known| known.name == question);
    BookingRequest {
        event_type: offer.event_type.slug.clone(),
        start: asked.start.clone(),
        invitee,
        location: found.event.location.as_ref().and_then(|place| choice(place, offer)),
        // What is not asked for any more is left out.
        answers: answers.into_iter().filter(|answer| asks(&answer.question)).collect(),
        guests: found.event.guests.clone(),
        // The record of the old booking has it.
        attribution: Attribution::default(),
        tracking,
        hold: asked.hold.clone(),
        turnstile_token: None,
        form: None,
    }
}

/// The place as it would be chosen again; none where the event type leaves no choice.
fn choice(place: &BookedLocation, offer: &Offer) -> Option<LocationChoice> {
    let is_told = matches!(
        place.kind,
        LocationKind::Physical | LocationKind::OutboundCall | LocationKind::AskInvitee | LocationKind::Custom
    );
    let location = place.location.clone().filter(|_| is_told);
    offer.event_type.offers_location().then_some(LocationChoice { kind: place.kind, location })
}

/// The body of this route has the zone in another place than a booking has it.
fn as_sent(error: shared::problem::FieldError) -> shared::problem::FieldError {
    match error.pointer.as_deref() {
        Some("/invitee/timezone") => {
            shared::problem::FieldError { pointer: Some("/timezone".to_owned()), ..error }
        }
        _ => error,
    }
}
