//! The seat that is kept while the form is filled in: nobody notices it, unless the time is gone.

use super::*;
use crate::core::screen::{ScreenView, screen_view};
use shared::{
    hold::{HoldRequest, HoldResponse},
    instant::Instant,
};

/// The request for a hold that [`filling`] waits for.
pub(super) const HOLD: RequestId = RequestId(4);

/// The edge keeps the seat for five minutes.
pub(super) fn granted(request: RequestId) -> Event {
    let answer = HoldResponse {
        id: hold_id(),
        event_type: "discovery-call".into(),
        start: "2026-11-24T10:00:00Z".into(),
        expires_at: Instant(NOW + chrono::TimeDelta::minutes(5)),
        expires_in: 300,
    };
    Event::HoldAnswered(request, Ok(answer))
}

/// What the hold of [`filling`] is called.
pub(super) fn hold_id() -> String {
    "discovery-call.3b0c1d5e-visitor-4".into()
}

fn typed() -> Event {
    Event::Edited(Edit::Typed(Field::Name, "Inês".into()))
}

/// The seat is kept.
fn kept() -> Flow {
    after(filling(), [granted(HOLD)])
}

/// The wait that the last step has begun.
fn wait(effects: &[Effect]) -> (RequestId, i32) {
    let waits = effects.iter().find_map(|effect| match effect {
        Effect::Wait { request, milliseconds } => Some((*request, *milliseconds)),
        _ => None,
    });
    waits.unwrap_or_else(|| panic!("{effects:?}"))
}

/// Waits for as long as the flow wants to.
fn pass(flow: Flow, effects: &[Effect]) -> (Flow, Vec<Effect>) {
    step(flow, Event::Waited(wait(effects).0))
}

/// Nothing was touched until the hold ran out.
fn lapsed() -> (Flow, Vec<Effect>) {
    let (flow, effects) = step(filling(), granted(HOLD));
    let (flow, effects) = pass(flow, &effects);
    pass(flow, &effects)
}

fn asked(effects: &[Effect]) -> Option<(RequestId, &HoldRequest)> {
    effects.iter().find_map(|effect| match effect {
        Effect::Hold { request, body } => Some((*request, &**body)),
        _ => None,
    })
}

fn released(effects: &[Effect]) -> Vec<&str> {
    let ids = effects.iter().filter_map(|effect| match effect {
        Effect::ReleaseHold(id) => Some(id.as_str()),
        _ => None,
    });
    ids.collect()
}

fn note(flow: &Flow) -> Option<String> {
    match screen_view(flow, NOW, &EN) {
        ScreenView::Form(_, form) => form.note,
        other => panic!("{other:?}"),
    }
}

#[test]
fn going_on_to_the_form_asks_for_the_seat_and_a_booking_names_it_answered_or_not() {
    let (flow, effects) = step(time_chosen(), Event::Continued);
    let (request, body) = asked(&effects).unwrap();
    assert_eq!((request, body.start.as_str(), &body.replaces), (HOLD, "2026-11-24T10:00:00Z", &None));
    assert_eq!(body.id, Some(hold_id()));
    for events in [vec![], vec![granted(HOLD)], vec![Event::HoldAnswered(HOLD, Err(Failure::Unreachable))]] {
        let flow = after(after(flow.clone(), events), good_edits());
        let (_, effects) = step(flow, Event::Submitted);
        assert_eq!(booked_body(&effects).unwrap().0.hold, Some(hold_id()));
    }
}

#[test]
fn a_time_that_cannot_be_kept_leads_back_exactly_as_one_that_cannot_be_booked() {
    let typed = after(filling(), good_edits());
    let (flow, effects) = step(typed.clone(), Event::HoldAnswered(HOLD, Err(taken())));
    let (other, others) = step(sending(), Event::BookingAnswered(BOOKING, Err(taken())));
    let (browse, like) = (flow.browse().unwrap(), other.browse().unwrap());
    assert!(browse.was_taken && browse.alternatives.len() == 2);
    assert_eq!((&browse.timetable, &browse.day), (&like.timetable, &like.day));
    assert_eq!(flow.session().unwrap().form, typed.session().unwrap().form, "everything typed is kept");
    let but_requests = |effects: Vec<Effect>| -> Vec<Effect> {
        let without = |effect| match effect {
            Effect::FetchSlots { slug, zone, range, pause, .. } => {
                Effect::FetchSlots { request: RequestId(0), slug, zone, range, pause }
            }
            other => other,
        };
        effects.into_iter().map(without).collect()
    };
    assert_eq!(but_requests(effects), but_requests(others));
}

#[test]
fn any_other_failure_of_a_hold_is_silent() {
    for code in ProblemCode::ALL.into_iter().filter(|code| *code != ProblemCode::SlotTaken) {
        let (flow, effects) = step(filling(), Event::HoldAnswered(HOLD, Err(refused(code))));
        assert_eq!((effects, note(&flow)), (vec![], None), "{code:?}");
        assert_eq!(asked(&step(flow, typed()).1), None, "and it is not asked for again and again");
    }
}

#[test]
fn a_time_that_the_visitor_may_have_booked_already_is_not_called_taken() {
    let unsure = || Event::BookingAnswered(BOOKING, Err(Failure::Unreachable));
    let sending = || after(after(filling(), good_edits()), [Event::Submitted]);
    let (flow, effects) = step(sending(), Event::HoldAnswered(HOLD, Err(taken())));
    assert!(matches!(flow, Flow::Sending(..)) && effects.is_empty());
    let (flow, effects) = step(after(sending(), [unsure()]), Event::HoldAnswered(HOLD, Err(taken())));
    assert!(matches!(flow, Flow::FillingIn(..)) && effects.is_empty());
    let (_, effects) = step(flow, Event::Submitted);
    assert_eq!(booked_body(&effects).unwrap().1, Key::Same);
}

#[test]
fn another_hold_does_not_make_it_another_booking() {
    let unsure = Event::BookingAnswered(BOOKING, Err(Failure::Unreachable));
    let flow = after(sending(), [unsure, Event::TimesAsked, Event::Continued]);
    let (_, effects) = step(flow, Event::Submitted);
    let (body, key) = booked_body(&effects).unwrap();
    assert_eq!(key, Key::Same);
    assert_ne!(body.hold, Some(hold_id()));
}

#[test]
fn leaving_the_form_gives_the_seat_back_once() {
    #[track_caller]
    fn check(flow: Flow, event: Event, expected: &[&str]) {
        let (flow, effects) = step(flow, event);
        assert_eq!(released(&effects), expected);
        assert_eq!(released(&step(flow, Event::PageLeft).1), [""; 0], "once");
    }
    let id = hold_id();
    for event in [Event::TimesAsked, Event::PageLeft] {
        check(filling(), event.clone(), &[&id]);
        check(kept(), event.clone(), &[&id]);
        check(
            after(filling(), [Event::HoldAnswered(HOLD, Err(Failure::Unreachable))]),
            event.clone(),
            &[&id],
        );
        check(lapsed().0, event.clone(), &[]);
    }
    check(sending(), Event::PageLeft, &[]);
    check(confirmed(), Event::PageLeft, &[]);
    check(linked(), Event::PageLeft, &[]);
    check(linked(), Event::TimesAsked, &[&id]);
}

#[test]
fn the_next_hold_names_the_one_before_because_its_release_may_come_later() {
    let times = [Event::TimesAsked, Event::TimeChosen("2026-11-25T15:00:00Z".into())];
    let (_, effects) = step(after(kept(), times), Event::Continued);
    let (_, body) = asked(&effects).unwrap();
    assert_eq!((body.start.as_str(), &body.replaces), ("2026-11-25T15:00:00Z", &Some(hold_id())));
    assert_ne!(body.id, Some(hold_id()));
}

#[test]
fn a_hold_that_is_answered_when_nobody_waits_for_it_is_given_back() {
    for flow in [after(filling(), [Event::TimesAsked]), confirmed(), after(filling(), [Event::PageLeft])] {
        let (same, effects) = step(flow.clone(), granted(HOLD));
        assert_eq!((same, released(&effects)), (flow, vec![hold_id().as_str()]));
    }
    let again = after(filling(), [Event::TimesAsked, Event::Continued]);
    assert_eq!(released(&step(again, granted(HOLD)).1), [hold_id()]);
}

#[test]
fn a_page_that_comes_back_as_it_was_left_asks_again() {
    let (flow, _) = step(kept(), Event::PageLeft);
    let (flow, effects) = step(flow, Event::PageShown);
    let (_, body) = asked(&effects).unwrap();
    assert_eq!(body.replaces, Some(hold_id()));
    assert_eq!(step(flow.clone(), Event::PageShown), (flow, vec![]));
    assert_eq!(step(kept(), Event::PageShown), (kept(), vec![]));
}

#[test]
fn who_is_at_work_is_kept_their_seat_without_noticing() {
    let (flow, effects) = step(filling(), granted(HOLD));
    assert_eq!(wait(&effects).1, 240_000);
    let (flow, effects) = pass(after(flow, [typed()]), &effects);
    let (request, body) = asked(&effects).unwrap();
    assert_eq!((&body.id, effects.len()), (&Some(hold_id()), 1));
    let (flow, effects) = step(flow, granted(request));
    let (flow, effects) = pass(flow, &effects);
    assert_eq!(wait(&effects).1, 60_000, "nothing was touched since");
    assert_eq!(step(flow.clone(), Event::Edited(Edit::Left(Field::Name))).1, [], "turning away is no work");
    let (flow, renewed) = step(flow, typed());
    assert_eq!(asked(&renewed).unwrap().1.id, Some(hold_id()));
    assert_eq!(step(flow.clone(), Event::Waited(wait(&effects).0)), (flow, vec![]), "an older wait");
}

#[test]
fn who_touches_nothing_is_told_a_minute_before_it_runs_out() {
    let (flow, effects) = step(filling(), granted(HOLD));
    assert_eq!(note(&flow), None);
    let (flow, effects) = pass(flow, &effects);
    assert!(note(&flow).unwrap().contains("for 1 minute more."));
    let is_said = matches!(&effects[1], Effect::Announce(Announcement::HoldEnding(_, _, 1)));
    assert!(is_said, "{effects:?}");
    assert_eq!(note(&after(flow, [typed()])), None);
}

#[test]
fn who_was_away_until_it_ran_out_is_told_calmly_and_takes_it_again_by_going_on() {
    let (flow, effects) = lapsed();
    let at = utc("2026-11-24T10:00:00Z").naive_utc();
    let cycle = crate::core::options::HourCycle::TwentyFour;
    assert_eq!(effects, [Effect::Announce(Announcement::HoldLapsed(at, cycle))]);
    insta::assert_snapshot!(note(&flow).unwrap());
    let (flow, effects) = step(flow, typed());
    assert_eq!(note(&flow), None);
    let (request, _) = asked(&effects).unwrap();
    let (flow, effects) = step(flow, granted(request));
    assert_eq!(wait(&effects).1, 240_000);
    assert_eq!(after(flow, good_edits()).visit().unwrap().hold.as_ref().unwrap().id(), hold_id());
}

#[test]
fn what_runs_out_while_the_booking_is_on_its_way_is_told_only_if_that_fails() {
    let (flow, effects) = step(after(filling(), good_edits()), granted(HOLD));
    let (flow, effects) = pass(flow, &effects);
    let (flow, effects) = pass(after(flow, [Event::Submitted]), &effects);
    assert_eq!((effects, note(&flow)), (vec![], None));
    let Flow::Sending(_, _, request) = flow else { panic!("{flow:?}") };
    let flow = after(flow, [Event::BookingAnswered(request, Err(Failure::Unreachable))]);
    assert!(note(&flow).is_some());
}

/// The request for times among these.
fn fetched(effects: &[Effect]) -> Option<RequestId> {
    effects.iter().find_map(|effect| match effect {
        Effect::FetchSlots { request, .. } => Some(*request),
        _ => None,
    })
}

#[test]
fn the_visitors_own_time_stays_in_their_list_although_the_edge_hides_it() {
    let is_listed = |flow: &Flow| flow.browse().unwrap().timetable.find("2026-11-24T10:00:00Z").is_some();
    let without = |request| {
        let rest = answer("2026-11-21", "2026-11-30", &["2026-11-24T13:00:00Z"], 0);
        Event::SlotsArrived(request, Ok(rest))
    };
    let back = |flow| {
        let (flow, effects) = step(flow, Event::TimesAsked);
        after(flow, fetched(&effects).map(without))
    };
    let flow = back(kept());
    assert!(is_listed(&flow));
    assert!(flow.browse().unwrap().time.is_some(), "and is still chosen");
    assert!(!is_listed(&back(lapsed().0)), "what is not kept for them is somebody else's");
}

#[test]
fn in_another_zone_the_visitors_own_time_is_the_same_instant() {
    let in_tokyo = |request| {
        let mut rest = answer("2026-11-21", "2026-11-30", &["2026-11-24T18:00:00Z"], 32_400);
        rest.timezone.id = "Asia/Tokyo".into();
        Event::SlotsArrived(request, Ok(rest))
    };
    let flow = zoning::opened(after(kept(), [Event::TimesAsked]));
    let (flow, effects) = step(flow, Event::ZoneChosen(Some("Asia/Tokyo".into())));
    let flow = after(flow, fetched(&effects).map(in_tokyo));
    let own = flow.browse().unwrap().time.clone().unwrap();
    assert_eq!(
        (own.start.as_str(), own.local),
        ("2026-11-24T10:00:00Z", utc("2026-11-24T19:00:00Z").naive_utc())
    );
    let (flow, effects) = step(after(flow, [Event::Continued]), Event::TimesAsked);
    let flow = after(flow, fetched(&effects).map(in_tokyo));
    assert_eq!(flow.browse().unwrap().time, Some(own));
}
