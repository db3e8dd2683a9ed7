//! What holds for every seed, day and event type.

use chrono::{DateTime, Duration, Utc};
use http::StatusCode;
use proptest::prelude::*;
use sandbox::Options;

use crate::client::{Client, NOW, times_path};

/// Event types that need nothing but a name, with minutes of duration and of the buffers around it.
const PLAIN: [(&str, i64, i64, i64); 5] = [
    ("30min", 30, 0, 0),
    ("project-consultation", 30, 0, 15),
    ("coaching-session", 50, 10, 0),
    ("open-studio", 20, 0, 0),
    ("board-advisory", 60, 0, 0),
];

fn client(seed: u64, day: i64) -> Client {
    let mut client =
        Client::new(Options { seed, rate_limits: false, seeded_bookings: false, ..Options::default() });
    client.now = NOW.parse::<DateTime<Utc>>().expect("a time") + Duration::days(day);
    client
}

fn times(starts: &[String]) -> Vec<DateTime<Utc>> {
    starts.iter().map(|start| start.parse().expect("a time")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn starts_ascend_and_lie_in_the_range(seed: u64, day in 0..700_i64, index in 0..PLAIN.len(), hours in 1..744_i64) {
        let mut client = client(seed, day);
        let event_type = client.event_type_uri(PLAIN[index].0);
        let from = client.now + Duration::minutes(1);
        let to = from + Duration::hours(hours);
        let reply = client.get(&times_path(&event_type, from, to));
        prop_assert_eq!(reply.status, StatusCode::OK);
        let list = reply.json();
        let starts: Vec<String> = list["collection"].as_array().expect("a list").iter()
            .map(|time| time["start_time"].as_str().expect("a time").to_owned()).collect();
        let times = times(&starts);
        prop_assert!(times.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(times.iter().all(|time| *time >= from && *time <= to));
    }

    #[test]
    fn no_start_on_offer_touches_a_booking_or_its_buffers(seed: u64, day in 0..700_i64, picks in prop::collection::vec((0..PLAIN.len(), 0..40_usize), 1..8)) {
        let mut client = client(seed, day);
        let mut taken = Vec::new();
        for (index, pick) in picks {
            let (slug, duration, before, after) = PLAIN[index];
            let starts = client.starts(slug, 14);
            let Some(start) = starts.get(pick % starts.len().max(1)).cloned() else { continue };
            client.book(slug, &start);
            prop_assert!(!client.starts(slug, 14).contains(&start));
            let start = start.parse::<DateTime<Utc>>().expect("a time");
            let end = start + Duration::minutes(duration);
            taken.push((start - Duration::minutes(before), end + Duration::minutes(after), start, end));
        }
        for (slug, duration, before, after) in PLAIN {
            for start in times(&client.starts(slug, 14)) {
                let end = start + Duration::minutes(duration);
                let kept_free = (start - Duration::minutes(before), end + Duration::minutes(after));
                for (buffer_start, buffer_end, booked_start, booked_end) in &taken {
                    prop_assert!(end <= *buffer_start || start >= *buffer_end, "{slug} {start}");
                    prop_assert!(kept_free.1 <= *booked_start || kept_free.0 >= *booked_end, "{slug} {start}");
                }
            }
        }
    }

    #[test]
    fn every_week_has_some_times_to_show(seed: u64, day in 0..700_i64) {
        let found = client(seed, day).starts("30min", 14).len();
        prop_assert!(found >= 12, "{found}");
    }

    #[test]
    fn saving_and_reading_back_changes_no_answer(seed: u64, day in 0..700_i64) {
        let mut client = client(seed, day);
        client.sandbox = sandbox::Sandbox::new(Options { seed, ..Options::default() });
        client.starts("30min", 7);
        let saved = serde_json::to_string(&client.sandbox).expect("it serialises");
        let sandbox = serde_json::from_str(&saved).expect("it reads back");
        let mut copy = Client { sandbox, now: client.now, token: client.token.clone() };
        for slug in ["30min", "onboarding-workshop", "product-demo"] {
            prop_assert_eq!(client.available(slug, 31), copy.available(slug, 31));
        }
        let user = client.me();
        let path = format!("/scheduled_events?user={user}&count=100");
        copy.me();
        prop_assert_eq!(client.get(&path).text, copy.get(&path).text);
    }
}
