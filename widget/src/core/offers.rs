//! What is offered beside the days: the next free times, those near one that was taken, and where to look when there
//! are none; and what is said when not all is well.

use crate::{
    core::{
        flow::{Browse, Visit},
        message::{Action, Notice, Tone, notice},
        month::Month,
        options::{Arrangement, HourCycle},
        slots::FreeTime,
        times::clock,
        wording,
    },
    text::{Text, fill},
};
use chrono::{DateTime, Utc};
use shared::day::Day;

/// A time that is offered before anyone looks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    pub start: String,
    /// `Next` or `then`; empty for a time nearby.
    pub lead: &'static str,
    pub when: String,
}

/// The next two free times; the second without its date when it is the same.
pub fn next_free(browse: &Browse, cycle: HourCycle, now: DateTime<Utc>, text: &Text) -> Vec<Chip> {
    let mut before: Option<Day> = None;
    let next = browse.timetable.upcoming(now).take(2);
    next.map(|time| {
        let lead = if before.is_none() { text.next_free } else { text.then_free };
        let clock = clock(time, cycle, text);
        let when = if before == Some(time.day()) { clock } else { date_and_time(time, cycle, text) };
        before = Some(time.day());
        Chip { start: time.start.clone(), lead, when }
    })
    .collect()
}

/// Times near the one that was taken.
pub fn alternatives(browse: &Browse, cycle: HourCycle, text: &Text) -> Vec<Chip> {
    let nearby = browse.alternatives.iter().take(4);
    nearby
        .map(|time| Chip { start: time.start.clone(), lead: "", when: date_and_time(time, cycle, text) })
        .collect()
}

/// `Tue 24 Nov, 10:00`.
pub fn date_and_time(time: &FreeTime, cycle: HourCycle, text: &Text) -> String {
    let date = wording::short_date(time.day(), text);
    fill(text.date_and_time, &[&date, &clock(time, cycle, text)])
}

/// A page without free times, and where to look instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmptyView {
    pub sentence: String,
    /// A day to look at, and the button that goes there.
    pub way_on: Option<(Day, String)>,
}

/// What to say when the days in view have no free times; `None` when they have, or when that is not known.
pub fn empty_view(browse: &Browse, now: DateTime<Utc>, text: &Text) -> Option<EmptyView> {
    let is_unsettled = browse.is_loading(now) || browse.failure(now).is_some() || browse.is_partial(now);
    let page = browse.page();
    let mut upcoming = browse.timetable.upcoming(now).map(FreeTime::day);
    let later = upcoming.find(|day| *day >= page.from);
    if is_unsettled || later.is_some_and(|day| day <= page.to) {
        return None;
    }
    // What comes after is asked for when somebody looks there, so the first that is not known is worth a look.
    let mut next = Month::of(page.to.plus(1));
    while browse.timetable.knows(next.last()) {
        next = next.plus(1);
    }
    let way_on = match later {
        Some(day) => Some((day, fill(text.go_to_next_free, &[&wording::short_date(day, text)]))),
        None if next <= Month::of(browse.bounds(now).to) => {
            Some((next.first(), fill(text.look_in_next_month, &[&wording::month_title(next, text)])))
        }
        None => None,
    };
    let sentence = match browse.arrangement {
        Arrangement::Week => text.no_times_here.to_owned(),
        Arrangement::Month | Arrangement::List => {
            fill(text.no_times_in_month, &[&wording::month_title(browse.month, text)])
        }
    };
    Some(EmptyView { sentence, way_on })
}

/// What stands above the calendar when not all is well.
pub fn trouble(browse: &Browse, now: DateTime<Utc>, text: &Text) -> Option<Notice> {
    let say = |tone, sentence, action| Notice { tone, sentence, action, way_on: None };
    if browse.was_taken {
        return Some(say(Tone::Trouble, text.troubles.taken, Action::None));
    }
    if let Some(failure) = browse.failure(now) {
        return Some(notice(failure, text));
    }
    if browse.is_partial(now) && !browse.is_loading(now) {
        return Some(say(Tone::Hint, text.troubles.partly_missing, Action::Retry));
    }
    browse.timetable.is_stale.then(|| say(Tone::Hint, text.times_may_be_old, Action::None))
}

/// That the browser has no connection, while that is so.
pub fn offline(visit: &Visit, text: &Text) -> Option<Notice> {
    let sentence = text.troubles.offline;
    let hint = Notice { tone: Tone::Hint, sentence, action: Action::None, way_on: None };
    visit.session.is_offline.then_some(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        core::flow::{Event, samples},
        text::en::EN,
    };

    #[test]
    fn the_next_free_times_are_offered_without_saying_a_date_twice() {
        let flow = samples::choosing();
        let chips = next_free(flow.browse().unwrap(), HourCycle::TwentyFour, samples::NOW, &EN);
        let written: Vec<String> = chips.iter().map(|chip| [chip.lead, " ", &chip.when].concat()).collect();
        assert_eq!(written, ["Next Mon 23 Nov, 09:30", "then 11:00"]);
    }

    #[test]
    fn an_empty_month_says_where_to_look_instead() {
        let flow = samples::empty();
        let view = empty_view(flow.browse().unwrap(), samples::NOW, &EN).unwrap();
        assert_eq!(view.sentence, "No free times in November 2026.");
        assert_eq!(view.way_on.unwrap().1, "Look in January 2027", "December is known to be empty too");
        let week = samples::after(flow, [Event::ArrangementChosen(Arrangement::Week)]);
        let view = empty_view(week.browse().unwrap(), samples::NOW, &EN).unwrap();
        assert_eq!(view.sentence, "No free times on these days.");
        assert_eq!(view.way_on.unwrap().0, samples::day("2027-01-01"));
        let later = samples::after(
            samples::choosing(),
            [Event::ArrangementChosen(Arrangement::Week), Event::MonthMoved(1)],
        );
        let view = empty_view(later.browse().unwrap(), samples::NOW, &EN).unwrap();
        assert_eq!(view.way_on.unwrap().1, "Next free day: Mon 7 Dec");
    }
}
