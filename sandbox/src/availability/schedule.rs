//! Working hours: weekly rules and dates that override them, in the hosts' zone. Turns a local day into open
//! intervals of instants, across changes of the clock.

use jiff::civil::{Date, Time, Weekday, time};
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::account::host::TIME_ZONE;
use crate::availability::schedule::Hours::{Closed, Open};
use crate::chance::Chance;
use crate::uri;

/// Which of the host's schedules an event type follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plan {
    WorkingHours,
    Workshops,
    Weekends,
}

#[derive(Debug, Clone)]
pub(crate) struct Schedule {
    pub(crate) id: String,
    pub(crate) plan: Plan,
    name: &'static str,
    weekly: Vec<(Weekday, Hours)>,
    /// Sorted by date.
    overrides: Vec<(Date, Hours)>,
}

#[derive(Debug, Clone, Copy)]
enum Hours {
    Closed,
    Open(&'static [(Time, Time)]),
}

const OFFICE: &[(Time, Time)] = &[(at(9, 0), at(12, 0)), (at(13, 0), at(17, 0))];
const LATE: &[(Time, Time)] = &[(at(9, 0), at(12, 0)), (at(13, 0), at(19, 0))];
const SHORT: &[(Time, Time)] = &[(at(9, 0), at(15, 0))];
const MORNING: &[(Time, Time)] = &[(at(9, 0), at(12, 0))];
const AFTERNOON: &[(Time, Time)] = &[(at(13, 0), at(14, 30))];
const WEEKEND: &[(Time, Time)] = &[(at(9, 0), at(13, 0))];

/// Weekdays in the order the API lists them.
const WEEK: [(Weekday, &str); 7] = [
    (Weekday::Sunday, "sunday"),
    (Weekday::Monday, "monday"),
    (Weekday::Tuesday, "tuesday"),
    (Weekday::Wednesday, "wednesday"),
    (Weekday::Thursday, "thursday"),
    (Weekday::Friday, "friday"),
    (Weekday::Saturday, "saturday"),
];
const YEARS: std::ops::RangeInclusive<i16> = 2026..=2031;

impl Schedule {
    /// The schedules of the seeded account, the default one first.
    pub(crate) fn seeded(seed: u64) -> Vec<Self> {
        use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
        let schedule = |plan, name, weekly: &[(Weekday, Hours)]| Self {
            id: Chance::named(seed, &format!("schedule {name}")).uuid(),
            plan,
            name,
            weekly: weekly.to_vec(),
            overrides: overrides(plan),
        };
        vec![
            schedule(
                Plan::WorkingHours,
                "Working hours",
                &[
                    (Monday, Open(OFFICE)),
                    (Tuesday, Open(OFFICE)),
                    (Wednesday, Open(LATE)),
                    (Thursday, Open(OFFICE)),
                    (Friday, Open(SHORT)),
                ],
            ),
            schedule(
                Plan::Workshops,
                "Workshops",
                &[(Tuesday, Open(AFTERNOON)), (Thursday, Open(AFTERNOON))],
            ),
            schedule(Plan::Weekends, "Weekends", &[(Saturday, Open(WEEKEND)), (Sunday, Open(WEEKEND))]),
        ]
    }

    /// Start and end, in seconds since the epoch, of the open intervals of a local day.
    pub(crate) fn open(&self, date: Date, zone: &TimeZone) -> Vec<(i64, i64)> {
        let overridden = self.overrides.binary_search_by_key(&date, |(day, _)| *day).ok();
        let hours = match overridden.and_then(|index| self.overrides.get(index)) {
            Some((_, hours)) => *hours,
            None => self.on(date.weekday()),
        };
        hours
            .intervals()
            .iter()
            .filter_map(|(from, to)| Some((second_of(date, *from, zone)?, second_of(date, *to, zone)?)))
            .collect()
    }

    fn on(&self, weekday: Weekday) -> Hours {
        self.weekly.iter().find(|(day, _)| *day == weekday).map_or(Closed, |(_, hours)| *hours)
    }

    /// The user availability schedule of the API.
    pub(crate) fn json(&self, user: &str) -> Value {
        let weekly = WEEK
            .iter()
            .map(|(day, name)| json!({ "type": "wday", "wday": name, "intervals": self.on(*day).json() }));
        let dated = self.overrides.iter().map(
            |(date, hours)| json!({ "type": "date", "date": date.to_string(), "intervals": hours.json() }),
        );
        json!({
            "uri": uri::of("user_availability_schedules", &self.id),
            "default": self.plan == Plan::WorkingHours,
            "name": self.name,
            "user": user,
            "timezone": TIME_ZONE,
            "rules": weekly.chain(dated).collect::<Vec<_>>(),
        })
    }
}

impl Hours {
    fn intervals(self) -> &'static [(Time, Time)] {
        match self {
            Closed => &[],
            Open(intervals) => intervals,
        }
    }

    fn json(self) -> Value {
        let clock = |time: &Time| format!("{:02}:{:02}", time.hour(), time.minute());
        self.intervals().iter().map(|(from, to)| json!({ "from": clock(from), "to": clock(to) })).collect()
    }
}

/// The instant of a local time. A time that the clock skips counts from before the gap, one that occurs twice
/// is the first of the two (RFC 5545, section 3.3.5).
pub(crate) fn second_of(date: Date, time: Time, zone: &TimeZone) -> Option<i64> {
    let ambiguous = zone.to_ambiguous_timestamp(date.to_datetime(time));
    ambiguous.compatible().ok().map(jiff::Timestamp::as_second)
}

/// The days that differ from the week: holidays, short days, and rest after the clocks change.
fn overrides(plan: Plan) -> Vec<(Date, Hours)> {
    use Weekday::{Monday, Sunday, Thursday};
    let mut days = Vec::new();
    for year in YEARS {
        let nth = |month, nth, weekday| {
            Date::new(year, month, 1).and_then(|d| d.nth_weekday_of_month(nth, weekday))
        };
        // Second Sunday of March and first Sunday of November (15 U.S.C. 260a).
        for change in [nth(3, 2, Sunday), nth(11, 1, Sunday)] {
            days.push((change.clone().and_then(Date::tomorrow), Closed));
            if plan == Plan::Weekends {
                days.push((change.and_then(Date::yesterday), Closed));
            }
        }
        let thanksgiving = nth(11, 4, Thursday);
        days.push((thanksgiving.clone(), Closed));
        days.push((nth(9, 1, Monday), Closed));
        for (month, day) in [(1, 1), (7, 4), (12, 24), (12, 25), (12, 31)] {
            days.push((Date::new(year, month, day), Closed));
        }
        if plan == Plan::WorkingHours {
            days.push((thanksgiving.and_then(Date::tomorrow), Open(MORNING)));
            // The Saturday on which the studio is open to everybody.
            days.push((nth(12, 1, Weekday::Saturday), Open(MORNING)));
        }
    }
    let mut days: Vec<(Date, Hours)> =
        days.into_iter().filter_map(|(date, hours)| Some((date.ok()?, hours))).collect();
    days.sort_by_key(|(date, _)| *date);
    days.dedup_by_key(|(date, _)| *date);
    days
}

const fn at(hour: i8, minute: i8) -> Time {
    time(hour, minute, 0, 0)
}
