//! When a window is due for a look at the gate, and what gives way to what.

use super::*;
use crate::slots::Entry;
use shared::windows::cells_of;

const TTL: Duration = Duration::from_mins(5);

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000 + seconds, 0).unwrap()
}

fn key(cell: i64) -> Key {
    Key::new("ET", 7, cell)
}

fn memory(fetched: i64) -> Memory {
    let memory = Memory::default();
    memory.keep(key(1), Window::new(&Entry::new(at(fetched), &[]), 30, at(fetched)));
    memory
}

#[test]
fn a_window_that_was_confirmed_lately_is_not_asked_about() {
    let memory = memory(0);
    assert!(!memory.claim(&key(1), TTL, at(29)));
    assert!(memory.claim(&key(1), TTL, at(30)));
    assert!(!memory.claim(&key(1), TTL, at(31)), "somebody is asking");
    memory.confirm(&key(1), at(32));
    assert!(!memory.claim(&key(1), TTL, at(61)));
    assert!(memory.claim(&key(1), TTL, at(62)));
}

#[test]
fn an_old_window_is_asked_about_by_one_at_a_time_and_again_some_time_after_a_failure() {
    let memory = memory(0);
    assert!(memory.claim(&key(1), TTL, at(300)));
    assert!(!memory.claim(&key(1), TTL, at(301)));
    memory.note_failure(&key(1), at(302));
    assert!(memory.window(&key(1), 30).unwrap().is_failing());
    assert!(!memory.claim(&key(1), TTL, at(306)));
    assert!(memory.claim(&key(1), TTL, at(307)));
    assert!(memory.claim(&key(1), TTL, at(319)), "an asker that was lost holds up nobody");
}

#[test]
fn an_older_window_never_replaces_a_newer_one_unless_the_slots_length_changed() {
    let memory = memory(100);
    memory.keep(key(1), Window::new(&Entry::new(at(50), &[]), 30, at(110)));
    assert_eq!(memory.window(&key(1), 30).unwrap().fetched_at, at(100));
    assert!(memory.window(&key(1), 45).is_none());
    memory.keep(key(1), Window::new(&Entry::new(at(50), &[]), 45, at(110)));
    assert_eq!(memory.window(&key(1), 45).unwrap().fetched_at, at(50));
}

#[test]
fn what_was_confirmed_longest_ago_gives_way() {
    let memory = Memory::default();
    for cell in 0..=i64::try_from(MAX_WINDOWS).unwrap() {
        memory.keep(key(cell), Window::new(&Entry::new(at(cell), &[]), 30, at(cell)));
    }
    assert!(memory.window(&key(0), 30).is_none());
    assert!(memory.window(&key(1), 30).is_some());
}

#[test]
fn a_booking_makes_its_windows_forgotten() {
    let memory = Memory::default();
    let start = at(0);
    let cell = cells_of(start, 7).last().unwrap();
    for cell in [cell, cell + 1] {
        memory.keep(key(cell), Window::new(&Entry::new(at(0), &[]), 30, at(0)));
    }
    memory.forget_around(start, at(1));
    assert!(memory.window(&key(cell), 30).is_none());
    assert!(memory.window(&key(cell + 1), 30).is_some());
}

#[test]
fn what_kv_has_around_a_booking_is_doubted_for_a_minute() {
    let memory = Memory::default();
    let cell = cells_of(at(0), 7).last().unwrap();
    let doubts = |cell, now| memory.doubts_kv(&key(cell), at(now));
    assert!(!doubts(cell, 0));
    memory.forget_around(at(0), at(1));
    assert!(doubts(cell, 1) && doubts(cell, 60) && !doubts(cell, 61));
    assert!(!doubts(cell + 1, 1), "another window");
    memory.forget_around(at(0), at(40));
    assert!(doubts(cell, 99), "another booking at the same start");
}
