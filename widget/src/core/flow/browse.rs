//! Where a visitor is in the free times: which days are in view, in which arrangement, and what must be asked for so
//! that they are known. It asks nobody itself.

use super::event::RequestId;
use crate::core::{
    message::Failure,
    month::{Month, start_of_week},
    options::{Arrangement, Options},
    slots::{FreeTime, Timetable, contains, without},
};
use chrono::{DateTime, Utc, Weekday};
use shared::{
    day::Day,
    slots::{DayRange, SlotsResponse},
};

/// How far a visitor can page: further than Calendly's calendars are open.
const MONTHS_AHEAD: i32 = 24;
/// When fewer days than this are left in the month, or none of them is free, the next month is asked for
/// as well. Never more: every month costs the owner's Calendly account requests.
const PREFETCH_DAYS: i64 = 10;
/// How many days more the list shows at a time.
pub(super) const LISTED: usize = 5;

/// One range that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    pub(super) range: DayRange,
    pub(super) state: AskedState,
}

/// Whether the month after those in view is asked for as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ahead {
    /// When the end is near, or nothing is free.
    IfNear,
    Surely,
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
    pub arrangement: Arrangement,
    week_start: Weekday,
    pub month: Month,
    /// How many days with times the list shows at most, and the last month that it was asked to reach.
    pub listed: usize,
    pub(super) reach: Month,
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
    pub(super) fn new(answer: SlotsResponse, options: &Options, now: DateTime<Utc>) -> Self {
        let range = answer.range;
        let timetable = Timetable::new(answer);
        let today = timetable.today(now);
        let first = timetable.upcoming(now).next().map(FreeTime::day);
        let focused = first.unwrap_or(today);
        let month = Month::of(focused);
        Self {
            timetable,
            arrangement: options.arrangement,
            week_start: options.locale.week_start,
            month,
            listed: LISTED,
            reach: month,
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

    /// The days that are shown together, those behind as well: a month, a week, or for the list everything that
    /// is known without a gap.
    pub fn page(&self) -> DayRange {
        let from = match self.arrangement {
            Arrangement::Week => start_of_week(self.focused, self.week_start),
            Arrangement::Month | Arrangement::List => self.month.first(),
        };
        let mut to = self.reach.last();
        match self.arrangement {
            Arrangement::Month => {}
            Arrangement::Week => to = from.plus(6),
            Arrangement::List => {
                while self.timetable.knows(to.plus(1)) {
                    to = to.plus(1);
                }
            }
        }
        DayRange { from, to }
    }

    /// The days of the page in view that lie ahead.
    pub fn view(&self, now: DateTime<Utc>) -> DayRange {
        let DayRange { from, to } = self.page();
        DayRange { from: from.max(self.timetable.today(now)), to }
    }

    /// The days with free times in a range, ascending.
    pub fn free_days(&self, range: DayRange) -> Vec<Day> {
        let days = (0..=range.from.days_until(range.to)).map(|step| range.from.plus(step));
        days.filter(|day| self.timetable.count(*day) > 0).collect()
    }

    /// Whether there may be more days to list.
    pub fn has_more(&self, now: DateTime<Utc>) -> bool {
        self.page().to < self.bounds(now).to || self.free_days(self.view(now)).len() > self.listed
    }

    /// Whether the times after those in view are asked for already.
    pub fn is_ahead(&self, now: DateTime<Utc>) -> bool {
        let after = match self.arrangement {
            Arrangement::Week => Month::of(self.page().to.plus(1)),
            Arrangement::Month | Arrangement::List => self.month.plus(1),
        };
        after > Month::of(self.bounds(now).to)
            || self.asked.iter().any(|asked| contains(asked.range, after.last()))
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
        steps
            .map(|step| view.from.plus(step))
            .any(|day| answered.iter().any(|range| contains(*range, day)) && !self.timetable.knows(day))
    }

    fn in_view(&self, now: DateTime<Utc>) -> impl Iterator<Item = &Asked> {
        let view = self.view(now);
        self.asked.iter().filter(move |asked| asked.range.from <= view.to && view.from <= asked.range.to)
    }

    /// Turns to the page of `day`, within the bounds.
    pub(super) fn turn(&mut self, day: Day, now: DateTime<Utc>) {
        let bounds = self.bounds(now);
        self.focused = day.min(bounds.to).max(bounds.from);
        self.month = Month::of(self.focused);
        (self.reach, self.listed) = (self.month, LISTED);
    }

    /// Shows `day`. A list that shows it already stays where it is.
    pub(super) fn show(&mut self, day: Day, now: DateTime<Utc>) {
        if self.arrangement == Arrangement::List && contains(self.page(), day) {
            self.focused = day;
        } else {
            self.turn(day, now);
        }
    }

    /// Shows more days of the list.
    pub(super) fn list_more(&mut self, now: DateTime<Utc>) {
        self.listed += LISTED;
        if self.free_days(self.view(now)).len() < self.listed {
            self.reach = self.reach.plus(1).min(Month::of(self.bounds(now).to));
        }
    }

    /// The days to ask for anew when they have changed: whole months, and never more than one answer can hold.
    pub(super) fn current(&self, now: DateTime<Utc>) -> DayRange {
        let view = self.view(now);
        let (from, to) = match self.arrangement {
            Arrangement::List => (Month::of(self.focused), Month::of(self.focused)),
            Arrangement::Month | Arrangement::Week => (Month::of(view.from), Month::of(view.to)),
        };
        DayRange { from: from.first().max(self.timetable.today(now)), to: to.last() }
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

    /// The ranges to ask for, so that the months in view, and soon the next one, are known.
    pub(super) fn gaps(&self, ahead: Ahead, now: DateTime<Utc>) -> Vec<DayRange> {
        let (today, view) = (self.timetable.today(now), self.view(now));
        let asked: Vec<DayRange> = self.asked.iter().map(|asked| asked.range).collect();
        let last = if self.arrangement == Arrangement::Week { Month::of(view.to) } else { self.reach };
        let range = DayRange { from: Month::of(view.from).first().max(today), to: last.last() };
        let wanted = if self.arrangement == Arrangement::List { self.listed } else { 1 };
        let is_near_end = self.focused.max(view.from).days_until(range.to) < PREFETCH_DAYS;
        let is_wanted = ahead == Ahead::Surely || is_near_end || self.free_days(range).len() < wanted;
        let to = if is_wanted { last.plus(1) } else { last }.min(Month::of(self.bounds(now).to));
        without(DayRange { to: to.last(), ..range }, &asked)
    }
}
