//! The times of the days in view, by the part of the day.

use crate::{
    core::{
        calendar::label,
        flow::Browse,
        options::{Arrangement, HourCycle},
        slots::{FreeTime, contains},
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
    /// Day and time and all that is seen, where several days are shown.
    pub label: Option<String>,
    /// Smaller than the time: which of two equal times it is, and how many seats are left.
    pub note: Option<String>,
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

/// How times are told.
#[derive(Clone, Copy, Debug)]
pub struct Telling {
    pub cycle: HourCycle,
    /// Whether several invitees share a slot, so that its seats are of interest.
    pub is_group: bool,
    pub purpose: Purpose,
}

/// The times of a part of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimesGroup {
    pub title: &'static str,
    /// Its name for the style sheet, which puts equal parts of several days beside each other.
    pub part: &'static str,
    pub times: Vec<TimeView>,
}

/// The times of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimesView {
    pub day: Day,
    /// Short date.
    pub title: String,
    /// Full date, for those who hear it.
    pub label: String,
    /// That the clock changes on this day.
    pub note: Option<String>,
    pub groups: Vec<TimesGroup>,
    /// Whether it is the one to show where there is room for one day only.
    pub is_open: bool,
    /// Whether a Tab reaches its times.
    pub is_stop: bool,
}

/// The days whose times are shown: the chosen one, those of a week, or the next ones that have any.
pub fn days_view(browse: &Browse, telling: Telling, now: DateTime<Utc>, text: &Text) -> Vec<TimesView> {
    let page = browse.page();
    let view = |day: Day| day_view(browse, day, telling, text);
    match browse.arrangement {
        Arrangement::Month => browse.day.into_iter().map(view).collect(),
        Arrangement::List => {
            browse.free_days(browse.view(now)).into_iter().take(browse.listed).map(view).collect()
        }
        Arrangement::Week => {
            let days = (0..7).map(|step| view(page.from.plus(step)));
            let chosen = browse.day.filter(|day| contains(page, *day));
            let open = chosen.or_else(|| browse.free_days(page).first().copied());
            days.map(|view| {
                let is_open = open == Some(view.day);
                TimesView { is_open, is_stop: is_open || view.day == browse.focused, ..view }
            })
            .collect()
        }
    }
}

fn day_view(browse: &Browse, day: Day, telling: Telling, text: &Text) -> TimesView {
    let (next, next_label) = match telling.purpose {
        Purpose::Book => (text.next, text.next_label),
        Purpose::Move => (text.move_here, text.move_label),
        Purpose::Wait => (text.moving, text.moving),
    };
    let cycle = telling.cycle;
    let is_alone = browse.arrangement == Arrangement::Month;
    let date = wording::long_date(day, text);
    let join = |before: &str, after: &str| fill(text.date_and_time, &[before, after]);
    let mut groups: Vec<TimesGroup> = Vec::new();
    for time in browse.timetable.times_of(day) {
        let (part, title) = part_of_day(time.local, text);
        let seats = telling.is_group.then(|| text.seats_left.say(usize::try_from(time.seats).unwrap_or(0)));
        let told = clock(time, cycle, text);
        let label = (!is_alone).then(|| {
            let label = join(&date, &told);
            seats.as_ref().map_or_else(|| label.clone(), |seats| join(&label, seats))
        });
        let offset = time.told_by.map(wording::utc_offset);
        let view = TimeView {
            start: time.start.clone(),
            clock: wording::time(time.local, cycle, text),
            label,
            note: match (offset, seats) {
                (Some(offset), Some(seats)) => Some([&offset, " · ", &seats].concat()),
                (offset, seats) => offset.or(seats),
            },
            is_chosen: browse.time.as_ref().is_some_and(|chosen| chosen.start == time.start),
            next,
            next_label: fill(next_label, &[&told]),
            is_waiting: telling.purpose == Purpose::Wait,
        };
        match groups.last_mut() {
            Some(group) if group.part == part => group.times.push(view),
            _ => groups.push(TimesGroup { title, part, times: vec![view] }),
        }
    }
    let change = browse.timetable.clock_change(day);
    let count = groups.iter().map(|group| group.times.len()).sum();
    TimesView {
        day,
        title: wording::short_date(day, text),
        label: if is_alone { date } else { label(day, count, browse.timetable.knows(day), text) },
        note: change.filter(|_| !groups.is_empty()).map(|(before, after)| {
            let clocks = [before, after].map(|at| wording::time(at, cycle, text));
            fill(text.clock_change, &clocks.each_ref().map(String::as_str))
        }),
        groups,
        is_open: true,
        is_stop: true,
    }
}

fn part_of_day(at: NaiveDateTime, text: &Text) -> (&'static str, &'static str) {
    match at.hour() {
        0..12 => ("morning", text.morning),
        12..17 => ("afternoon", text.afternoon),
        _ => ("evening", text.evening),
    }
}

/// `10:00`, or `01:30 UTC+1` where the clock shows that time twice.
pub fn clock(time: &FreeTime, cycle: HourCycle, text: &Text) -> String {
    let clock = wording::time(time.local, cycle, text);
    match time.told_by {
        Some(offset) => [&clock, " ", &wording::utc_offset(offset)].concat(),
        None => clock,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        core::{
            flow::{Effect, Event, Flow, RequestId, Target, samples},
            keys::{Direction, Key, Press},
        },
        text::en::EN,
    };

    fn written(view: &TimesView) -> Vec<String> {
        let group = |group: &TimesGroup| {
            let clocks: Vec<&str> = group.times.iter().map(|time| time.clock.as_str()).collect();
            [group.title, ": ", &clocks.join(", ")].concat()
        };
        view.groups.iter().map(group).collect()
    }

    fn days(flow: &Flow, is_group: bool) -> Vec<TimesView> {
        let telling = Telling { cycle: HourCycle::Twelve, is_group, purpose: Purpose::Book };
        days_view(flow.browse().unwrap(), telling, samples::NOW, &EN)
    }

    #[test]
    fn times_are_grouped_by_the_part_of_the_day() {
        let [view] = days(&samples::choosing(), false).try_into().unwrap();
        assert_eq!(written(&view), ["Morning: 9:30 am, 11:00 am"]);
        assert_eq!((view.label.as_str(), &view.groups[0].times[0].label), ("Monday 23 November 2026", &None));
    }

    fn arranged(arrangement: Arrangement) -> Flow {
        samples::after(samples::choosing(), [Event::ArrangementChosen(arrangement)])
    }

    #[test]
    fn a_week_is_seven_days_and_tab_reaches_the_times_of_one() {
        let flow = arranged(Arrangement::Week);
        let view = days(&flow, true);
        let counts: Vec<usize> = view.iter().map(|day| day.groups.len()).collect();
        assert_eq!(counts, [1, 3, 1, 0, 1, 0, 0]);
        let stops = |view: &[TimesView]| view.iter().position(|day| day.is_stop && day.is_open);
        assert_eq!((stops(&view), view.iter().filter(|day| day.is_stop).count()), (Some(0), 1));
        let label = view[1].groups[0].times[0].label.as_deref();
        assert_eq!(label, Some("Tuesday 24 November 2026, 9:30 am, 1 seat left"));
        let right = Press { key: Key::Right, with_shift: false, direction: Direction::Ltr };
        let view = days(&samples::after(flow, [Event::KeyPressed(right)]), false);
        let stops: Vec<bool> = view.iter().map(|day| day.is_stop).collect();
        assert_eq!(
            stops,
            [true, true, false, false, false, false, false],
            "the open day, and the one in focus"
        );
    }

    #[test]
    fn a_list_has_the_next_free_days_some_at_a_time() {
        let flow = arranged(Arrangement::List);
        let labels = |flow: &Flow| days(flow, false).into_iter().map(|day| day.label).collect::<Vec<_>>();
        let expected = [
            "Monday 23 November 2026, 2 times free",
            "Tuesday 24 November 2026, 4 times free",
            "Wednesday 25 November 2026, 1 time free",
            "Friday 27 November 2026, 1 time free",
            "Monday 7 December 2026, 1 time free",
        ];
        assert_eq!(labels(&flow), expected);
        let many: Vec<String> =
            (1..=9).map(|day| ["2026-12-0", &day.to_string(), "T10:00:00Z"].concat()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let answer = samples::answer("2026-11-21", "2026-12-31", &many, 0);
        let flow = samples::after(
            samples::awaiting(),
            [Event::SlotsArrived(RequestId(2), Ok(answer)), Event::ArrangementChosen(Arrangement::List)],
        );
        assert_eq!(labels(&flow).len(), 5);
        let (flow, effects) = flow.step(Event::MoreAsked, samples::NOW);
        assert_eq!(labels(&flow).len(), 9);
        assert!(effects.contains(&Effect::Focus(Target::Day(samples::day("2026-12-06")))));
    }
}
