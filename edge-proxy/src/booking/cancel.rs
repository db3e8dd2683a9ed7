//! Canceling for an invitee. Calendly's API cancels whole events, so only an event that is theirs alone is canceled
//! here; in every other case, and whenever Calendly does not let us, the way on is the page that Calendly made for
//! this invitee.

use super::{
    access,
    manage::{self, Found},
};
use crate::{
    calendly::{CalendlyError, Client},
    context::Context,
    error::ApiError,
    platform::Platform,
    records::{Change, Records},
    slots,
};
use chrono::TimeDelta;
use http::HeaderMap;
use shared::{
    booking::{BookingDetails, BookingStatus, CancelRequest, Cancellation},
    problem::ProblemCode,
    validation,
};

/// A second try is worth it when the first broke off soon, not when somebody has waited for longer than this.
const SECOND_TRY_WITHIN: TimeDelta = TimeDelta::seconds(4);
/// How long to look whether a try that broke off has canceled.
const LOOKING: TimeDelta = TimeDelta::seconds(4);

/// Answers `POST /v1/bookings/{id}/cancel`.
///
/// 1. Whoever asks must hold the booking's token, and the reason must be one that Calendly takes.
/// 2. What is canceled already is answered as such: asking twice does no harm.
/// 3. An event that others share, or that has begun, is left alone.
/// 4. Calendly is asked to cancel; whatever it answers but success, the event is looked at before anything is decided.
/// 5. The windows around the time are dropped, for it is free again.
pub(crate) async fn cancel<P: Platform>(
    context: &Context<P>,
    headers: &HeaderMap,
    id: &str,
    request: &CancelRequest,
) -> Result<BookingDetails, ApiError> {
    // (1)
    let claims = access::manage(context, headers, id).await?;
    let errors = validation::check_cancellation(request);
    if !errors.is_empty() {
        return Err(ApiError::Fields(errors));
    }
    let client = context.calendly()?;
    let mut found = manage::find(context, &client, claims).await?;
    // (2)
    if found.known().status() == BookingStatus::Canceled {
        return Ok(found.details(context).await);
    }
    // (3)
    if found.event.start <= context.app.platform.now() {
        return Err(ApiError::Plain(ProblemCode::BookingStarted));
    }
    let page = found.invitee.cancel_url.clone();
    if found.event.is_shared {
        return Err(ApiError::Plain(ProblemCode::CancelAtCalendly).with_page(page));
    }
    // (4)
    let reason = found.known().wording().reason(request.reason.as_deref());
    let cancellation = attempt(context, &client, &found, &reason).await.map_err(|error| match error {
        ApiError::Plain(ProblemCode::BookingStarted | ProblemCode::BookingNotFound) => error,
        error => error.with_page(page),
    })?;
    // (5)
    slots::forget_around(context, found.event.start).await;
    Records::new(&context.app.platform, &context.app.settings)
        .changed(&found.claims.booking, Change::Canceled);
    found.event.status = BookingStatus::Canceled;
    found.invitee.status = BookingStatus::Canceled;
    found.invitee.cancellation = cancellation;
    Ok(found.details(context).await)
}

/// Cancels, in two tries at most. `Ok` means that the event is canceled.
async fn attempt<P: Platform>(
    context: &Context<P>,
    client: &Client<P>,
    found: &Found,
    reason: &str,
) -> Result<Option<Cancellation>, ApiError> {
    let platform = &context.app.platform;
    let event = &found.event.uri;
    let second_try_until = platform.now() + SECOND_TRY_WITHIN;
    let mut may_try_again = true;
    loop {
        let error = match client.cancel(event, reason).await {
            Ok(cancellation) => return Ok(Some(cancellation)),
            Err(CalendlyError::NotFound) => return Err(ApiError::Plain(ProblemCode::BookingNotFound)),
            Err(CalendlyError::Unauthenticated) => return Err(CalendlyError::Unauthenticated.into()),
            Err(error) => error,
        };
        // Also after a clear no: that the event is canceled or has begun is told by the same status as that the token
        // may not cancel it.
        match client.scheduled_event_within(event, LOOKING).await {
            Ok(now) if now.status == BookingStatus::Canceled => return Ok(now.cancellation),
            Ok(now) if now.start <= platform.now() => {
                return Err(ApiError::Plain(ProblemCode::BookingStarted));
            }
            Ok(_) if error.leaves_doubt() && may_try_again && platform.now() < second_try_until => {
                may_try_again = false;
            }
            Err(_) if error.leaves_doubt() => {
                return Err(ApiError::Plain(ProblemCode::CancellationUnconfirmed));
            }
            Ok(_) | Err(_) => return Err(refusal(error)),
        }
    }
}

/// Cancels an event whose place a new booking has taken. `Ok` means that it is canceled, or gone.
pub(crate) async fn cancel_event<P: Platform>(
    context: &Context<P>,
    event: &str,
    reason: &str,
) -> Result<(), ApiError> {
    let client = context.calendly()?;
    let error = match client.cancel(event, reason).await {
        Ok(_) | Err(CalendlyError::NotFound) => return Ok(()),
        Err(error) => error,
    };
    match client.scheduled_event_within(event, LOOKING).await {
        Ok(now) if now.status == BookingStatus::Canceled => Ok(()),
        Ok(_) | Err(_) => Err(error.into()),
    }
}

/// Whether an event is canceled, or gone. Not knowing counts as no.
pub(crate) async fn is_canceled<P: Platform>(context: &Context<P>, event: &str) -> bool {
    let Ok(client) = context.calendly() else { return false };
    match client.scheduled_event_within(event, LOOKING).await {
        Ok(now) => now.status == BookingStatus::Canceled,
        Err(error) => error == CalendlyError::NotFound,
    }
}

/// Calendly has not canceled. What it does not let us do, its own page can.
fn refusal(error: CalendlyError) -> ApiError {
    match error {
        CalendlyError::Forbidden | CalendlyError::Rejected(_) => {
            ApiError::Plain(ProblemCode::CancelAtCalendly)
        }
        error => error.into(),
    }
}
