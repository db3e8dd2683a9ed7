//! What the flow knows while a visitor looks for a time: the session, the event type, and what was asked for.

use super::{
    browse::{Ahead, Asked, AskedState, Browse},
    event::{Effect, RequestId},
    holding::Hold,
    zoning::Place,
};
use crate::core::{
    form::{Form, Known},
    lengths::is_one_meeting,
    message::Failure,
    options::Options,
    zones::{Picker, Zone},
};
use chrono::{DateTime, Utc};
use shared::{booking::BookingRequest, config::Config, event_type::EventType, slots::DayRange};
use std::sync::Arc;

/// How long the edge needs to fetch times anew, in milliseconds, most of the time.
const REFRESH_PAUSE: i32 = 2000;

/// What lasts from the first answer to the end, whichever event type is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    pub options: Options,
    pub config: Config,
    pub form: Form,
    /// The time zones to choose from, once somebody has asked for them.
    pub zones: Option<Arc<[Zone]>>,
    pub picker: Picker,
    /// Whether the browser says that it has no connection.
    pub is_offline: bool,
    pub(super) last_request: RequestId,
}

impl Session {
    /// Whether the visitor may choose among event types: several are on offer, the page does not name one of them, and
    /// they are not one meeting in several lengths.
    pub fn has_choice(&self) -> bool {
        self.options.slug().is_none() && self.config.event_types.len() > 1 && !is_one_meeting(self)
    }

    pub(super) fn next_request(&mut self) -> RequestId {
        self.last_request = RequestId(self.last_request.0 + 1);
        self.last_request
    }
}

/// A visitor in front of one event type.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    pub session: Session,
    pub event_type: EventType,
    /// The zone that is asked for.
    pub zone: String,
    pub times: Times,
    /// Where the visitor was when the zone changed, until its times arrive.
    pub(super) place: Option<Place>,
    /// The last booking that was tried, and whether it may have happened.
    pub(super) last_attempt: Option<(BookingRequest, Doubt)>,
    /// The seat that is kept meanwhile, or was last.
    pub hold: Option<Hold>,
    /// While the visitor, who has booked, is about to be led on: the wait for that.
    pub leaving: Option<RequestId>,
    /// Whether the visitor has begun to fill in the form.
    pub(super) has_begun: bool,
    /// What the address then says.
    pub(super) leads: Vec<Known>,
}

/// Whether an attempt may have booked although no answer said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    Yes,
    No,
}

/// What is known of the free times.
#[derive(Clone, Debug, PartialEq)]
pub enum Times {
    /// The first answer is on its way.
    Awaited(RequestId),
    /// There was no first answer.
    Failed(Failure),
    Known(Box<Browse>),
}

impl Visit {
    /// Asks for what the months in view lack.
    pub(super) fn fill_gaps(&mut self, now: DateTime<Utc>) -> Vec<Effect> {
        self.fill(Ahead::IfNear, now)
    }

    /// Asks for what the months in view and the one after them lack.
    pub(super) fn fill(&mut self, ahead: Ahead, now: DateTime<Utc>) -> Vec<Effect> {
        let Times::Known(browse) = &self.times else { return Vec::new() };
        let gaps = browse.gaps(ahead, now);
        gaps.into_iter().map(|range| self.fetch(range)).collect()
    }

    fn fetch(&mut self, range: DayRange) -> Effect {
        let request = self.session.next_request();
        if let Times::Known(browse) = &mut self.times {
            browse.asked.push(Asked { range, state: AskedState::Pending(request) });
        }
        Effect::FetchSlots {
            request,
            slug: self.event_type.slug.clone(),
            zone: self.zone.clone(),
            range: Some(range),
            pause: 0,
        }
    }

    /// Asks once more, a moment later, for days whose times the edge was only about to fetch anew. What is
    /// shown stays meanwhile.
    pub(super) fn look_again(&mut self, range: DayRange) -> Option<Effect> {
        let request = self.session.next_request();
        let Times::Known(browse) = &mut self.times else { return None };
        let is_this =
            |asked: &&mut Asked| asked.range == range && matches!(asked.state, AskedState::Answered);
        browse.asked.iter_mut().find(is_this)?.state = AskedState::Renewed(request);
        Some(Effect::FetchSlots {
            request,
            slug: self.event_type.slug.clone(),
            zone: self.zone.clone(),
            range: Some(range),
            pause: REFRESH_PAUSE,
        })
    }

    /// Asks for the first times of the event type, or for those of some days, whatever was known.
    pub(super) fn begin(&mut self, range: Option<DayRange>) -> Effect {
        let request = self.session.next_request();
        self.times = Times::Awaited(request);
        Effect::FetchSlots {
            request,
            slug: self.event_type.slug.clone(),
            zone: self.zone.clone(),
            range,
            pause: 0,
        }
    }

    /// Asks for the times in view in another zone or of another length, and notes where the visitor is, to take them
    /// back there when they arrive.
    pub(super) fn begin_there(&mut self, now: DateTime<Utc>) -> Effect {
        if let Times::Known(browse) = &self.times {
            let start = browse.time.as_ref().map(|time| time.start.clone());
            let day = browse.day.unwrap_or(browse.focused);
            self.place = Some(Place { start, day, range: browse.current(now) });
        }
        self.begin(self.place.as_ref().map(|place| place.range))
    }

    /// Asks again for the days in view, because they have changed.
    pub(super) fn refresh(&mut self, now: DateTime<Utc>) -> Vec<Effect> {
        let Times::Known(browse) = &self.times else { return Vec::new() };
        let current = browse.current(now);
        vec![self.fetch(current)]
    }
}
