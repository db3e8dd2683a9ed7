//! What the flow knows while a visitor looks for a time: the session, the event type, the times.

use super::{
    event::{Effect, RequestId},
    holding::Hold,
    zoning::Place,
};
use crate::core::{
    form::{Form, Known},
    message::Failure,
    month::Month,
    options::Options,
    slots::{FreeTime, Timetable, without},
    zones::{Picker, Zone},
};
use chrono::{DateTime, Utc};
use shared::{
    booking::BookingRequest,
    config::Config,
    day::Day,
    event_type::EventType,
    slots::{DayRange, SlotsResponse},
};
use std::sync::Arc;

/// How long the edge needs to fetch times anew, in milliseconds, most of the time.
const REFRESH_PAUSE: i32 = 2000;

/// How far a visitor can page: further than Calendly's calendars are open.
const MONTHS_AHEAD: i32 = 24;
/// When fewer days than this are left in the month, or none of them is free, the next month is asked for
/// as well. Never more: every month costs the owner's Calendly account requests.
const PREFETCH_DAYS: i64 = 10;

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
    /// Whether the visitor may choose among event types: several are on offer and the page names none.
    pub fn has_choice(&self) -> bool {
        self.options.event_type.is_none() && self.config.event_types.len() > 1
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

/// One range that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    pub(super) range: DayRange,
    pub(super) state: AskedState,
}

/// How a request for a range stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum AskedState {
    Pending(RequestId),
    Answered,
    /// Answered, and asked for once more because the answer was old.
    Renewed(RequestId),
    Failed(Failure),
}

/// A visitor who looks through the times.
#[derive(Clone, Debug, PartialEq)]
pub struct Browse {
    pub timetable: Timetable,
    pub month: Month,
    /// The day that a Tab into the calendar reaches.
    pub focused: Day,
    pub day: Option<Day>,
    /// Chosen, but not yet confirmed by Next.
    pub time: Option<FreeTime>,
    /// Offered because the time before was taken; empty otherwise.
    pub alternatives: Vec<FreeTime>,
    /// Whether a time has just turned out to be taken.
    pub was_taken: bool,
    /// Whether the month is open where space is short.
    pub month_is_open: bool,
    pub(super) asked: Vec<Asked>,
}

impl Browse {
    /// What a visitor sees first: the month, the day and the times of the first free time.
    pub(super) fn new(answer: SlotsResponse, now: DateTime<Utc>) -> Self {
        let range = answer.range;
        let timetable = Timetable::new(answer);
        let today = timetable.today(now);
        let first = timetable.upcoming(now).next().map(FreeTime::day);
        let focused = first.unwrap_or(today);
        Self {
            month: Month::of(focused),
            timetable,
            focused,
            day: first,
            time: None,
            alternatives: Vec::new(),
            was_taken: false,
            month_is_open: false,
            asked: vec![Asked { range, state: AskedState::Answered }],
        }
    }

    /// The days a visitor can reach.
    pub fn bounds(&self, now: DateTime<Utc>) -> DayRange {
        let today = self.timetable.today(now);
        DayRange { from: today, to: Month::of(today).plus(MONTHS_AHEAD).last() }
    }

    /// The days of the month in view that lie ahead.
    pub fn view(&self, now: DateTime<Utc>) -> DayRange {
        let today = self.timetable.today(now);
        DayRange { from: self.month.first().max(today), to: self.month.last() }
    }

    /// Whether an answer about a day in view is still on its way.
    pub fn is_loading(&self, now: DateTime<Utc>) -> bool {
        self.in_view(now).any(|asked| matches!(asked.state, AskedState::Pending(_)))
    }

    /// Why a part of the days in view could not be had.
    pub fn failure(&self, now: DateTime<Utc>) -> Option<&Failure> {
        self.in_view(now).find_map(|asked| match &asked.state {
            AskedState::Failed(failure) => Some(failure),
            AskedState::Pending(_) | AskedState::Answered | AskedState::Renewed(_) => None,
        })
    }

    /// Whether days in view are missing from an answer that came.
    pub fn is_partial(&self, now: DateTime<Utc>) -> bool {
        let view = self.view(now);
        let answered: Vec<DayRange> = self
            .asked
            .iter()
            .filter(|asked| matches!(asked.state, AskedState::Answered | AskedState::Renewed(_)))
            .map(|asked| asked.range)
            .collect();
        let steps = 0..=view.from.days_until(view.to);
        steps.map(|step| view.from.plus(step)).any(|day| {
            answered.iter().any(|range| crate::core::slots::contains(*range, day))
                && !self.timetable.knows(day)
        })
    }

    fn in_view(&self, now: DateTime<Utc>) -> impl Iterator<Item = &Asked> {
        let view = self.view(now);
        self.asked.iter().filter(move |asked| asked.range.from <= view.to && view.from <= asked.range.to)
    }

    /// Shows the month of `day`, within the bounds.
    pub(super) fn show(&mut self, day: Day, now: DateTime<Utc>) {
        let bounds = self.bounds(now);
        self.focused = day.min(bounds.to).max(bounds.from);
        self.month = Month::of(self.focused);
    }

    /// Forgets that something failed or was left out, so that it is asked for again.
    pub(super) fn ask_again(&mut self) {
        let known: Vec<DayRange> = self.asked.iter().map(|asked| asked.range).collect();
        self.asked.retain(|asked| !matches!(asked.state, AskedState::Failed(_)));
        for range in known {
            let days = (0..=range.from.days_until(range.to)).map(|step| range.from.plus(step));
            if days.into_iter().any(|day| !self.timetable.knows(day)) {
                self.asked
                    .retain(|asked| asked.range != range || matches!(asked.state, AskedState::Pending(_)));
            }
        }
    }

    /// The ranges to ask for, so that the days in view, and soon the next ones, are known.
    fn gaps(&self, now: DateTime<Utc>) -> Vec<DayRange> {
        let view = self.view(now);
        let asked: Vec<DayRange> = self.asked.iter().map(|asked| asked.range).collect();
        let is_near_end = view.from.days_until(view.to) < PREFETCH_DAYS;
        let is_empty = !self.timetable.upcoming(now).any(|time| self.month.contains(time.day()));
        let to = if is_near_end || is_empty { self.month.plus(1).last() } else { view.to };
        without(DayRange { from: view.from, to }, &asked)
    }
}

impl Visit {
    /// Asks for what the month in view lacks.
    pub(super) fn fill_gaps(&mut self, now: DateTime<Utc>) -> Vec<Effect> {
        let Times::Known(browse) = &self.times else { return Vec::new() };
        let gaps = browse.gaps(now);
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

    /// Asks again for the month in view, because it has changed.
    pub(super) fn refresh(&mut self, now: DateTime<Utc>) -> Vec<Effect> {
        let Times::Known(browse) = &self.times else { return Vec::new() };
        let view = browse.view(now);
        vec![self.fetch(view)]
    }
}
