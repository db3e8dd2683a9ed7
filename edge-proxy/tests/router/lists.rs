//! Whatever is asked for, a list of slots holds the right ones: each of Calendly's that begins within the asked
//! local days, once, in order. Random ranges, zones, spans and seasons, the nights of clock changes among them.

use crate::requests::{Deployment, deployment_at};
use chrono::{DateTime, TimeDelta, Utc};
use core::time::Duration;
use http::StatusCode;
use proptest::prelude::*;
use sandbox::Options;
use serde_json::Value;
use shared::{
    day::Day,
    slots::{Slot, Timezone},
};
use std::collections::BTreeSet;

const ZONES: [&str; 12] = [
    "UTC",
    "America/New_York",
    "America/St_Johns",
    "America/Santiago",
    "Europe/Lisbon",
    "Africa/Cairo",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
];

/// Before the clocks change in Europe and America, in autumn and in spring, and in between.
const SEASONS: [&str; 4] =
    ["2026-10-20T09:30:00Z", "2026-11-20T12:00:00Z", "2027-03-05T23:59:30Z", "2027-03-20T00:00:00Z"];

const SLUGS: [&str; 3] = ["30min", "open-studio", "coaching-session"];

/// What Calendly itself has within an hour of the range, asked a day at a time.
fn calendlys_own(
    deployment: &Deployment,
    slug: &str,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> BTreeSet<DateTime<Utc>> {
    let fake = &deployment.fake;
    let user = fake.ask_sandbox("/users/me")["resource"]["uri"].as_str().unwrap().to_owned();
    let types = fake.ask_sandbox(&format!("/event_types?user={user}"));
    let found = types["collection"].as_array().unwrap().iter().find(|found| found["slug"] == slug).unwrap();
    let uri = found["uri"].as_str().unwrap();
    let mut starts = BTreeSet::new();
    let mut day = from.max(fake.time() + TimeDelta::seconds(60));
    while day < until {
        let (start, end) = (shared::instant::format(day), shared::instant::format(day + TimeDelta::days(1)));
        let path = format!("/event_type_available_times?event_type={uri}&start_time={start}&end_time={end}");
        let times = fake.ask_sandbox(&path);
        let times = times["collection"].as_array().unwrap_or_else(|| panic!("{times}"));
        starts.extend(
            times.iter().map(|time| shared::instant::parse(time["start_time"].as_str().unwrap()).unwrap()),
        );
        day += TimeDelta::days(1);
    }
    starts.into_iter().filter(|start| (from..until).contains(start)).collect()
}

/// The days of an instant by the answer's own offsets.
fn local_day(zone: &Timezone, at: DateTime<Utc>) -> Day {
    Day((at + TimeDelta::seconds(zone.offset_at(at).into())).date_naive())
}

async fn check(season: &str, days: u16, slug: &str, zone: &str, from: Day, length: i64) {
    let setting = days.to_string();
    let options = Options { window_days: days.max(7), ..Options::default() };
    let deployment = deployment_at(season, &[("CALENDLY_WINDOW_DAYS", &setting)], options, Duration::ZERO);
    let to = from.plus(length);
    let path = format!("/v1/event-types/{slug}/slots?from={from}&to={to}&timezone={zone}");
    let mut answers = Vec::new();
    for _ in 0..3 {
        let answer = deployment.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        deployment.fake.settle().await;
        answers.push(answer.json());
    }
    assert_eq!(answers[0]["slots"], answers[2]["slots"], "from Calendly and from memory alike");
    let Value::Object(mut answer) = answers.swap_remove(0) else { panic!("an object") };
    let slots: Vec<Slot> = serde_json::from_value(answer["slots"].take()).unwrap();
    let zone: Timezone = serde_json::from_value(answer["timezone"].take()).unwrap();
    let starts: Vec<_> = slots.iter().map(|slot| slot.starts_at().unwrap()).collect();
    assert!(starts.is_sorted_by(|one, other| one < other), "strictly ascending");
    assert!(starts.iter().all(|start| (from..=to).contains(&local_day(&zone, *start))), "within the days");

    let (first, last) =
        (from.0.and_time(chrono::NaiveTime::MIN).and_utc(), to.0.and_time(chrono::NaiveTime::MIN).and_utc());
    let all = calendlys_own(&deployment, slug, first - TimeDelta::days(1), last + TimeDelta::days(2));
    let expected: Vec<_> =
        all.into_iter().filter(|start| (from..=to).contains(&local_day(&zone, *start))).collect();
    assert_eq!(starts, expected, "all of Calendly's and nothing else");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn every_list_holds_calendlys_own_times_of_the_asked_days_once_and_in_order(
        season in prop::sample::select(&SEASONS[..]), zone in prop::sample::select(&ZONES[..]),
        slug in prop::sample::select(&SLUGS[..]), days in prop_oneof![Just(31_u16), Just(7), 1_u16..=31],
        offset in -2_i64..45, length in 0_i64..45,
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        let from = Day(shared::instant::parse(season).unwrap().date_naive()).plus(offset);
        runtime.block_on(check(season, days, slug, zone, from, length));
    }
}
