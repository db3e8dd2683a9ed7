//! The times of the chosen day, the next free ones and what to say when there are none.

use crate::{
    core::{
        flow::Browse,
        message::{Action, Notice, Tone, notice},
        month::Month,
        options::HourCycle,
        slots::FreeTime,
        wording,
    },
    text::{Text, fill},
};
use chrono::{DateTime, NaiveDateTime, Timelike, Utc};
use shared::day::Day;

/// A time's button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeView {
    pub start: String,
    pub clock: String,
    /// How many seats are left, where several invitees share a slot.
    pub seats: Option<String>,
    pub is_chosen: bool,
    /// What goes on with it: the words on the button beside it, and its name.
    pub next: &'static str,
    pub next_label: String,
    pub is_waiting: bool,
}

/// What a time is chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Book,
    /// A booking is to be moved to it.
    Move,
    /// A booking is being moved to it.
    Wait,
}

/// The times of a part of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimesGroup {
    pub title: &'static str,
    pub times: Vec<TimeView>,
}

/// The times of the chosen day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimesView {
    /// Short date.
    pub title: String,
    /// Full date, for those who hear it.
    pub label: String,
    pub groups: Vec<TimesGroup>,
    pub is_twelve_hours: bool,
}

/// The times of the chosen day; `None` while none is chosen.
pub fn times_view(
    browse: &Browse,
    cycle: HourCycle,
    is_group: bool,
    purpose: Purpose,
    text: &Text,
) -> Option<TimesView> {
    let day = browse.day?;
    let (next, next_label) = match purpose {
        Purpose::Book => (text.next, text.next_label),
        Purpose::Move => (text.move_here, text.move_label),
        Purpose::Wait => (text.moving, text.moving),
    };
    let mut groups: Vec<TimesGroup> = Vec::new();
    for time in browse.timetable.times_of(day) {
        let title = part_of_day(time.local, text);
        let clock = wording::time(time.local, cycle, text);
        let view = TimeView {
            start: time.start.clone(),
            next,
            next_label: fill(next_label, &[&clock]),
            is_waiting: purpose == Purpose::Wait,
            seats: is_group.then(|| text.seats_left.say(usize::try_from(time.seats).unwrap_or(0))),
            is_chosen: browse.time.as_ref().is_some_and(|chosen| chosen.start == time.start),
            clock,
        };
        match groups.last_mut() {
            Some(group) if group.title == title => group.times.push(view),
            _ => groups.push(TimesGroup { title, times: vec![view] }),
        }
    }
    Some(TimesView {
        title: wording::short_date(day, text),
        label: wording::long_date(day, text),
        groups,
        is_twelve_hours: cycle == HourCycle::Twelve,
    })
}

fn part_of_day(at: NaiveDateTime, text: &Text) -> &'static str {
    match at.hour() {
        0..12 => text.morning,
        12..17 => text.afternoon,
        _ => text.evening,
    }
}

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
        let clock = wording::time(time.local, cycle, text);
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
    fill(text.date_and_time, &[&date, &wording::time(time.local, cycle, text)])
}

/// A month without free times, and where to look instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmptyView {
    pub sentence: String,
    /// A day of the month to look in, and the button that goes there.
    pub way_on: Option<(Day, String)>,
}

/// What to say when the month in view has no free times; `None` when it has, or when that is not known.
pub fn empty_view(browse: &Browse, now: DateTime<Utc>, text: &Text) -> Option<EmptyView> {
    let month = browse.month;
    let is_unsettled = browse.is_loading(now) || browse.failure(now).is_some() || browse.is_partial(now);
    if is_unsettled || browse.timetable.upcoming(now).any(|time| month.contains(time.day())) {
        return None;
    }
    let title = wording::month_title(month, text);
    let later = browse.timetable.upcoming(now).map(FreeTime::day).find(|day| Month::of(*day) > month);
    let way_on = match later {
        Some(day) => Some((day, fill(text.go_to_next_free, &[&wording::short_date(day, text)]))),
        None if month < Month::of(browse.bounds(now).to) => {
            let next = month.plus(1);
            Some((next.first(), fill(text.look_in_next_month, &[&wording::month_title(next, text)])))
        }
        None => None,
    };
    Some(EmptyView { sentence: fill(text.no_times_in_month, &[&title]), way_on })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{core::flow::samples, text::en::EN};

    #[test]
    fn the_next_free_times_are_offered_without_saying_a_date_twice() {
        let flow = samples::choosing();
        let chips = next_free(flow.browse().unwrap(), HourCycle::TwentyFour, samples::NOW, &EN);
        let written: Vec<String> = chips.iter().map(|chip| [chip.lead, " ", &chip.when].concat()).collect();
        assert_eq!(written, ["Next Mon 23 Nov, 09:30", "then 11:00"]);
    }

    #[test]
    fn times_are_grouped_by_the_part_of_the_day() {
        let flow = samples::choosing();
        let view = times_view(flow.browse().unwrap(), HourCycle::Twelve, false, Purpose::Book, &EN).unwrap();
        let written: Vec<String> = view
            .groups
            .iter()
            .map(|group| {
                let clocks: Vec<&str> = group.times.iter().map(|time| time.clock.as_str()).collect();
                [group.title, ": ", &clocks.join(", ")].concat()
            })
            .collect();
        assert_eq!(written, ["Morning: 9:30 am, 11:00 am"]);
        assert_eq!(view.label, "Monday 23 November 2026");
    }

    #[test]
    fn an_empty_month_says_where_to_look_instead() {
        let flow = samples::empty();
        let view = empty_view(flow.browse().unwrap(), samples::NOW, &EN).unwrap();
        assert_eq!(view.sentence, "No free times in November 2026.");
        assert_eq!(view.way_on.unwrap().1, "Look in December 2026");
    }
}
