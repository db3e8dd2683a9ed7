//! The month, ready to be shown: every attribute of every day is decided here, after the ARIA Authoring
//! Practices' date grid. The view only spreads them.

use crate::{
    core::{flow::Browse, options::Locale, wording},
    text::{Text, fill},
};
use chrono::{DateTime, Utc};
use shared::day::Day;

/// A month as a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthView {
    pub title: String,
    /// The name of each column.
    pub columns: Vec<&'static str>,
    pub weeks: Vec<Vec<Cell>>,
}

/// A cell of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A day of a neighbouring month.
    Blank,
    /// A day that cannot be reached any more; its number.
    Past(String),
    Day(DayView),
}

/// A day's button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayView {
    pub day: Day,
    pub number: String,
    /// Names for styling from outside: `day` and what is special about it.
    pub part: &'static str,
    /// 0 for exactly one day of the table, −1 for the others.
    pub tab_index: &'static str,
    /// Days without times stay reachable, so that a screen reader can tell that they are full.
    pub aria_disabled: Option<&'static str>,
    pub aria_current: Option<&'static str>,
    pub aria_pressed: &'static str,
    /// The whole date and how many times are free.
    pub label: String,
    /// How much is free, 0 to 4, compared with the freest day of the month.
    pub fullness: &'static str,
    pub is_loading: bool,
}

/// The month in view.
pub fn month_view(browse: &Browse, locale: Locale, now: DateTime<Utc>, text: &Text) -> MonthView {
    let month = browse.month;
    let bounds = browse.bounds(now);
    let stop = tab_stop(browse, now);
    let days = (0..=month.first().days_until(month.last())).map(|step| month.first().plus(step));
    let most = days.map(|day| browse.timetable.count(day)).max().unwrap_or(0);
    let cell = |day: Option<Day>| match day {
        None => Cell::Blank,
        Some(day) if day < bounds.from => Cell::Past(wording::day_of_month(day, text)),
        Some(day) => Cell::Day(day_view(browse, day, bounds.from, stop, most, text)),
    };
    MonthView {
        title: wording::month_title(month, text),
        columns: columns(locale, text),
        weeks: month.weeks(locale.week_start).into_iter().map(|week| week.map(cell).into()).collect(),
    }
}

/// The one day that a Tab reaches: the focused one, else the chosen one, else the first free one, else
/// the first that can be reached.
fn tab_stop(browse: &Browse, now: DateTime<Utc>) -> Day {
    let view = browse.view(now);
    let is_reachable = |day: &Day| view.from <= *day && *day <= view.to;
    let mut days = (0..=view.from.days_until(view.to)).map(|step| view.from.plus(step));
    Some(browse.focused)
        .filter(is_reachable)
        .or(browse.day.filter(is_reachable))
        .or_else(|| days.find(|day| browse.timetable.count(*day) > 0))
        .unwrap_or(view.from)
}

fn day_view(browse: &Browse, day: Day, today: Day, stop: Day, most: usize, text: &Text) -> DayView {
    let count = browse.timetable.count(day);
    let is_chosen = browse.day == Some(day);
    let is_known = browse.timetable.knows(day) || count > 0;
    DayView {
        day,
        number: wording::day_of_month(day, text),
        part: match (is_chosen, count > 0, day == today) {
            (true, _, true) => "day day--chosen day--today",
            (true, _, false) => "day day--chosen",
            (false, true, true) => "day day--free day--today",
            (false, true, false) => "day day--free",
            (false, false, true) => "day day--today",
            (false, false, false) => "day",
        },
        tab_index: if day == stop { "0" } else { "-1" },
        aria_disabled: (count == 0).then_some("true"),
        aria_current: (day == today).then_some("date"),
        aria_pressed: if is_chosen { "true" } else { "false" },
        label: label(day, count, is_known, text),
        fullness: fullness(count, most),
        is_loading: !is_known,
    }
}

/// `Monday 23 November 2026, 8 times free`.
pub fn label(day: Day, count: usize, is_known: bool, text: &Text) -> String {
    let date = wording::long_date(day, text);
    let free = match (count, is_known) {
        (0, false) => text.loading.to_owned(),
        (0, true) => text.no_times.to_owned(),
        (count, _) => text.times_free.say(count),
    };
    fill(text.date_and_time, &[&date, &free])
}

/// In quarters of the freest day, so that even a single free time shows.
fn fullness(count: usize, most: usize) -> &'static str {
    match (count * 4).div_ceil(most.max(1)) {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        _ => "4",
    }
}

fn columns(locale: Locale, text: &Text) -> Vec<&'static str> {
    let first = locale.week_start.num_days_from_monday();
    (first..first + 7).map(|weekday| text.names.column(weekday % 7)).collect()
}

#[cfg(test)]
mod tests;
