//! What an invitee can do with a booking, and that whatever fails leaves a way on.

use super::*;
use crate::core::{
    flow::{Care, Effect, Wish},
    screen::{ScreenView, screen_view},
};
use shared::booking::{BookedLocation, Booking, Previous};

const MEET: Option<&str> = Some("https://meet.google.com/abc-defg-hij");

fn wish(effects: &[Effect]) -> Option<(RequestId, &Wish)> {
    effects.iter().find_map(|effect| match effect {
        Effect::Manage { request, wish, .. } => Some((*request, wish)),
        _ => None,
    })
}

/// The flow after `event`, and what it asks of the edge.
#[track_caller]
fn asks(flow: Flow, event: Event) -> (Flow, RequestId, Wish) {
    let (flow, effects) = step(flow, event);
    let (request, wish) = wish(&effects).expect("a request");
    (flow, request, wish.clone())
}

fn doubting() -> Flow {
    after(standing(MEET), [Event::CancelAsked, Event::ReasonTyped(" I am ill. ".into())])
}

fn looking() -> Flow {
    after(standing(MEET), [Event::MoveAsked])
}

#[test]
fn canceling_asks_first_and_takes_a_reason_along() {
    assert_eq!(step(standing(MEET), Event::CancelAsked).1, [Effect::Focus(Target::Question)]);
    let (kept, effects) = step(doubting(), Event::KeepAsked);
    assert!(matches!(kept, Flow::Confirmed(_, _, Care::Reads(None))));
    assert_eq!(effects, [Effect::Focus(Target::Change)]);

    let (flow, request, wish) = asks(doubting(), Event::CancelConfirmed);
    assert_eq!(wish, Wish::Cancel(shared::booking::CancelRequest { reason: Some("I am ill.".into()) }));
    let again = step(flow.clone(), Event::CancelConfirmed);
    assert!(again.1.is_empty(), "pressed twice, it is sent once");
    let (flow, effects) = step(flow, booked(request, booking(), None));
    assert!(matches!(flow, Flow::Canceled(..)));
    let detail = [("booking_id", "b_1"), ("event_type", "discovery-call")];
    let told = HostEvent::new("cancelled", &detail);
    assert_eq!(effects[0], Effect::Notify(told));
    let (flow, effects) = step(flow, Event::TimesAsked);
    assert!(matches!(flow, Flow::ChoosingTime(_)));
    assert!(matches!(effects[0], Effect::FetchSlots { .. }), "the time that was given back is free again");
}

#[track_caller]
fn check_canceling(code: Option<ProblemCode>, stays_asked: bool) {
    let (flow, request, _) = asks(doubting(), Event::CancelConfirmed);
    let failure = code.map_or(Failure::Unreachable, refused);
    let (flow, effects) = step(flow, Event::BookingAnswered(request, Err(failure)));
    assert!(effects.contains(&Effect::Focus(Target::Notice)), "{effects:?}");
    let Flow::Confirmed(_, booked, care) = flow else { panic!("it stands") };
    assert_eq!(matches!(care, Care::Doubts(Some(_))), stays_asked, "{code:?} {care:?}");
    assert_eq!(matches!(care, Care::Reads(Some(_))), !stays_asked, "{code:?} {care:?}");
    assert_eq!(booked.reason, " I am ill. ");
}

#[test]
fn canceling_that_fails_is_tried_again_where_that_can_help() {
    check_canceling(None, true);
    for code in
        [ProblemCode::CalendlyUnavailable, ProblemCode::CancellationUnconfirmed, ProblemCode::RateLimited]
    {
        check_canceling(Some(code), true);
    }
    for code in [
        ProblemCode::CancelAtCalendly,
        ProblemCode::BookingStarted,
        ProblemCode::BookingNotFound,
        ProblemCode::ManageTokenInvalid,
    ] {
        check_canceling(Some(code), false);
    }
}

#[test]
fn a_booking_is_moved_by_choosing_another_time() {
    let (flow, effects) = step(standing(MEET), Event::MoveAsked);
    assert!(matches!(effects.as_slice(), [Effect::FetchSlots { .. }, Effect::Focus(Target::Heading)]));
    let browse = flow.browse().unwrap();
    assert!(browse.time.is_none() && browse.timetable.find("2026-11-24T10:00:00Z").is_none());
    assert!(wish(&step(flow.clone(), Event::Continued).1).is_none(), "no time is chosen yet");

    let flow = after(flow, [Event::TimeChosen("2026-11-24T13:00:00Z".into())]);
    let (flow, request, wish) = asks(flow, Event::Continued);
    let Wish::Move(Key::Fresh, body) = wish else { panic!("{wish:?}") };
    assert_eq!(
        (body.start.as_str(), body.timezone.as_deref()),
        ("2026-11-24T13:00:00Z", Some("Europe/Lisbon"))
    );
    let new = Booking { id: "b_2".into(), ..booking() };
    let (flow, effects) = step(flow, booked(request, new, Some(Previous::CancelationPending)));
    let Flow::Confirmed(_, standing, Care::Reads(None)) = flow else { panic!("it stands") };
    assert_eq!((standing.time.start.as_str(), standing.booking.id.as_str()), ("2026-11-24T13:00:00Z", "b_2"));
    let Effect::Notify(told) = &effects[0] else { panic!("{effects:?}") };
    assert_eq!((told.name, told.get("booking_id")), ("rescheduled", Some("b_2")));
}

#[test]
fn who_does_not_want_another_time_after_all_keeps_the_booking() {
    let flow = after(looking(), [Event::TimeChosen("2026-11-24T13:00:00Z".into()), Event::KeepAsked]);
    let Flow::Confirmed(_, standing, Care::Reads(None)) = flow else { panic!("it stands") };
    assert_eq!(standing.time.start, "2026-11-24T10:00:00Z");
}

#[test]
fn a_time_that_is_taken_meanwhile_leaves_the_booking_and_offers_others() {
    let flow = after(looking(), [Event::TimeChosen("2026-11-24T18:00:00Z".into())]);
    let (flow, request, _) = asks(flow, Event::Continued);
    let flow = after(flow, [Event::BookingAnswered(request, Err(taken()))]);
    assert_eq!(flow.browse().unwrap().alternatives.len(), 2);
    let (flow, _, wish) = asks(flow, Event::AlternativeChosen("2026-11-25T15:00:00Z".into()));
    assert!(matches!(flow, Flow::Moving(..)));
    assert!(matches!(wish, Wish::Move(Key::Fresh, body) if body.start == "2026-11-25T15:00:00Z"));
}

fn another_chosen() -> Flow {
    after(looking(), [Event::TimeChosen("2026-11-24T13:00:00Z".into())])
}

#[track_caller]
fn check_key(failure: Failure, expected: Key) {
    let (flow, request, _) = asks(another_chosen(), Event::Continued);
    let flow = after(flow, [Event::BookingAnswered(request, Err(failure))]);
    let ScreenView::Times(_, view, _) = screen_view(&flow, NOW, &EN) else { panic!("the times") };
    assert!(view.trouble.is_some());
    let (_, _, wish) = asks(flow, Event::Continued);
    assert!(matches!(wish, Wish::Move(key, _) if key == expected), "{wish:?}");
}

#[test]
fn a_move_that_left_doubt_is_sent_again_under_its_key() {
    check_key(Failure::Unreachable, Key::Same);
    check_key(refused(ProblemCode::CalendlyUnavailable), Key::Same);
    check_key(refused(ProblemCode::ValidationFailed), Key::Fresh);

    let (flow, request, _) = asks(another_chosen(), Event::Continued);
    let flow = after(flow, [Event::BookingAnswered(request, Err(Failure::Unreachable))]);
    let (_, _, wish) =
        asks(after(flow, [Event::TimeChosen("2026-11-25T15:00:00Z".into())]), Event::Continued);
    assert!(matches!(wish, Wish::Move(Key::Fresh, _)), "another time is another move");
}

#[test]
fn what_cannot_be_moved_here_can_be_moved_at_calendly() {
    let flow = after(looking(), [Event::TimeChosen("2026-11-24T13:00:00Z".into())]);
    let (flow, request, _) = asks(flow, Event::Continued);
    let scheduling_url = Some("https://calendly.com/reschedulings/1".to_owned());
    let problem =
        Problem { scheduling_url: scheduling_url.clone(), ..Problem::new(ProblemCode::RescheduleAtCalendly) };
    let flow = after(flow, [Event::BookingAnswered(request, Err(Failure::Refused(Box::new(problem))))]);
    let ScreenView::Confirmed(view) = screen_view(&flow, NOW, &EN) else { panic!("it stands") };
    assert_eq!(view.trouble.unwrap().way_on, scheduling_url);
}

#[test]
fn a_link_that_comes_late_is_asked_for_until_it_is_there() {
    let (flow, effects) = step(sending(), {
        let Flow::Confirmed(_, late, _) = standing(None) else { panic!("it stands") };
        booked(BOOKING, late.booking, None)
    });
    let (first, wish_of_it) = wish(&effects).expect("the link is asked for");
    let Wish::Read { pause } = *wish_of_it else { panic!("{wish_of_it:?}") };
    let (mut flow, mut request, mut pauses) = (flow, first, vec![pause]);
    loop {
        let failed = Event::BookingAnswered(request, Err(Failure::Unreachable));
        let (next, effects) = step(flow, failed);
        flow = next;
        let Some((next, Wish::Read { pause })) = wish(&effects) else { break };
        pauses.push(*pause);
        request = next;
    }
    assert!(pauses.is_sorted() && pauses.len() == 8, "{pauses:?}");
    assert_eq!(pauses.iter().sum::<i32>(), 108_000);

    let flow = after(sending(), [booked(BOOKING, late(), None)]);
    let there = booked(RequestId(BOOKING.0 + 1), booking(), None);
    let (flow, effects) = step(flow, there);
    assert!(effects.is_empty(), "there is nothing more to ask for");
    let ScreenView::Confirmed(view) = screen_view(&flow, NOW, &EN) else { panic!("it stands") };
    assert_eq!(view.join_url.as_deref(), MEET);
}

fn late() -> Booking {
    let Flow::Confirmed(_, standing, _) = standing(None) else { panic!("it stands") };
    let place = standing.booking.location.as_ref().is_some_and(BookedLocation::awaits_link);
    assert!(place);
    standing.booking
}

#[test]
fn without_a_key_only_calendlys_pages_change_it() {
    for event in [Event::CancelAsked, Event::MoveAsked] {
        let (flow, effects) = step(confirmed(), event);
        assert_eq!((flow, effects), (confirmed(), Vec::new()));
    }
}
