//! Files are read back by a parser that others wrote, and measured octet by octet.

use super::*;
use icalendar::{
    Calendar, CalendarComponent, CalendarDateTime, Component as _, DatePerhapsTime, Event, EventLike as _,
    EventStatus,
};
use proptest::prelude::*;
use shared::instant;

fn entry() -> Entry {
    Entry {
        title: "Discovery call; costs, risks · Maya Lindqvist".into(),
        start: instant::parse("2026-11-23T14:30:00Z").unwrap(),
        end: instant::parse("2026-11-23T15:00:00Z").unwrap(),
        place: Some("https://zoom.example/j/1?pwd=a,b;c".into()),
        join_url: Some("https://zoom.example/j/1?pwd=a,b;c".into()),
    }
}

fn written(entry: &Entry, description: &[String], is_canceled: bool) -> String {
    let revised_at = instant::parse("2026-11-20T12:00:08Z").unwrap();
    write(&File { uid: "c690719c-0f4e", sequence: 8, revised_at, entry, description, is_canceled })
}

/// The one event of a file, as an independent parser reads it.
fn read(text: &str) -> (Calendar, Event) {
    let calendar: Calendar = text.parse().unwrap_or_else(|error| panic!("{error}: {text}"));
    let [CalendarComponent::Event(event)] = calendar.components.as_slice() else {
        panic!("one event: {text}")
    };
    let event = event.clone();
    (calendar, event)
}

#[track_caller]
fn check_lines(text: &str) {
    assert!(text.ends_with("\r\n"));
    for line in text.trim_end_matches("\r\n").split("\r\n") {
        assert!(line.len() <= LONGEST_LINE, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "a bare line end: {line:?}");
        assert!(!line.chars().any(|character| character.is_control() && character != '\t'), "{line:?}");
    }
}

#[test]
fn the_file_has_every_line_that_a_calendar_wants() {
    let description = [
        "Join: https://zoom.example/j/1?pwd=a,b;c".to_owned(),
        "Cancel: https://calendly.com/cancellations/1".into(),
    ];
    let text = written(&entry(), &description, false);
    check_lines(&text);
    insta::assert_snapshot!(text.replace("\r\n", "\n"));
}

#[test]
fn an_independent_parser_reads_what_was_written() {
    let description = ["One, two; three\\four".to_owned(), "Überall".into()];
    let (calendar, event) = read(&written(&entry(), &description, false));
    assert_eq!(calendar.property_value("VERSION"), Some("2.0"));
    assert_eq!(event.get_uid(), Some("c690719c-0f4e"));
    assert_eq!(event.get_sequence(), Some(8));
    assert_eq!(event.get_timestamp(), instant::parse("2026-11-20T12:00:08Z"));
    let utc = |at| Some(DatePerhapsTime::DateTime(CalendarDateTime::Utc(at)));
    assert_eq!(event.get_start(), utc(entry().start));
    assert_eq!(event.get_end(), utc(entry().end));
    assert_eq!(event.get_summary(), Some("Discovery call; costs, risks · Maya Lindqvist"));
    assert_eq!(event.get_location(), entry().place.as_deref());
    assert_eq!(event.get_description(), Some("One, two; three\\four\nÜberall"));
    assert_eq!(event.get_url(), entry().join_url.as_deref());
    assert_eq!(event.get_status(), Some(EventStatus::Confirmed));
}

#[test]
fn a_canceled_event_is_marked_and_takes_no_time() {
    let text = written(&entry(), &[], true);
    let (_, event) = read(&text);
    assert_eq!(event.get_status(), Some(EventStatus::Cancelled));
    assert!(text.contains("TRANSP:TRANSPARENT\r\n"));
    assert_eq!(event.get_description(), None);
}

#[test]
fn nobody_is_named_but_the_host_and_no_address_of_theirs_is_given() {
    let text = written(&entry(), &[], false);
    for property in ["ORGANIZER", "ATTENDEE", "METHOD", "mailto"] {
        assert!(!text.contains(property), "{property}: {text}");
    }
}

#[track_caller]
fn check_escape(text: &str, expected: &str) {
    assert_eq!(escape(text), expected, "{text:?}");
}

#[test]
fn a_text_cannot_become_a_line_of_its_own() {
    check_escape("a\r\nATTENDEE:mailto:x@example.com", "a\\nATTENDEE:mailto:x@example.com");
    check_escape("a\rb\nc\u{2028}d\u{85}e", "a\\nb\\nc\\nd\\ne");
    check_escape("bell\u{7}nul\0del\u{7f}tab\t", "bellnuldeltab\t");
    check_escape(r"\n ; ,", r"\\n \; \,");
    check_escape("🙂 ü", "🙂 ü");
    let entry =
        Entry { join_url: Some("https://x.example/\r\nATTACH:https://evil.example".into()), ..entry() };
    assert!(!written(&entry, &[], false).contains("ATTACH"));
}

#[track_caller]
fn check_sequence(created: i64, updated: i64, is_canceled: bool, expected: u32) {
    let at = |seconds| DateTime::from_timestamp(seconds, 0);
    assert_eq!(sequence(at(created), at(updated), is_canceled), expected);
}

#[test]
fn the_sequence_rises_with_every_change_and_fits_its_type() {
    check_sequence(100, 100, false, 0);
    check_sequence(100, 108, false, 8);
    check_sequence(100, 108, true, 9);
    check_sequence(100, 90, false, 0);
    check_sequence(0, i64::from(u32::MAX), true, i32::MAX.unsigned_abs());
    assert_eq!(sequence(None, None, false), 0);
    assert_eq!(sequence(None, None, true), 1);
}

proptest! {
    #[test]
    fn any_text_survives_the_way_through_another_parser(
        title in any::<String>(),
        place in proptest::option::of("\\PC{0,200}"),
        description in proptest::collection::vec(any::<String>(), 0..4),
        join_url in proptest::option::of(any::<String>()),
    ) {
        // What the file may change: controls are dropped, every line end is one, and an empty text is none.
        let kept = |text: &str| {
            let lines = text.replace("\r\n", "\n");
            let is_line_end = |character| matches!(character, '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}');
            let lines: String = lines.chars().map(|c| if is_line_end(c) { '\n' } else { c }).collect();
            lines.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect::<String>()
        };
        let entry = Entry { title, place, join_url, ..entry() };
        let text = written(&entry, &description, false);
        check_lines(&text);
        let (_, event) = read(&text);
        prop_assert_eq!(event.get_summary().unwrap_or_default(), kept(&entry.title));
        prop_assert_eq!(event.get_location().map(str::to_owned), entry.place.as_deref().map(kept));
        prop_assert_eq!(event.get_description().unwrap_or_default(), kept(&description.join("\n")));
        let url = entry.join_url.as_deref().filter(|url| is_uri(url));
        prop_assert_eq!(event.get_url().unwrap_or_default(), url.unwrap_or_default());
    }

    #[test]
    fn a_line_of_any_length_is_folded_between_characters_and_unfolds_to_itself(line in "\\PC{0,400}") {
        let mut folded = String::new();
        fold(&mut folded, &line);
        check_lines(&folded);
        prop_assert_eq!(icalendar::parser::unfold(&folded), format!("{line}\r\n"));
    }
}
