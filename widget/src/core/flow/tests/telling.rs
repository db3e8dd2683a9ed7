//! What a page hears of a whole visit, in its order, and that it can keep an attempt from being sent.

use super::*;
use shared::attribution::{Attribution, Touch};

/// What the page is told of these events, one line each.
#[track_caller]
fn check(flow: Flow, events: impl IntoIterator<Item = Event>, expected: &[&str]) -> Flow {
    let mut flow = flow;
    let mut lines = Vec::new();
    for event in events {
        let (next, effects) = flow.advance(event, NOW);
        lines.extend(told(&effects).map(|event| {
            let detail = event.detail.iter().map(|(name, value)| [" ", name, "=", value].concat());
            event.name.to_owned() + &detail.collect::<String>()
        }));
        flow = next;
    }
    assert_eq!(lines, expected);
    flow
}

#[test]
fn a_page_hears_of_every_step_in_its_order() {
    let both = config(Mode::Connected, vec![every_question(), places()]);
    let flow = starting(None);
    let events =
        [Event::ConfigArrived(RequestId(1), Ok(both)), Event::EventTypeChosen("discovery-call".into())];
    check(
        flow,
        events,
        &[
            "ready",
            "view view=event-types",
            "event-type-selected event_type=discovery-call",
            "view view=times event_type=discovery-call",
        ],
    );

    let mut flow = choosing();
    if let Flow::ChoosingTime(visit) = &mut flow {
        let touch = Touch { utm_source: Some("newsletter".into()), ..Touch::default() };
        visit.session.options.attribution = Attribution { first: None, last: Some(touch) };
    }
    let time = "2026-11-24T10:00:00Z";
    let flow = check(
        flow,
        [Event::TimeChosen(time.into()), Event::Continued],
        &[
            "slot-selected event_type=discovery-call start=2026-11-24T10:00:00Z end=2026-11-24T10:30:00Z \
         timezone=Europe/Lisbon",
            "view view=form event_type=discovery-call",
        ],
    );
    // Leaving a field is no beginning, and a beginning is told once.
    let left = [Event::Edited(Edit::Left(Field::Name))];
    let flow = check(
        flow,
        left.into_iter().chain(good_edits()).chain(good_edits()),
        &["form-started event_type=discovery-call start=2026-11-24T10:00:00Z"],
    );
    let flow = check(flow, [Event::Submitted], &[]);
    let Flow::Sending(_, _, request) = flow else { panic!("{flow:?}") };
    let flow = check(
        flow,
        [booked(request, booking(), None)],
        &[
            "booked booking_id=b_1 event_type=discovery-call start=2026-11-24T10:00:00Z end=2026-11-24T10:30:00Z \
         invitee_uri=https://api.calendly.com/scheduled_events/E-1/invitees/b_1 invitee.name=Inês Duarte \
         invitee.email=ines@example.com tracking.utm_source=newsletter",
            "view view=confirmation event_type=discovery-call",
        ],
    );
    check(
        flow,
        [Event::MoveAsked, Event::KeepAsked],
        &["view view=times event_type=discovery-call", "view view=confirmation event_type=discovery-call"],
    );
}

#[test]
fn a_page_may_keep_an_attempt_from_being_sent() {
    let flow = check(sending(), [Event::BookingPrevented(BOOKING, Key::Fresh)], &[]);
    assert!(matches!(flow, Flow::FillingIn(_, _, None)), "everything typed is there");
    let (_, effects) = step(flow, Event::Submitted);
    assert_eq!(
        booked_body(&effects).map(|(_, key)| key),
        Some(Key::Fresh),
        "nothing was sent under the key before"
    );

    let late = check(sending(), [Event::BookingPrevented(RequestId(99), Key::Fresh)], &[]);
    assert_eq!(late, sending());

    // An attempt that may have booked stays one, whatever becomes of the next.
    let (flow, _) = step(sending(), Event::BookingAnswered(BOOKING, Err(Failure::Unreachable)));
    let (flow, _) = step(flow, Event::Submitted);
    let Flow::Sending(_, _, request) = flow else { panic!("{flow:?}") };
    let (flow, _) = step(flow, Event::BookingPrevented(request, Key::Same));
    let (_, effects) = step(flow, Event::Submitted);
    assert_eq!(booked_body(&effects).map(|(_, key)| key), Some(Key::Same));
}
