//! The days as a strip, where there is no room for a month.

use crate::{
    core::{
        flow::Browse,
        month::{Month, start_of_week},
        options::{Arrangement, Locale},
        slots::FreeTime,
        wording,
    },
    text::{Text, fill},
};
use chrono::{DateTime, Utc};
use shared::day::Day;

/// How many days the strip holds.
const DAYS: i64 = 14;

/// A day of the strip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StripDay {
    pub day: Day,
    pub weekday: &'static str,
    pub number: String,
    /// Heard between the number and [`StripDay::free`], and not seen. What is seen is part of what is heard, as
    /// somebody who speaks to the page needs it (WCAG 2.5.3).
    pub spoken: String,
    /// `9 free`, or a dash.
    pub free: String,
    pub is_loading: bool,
    pub part: &'static str,
    pub tab_index: &'static str,
    pub aria_disabled: Option<&'static str>,
    pub aria_current: Option<&'static str>,
    pub aria_pressed: &'static str,
}

/// Two weeks from the first free day on, or the weeks of the chosen day when it lies further away. In the arrangement of
/// a week, its days; a list has none.
pub fn strip_view(browse: &Browse, locale: Locale, now: DateTime<Utc>, text: &Text) -> Vec<StripDay> {
    let table = &browse.timetable;
    let today = table.today(now);
    let first_free = table.upcoming(now).next().map_or(today, FreeTime::day);
    let reached = browse.focused.max(today);
    let is_near = first_free <= reached && first_free.days_until(reached) < DAYS;
    let start = if is_near { first_free } else { start_of_week(reached, locale.week_start).max(today) };
    let (from, count) = match browse.arrangement {
        Arrangement::Month => (start, DAYS),
        Arrangement::Week => (browse.page().from, 7),
        Arrangement::List => (start, 0),
    };
    let days: Vec<Day> = (0..count).map(|step| from.plus(step)).collect();
    let stop = if days.contains(&reached) { reached } else { from };
    days.into_iter()
        .map(|day| {
            let count = table.count(day);
            let is_chosen = browse.day == Some(day);
            StripDay {
                day,
                weekday: wording::weekday_short(day, text),
                number: wording::day_of_month(day, text),
                is_loading: count == 0 && day >= today && !table.knows(day),
                spoken: spoken(day, count, day < today || table.knows(day), text),
                free: if count == 0 { "–".to_owned() } else { text.free_short.say(count) },
                part: match (is_chosen, day < today) {
                    (true, _) => "strip-day strip-day--chosen",
                    (false, true) => "strip-day strip-day--past",
                    (false, false) => "strip-day",
                },
                tab_index: if day == stop { "0" } else { "-1" },
                aria_disabled: (count == 0).then_some("true"),
                aria_current: (day == today).then_some("date"),
                aria_pressed: if is_chosen { "true" } else { "false" },
            }
        })
        .collect()
}

/// ` November 2026, ` before `9 free`; where there is only a dash, what the dash means.
fn spoken(day: Day, count: usize, is_known: bool, text: &Text) -> String {
    let month = wording::month_title(Month::of(day), text);
    let state = match (count, is_known) {
        (0, false) => text.loading,
        (0, true) => text.no_times,
        _ => "",
    };
    [" ", &fill(text.date_and_time, &[&month, state])].concat()
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
        assert_eq!((days[0].spoken.as_str(), days[0].free.as_str()), (" November 2026, ", "2 free"));
        let empty = days.iter().find(|day| day.aria_disabled.is_some()).unwrap();
        assert_eq!((empty.spoken.as_str(), empty.free.as_str()), (" November 2026, no free times", "–"));
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
