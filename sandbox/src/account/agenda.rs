//! What already fills the hosts' own calendars: entries that nobody booked here. A pure function of seed, host
//! and day, so that any range can be asked for and nothing has to be stored.

use jiff::civil::{Date, Weekday, time};
use jiff::tz::TimeZone;

use crate::availability::schedule::second_of;
use crate::chance::Chance;
use crate::moment::MINUTE;

/// How full a working day is.
#[derive(Debug, Clone, Copy)]
enum Day {
    Quiet,
    Ordinary,
    Busy,
    Away,
}

/// Shares out of ten: most days are ordinary, and now and then a host is away.
const DAYS: [Day; 10] = [
    Day::Quiet,
    Day::Quiet,
    Day::Ordinary,
    Day::Ordinary,
    Day::Ordinary,
    Day::Ordinary,
    Day::Busy,
    Day::Busy,
    Day::Busy,
    Day::Away,
];
const LENGTHS: [i64; 4] = [30, 30, 60, 90];

/// Start and end, in seconds since the epoch, of the entries of one host's day; not sorted, may overlap.
pub(crate) fn entries(seed: u64, host: usize, date: Date, zone: &TimeZone) -> Vec<(i64, i64)> {
    if matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
        return Vec::new();
    }
    let day_number = i64::from(date.year()) * 1000 + i64::from(date.day_of_year());
    let host = u64::try_from(host).unwrap_or_default();
    let mut chance = Chance::new(seed, &[host, day_number.unsigned_abs()]);
    let Some(midnight) = second_of(date, time(0, 0, 0, 0), zone) else { return Vec::new() };
    // No clock changes on a working day in the hosts' zone, so minutes can be counted from midnight.
    let entry = |from: i64, minutes: i64| (midnight + from * MINUTE, midnight + (from + minutes) * MINUTE);

    let count = match chance.pick(&DAYS) {
        Some(Day::Away) => return vec![entry(8 * 60, 11 * 60)],
        Some(Day::Busy) => 5,
        Some(Day::Ordinary) => 3,
        Some(Day::Quiet) | None => 1,
    };
    let mut entries: Vec<(i64, i64)> = (0..count)
        .map(|_| {
            let from = 9 * 60 + 30 * i64::from(chance.below(16));
            entry(from, chance.pick(&LENGTHS).copied().unwrap_or(30))
        })
        .collect();
    if date.weekday() == Weekday::Monday {
        // The team's weekly meeting.
        entries.push(entry(10 * 60, 30));
    }
    if matches!(date.weekday(), Weekday::Tuesday | Weekday::Thursday) {
        // The hours of the workshops are kept clear, or there would hardly ever be one.
        let (from, to) = entry(13 * 60, 90);
        entries.retain(|(start, end)| *end <= from || *start >= to);
    }
    entries
}
