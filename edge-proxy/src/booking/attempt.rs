//! One attempt to book, in the order of the steps that the documentation lists.

use super::{confirm, replay, replay::IdempotencyKey};
use crate::{
    calendly::{BookedInvitee, CalendlyError, Client, NewInvitee, Refusal},
    catalogue::{self, Catalogue, Offer},
    context::Context,
    error::ApiError,
    links,
    platform::Platform,
    slots,
    timezones::{self, Zone},
};
use chrono::{DateTime, TimeDelta, Utc};
use shared::{
    booking::{BookingRequest, BookingResponse, LinkReason},
    config::BookingMode,
    instant,
    problem::{FieldCode, FieldError, ProblemCode},
    validation,
};
use std::sync::Arc;

/// Calendly's clock and ours may differ by this much when we ask whether a booking is ours.
const CLOCK_SKEW: TimeDelta = TimeDelta::minutes(2);

/// Everything an attempt needs.
struct Attempt<'a, P> {
    context: &'a Context<P>,
    client: Client<P>,
    catalogue: Arc<Catalogue>,
    offer: Offer,
    request: &'a BookingRequest,
    start: DateTime<Utc>,
    began: DateTime<Utc>,
}

/// Books, or answers as this key was answered before.
///
/// 1. The event type must be on offer and the request valid.
/// 2. A key that was used before gets the same answer, or is refused for another body.
/// 3. Where direct booking is possible, Calendly is asked to book.
/// 4. A refusal becomes `slot-taken`, a field error, or a link, by what it says.
/// 5. After silence or a failure, Calendly is asked whether it booked before anything else is done.
/// 6. The answer is kept under the key, and the windows around the time are dropped.
pub(crate) async fn create<P: Platform>(
    context: &Context<P>,
    key: &IdempotencyKey,
    request: &BookingRequest,
) -> Result<BookingResponse, ApiError> {
    // (1)
    let (catalogue, offer) = catalogue::find(context, &request.event_type).await?;
    let errors = validation::check(request, &offer.event_type, |zone| Zone::find(zone).is_some());
    let errors = timezones::suggest(errors, &request.invitee.timezone);
    let start = match instant::parse(&request.start) {
        Some(start) if errors.is_empty() => start,
        _ => return Err(ApiError::Fields(errors)),
    };
    // (2)
    if let Some(answer) = replay::find(context, key, request).await? {
        return Ok(answer);
    }
    let client = context.calendly()?;
    let began = context.app.platform.now();
    let attempt = Attempt { context, client, catalogue, offer, request, start, began };
    let answer = attempt.run().await?;
    // (6)
    if matches!(answer, BookingResponse::Confirmed { .. }) {
        slots::forget_around(context, start).await;
    }
    replay::keep(context, key, request, &answer).await;
    Ok(answer)
}

impl<P: Platform> Attempt<'_, P> {
    async fn run(&self) -> Result<BookingResponse, ApiError> {
        let mode = self.context.app.settings.booking_mode;
        if mode == BookingMode::Link {
            return self.link_if_free(LinkReason::Requested).await;
        }
        if self.offer.event_type.is_paid && mode == BookingMode::Auto {
            return self.link_if_free(LinkReason::PaymentRequired).await;
        }
        // (3)
        let location = validation::location::resolve(&self.offer.event_type, self.request.location.as_ref())
            .map_err(|error| ApiError::Fields(vec![error]))?;
        let new = NewInvitee {
            event_type_uri: &self.offer.uri,
            event_type: &self.offer.event_type,
            request: self.request,
            location,
        };
        match self.client.create_invitee(&new).await {
            Ok(invitee) => Ok(self.confirm(invitee).await),
            Err(CalendlyError::Rejected(rejection)) => self.refused(rejection.refusal()).await,
            Err(error) if error.leaves_doubt() => self.in_doubt(error).await,
            Err(error) => self.otherwise(error).await,
        }
    }

    async fn confirm(&self, invitee: BookedInvitee) -> BookingResponse {
        confirm::answer(
            self.context,
            &self.client,
            &self.catalogue,
            &self.offer,
            self.request,
            self.start,
            invitee,
        )
        .await
    }

    /// (4) Calendly understood the request and said no.
    async fn refused(&self, refusal: Refusal) -> Result<BookingResponse, ApiError> {
        let field = |pointer: &str, code, detail: &str| {
            Err(ApiError::Fields(vec![FieldError::at(pointer, code, detail)]))
        };
        let answer = match refusal {
            Refusal::SlotTaken => return Err(self.slot_taken().await),
            Refusal::Unclear => {
                // Calendly does not always say that a time is gone, so its list is asked.
                slots::forget_around(self.context, self.start).await;
                if !slots::is_offered(self.context, &self.catalogue, &self.offer, self.start).await {
                    return Err(self.alternatives().await);
                }
                return self.otherwise(CalendlyError::Failed(400)).await;
            }
            Refusal::Location => {
                field("/location", FieldCode::InvalidLocation, "Choose one of the places now on offer.")
            }
            Refusal::RequiredAnswer => field(
                "/answers",
                FieldCode::Required,
                "Answer every required question; the host has changed them.",
            ),
            Refusal::Phone { question } => {
                let index = self.request.answers.iter().position(|answer| answer.question == question);
                let pointer = index.map_or("/answers".to_owned(), |index| format!("/answers/{index}/answer"));
                field(&pointer, FieldCode::InvalidPhone, validation::phone::ADVICE)
            }
            Refusal::Name => field("/invitee/name", FieldCode::Required, "Enter your name."),
            Refusal::Email => field(
                "/invitee/email",
                FieldCode::InvalidEmail,
                "Enter a full e-mail address, like name@example.com.",
            ),
        };
        // Our own check had passed: what we know of the event type is out of date.
        catalogue::refresh(self.context);
        answer
    }

    /// (5) Nobody answered, or not so that it could be understood. Calendly may have booked.
    async fn in_doubt(&self, error: CalendlyError) -> Result<BookingResponse, ApiError> {
        match self.look_up().await {
            Ok(Some(invitee)) => Ok(self.confirm(invitee).await),
            Ok(None) => self.otherwise(error).await,
            Err(_) => Err(ApiError::Plain(ProblemCode::BookingUnconfirmed)),
        }
    }

    /// The booking that this attempt made without our hearing of it.
    async fn look_up(&self) -> Result<Option<BookedInvitee>, CalendlyError> {
        let (user, email) = (&self.catalogue.owner.uri, &self.request.invitee.email);
        let events = self.client.events_of_invitee(user, email, self.start).await?;
        let ours = |event_type: &Option<String>| event_type.as_ref().is_none_or(|uri| *uri == self.offer.uri);
        for event in events.iter().filter(|event| event.start == self.start && ours(&event.event_type)) {
            let invitees = self.client.invitees(&event.uri, email).await?;
            let earliest = self.began - CLOCK_SKEW;
            let booked = invitees
                .into_iter()
                .find(|invitee| invitee.created_at.is_none_or(|created| created >= earliest));
            if booked.is_some() {
                return Ok(booked);
            }
        }
        Ok(None)
    }

    /// Direct booking did not work and surely booked nothing: a link, where the settings allow it.
    async fn otherwise(&self, error: CalendlyError) -> Result<BookingResponse, ApiError> {
        let is_direct_only = self.context.app.settings.booking_mode == BookingMode::Direct;
        let reason = match error {
            CalendlyError::Unauthenticated => return Err(error.into()),
            CalendlyError::NotFound => {
                catalogue::refresh(self.context);
                return Err(error.into());
            }
            CalendlyError::Forbidden if is_direct_only => {
                return Err(ApiError::Plain(ProblemCode::DirectBookingUnavailable));
            }
            error if is_direct_only => return Err(error.into()),
            CalendlyError::Forbidden => LinkReason::DirectBookingRefused,
            CalendlyError::RateLimited { .. } => LinkReason::RateLimited,
            CalendlyError::Transport(_)
            | CalendlyError::Unreadable
            | CalendlyError::Rejected(_)
            | CalendlyError::SpanTooLong
            | CalendlyError::Down { .. }
            | CalendlyError::Failed(_) => LinkReason::CalendlyFailed,
        };
        self.link(reason).await
    }

    async fn link_if_free(&self, reason: LinkReason) -> Result<BookingResponse, ApiError> {
        if slots::is_offered(self.context, &self.catalogue, &self.offer, self.start).await {
            self.link(reason).await
        } else {
            Err(self.slot_taken().await)
        }
    }

    async fn link(&self, reason: LinkReason) -> Result<BookingResponse, ApiError> {
        let wishes = links::Wishes::of_booking(self.request, self.start);
        Ok(BookingResponse::Link(links::mint(&self.client, &self.offer, wishes, reason).await?))
    }

    async fn slot_taken(&self) -> ApiError {
        slots::forget_around(self.context, self.start).await;
        self.alternatives().await
    }

    /// The time is gone; these are free.
    async fn alternatives(&self) -> ApiError {
        let alternatives = slots::alternatives(self.context, &self.catalogue, &self.offer, self.start).await;
        ApiError::SlotTaken { alternatives }
    }
}
