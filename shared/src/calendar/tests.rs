//! Addresses are read back by a parser of their own, as the calendars would read them.

use super::*;
use crate::{
    booking::{BookedLocation, BookingStatus, LocationStatus},
    instant::Instant,
};
use chrono::TimeDelta;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn booking(location: Option<BookedLocation>) -> Booking {
    Booking {
        invitee_uri: None,
        id: "i-1".into(),
        event_type: "intro".into(),
        name: "Q&A, 50% off".into(),
        start: Instant(instant::parse("2026-11-23T23:45:00Z").unwrap()),
        end: Instant(instant::parse("2026-11-24T00:15:00Z").unwrap()),
        timezone: "Europe/Lisbon".into(),
        host_name: Some("Inês + Söhne".into()),
        host_timezone: None,
        host_offset_seconds: None,
        location,
        cancel_url: Some("https://calendly.com/cancellations/i-1".into()),
        reschedule_url: Some("https://calendly.com/reschedulings/i-1".into()),
        status: BookingStatus::Active,
        cancellation: None,
        rescheduled: false,
        calendar_links: None,
    }
}

fn place(kind: LocationKind, location: Option<&str>, join_url: Option<&str>) -> BookedLocation {
    BookedLocation {
        kind,
        location: location.map(Into::into),
        join_url: join_url.map(Into::into),
        status: Some(LocationStatus::Pushed),
    }
}

fn zoom() -> BookedLocation {
    place(LocationKind::ZoomConference, None, Some("https://zoom.example/j/1?pwd=a&b=c"))
}

/// The page of an address, and its parameters.
fn parts(address: Option<String>) -> (String, BTreeMap<String, String>) {
    let address = address.unwrap();
    assert!(address.bytes().all(|byte| byte.is_ascii_graphic()), "{address}");
    let (page, query) = address.split_once('?').unwrap();
    let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let count = pairs.len();
    let parameters: BTreeMap<_, _> = pairs.into_iter().collect();
    assert_eq!(parameters.len(), count, "each parameter once: {address}");
    (page.to_owned(), parameters)
}

#[test]
fn the_addresses_are_those_that_the_calendars_know() {
    let links = Entry::of(&booking(Some(zoom()))).links("Join");
    insta::assert_snapshot!(links.google.unwrap(), @"https://calendar.google.com/calendar/render?action=TEMPLATE&text=Q%26A%2C%2050%25%20off%20%C2%B7%20In%C3%AAs%20%2B%20S%C3%B6hne&dates=20261123T234500Z%2F20261124T001500Z&details=Join%3A%20https%3A%2F%2Fzoom.example%2Fj%2F1%3Fpwd%3Da%26b%3Dc&location=https%3A%2F%2Fzoom.example%2Fj%2F1%3Fpwd%3Da%26b%3Dc");
    insta::assert_snapshot!(links.outlook.unwrap(), @"https://outlook.live.com/calendar/deeplink/compose?path=%2Fcalendar%2Faction%2Fcompose&rru=addevent&subject=Q%26A%2C%2050%25%20off%20%C2%B7%20In%C3%AAs%20%2B%20S%C3%B6hne&startdt=2026-11-23T23%3A45%3A00Z&enddt=2026-11-24T00%3A15%3A00Z&body=Join%3A%20https%3A%2F%2Fzoom.example%2Fj%2F1%3Fpwd%3Da%26amp%3Bb%3Dc&location=https%3A%2F%2Fzoom.example%2Fj%2F1%3Fpwd%3Da%26b%3Dc");
    insta::assert_snapshot!(links.office365.unwrap(), @"https://outlook.office.com/calendar/deeplink/compose?path=%2Fcalendar%2Faction%2Fcompose&rru=addevent&subject=Q%26A%2C%2050%25%20off%20%C2%B7%20In%C3%AAs%20%2B%20S%C3%B6hne&startdt=2026-11-23T23%3A45%3A00Z&enddt=2026-11-24T00%3A15%3A00Z&body=Join%3A%20https%3A%2F%2Fzoom.example%2Fj%2F1%3Fpwd%3Da%26amp%3Bb%3Dc&location=https%3A%2F%2Fzoom.example%2Fj%2F1%3Fpwd%3Da%26b%3Dc");
    assert_eq!(links.ics, None, "the file's address is the edge's to give");
}

#[track_caller]
fn check(location: Option<BookedLocation>, expected: Option<&str>) {
    let entry = Entry::of(&booking(location));
    assert_eq!(entry.place.as_deref(), expected);
    let links = entry.links("Join");
    for address in [links.google, links.outlook, links.office365] {
        assert_eq!(parts(address).1.get("location").map(String::as_str), expected);
    }
}

#[test]
fn the_place_is_what_somebody_has_to_find() {
    use LocationKind::{AskInvitee, Custom, GoogleConference, InboundCall, OutboundCall, Physical};
    check(
        Some(place(Physical, Some("9 Bleecker Street,\r\nNew York"), None)),
        Some("9 Bleecker Street, New York"),
    );
    check(Some(place(InboundCall, Some("+1 212 555 0100"), None)), Some("+1 212 555 0100"));
    check(Some(place(AskInvitee, Some("The park"), None)), Some("The park"));
    check(Some(place(Custom, Some(" \n"), None)), None);
    check(Some(zoom()), Some("https://zoom.example/j/1?pwd=a&b=c"));
    check(Some(place(GoogleConference, None, None)), None);
    check(None, None);
    check(Some(place(OutboundCall, Some("+351 912 345 678"), None)), None);
}

#[track_caller]
fn check_title(name: &str, host: Option<&str>, expected: &str) {
    let booking = Booking { name: name.into(), host_name: host.map(Into::into), ..booking(None) };
    assert_eq!(Entry::of(&booking).title, expected);
}

#[test]
fn the_title_says_what_it_is_and_with_whom() {
    check_title("Intro call", Some("Maya Lindqvist"), "Intro call · Maya Lindqvist");
    check_title("Intro call with Maya", Some("Maya"), "Intro call with Maya");
    check_title("Intro\ncall", None, "Intro call");
    check_title("Intro call", Some(" "), "Intro call");
    check_title("", Some("Maya"), "Maya");
}

#[test]
fn no_address_can_change_the_booking_or_holds_the_invitees_number() {
    let called = place(LocationKind::OutboundCall, Some("+351912345678"), None);
    for location in [zoom(), called] {
        let links = Entry::of(&booking(Some(location))).links("Join");
        for address in [links.google, links.outlook, links.office365].into_iter().flatten() {
            for secret in ["cancellations", "reschedulings", "912345678", "i-1"] {
                assert!(!address.contains(secret), "{secret} in {address}");
            }
        }
    }
}

proptest! {
    #[test]
    fn whatever_a_booking_holds_comes_back_out_of_each_address(
        name in any::<String>(),
        host in proptest::option::of(any::<String>()),
        text in proptest::option::of(any::<String>()),
        start in 0_i64..4_102_444_800,
        minutes in 1_i64..=720,
    ) {
        let at = |seconds| Instant(DateTime::from_timestamp(seconds, 0).unwrap());
        let (start, end) = (at(start), at(start + TimeDelta::minutes(minutes).num_seconds()));
        let location = BookedLocation { location: text, ..zoom() };
        let booking = Booking { name, host_name: host, start, end, ..booking(Some(location)) };
        let entry = Entry::of(&booking);
        prop_assert!(!entry.title.chars().any(char::is_control));
        let links = entry.links("Join");

        let (page, google) = parts(links.google);
        prop_assert_eq!(page, "https://calendar.google.com/calendar/render");
        prop_assert_eq!(&google["text"], &entry.title);
        prop_assert_eq!(Some(&google["location"]), entry.place.as_ref());
        let (from, to) = google["dates"].split_once('/').unwrap();
        let read = |text: &str| {
            let naive = chrono::NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%SZ").unwrap();
            Instant(naive.and_utc())
        };
        prop_assert_eq!((read(from), read(to)), (start, end));

        for (address, base) in [(links.outlook, OUTLOOK), (links.office365, OFFICE_365)] {
            let (page, outlook) = parts(address);
            prop_assert_eq!(page, format!("{base}/calendar/deeplink/compose"));
            prop_assert_eq!(&outlook["subject"], &entry.title);
            prop_assert_eq!(Some(&outlook["location"]), entry.place.as_ref());
            let read = |key: &str| Instant(instant::parse(&outlook[key]).unwrap());
            prop_assert_eq!((read("startdt"), read("enddt")), (start, end));
        }
    }
}
