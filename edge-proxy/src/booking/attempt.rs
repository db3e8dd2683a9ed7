//! One attempt to book, in the order of the steps that the documentation lists. The desk runs it, and lets no
//! two run at one start at the same time.

use super::{confirm, doubt::Unbooked, refused};
use crate::{
    calendly::{BookedInvitee, CalendlyError, Client, NewInvitee, Refusal},
    catalogue::{self, Catalogue, Offer},
    context::Context,
    desk::Held,
    error::ApiError,
    guard, links,
    platform::Platform,
    slots,
};
use chrono::{DateTime, Utc};
use shared::{
    booking::{BookingRequest, BookingResponse, LinkReason},
    config::BookingMode,
    problem::ProblemCode,
    validation,
};
use std::sync::{Arc, OnceLock, atomic::AtomicBool};

/// What the desk knows of an attempt.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// The instant that the request's start names.
    pub(crate) start: DateTime<Utc>,
    /// When the attempt began, if it was cut short and nobody knows how far it came.
    pub(crate) resumed: Option<DateTime<Utc>>,
    /// Whether somebody else's attempt at this start has just ended, so that the time may well be gone.
    pub(crate) is_second: bool,
    /// Seats at the start that other visitors hold.
    pub(crate) held_by_others: u32,
    /// Starts of the event type that visitors hold, and until when.
    pub(crate) holds: Vec<Held>,
    /// Bookings at this start that other attempts have reported.
    pub(crate) reported: Vec<String>,
    /// Whether another booking is moved, which a link cannot do.
    pub(crate) is_move: bool,
    /// Whether that one is gone already, so that there is nothing to move any more.
    pub(crate) is_gone: bool,
}

/// What came of an attempt.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) answer: Result<BookingResponse, ApiError>,
    /// Calendly's URI of the event, which the answer does not hold.
    pub(crate) event_uri: Option<String>,
    /// Whether Calendly was asked to book and broke off, so that a booking may still turn up.
    pub(crate) is_in_doubt: bool,
}

/// Everything an attempt needs.
pub(super) struct Attempt<'a, P> {
    pub(super) context: &'a Context<P>,
    pub(super) client: Client<P>,
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) offer: Offer,
    pub(super) request: &'a BookingRequest,
    pub(super) plan: &'a Plan,
    /// When Calendly may first have been asked to make this booking.
    pub(super) began: DateTime<Utc>,
    /// Whether Calendly broke off while booking.
    pub(super) doubted: AtomicBool,
    /// How it may be made.
    mode: BookingMode,
    /// Calendly's URI of the event, once there is one.
    event_uri: OnceLock<String>,
}

/// Books.
///
/// 1. An attempt that was cut short first looks whether it had booked.
/// 2. A seat that other visitors hold is not taken from them, and a time that somebody has just taken is not asked for.
/// 3. Where direct booking is possible, Calendly is asked to book.
/// 4. A refusal becomes `slot-taken`, a field error, or a link, by what it says.
/// 5. After silence or a failure, Calendly is asked whether it booked before anything else is done.
/// 6. The windows around a time that was booked are dropped.
pub(crate) async fn attempt<P: Platform>(
    context: &Context<P>,
    request: &BookingRequest,
    plan: &Plan,
) -> Made {
    match begin(context, request, plan).await {
        Err(error) => Made { answer: Err(error), event_uri: None, is_in_doubt: false },
        Ok(attempt) => {
            let answer = attempt.run().await.map_err(|error| attempt.with_way_on(error));
            // (6)
            if matches!(answer, Ok(BookingResponse::Confirmed { .. })) {
                slots::forget_around(context, plan.start).await;
            }
            let is_in_doubt = attempt.doubted.into_inner();
            Made { answer, event_uri: attempt.event_uri.into_inner(), is_in_doubt }
        }
    }
}

/// What an attempt that was cut short has booked, if it has. Nothing is booked here.
pub(crate) async fn find<P: Platform>(
    context: &Context<P>,
    request: &BookingRequest,
    plan: &Plan,
) -> Result<Option<Made>, ApiError> {
    let attempt = begin(context, request, plan).await?;
    let Some(invitee) = attempt.look_up().await? else { return Ok(None) };
    let answer = Ok(attempt.confirm(invitee).await);
    slots::forget_around(context, plan.start).await;
    Ok(Some(Made { answer, event_uri: attempt.event_uri.into_inner(), is_in_doubt: false }))
}

async fn begin<'a, P: Platform>(
    context: &'a Context<P>,
    request: &'a BookingRequest,
    plan: &'a Plan,
) -> Result<Attempt<'a, P>, ApiError> {
    let (catalogue, offer) = catalogue::find(context, &request.event_type).await?;
    // The desk knows best what is held; alternatives are offered by what the memory knows.
    context.app.memory.keep_holds(&offer.uri, plan.holds.clone());
    Ok(Attempt {
        context,
        client: context.calendly()?,
        catalogue,
        offer,
        request,
        plan,
        began: plan.resumed.unwrap_or_else(|| context.app.platform.now()),
        doubted: AtomicBool::new(plan.resumed.is_some()),
        mode: if plan.is_move { BookingMode::Direct } else { context.app.settings.booking_mode },
        event_uri: OnceLock::new(),
    })
}

impl<P: Platform> Attempt<'_, P> {
    async fn run(&self) -> Result<BookingResponse, ApiError> {
        // (1)
        if self.plan.resumed.is_some() {
            match self.look_up_again().await {
                Ok(Some(invitee)) => return Ok(self.confirm(invitee).await),
                Ok(None) if self.plan.is_gone => return Err(ApiError::Plain(ProblemCode::BookingCanceled)),
                Ok(None) => {}
                Err(_) => return Err(ApiError::Plain(ProblemCode::BookingUnconfirmed)),
            }
        }
        // (2)
        if !self.is_left_over().await {
            return Err(self.alternatives().await);
        }
        if self.mode == BookingMode::Link {
            return self.link_if_free(LinkReason::Requested).await;
        }
        if self.offer.event_type.is_paid {
            return match self.mode {
                BookingMode::Auto => self.link_if_free(LinkReason::PaymentRequired).await,
                // Booked directly it would be a gift.
                _ => Err(ApiError::Plain(ProblemCode::DirectBookingUnavailable)),
            };
        }
        // (3)
        let location = validation::location::resolve(&self.offer.event_type, self.request.location.as_ref())
            .map_err(|error| ApiError::Fields(vec![error]))?;
        if location.as_ref().is_some_and(|place| !place.can_be_named()) {
            return self.otherwise(CalendlyError::Forbidden).await;
        }
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
            self.plan.start,
            invitee,
        )
        .await
    }

    /// The same error, with Calendly's own page where that is all that is left.
    fn with_way_on(&self, error: ApiError) -> ApiError {
        match error {
            ApiError::Calendly(_) | ApiError::Plain(ProblemCode::DirectBookingUnavailable) => {
                error.with_page(Some(self.offer.event_type.scheduling_url.clone()))
            }
            error => error,
        }
    }

    /// (4) Calendly understood the request and said no.
    async fn refused(&self, refusal: Refusal) -> Result<BookingResponse, ApiError> {
        if let Some(error) = refused::field(&refusal, self.request) {
            // Our own check had passed: what we know of the event type is out of date.
            catalogue::refresh(self.context);
            return Err(ApiError::Fields(vec![error]));
        }
        if refusal == Refusal::SlotTaken {
            return Err(self.slot_taken().await);
        }
        if self.is_gone().await {
            return Err(self.alternatives().await);
        }
        self.otherwise(CalendlyError::Failed(400)).await
    }

    /// Direct booking did not work and surely booked nothing: a link, where the settings allow it.
    async fn otherwise(&self, error: CalendlyError) -> Result<BookingResponse, ApiError> {
        let is_direct_only = self.mode == BookingMode::Direct;
        let reason = match error {
            CalendlyError::Unauthenticated => return Err(error.into()),
            // Either the event type is gone or the time is.
            CalendlyError::NotFound if self.is_gone().await => return Err(self.alternatives().await),
            CalendlyError::NotFound => {
                catalogue::refresh(self.context);
                return Err(error.into());
            }
            // Where the day's bookings are used up, waiting is of no use to whoever wants to move one.
            CalendlyError::RateLimited { .. } if self.plan.is_move => {
                return Err(ApiError::Plain(ProblemCode::DirectBookingUnavailable));
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
        if slots::is_offered(self.context, &self.catalogue, &self.offer, self.plan.start).await {
            self.link(reason).await
        } else {
            Err(self.slot_taken().await)
        }
    }

    async fn link(&self, reason: LinkReason) -> Result<BookingResponse, ApiError> {
        guard::mint(self.context, &self.offer.event_type).await?;
        let wishes = links::Wishes::of_booking(self.request, self.plan.start);
        Ok(BookingResponse::Link(links::mint(&self.client, &self.offer, wishes, reason).await?))
    }
}
