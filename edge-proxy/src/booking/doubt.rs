//! Making sure: a booking that Calendly did not answer for is looked for before anything else is done.
//!
//! Calendly knows no idempotency key, so a repeated `POST /invitees` could book twice. Its list of events may lag
//! a moment behind, so that looking once is not enough.

use super::attempt::Attempt;
use crate::{
    calendly::{BookedInvitee, Calendars, CalendlyError, NewInvitee, Refusal},
    platform::{Platform, TransportError},
};
use chrono::TimeDelta;
use core::{sync::atomic::Ordering, time::Duration};
use shared::event_type::{EventType, Kind, PoolingType};

/// Calendly's clock and ours may differ by this much when we ask whether a booking is ours.
const CLOCK_SKEW: TimeDelta = TimeDelta::minutes(2);
/// When to look again after looking in vain. Longer after silence, for then Calendly may still be at it, and where a
/// second booking would not be refused.
const SHORTLY: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(1)];
const PATIENTLY: [Duration; 3] = [Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(3)];
/// For so long after it began a booking may be missing from Calendly's list.
const LAG: TimeDelta = TimeDelta::minutes(1);
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
        let tries = if takes_another(&self.offer.event_type) { 1 } else { TRIES };
        let mut failures = 0;
        loop {
            let error = match self.client.create_invitee(new).await {
                Ok(invitee) => return Ok(invitee),
                Err(error) => error,
            };
            let is_taken = matches!(&error, CalendlyError::Rejected(rejection) if rejection.refusal() == Refusal::SlotTaken);
            // What is taken at the second try may have been taken by the first, in this attempt or before it was cut short.
            let may_be_ours = is_taken && self.doubted.load(Ordering::Relaxed);
            if !error.leaves_doubt() && !may_be_ours {
                return Err(Unbooked::Surely(error));
            }
            self.doubted.store(true, Ordering::Relaxed);
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
        let is_silence = *error == CalendlyError::Transport(TransportError::TimedOut);
        let is_patient = is_silence || takes_another(&self.offer.event_type);
        self.look_until_found(if is_patient { &PATIENTLY } else { &SHORTLY }).await
    }

    /// Looks whether an attempt that was cut short had booked. Where it had not, Calendly is asked to, which refuses
    /// what is booked already; only where it would not refuse it is one look not enough.
    pub(super) async fn look_up_again(&self) -> Result<Option<BookedInvitee>, CalendlyError> {
        let is_recent = self.context.app.platform.now() < self.began + LAG;
        let is_patient = is_recent && takes_another(&self.offer.event_type);
        self.look_until_found(if is_patient { &PATIENTLY } else { &[] }).await
    }

    async fn look_until_found(&self, pauses: &[Duration]) -> Result<Option<BookedInvitee>, CalendlyError> {
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
        let (start, email) = (self.plan.start, &self.request.invitee.email);
        let events = self.client.events_of_invitee(self.calendars()?, email, start).await?;
        let ours = |event_type: &Option<String>| event_type.as_ref().is_none_or(|uri| *uri == self.offer.uri);
        for event in events.iter().filter(|event| event.start == start && ours(&event.event_type)) {
            let invitees = self.client.invitees(&event.uri, email).await?;
            let booked = invitees.into_iter().find(|invitee| self.is_ours(invitee));
            if booked.is_some() {
                return Ok(booked);
            }
        }
        Ok(None)
    }

    /// Where the event would be listed. What one of several hosts takes stands in that host's calendar.
    fn calendars(&self) -> Result<Calendars<'_>, CalendlyError> {
        let owner = &self.catalogue.owner;
        match (self.offer.event_type.pooling_type, &owner.organization) {
            (None, _) => Ok(Calendars::User(&owner.uri)),
            (Some(_), Some(organization)) => Ok(Calendars::Organization(organization)),
            (Some(_), None) => Err(CalendlyError::Unreadable),
        }
    }

    /// Whether this attempt may have booked somebody who has the right address, start and event type. The same person
    /// may have come by another attempt, or by Calendly's own page.
    fn is_ours(&self, invitee: &BookedInvitee) -> bool {
        let earliest = self.began - CLOCK_SKEW;
        invitee.created_at.is_none_or(|created| created >= earliest)
            && !invitee.is_from_page
            && !self.plan.reported.contains(&invitee.id)
    }
}

/// Whether asking Calendly twice could book twice: another seat of a group event, another host of several. Elsewhere
/// the second booking finds the time taken by the first.
fn takes_another(event_type: &EventType) -> bool {
    let is_shared_out = match event_type.pooling_type {
        None | Some(PoolingType::Collective) => false,
        Some(PoolingType::RoundRobin | PoolingType::MultiPool | PoolingType::Other) => true,
    };
    event_type.kind == Kind::Group || is_shared_out
}
