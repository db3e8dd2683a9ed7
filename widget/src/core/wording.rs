//! Days, times, zones and lengths in words. Everything comes from the text table and plain numbers: neither
//! the browser's `Intl` nor chrono's formatting is asked.

use crate::{
    core::{month::Month, options::HourCycle},
    text::{Text, fill},
};
use chrono::{Datelike, NaiveDateTime, Timelike};
use shared::day::Day;

fn nth(names: &[&'static str], index: u32) -> &'static str {
    usize::try_from(index).ok().and_then(|index| names.get(index)).copied().unwrap_or_default()
}

/// `Tue`.
pub fn weekday_short(day: Day, text: &Text) -> &'static str {
    nth(&text.weekdays_short, day.0.weekday().num_days_from_monday())
}

/// `Tuesday 24 November 2026`.
pub fn long_date(day: Day, text: &Text) -> String {
    let weekday = nth(&text.weekdays, day.0.weekday().num_days_from_monday());
    let month = nth(&text.months, day.0.month0());
    fill(text.long_date, &[weekday, &day.0.day().to_string(), month, &day.0.year().to_string()])
}

/// `Tue 24 Nov`.
pub fn short_date(day: Day, text: &Text) -> String {
    let month = nth(&text.months_short, day.0.month0());
    fill(text.short_date, &[weekday_short(day, text), &day.0.day().to_string(), month])
}

/// `November 2026`.
pub fn month_title(month: Month, text: &Text) -> String {
    let name = text.months.get(month.index()).copied().unwrap_or_default();
    fill(text.month_title, &[name, &month.year().to_string()])
}

/// `14:30` or `2:30 pm`.
pub fn time(at: NaiveDateTime, cycle: HourCycle, text: &Text) -> String {
    let (hour, minute) = (at.hour(), at.minute());
    match cycle {
        HourCycle::TwentyFour => [two_digits(hour), two_digits(minute)].join(":"),
        HourCycle::Twelve => {
            let clock = if hour % 12 == 0 { 12 } else { hour % 12 };
            let written = [clock.to_string(), two_digits(minute)].join(":");
            fill(if hour < 12 { text.am } else { text.pm }, &[&written])
        }
    }
}

/// That a time is not kept any more.
pub fn hold_lapsed(at: NaiveDateTime, cycle: HourCycle, text: &Text) -> String {
    fill(text.hold_lapsed, &[&time(at, cycle, text)])
}

/// `10:00 – 10:30`.
pub fn time_range(from: NaiveDateTime, to: NaiveDateTime, cycle: HourCycle, text: &Text) -> String {
    fill(text.time_range, &[&time(from, cycle, text), &time(to, cycle, text)])
}

fn two_digits(number: u32) -> String {
    let digits = number.to_string();
    if number < 10 { ["0", &digits].concat() } else { digits }
}

/// `Lisbon` of `Europe/Lisbon`, `Buenos Aires` of `America/Argentina/Buenos_Aires`.
pub fn city(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}

/// `UTC+5:30`, `UTC−8`, `UTC+0`.
pub fn utc_offset(seconds: i32) -> String {
    let minutes = seconds.unsigned_abs() / 60;
    let sign = if seconds < 0 { "UTC−" } else { "UTC+" };
    let hours = [sign, &(minutes / 60).to_string()].concat();
    if minutes.is_multiple_of(60) { hours } else { [&hours, ":", &two_digits(minutes % 60)].concat() }
}

/// `Lisbon (UTC+0)`, or with a clock `Lisbon, 14:32 (UTC+0)`; a zone that is an offset already, like
/// `UTC`, without it.
pub fn zone(zone: &str, offset_seconds: i32, clock: Option<&str>) -> String {
    let mut written = city(zone);
    let is_offset = written == "UTC";
    if let Some(clock) = clock {
        written.push_str(", ");
        written.push_str(clock);
    }
    if !is_offset {
        written.push_str(" (");
        written.push_str(&utc_offset(offset_seconds));
        written.push(')');
    }
    written
}

/// `30 minutes`, `1 hour`, `90 minutes`.
pub fn length(minutes: u32, text: &Text) -> String {
    let counted = |number: u32| usize::try_from(number).unwrap_or(0);
    if minutes > 0 && minutes.is_multiple_of(60) {
        text.hours.say(counted(minutes / 60))
    } else {
        text.minutes.say(counted(minutes))
    }
}

/// At most two initials of a name. The style sheet makes them capitals: it has the tables for that.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let (first, last) = (words.next(), words.next_back());
    [first, last].into_iter().flatten().filter_map(|word| word.chars().next()).collect()
}

/// The first word of a name, by which a visitor knows the host.
pub fn given_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::en::EN;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn dates_are_written_in_words() {
        let day: Day = "2026-11-24".parse().unwrap();
        assert_eq!(long_date(day, &EN), "Tuesday 24 November 2026");
        assert_eq!(short_date(day, &EN), "Tue 24 Nov");
        assert_eq!(month_title(Month::of(day), &EN), "November 2026");
    }

    #[test]
    fn times_are_written_as_the_visitor_is_used_to() {
        let check = |of: &str, twelve: &str, twenty_four: &str| {
            assert_eq!(time(at(of), HourCycle::Twelve, &EN), twelve);
            assert_eq!(time(at(of), HourCycle::TwentyFour, &EN), twenty_four);
        };
        check("2026-11-24T00:05:00", "12:05 am", "00:05");
        check("2026-11-24T09:30:00", "9:30 am", "09:30");
        check("2026-11-24T12:00:00", "12:00 pm", "12:00");
        check("2026-11-24T23:59:00", "11:59 pm", "23:59");
    }

    #[test]
    fn zones_are_places_with_an_offset() {
        assert_eq!(zone("Europe/Lisbon", 0, None), "Lisbon (UTC+0)");
        assert_eq!(zone("America/Argentina/Buenos_Aires", -10_800, None), "Buenos Aires (UTC−3)");
        assert_eq!(zone("Asia/Kathmandu", 20_700, None), "Kathmandu (UTC+5:45)");
        assert_eq!(zone("America/St_Johns", -12_600, None), "St Johns (UTC−3:30)");
        assert_eq!(zone("Etc/UTC", 0, None), "UTC");
        assert_eq!(zone("Europe/Lisbon", 3_600, Some("14:32")), "Lisbon, 14:32 (UTC+1)");
    }

    #[test]
    fn lengths_and_names_are_short() {
        assert_eq!(
            [15, 60, 90, 120].map(|minutes| length(minutes, &EN)),
            ["15 minutes", "1 hour", "90 minutes", "2 hours"]
        );
        assert_eq!(
            ["Maya Lindqvist", "maya", "Ana de la Cruz", "", "élan vital"].map(initials),
            ["ML", "m", "AC", "", "év"]
        );
    }
}
