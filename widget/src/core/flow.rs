//! The conversation with the visitor, as states that exclude each other, and the one function that moves
//! from one to the next.
//!
//! Knows no view and no browser: it is told what happened and says what should be done.

mod arriving;
mod booking;
mod browse;
mod choosing;
mod connection;
pub mod event;
mod handover;
pub mod holding;
mod moving;
mod onward;
mod prefilling;
#[cfg(test)]
pub mod samples;
mod standing;
mod starting;
mod taken;
mod telling;
pub mod visit;
mod zoning;

pub use browse::Browse;
pub use event::{Access, Announcement, Effect, Event, HostEvent, Key, RequestId, Target, Wish};
pub use handover::{BookedTime, Frame, Handover};
pub use holding::Hold;
pub use standing::{Care, Standing};
pub use visit::{Session, Times, Visit};
pub use zoning::Place;

use crate::core::{message::Failure, options::Options, slots::FreeTime};
use chrono::{DateTime, Utc};
use shared::slots::SlotsResponse;

/// Where the conversation is.
#[derive(Clone, Debug, PartialEq)]
pub enum Flow {
    /// What is on offer is not known yet.
    Starting(Box<Starting>),
    /// What is on offer could not be had, or is nothing.
    Stuck(Box<Stuck>),
    /// There is only Calendly's own page.
    Elsewhere(Elsewhere),
    /// Which of several event types?
    ChoosingType(Box<Session>),
    /// Which time?
    ChoosingTime(Box<Visit>),
    /// Who comes? The chosen time, and what went wrong with the last attempt.
    FillingIn(Box<Visit>, Box<FreeTime>, Option<Failure>),
    /// The booking is on its way.
    Sending(Box<Visit>, Box<FreeTime>, RequestId),
    /// Booked.
    Confirmed(Box<Visit>, Box<Standing>, Care),
    /// Which other time? What went wrong with the last one.
    ChoosingAnother(Box<Visit>, Box<Standing>, Option<Failure>),
    /// The booking is being moved to that time.
    Moving(Box<Visit>, Box<Standing>, Box<FreeTime>, RequestId),
    /// Booked, and canceled again.
    Canceled(Box<Visit>, Box<Standing>),
    /// To be finished on Calendly's page.
    Linked(Box<Visit>, Box<FreeTime>, Box<Handover>),
    /// Booked on Calendly's page.
    BookedThere(Box<Visit>, Box<FreeTime>, BookedTime),
}

/// What is known before anything has arrived.
#[derive(Clone, Debug, PartialEq)]
pub struct Starting {
    pub options: Options,
    config_request: RequestId,
    /// The first times are asked for together with the configuration when the event type is known.
    slots_request: Option<RequestId>,
    early_slots: Option<Result<SlotsResponse, Failure>>,
}

/// Why there is nothing to show.
#[derive(Clone, Debug, PartialEq)]
pub struct Stuck {
    pub reason: StuckReason,
    options: Options,
    last_request: RequestId,
}

/// Why there is nothing to show.
#[derive(Clone, Debug, PartialEq)]
pub enum StuckReason {
    Failed(Failure),
    /// No event type at all; Calendly's own page may be the way on.
    NothingOnOffer(Option<String>),
    /// The markup names an event type that is not on offer; the same way on.
    NoSuchEventType(Option<String>),
}

/// Calendly's own page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elsewhere {
    pub url: String,
    pub host_name: Option<String>,
}

impl Flow {
    /// The first state, and what to ask for.
    pub fn start(options: Options) -> (Self, Vec<Effect>) {
        starting::start(options, RequestId(0))
    }

    /// Moves on. What does not fit the state changes nothing, above all a late answer to a request that
    /// nobody waits for any more.
    ///
    /// | from | event | to |
    /// |---|---|---|
    /// | `Starting` | configuration | `ChoosingType`, `ChoosingTime`, `Elsewhere` or `Stuck` |
    /// | `Stuck` | retry | `Starting` |
    /// | `ChoosingType` | card | `ChoosingTime` |
    /// | `ChoosingTime` | times, months, keys, days, a time | `ChoosingTime` |
    /// | `ChoosingTime` | another arrangement, more days, another length, another zone | `ChoosingTime` |
    /// | `ChoosingTime` | Next, or a time nearby after one was taken | `FillingIn` |
    /// | `ChoosingTime` | all meetings | `ChoosingType` |
    /// | `FillingIn` | edits, sending with errors, or what becomes of the hold | `FillingIn` |
    /// | `FillingIn` | sending without errors | `Sending` |
    /// | `FillingIn`, `Linked` | change time | `ChoosingTime` |
    /// | `Sending` | booked | `Confirmed` |
    /// | `Sending` | a link | `Linked` |
    /// | `Linked` | its frame opens, speaks, is silent, blocked or closed | `Linked` |
    /// | `Linked` | Calendly's page says that it has booked | `BookedThere` |
    /// | `FillingIn`, `Sending` | taken | `ChoosingTime` with times nearby |
    /// | `Sending` | any other failure | `FillingIn` |
    /// | `Confirmed` | its conference's link, doubts, keeping it | `Confirmed` |
    /// | `Confirmed` | canceled | `Canceled` |
    /// | `Confirmed` | another time is wanted | `ChoosingAnother` |
    /// | `ChoosingAnother` | times, months, keys, days, a time, another arrangement, more days | `ChoosingAnother` |
    /// | `ChoosingAnother` | keeping it | `Confirmed` |
    /// | `ChoosingAnother` | Move | `Moving` |
    /// | `Moving` | moved, or it cannot be moved here | `Confirmed` |
    /// | `Moving` | any other failure | `ChoosingAnother` |
    /// | `Canceled` | another time | `ChoosingTime` |
    /// | any of a visit in which no times are shown | times that were asked for before | the same |
    /// | any | something is known of the visitor, the connection is lost | the same |
    /// | `Stuck`, `ChoosingTime`, `ChoosingAnother` | the connection is back | as after a retry |
    pub fn step(mut self, event: Event, now: DateTime<Utc>) -> (Self, Vec<Effect>) {
        match event {
            Event::Prefilled(known) => return prefilling::step(self, known, now),
            Event::WentOffline | Event::CameBack => {
                return connection::step(self, event == Event::WentOffline, now);
            }
            Event::SlotsArrived(request, answer) if self.has_turned_away() => {
                let visit = self.visit_mut();
                let effects = visit
                    .map(|visit| arriving::arrived_behind(visit, request, answer, now))
                    .unwrap_or_default();
                return (self, effects);
            }
            _ => {}
        }
        if let Some(effects) = onward::step(&mut self, &event) {
            return (self, effects);
        }
        if let Some(effect) = holding::come_late(&self, &event) {
            return (self, vec![effect]);
        }
        match self {
            Self::Starting(starting) => starting::step(starting, event, now),
            Self::Stuck(stuck) => match event {
                Event::Retried => starting::start(stuck.options, stuck.last_request),
                _ => (Self::Stuck(stuck), Vec::new()),
            },
            Self::Elsewhere(elsewhere) => (Self::Elsewhere(elsewhere), Vec::new()),
            Self::ChoosingType(session) => choosing::step_types(session, event),
            Self::ChoosingTime(visit) => choosing::step_times(visit, event, now),
            Self::FillingIn(visit, time, trouble) => booking::step_form(visit, time, trouble, event, now),
            Self::Sending(visit, time, request) => booking::step_sending(visit, time, request, event, now),
            Self::Confirmed(visit, standing, care) => standing::step(visit, standing, care, event, now),
            Self::ChoosingAnother(visit, standing, failure) => {
                moving::step_another(visit, standing, failure, event, now)
            }
            Self::Moving(visit, standing, time, request) => {
                moving::step_moving(visit, standing, time, request, event, now)
            }
            Self::Canceled(visit, _) if matches!(event, Event::TimesAsked) => choosing::again(visit, now),
            over @ (Self::Canceled(..) | Self::BookedThere(..)) => (over, Vec::new()),
            Self::Linked(visit, time, handover) => handover::step(visit, time, handover, event, now),
        }
    }

    /// The session, once there is one.
    pub fn session(&self) -> Option<&Session> {
        match self {
            Self::ChoosingType(session) => Some(session),
            _ => self.visit().map(|visit| &visit.session),
        }
    }

    fn session_mut(&mut self) -> Option<&mut Session> {
        match self {
            Self::ChoosingType(session) => Some(session),
            _ => self.visit_mut().map(|visit| &mut visit.session),
        }
    }

    /// Whether the visitor is busy with something else than the times.
    fn has_turned_away(&self) -> bool {
        self.visit().is_some() && !matches!(self, Self::ChoosingTime(_) | Self::ChoosingAnother(..))
    }

    fn visit_mut(&mut self) -> Option<&mut Visit> {
        match self {
            Self::ChoosingTime(visit)
            | Self::FillingIn(visit, ..)
            | Self::Sending(visit, ..)
            | Self::Confirmed(visit, ..)
            | Self::ChoosingAnother(visit, ..)
            | Self::Moving(visit, ..)
            | Self::Canceled(visit, ..)
            | Self::Linked(visit, ..)
            | Self::BookedThere(visit, ..) => Some(visit),
            Self::Starting(_) | Self::Stuck(_) | Self::Elsewhere(_) | Self::ChoosingType(_) => None,
        }
    }

    /// The visit, once an event type is looked at.
    pub fn visit(&self) -> Option<&Visit> {
        match self {
            Self::ChoosingTime(visit)
            | Self::FillingIn(visit, ..)
            | Self::Sending(visit, ..)
            | Self::Confirmed(visit, ..)
            | Self::ChoosingAnother(visit, ..)
            | Self::Moving(visit, ..)
            | Self::Canceled(visit, ..)
            | Self::Linked(visit, ..)
            | Self::BookedThere(visit, ..) => Some(visit),
            Self::Starting(_) | Self::Stuck(_) | Self::Elsewhere(_) | Self::ChoosingType(_) => None,
        }
    }

    /// The times that are looked through, while a time is chosen.
    pub fn browse(&self) -> Option<&Browse> {
        match self {
            Self::ChoosingTime(visit) | Self::ChoosingAnother(visit, ..) => match &visit.times {
                Times::Known(browse) => Some(browse),
                Times::Awaited(_) | Times::Failed(_) => None,
            },
            _ => None,
        }
    }

    /// The time that a form, a link or a confirmation is about.
    pub fn chosen(&self) -> Option<&FreeTime> {
        match self {
            Self::FillingIn(_, time, _)
            | Self::Sending(_, time, _)
            | Self::Linked(_, time, _)
            | Self::BookedThere(_, time, _) => Some(time),
            Self::Confirmed(_, standing, _) | Self::Canceled(_, standing) => Some(&standing.time),
            _ => None,
        }
    }
}

impl Default for Flow {
    /// A flow that nothing is known of; it stands in while the real one moves.
    fn default() -> Self {
        Self::Elsewhere(Elsewhere::default())
    }
}

#[cfg(test)]
mod tests;
