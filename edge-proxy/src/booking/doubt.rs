//! Making sure: a booking that Calendly did not answer for is looked for before anything else is done.
//!
//! Calendly knows no idempotency key, so a repeated `POST /invitees` could book twice. Its list of events may lag
//! a moment behind, so that looking once is not enough.

use super::attempt::Attempt;
use crate::{
    calendly::{BookedInvitee, CalendlyError, NewInvitee, Refusal},
    platform::{Platform, TransportError},
};
use chrono::TimeDelta;
use core::time::Duration;
use shared::event_type::Kind;

/// Calendly's clock and ours may differ by this much when we ask whether a booking is ours.
const CLOCK_SKEW: TimeDelta = TimeDelta::minutes(2);
/// When to look again after looking in vain. Longer after silence, for then Calendly may still be at it.
const AFTER_FAILURE: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(1)];
const AFTER_SILENCE: [Duration; 3] = [Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(3)];
/// How often Calendly is asked to book when the first try surely booked nothing.
const TRIES: usize = 2;

/// Why there is no booking to show.
pub(super) enum Unbooked {
    /// There is none, for this reason.
    Surely(CalendlyError),
    /// There may be one.
    Perhaps,
}

impl<P: Platform> Attempt<'_, P> {
    /// Asks Calendly to book, at most twice, and never again while a booking may exist.
    pub(super) async fn book(&self, new: &NewInvitee<'_>) -> Result<BookedInvitee, Unbooked> {
        // In a group event a second try could take a second seat that a lagging list did not show.
        let tries = if self.offer.event_type.kind == Kind::Group { 1 } else { TRIES };
        let mut failures = 0;
        loop {
            let error = match self.client.create_invitee(new).await {
                Ok(invitee) => return Ok(invitee),
                Err(error) => error,
            };
            let is_taken = matches!(&error, CalendlyError::Rejected(rejection) if rejection.refusal() == Refusal::SlotTaken);
            let may_be_ours = is_taken && failures > 0;
            if !error.leaves_doubt() && !may_be_ours {
                return Err(Unbooked::Surely(error));
            }
            // What is taken at the second try may have been taken by the first.
            let found = self.make_sure(&error).await.map_err(|_| Unbooked::Perhaps)?;
            if let Some(invitee) = found {
                return Ok(invitee);
            }
            failures += 1;
            if is_taken || failures >= tries {
                return Err(Unbooked::Surely(error));
            }
        }
    }

    /// Looks until it is found or it is certain enough that there is none.
    async fn make_sure(&self, error: &CalendlyError) -> Result<Option<BookedInvitee>, CalendlyError> {
        let pauses: &[Duration] = match error {
            CalendlyError::Transport(TransportError::TimedOut) => &AFTER_SILENCE,
            _ => &AFTER_FAILURE,
        };
        let mut found = self.look_up().await?;
        for pause in pauses {
            if found.is_some() {
                break;
            }
            self.context.app.platform.sleep(*pause).await;
            found = self.look_up().await?;
        }
        Ok(found)
    }

    /// The booking that this attempt made without our hearing of it.
    pub(super) async fn look_up(&self) -> Result<Option<BookedInvitee>, CalendlyError> {
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
}
