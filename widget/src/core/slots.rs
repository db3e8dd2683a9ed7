//! Free times by local day. Which local time an instant has comes from the offsets of the edge's answer;
//! neither the browser's zone data nor a table of our own is asked.

use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use shared::{
    day::Day,
    instant,
    slots::{CacheState, DayRange, Missing, Offset, Slot, SlotsResponse, Timezone},
};

/// One free time, ready to be shown and sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeTime {
    /// Calendly's own string, which a booking sends back unchanged.
    pub start: String,
    /// When it ends, as the edge wrote it.
    pub end: String,
    /// When it begins.
    pub at: DateTime<Utc>,
    /// The same on the visitor's clock.
    pub local: NaiveDateTime,
    /// When it ends on the visitor's clock.
    pub local_end: NaiveDateTime,
    /// How many more invitees it takes.
    pub seats: u32,
    /// Seconds east of UTC, where the clock shows this time twice because it goes back.
    pub told_by: Option<i32>,
}

impl FreeTime {
    /// The visitor's day on which it begins.
    pub fn day(&self) -> Day {
        Day(self.local.date())
    }
}

/// What is known of the free times of one event type in one zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timetable {
    zone: Timezone,
    /// Ascending by instant.
    times: Vec<FreeTime>,
    /// Days about which everything is known.
    known: Vec<DayRange>,
    /// Whether some of it may have changed, because Calendly is failing.
    pub is_stale: bool,
}

impl Timetable {
    /// What a first answer tells.
    pub fn new(answer: SlotsResponse) -> Self {
        let Timezone { id, tzdb, .. } = &answer.timezone;
        let zone = Timezone { id: id.clone(), offsets: Vec::new(), tzdb: tzdb.clone() };
        let mut table = Self { zone, times: Vec::new(), known: Vec::new(), is_stale: false };
        table.learn(answer);
        table
    }

    /// Adds an answer. Of its days, what was known before is replaced.
    pub fn learn(&mut self, answer: SlotsResponse) {
        self.learn_offsets(answer.timezone.offsets);
        let range = answer.range;
        let unknown: Vec<DayRange> = answer.missing.iter().map(|gap| self.days_of(gap)).collect();
        self.known.extend(without(range, &unknown));
        self.times.retain(|time| !contains(range, time.day()));
        for slot in answer.slots {
            if let Some(time) = self.place(slot).filter(|time| contains(range, time.day())) {
                self.insert(time);
            }
        }
        self.is_stale = answer.cache == CacheState::Stale;
    }

    fn insert(&mut self, time: FreeTime) {
        let position = self.times.partition_point(|known| known.at <= time.at);
        self.times.insert(position, time);
    }

    /// Puts back the visitor's own time, which an answer for `range` leaves out because it is kept for them. It may
    /// have been chosen in another zone.
    pub fn keep(&mut self, range: DayRange, own: &FreeTime) {
        let (start, end) = (own.start.clone(), own.end.clone());
        let own = self.place(Slot { start, end, invitees_remaining: own.seats });
        if let Some(own) = own.filter(|own| contains(range, own.day()) && self.find(&own.start).is_none()) {
            self.insert(own);
        }
    }

    /// Offsets of another range join those known, so that each holds from its instant on.
    fn learn_offsets(&mut self, offsets: Vec<Offset>) {
        for offset in offsets {
            if !self.zone.offsets.iter().any(|known| known.from == offset.from) {
                let position = self.zone.offsets.partition_point(|known| known.from < offset.from);
                self.zone.offsets.insert(position, offset);
            }
        }
    }

    /// A slot on the visitor's clock; `None` when its instants cannot be read.
    pub fn place(&self, slot: Slot) -> Option<FreeTime> {
        let at = slot.starts_at()?;
        let ends = instant::parse(&slot.end)?;
        let (local, local_end) = (self.local(at), self.local(ends));
        let seats = slot.invitees_remaining;
        let is_twice = |(change, before, after): (DateTime<Utc>, i32, i32)| {
            let again = seconds(before - after);
            at >= change - again && at < change + again
        };
        let told_by = self.changes().any(is_twice).then(|| self.offset_at(at));
        Some(FreeTime { start: slot.start, end: slot.end, at, local, local_end, seats, told_by })
    }

    /// When the clock changes, and the offsets before and after. The first offset of an answer holds from the beginning
    /// of its first day: where that day's eve is unknown, it changed some time before.
    fn changes(&self) -> impl Iterator<Item = (DateTime<Utc>, i32, i32)> {
        self.zone.offsets.windows(2).filter_map(|pair| match pair {
            [before, after] if before.offset_seconds != after.offset_seconds => {
                let (change, before, after) = (after.from.0, before.offset_seconds, after.offset_seconds);
                let eve = Day(shifted(change - seconds(1), after).date());
                self.knows(eve).then_some((change, before, after))
            }
            _ => None,
        })
    }

    /// What the clock shows on that day when it changes, and what right after.
    pub fn clock_change(&self, day: Day) -> Option<(NaiveDateTime, NaiveDateTime)> {
        let shown = |(change, before, after)| (shifted(change, before), shifted(change, after));
        self.changes().map(shown).find(|(_, after)| after.date() == day.0)
    }

    /// IANA name of the zone, as the edge spells it.
    pub fn zone(&self) -> &str {
        &self.zone.id
    }

    /// What the visitor's clock shows at `at`.
    pub fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        local(&self.zone, at)
    }

    /// Seconds east of UTC at `at`.
    pub fn offset_at(&self, at: DateTime<Utc>) -> i32 {
        self.zone.offset_at(at)
    }

    /// The visitor's day at `now`.
    pub fn today(&self, now: DateTime<Utc>) -> Day {
        Day(self.local(now).date())
    }

    /// The free times of a day, ascending. A calendar asks this for each of its days, so only what begins
    /// within the days around it is looked at: no offset reaches further.
    pub fn times_of(&self, day: Day) -> impl Iterator<Item = &FreeTime> {
        let eve = day.plus(-2).0.and_time(NaiveTime::MIN).and_utc();
        let before = |end: DateTime<Utc>| self.times.partition_point(|time| time.at < end);
        let near = self.times.get(before(eve)..before(eve + TimeDelta::days(5))).unwrap_or_default();
        near.iter().filter(move |time| time.day() == day)
    }

    /// How many there are on a day.
    pub fn count(&self, day: Day) -> usize {
        self.times_of(day).count()
    }

    /// All free times from `now` on, ascending.
    pub fn upcoming(&self, now: DateTime<Utc>) -> impl Iterator<Item = &FreeTime> {
        self.times.iter().filter(move |time| time.at > now)
    }

    /// The free time that begins with exactly this string.
    pub fn find(&self, start: &str) -> Option<&FreeTime> {
        self.times.iter().find(|time| time.start == start)
    }

    /// Drops a time that turned out to be taken.
    pub fn forget(&mut self, start: &str) {
        self.times.retain(|time| time.start != start);
    }

    /// Whether everything about `day` is known.
    pub fn knows(&self, day: Day) -> bool {
        self.known.iter().any(|range| contains(*range, day))
    }

    fn days_of(&self, gap: &Missing) -> DayRange {
        let last = gap.to.0 - TimeDelta::seconds(1);
        DayRange { from: Day(self.local(gap.from.0).date()), to: Day(self.local(last).date()) }
    }
}

/// What a clock in `zone` shows at `at`.
pub fn local(zone: &Timezone, at: DateTime<Utc>) -> NaiveDateTime {
    shifted(at, zone.offset_at(at))
}

/// What a clock shows at `at` that is so many seconds ahead of UTC.
pub fn shifted(at: DateTime<Utc>, offset_seconds: i32) -> NaiveDateTime {
    at.naive_utc().checked_add_signed(seconds(offset_seconds)).unwrap_or(at.naive_utc())
}

fn seconds(seconds: i32) -> TimeDelta {
    TimeDelta::try_seconds(seconds.into()).unwrap_or_default()
}

/// Whether `day` lies in `range`.
pub fn contains(range: DayRange, day: Day) -> bool {
    range.from <= day && day <= range.to
}

/// The parts of `range` that none of `others` covers, in order.
pub fn without(range: DayRange, others: &[DayRange]) -> Vec<DayRange> {
    let mut parts: Vec<DayRange> = Vec::new();
    for step in 0..=range.from.days_until(range.to) {
        let day = range.from.plus(step);
        if others.iter().any(|other| contains(*other, day)) {
            continue;
        }
        match parts.last_mut() {
            Some(part) if part.to.plus(1) == day => part.to = day,
            _ => parts.push(DayRange { from: day, to: day }),
        }
    }
    parts
}

#[cfg(test)]
mod clocks;
#[cfg(test)]
mod tests;
