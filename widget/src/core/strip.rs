//! The days as a strip, where there is no room for a month.

use crate::{
    core::{calendar, flow::Browse, month::start_of_week, options::Locale, slots::FreeTime, wording},
    text::{Text, fill},
};
use chrono::{DateTime, Datelike, Utc};
use shared::day::Day;

/// How many days the strip holds.
const DAYS: i64 = 14;

/// A day of the strip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StripDay {
    pub day: Day,
    pub weekday: &'static str,
    pub number: String,
    /// `9 free`, or a dash.
    pub free: String,
    pub label: String,
    pub part: &'static str,
    pub tab_index: &'static str,
    pub aria_disabled: Option<&'static str>,
    pub aria_current: Option<&'static str>,
    pub aria_pressed: &'static str,
}

/// Two weeks from the first free day on, or the weeks of the chosen day when it lies further away.
pub fn strip_view(browse: &Browse, locale: Locale, now: DateTime<Utc>, text: &Text) -> Vec<StripDay> {
    let table = &browse.timetable;
    let today = table.today(now);
    let first_free = table.upcoming(now).next().map_or(today, FreeTime::day);
    let reached = browse.focused.max(today);
    let is_near = first_free <= reached && first_free.days_until(reached) < DAYS;
    let from = if is_near { first_free } else { start_of_week(reached, locale.week_start).max(today) };
    let days: Vec<Day> = (0..DAYS).map(|step| from.plus(step)).collect();
    let stop = if days.contains(&reached) { reached } else { from };
    days.into_iter()
        .map(|day| {
            let count = table.count(day);
            let is_chosen = browse.day == Some(day);
            StripDay {
                day,
                weekday: wording::weekday_short(day, text),
                number: day.0.day().to_string(),
                free: if count == 0 {
                    text.no_free_short.to_owned()
                } else {
                    fill(text.free_short, &[&count.to_string()])
                },
                label: calendar::label(day, count, table.knows(day) || count > 0, text),
                part: if is_chosen { "strip-day strip-day--chosen" } else { "strip-day" },
                tab_index: if day == stop { "0" } else { "-1" },
                aria_disabled: (count == 0).then_some("true"),
                aria_current: (day == today).then_some("date"),
                aria_pressed: if is_chosen { "true" } else { "false" },
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        core::flow::{Event, samples},
        text::en::EN,
    };

    fn strip(flow: &crate::core::flow::Flow) -> Vec<StripDay> {
        strip_view(flow.browse().unwrap(), Locale::default(), samples::NOW, &EN)
    }

    #[test]
    fn the_strip_begins_with_the_first_free_day() {
        let days = strip(&samples::choosing());
        assert_eq!(days[0].day, samples::day("2026-11-23"));
        assert_eq!(days[0].free, "2 free");
        assert_eq!(days.iter().filter(|day| day.tab_index == "0").count(), 1);
    }

    #[test]
    fn the_strip_follows_a_day_far_away() {
        let (flow, _) = samples::choosing().step(Event::MonthShown(samples::day("2027-02-10")), samples::NOW);
        let days = strip(&flow);
        assert_eq!(days[0].day, samples::day("2027-02-08"));
        assert_eq!(days.iter().filter(|day| day.tab_index == "0").count(), 1);
    }
}
