//! Days, times, zones and lengths in words. Everything comes from the text table, with the names in it, and plain
//! numbers: neither the browser's `Intl` nor chrono's formatting is asked.

use crate::{
    core::{month::Month, options::HourCycle},
    text::{Text, fill},
};
use chrono::{Datelike, NaiveDateTime, Timelike};
use shared::{day::Day, slots::DayRange};

fn weekday(day: Day) -> u32 {
    day.0.weekday().num_days_from_monday()
}

/// `Tue`.
pub fn weekday_short(day: Day, text: &Text) -> &'static str {
    text.names.weekday(weekday(day))
}

/// `24`.
pub fn day_of_month(day: Day, text: &Text) -> String {
    text.names.number(usize::try_from(day.0.day()).unwrap_or_default())
}

/// `Tuesday 24 November 2026`.
pub fn long_date(day: Day, text: &Text) -> String {
    text.names.long_date(weekday(day), day.0.day(), day.0.month0(), day.0.year())
}

/// `Tue 24 Nov`.
pub fn short_date(day: Day, text: &Text) -> String {
    text.names.short_date(weekday(day), day.0.day(), day.0.month0())
}

/// `November 2026`.
pub fn month_title(month: Month, text: &Text) -> String {
    text.names.month(month.first().0.month0(), month.year())
}

/// `November 2026`, or from when to when.
pub fn page_title(page: DayRange, text: &Text) -> String {
    let month = Month::of(page.from);
    if page == (DayRange { from: month.first(), to: month.last() }) {
        return month_title(month, text);
    }
    fill(text.time_range, &[&short_date(page.from, text), &short_date(page.to, text)])
}

/// `14:30` or `2:30 pm`.
pub fn time(at: NaiveDateTime, cycle: HourCycle, text: &Text) -> String {
    text.names.time(at.hour(), at.minute(), cycle == HourCycle::Twelve)
}

/// `11:00 in Stockholm, Maya’s time`.
pub fn host_time(at: NaiveDateTime, zone: &str, host: Option<&str>, cycle: HourCycle, text: &Text) -> String {
    let whose =
        host.map_or(text.hosts_own_time.to_owned(), |host| fill(text.named_hosts_time, &[given_name(host)]));
    fill(text.host_time, &[&time(at, cycle, text), &city(zone), &whose])
}

/// That a time is not kept any more.
pub fn hold_lapsed(at: NaiveDateTime, cycle: HourCycle, text: &Text) -> String {
    fill(text.hold_lapsed, &[&time(at, cycle, text)])
}

/// That a time is kept for so many minutes more.
pub fn hold_ending(at: NaiveDateTime, cycle: HourCycle, minutes: usize, text: &Text) -> String {
    fill(text.hold_ending, &[&time(at, cycle, text), &text.minutes.say(minutes)])
}

/// `10:00 – 10:30`.
pub fn time_range(from: NaiveDateTime, to: NaiveDateTime, cycle: HourCycle, text: &Text) -> String {
    fill(text.time_range, &[&time(from, cycle, text), &time(to, cycle, text)])
}

/// `Lisbon` of `Europe/Lisbon`, `Buenos Aires` of `America/Argentina/Buenos_Aires`.
pub fn city(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}

/// `UTC+5:30`, `UTC−8`, `UTC+0`: the same in every language, digits too.
pub fn utc_offset(seconds: i32) -> String {
    let minutes = seconds.unsigned_abs() / 60;
    let sign = if seconds < 0 { "UTC−" } else { "UTC+" };
    let hours = [sign, &(minutes / 60).to_string()].concat();
    match minutes % 60 {
        0 => hours,
        // No zone is less than a quarter of an hour off.
        minutes => [&hours, ":", &minutes.to_string()].concat(),
    }
}

/// `Lisbon (UTC+0)`, or with a clock `Lisbon, 14:32 (UTC+0)`; a zone that is an offset already, like
/// `UTC`, without it.
pub fn zone(zone: &str, offset_seconds: i32, clock: Option<&str>, text: &Text) -> String {
    let city = city(zone);
    let is_offset = city == "UTC";
    let mut written = clock.map_or_else(|| city.clone(), |clock| fill(text.date_and_time, &[&city, clock]));
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
        assert_eq!(zone("Europe/Lisbon", 0, None, &EN), "Lisbon (UTC+0)");
        assert_eq!(zone("America/Argentina/Buenos_Aires", -10_800, None, &EN), "Buenos Aires (UTC−3)");
        assert_eq!(zone("Asia/Kathmandu", 20_700, None, &EN), "Kathmandu (UTC+5:45)");
        assert_eq!(zone("America/St_Johns", -12_600, None, &EN), "St Johns (UTC−3:30)");
        assert_eq!(zone("Etc/UTC", 0, None, &EN), "UTC");
        assert_eq!(zone("Europe/Lisbon", 3_600, Some("14:32"), &EN), "Lisbon, 14:32 (UTC+1)");
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
