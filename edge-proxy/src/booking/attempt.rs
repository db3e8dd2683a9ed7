//! One attempt to book, in the order of the steps that the documentation lists. The desk runs it, and lets no
//! two run at one start at the same time.

use super::{confirm, doubt::Unbooked};
use crate::{
    calendly::{BookedInvitee, CalendlyError, Client, NewInvitee, Refusal},
    catalogue::{self, Catalogue, Offer},
    context::Context,
    error::ApiError,
    guard, links,
    platform::Platform,
    slots,
};
use chrono::{DateTime, Utc};
use shared::{
    booking::{BookingRequest, BookingResponse, LinkReason},
    config::BookingMode,
    event_type::Kind,
    problem::{FieldCode, FieldError, ProblemCode},
    validation,
};
use std::sync::{Arc, OnceLock};

/// What the desk knows of an attempt.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    /// The instant that the request's start names.
    pub(crate) start: DateTime<Utc>,
    /// When the attempt began, if it was cut short and nobody knows how far it came.
    pub(crate) resumed: Option<DateTime<Utc>>,
    /// Seats at the start that other visitors hold.
    pub(crate) held_by_others: u32,
    /// Whether another booking is moved, which a link cannot do.
    pub(crate) is_move: bool,
}

/// Everything an attempt needs.
pub(super) struct Attempt<'a, P> {
    pub(super) context: &'a Context<P>,
    pub(super) client: Client<P>,
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) offer: Offer,
    pub(super) request: &'a BookingRequest,
    pub(super) start: DateTime<Utc>,
    /// When Calendly may first have been asked to make this booking.
    pub(super) began: DateTime<Utc>,
    /// How it may be made.
    mode: BookingMode,
    /// Calendly's URI of the event, once there is one.
    event_uri: OnceLock<String>,
}

/// Books; gives Calendly's URI of the event beside the answer, which does not hold it.
///
/// 1. An attempt that was cut short first looks whether it had booked.
/// 2. A seat that other visitors hold is not taken from them.
/// 3. Where direct booking is possible, Calendly is asked to book.
/// 4. A refusal becomes `slot-taken`, a field error, or a link, by what it says.
/// 5. After silence or a failure, Calendly is asked whether it booked before anything else is done.
/// 6. The windows around a time that was booked are dropped.
pub(crate) async fn attempt<P: Platform>(
    context: &Context<P>,
    request: &BookingRequest,
    plan: &Plan,
) -> (Result<BookingResponse, ApiError>, Option<String>) {
    match begin(context, request, plan).await {
        Err(error) => (Err(error), None),
        Ok(attempt) => {
            let answer = attempt.run(plan).await;
            // (6)
            if matches!(answer, Ok(BookingResponse::Confirmed { .. })) {
                slots::forget_around(context, plan.start).await;
            }
            (answer, attempt.event_uri.into_inner())
        }
    }
}

async fn begin<'a, P: Platform>(
    context: &'a Context<P>,
    request: &'a BookingRequest,
    plan: &Plan,
) -> Result<Attempt<'a, P>, ApiError> {
    let (catalogue, offer) = catalogue::find(context, &request.event_type).await?;
    let client = context.calendly()?;
    let began = plan.resumed.unwrap_or_else(|| context.app.platform.now());
    let mode = if plan.is_move { BookingMode::Direct } else { context.app.settings.booking_mode };
    let start = plan.start;
    let event_uri = OnceLock::new();
    Ok(Attempt { context, client, catalogue, offer, request, start, began, mode, event_uri })
}

impl<P: Platform> Attempt<'_, P> {
    async fn run(&self, plan: &Plan) -> Result<BookingResponse, ApiError> {
        // (1)
        if plan.resumed.is_some() {
            match self.look_up().await {
                Ok(Some(invitee)) => return Ok(self.confirm(invitee).await),
                Ok(None) => {}
                Err(_) => return Err(ApiError::Plain(ProblemCode::BookingUnconfirmed)),
            }
        }
        // (2) How many seats a group event has left only Calendly knows; it refuses what is too many.
        if plan.held_by_others > 0 && self.offer.event_type.kind != Kind::Group {
            return Err(self.alternatives().await);
        }
        if self.mode == BookingMode::Link {
            return self.link_if_free(LinkReason::Requested).await;
        }
        if self.offer.event_type.is_paid && self.mode == BookingMode::Auto {
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
        match self.book(&new).await {
            Ok(invitee) => Ok(self.confirm(invitee).await),
            Err(Unbooked::Surely(CalendlyError::Rejected(rejection))) => {
                self.refused(rejection.refusal()).await
            }
            Err(Unbooked::Surely(error)) => self.otherwise(error).await,
            // (5)
            Err(Unbooked::Perhaps) => Err(ApiError::Plain(ProblemCode::BookingUnconfirmed)),
        }
    }

    async fn confirm(&self, invitee: BookedInvitee) -> BookingResponse {
        let _ = self.event_uri.set(invitee.event.clone());
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

    /// Direct booking did not work and surely booked nothing: a link, where the settings allow it.
    async fn otherwise(&self, error: CalendlyError) -> Result<BookingResponse, ApiError> {
        let is_direct_only = self.mode == BookingMode::Direct;
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
        self.link_if_free(reason).await
    }

    async fn link_if_free(&self, reason: LinkReason) -> Result<BookingResponse, ApiError> {
        if slots::is_offered(self.context, &self.catalogue, &self.offer, self.start).await {
            self.link(reason).await
        } else {
            Err(self.slot_taken().await)
        }
    }

    async fn link(&self, reason: LinkReason) -> Result<BookingResponse, ApiError> {
        guard::mint(self.context, &self.offer.event_type).await?;
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
