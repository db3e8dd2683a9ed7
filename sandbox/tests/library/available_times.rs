//! What is on offer, across changes of the clock and next to what is booked.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use http::StatusCode;
use sandbox::Options;

use crate::client::{Client, times_path};

/// Hours of the day in UTC at which the first slot of each of some days begins.
#[track_caller]
fn check_first_hours(slug: &str, from: &str, expected: &[(&str, &str)]) {
    let now = from.parse().expect("a time");
    let mut client = Client { now, ..Client::default() };
    let mut first = BTreeMap::new();
    for start in client.starts(slug, 10) {
        let (day, time) = start.split_once('T').expect("a time");
        first.entry(day.to_owned()).or_insert_with(|| time[..5].to_owned());
    }
    for (day, hour) in expected {
        assert_eq!(first.get(*day).map(String::as_str), Some(*hour).filter(|hour| !hour.is_empty()), "{day}");
    }
}

#[test]
fn weekend_hours_stay_at_nine_o_clock_in_new_york_when_the_clocks_change() {
    // Nine o'clock is 13:00 UTC in summer time and 14:00 in winter; the Saturday before a change is closed.
    let weekend = "open-studio";
    check_first_hours(
        weekend,
        "2026-10-24T00:00:00Z",
        &[("2026-10-25", "13:00"), ("2026-10-31", ""), ("2026-11-01", "14:00")],
    );
    check_first_hours(
        weekend,
        "2027-03-06T00:00:00Z",
        &[("2027-03-07", "14:00"), ("2027-03-13", ""), ("2027-03-14", "13:00")],
    );
    check_first_hours(
        weekend,
        "2027-10-30T00:00:00Z",
        &[("2027-10-31", "13:00"), ("2027-11-06", ""), ("2027-11-07", "14:00")],
    );
}

#[test]
fn the_monday_after_a_change_of_the_clock_is_closed() {
    for (from, monday) in [
        ("2026-10-28T00:00:00Z", "2026-11-02"),
        ("2027-03-10T00:00:00Z", "2027-03-15"),
        ("2027-11-03T00:00:00Z", "2027-11-08"),
    ] {
        check_first_hours("30min", from, &[(monday, "")]);
    }
}

#[test]
fn an_available_time_has_the_four_keys_of_the_api() {
    let mut client = Client::default();
    insta::assert_json_snapshot!(client.available("30min", 7)[0]);
}

#[test]
fn days_differ_in_how_full_they_are() {
    let mut client = Client::default();
    let mut days: BTreeMap<String, usize> = BTreeMap::new();
    for start in client.starts("30min", 28) {
        *days.entry(start[..10].to_owned()).or_default() += 1;
    }
    let (least, most) = (days.values().min().expect("days"), days.values().max().expect("days"));
    assert!(most - least >= 5, "{days:?}");
}

#[test]
fn both_ends_of_a_range_are_included() {
    let mut client = Client::default();
    let event_type = client.event_type_uri("30min");
    let starts = client.starts("30min", 7);
    let times: Vec<DateTime<Utc>> = starts.iter().map(|start| start.parse().expect("a time")).collect();
    let reply = client.get(&times_path(&event_type, times[0], times[3]));
    let found = reply.json()["collection"].as_array().expect("a list").len();
    assert_eq!(found, 4);
}

#[test]
fn the_span_is_capped_to_the_instant() {
    for days in [31, 7] {
        let mut client = Client::new(Options { window_days: days, ..Options::default() });
        let event_type = client.event_type_uri("30min");
        let from = client.now + Duration::minutes(1);
        let to = from + Duration::days(days.into());
        assert_eq!(client.get(&times_path(&event_type, from, to)).status, StatusCode::OK);
        let refused = client.get(&times_path(&event_type, from, to + Duration::microseconds(1)));
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        let message = format!("date range can be no greater than {days} days");
        assert_eq!(refused.json()["details"][0]["message"], message);
    }
}

#[test]
fn nothing_is_on_offer_beyond_the_horizon() {
    let mut client = Client::default();
    let event_type = client.event_type_uri("30min");
    let from = client.now + Duration::days(120);
    let reply = client.get(&times_path(&event_type, from, from + Duration::days(31)));
    assert_eq!((reply.status, reply.text.as_str()), (StatusCode::OK, r#"{"collection":[]}"#));
}

#[test]
fn seats_of_a_workshop_are_counted_down_and_the_full_one_is_gone() {
    let mut client = Client::default();
    let start = client.starts("onboarding-workshop", 14).remove(0);
    for remaining in (1..=8).rev() {
        let first = client.available("onboarding-workshop", 14).remove(0);
        assert_eq!(first["start_time"], start);
        assert_eq!(first["invitees_remaining"], remaining);
        client.book("onboarding-workshop", &start);
    }
    assert!(!client.starts("onboarding-workshop", 14).contains(&start));
}

#[test]
fn a_round_robin_start_is_offered_while_one_host_is_free() {
    let mut client = Client::default();
    let start = client.starts("product-demo", 14).remove(4);
    let first = client.book("product-demo", &start);
    let mut hosts = vec![host_of(&mut client, &first)];
    while client.starts("product-demo", 14).contains(&start) {
        let next = client.book("product-demo", &start);
        hosts.push(host_of(&mut client, &next));
    }
    let booked = hosts.len();
    hosts.sort();
    hosts.dedup();
    assert_eq!(hosts.len(), booked, "no host has two meetings at once");
}

fn host_of(client: &mut Client, invitee: &serde_json::Value) -> String {
    let event = client.get(&crate::client::path(&invitee["event"])).json();
    event["resource"]["event_memberships"][0]["user_email"].as_str().expect("a host").to_owned()
}
