//! Times that the edge shows while it fetches them anew are asked for once more, quietly.

use super::*;
use shared::slots::{CacheState, SlotsResponse};

fn old(answer: SlotsResponse) -> SlotsResponse {
    SlotsResponse { cache: CacheState::Revalidating, ..answer }
}

/// The request that was put off, if there is one.
fn put_off(effects: &[Effect]) -> Option<RequestId> {
    effects.iter().find_map(|effect| match effect {
        Effect::FetchSlots { request, pause, .. } if *pause > 0 => Some(*request),
        _ => None,
    })
}

fn arrive(flow: Flow, request: RequestId, answer: Result<SlotsResponse, Failure>) -> (Flow, Vec<Effect>) {
    step(flow, Event::SlotsArrived(request, answer))
}

#[test]
fn old_times_are_shown_and_asked_for_once_more_a_moment_later() {
    let (flow, effects) = arrive(awaiting(), RequestId(2), Ok(old(first_answer())));
    let browse = flow.browse().unwrap();
    assert!(browse.timetable.count(day("2026-11-23")) > 0, "nobody waits");
    let request = put_off(&effects).unwrap();

    let newer = answer("2026-11-21", "2026-12-05", &["2026-11-24T09:30:00Z"], 0);
    let (flow, effects) = arrive(flow, request, Ok(newer));
    let browse = flow.browse().unwrap();
    assert_eq!(browse.timetable.count(day("2026-11-23")), 0, "what is gone is not shown any more");
    assert_eq!(browse.timetable.count(day("2026-11-24")), 1);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Announce(_))), "without a word");
}

#[test]
fn times_that_are_still_old_are_not_asked_for_a_third_time() {
    let (flow, effects) = arrive(awaiting(), RequestId(2), Ok(old(first_answer())));
    let (_, effects) = arrive(flow, put_off(&effects).unwrap(), Ok(old(first_answer())));
    assert_eq!(put_off(&effects), None);
}

#[test]
fn a_second_look_that_fails_leaves_what_is_shown() {
    let (flow, effects) = arrive(awaiting(), RequestId(2), Ok(old(first_answer())));
    let (flow, effects) = arrive(flow, put_off(&effects).unwrap(), Err(Failure::Unreachable));
    assert_eq!(errors_sent(&effects), [""; 0]);
    let browse = flow.browse().unwrap();
    assert!(browse.failure(NOW).is_none());
    assert_eq!(browse.timetable.count(day("2026-11-23")), 2);
}

#[test]
fn fresh_times_are_not_asked_for_again() {
    let (_, effects) = arrive(awaiting(), RequestId(2), Ok(first_answer()));
    assert_eq!(put_off(&effects), None);
}
