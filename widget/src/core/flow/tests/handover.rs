//! The last step on Calendly's page: what its frame can come to, and what is told of a booking that it reports.

use super::*;
use crate::core::frame::Said;

/// The wait that [`linked`] has begun.
const WAIT: RequestId = RequestId(6);
const INVITEE: &str = "https://api.calendly.com/scheduled_events/E-1/invitees/I-2";

fn frame(flow: &Flow) -> Frame {
    match flow {
        Flow::Linked(_, _, handover) => handover.frame,
        other => panic!("{other:?}"),
    }
}

fn booked() -> Event {
    Event::CalendlySaid(Said::Booked(INVITEE.into()))
}

#[test]
fn a_link_is_opened_in_place_at_once() {
    let link = || {
        let Flow::Linked(_, _, handover) = linked() else { panic!("a link") };
        Event::BookingAnswered(BOOKING, Ok(BookingResponse::Link(handover.link)))
    };
    let (flow, effects) = step(sending(), link());
    assert_eq!(frame(&flow), Frame::Opening(WAIT));
    assert!(effects.contains(&Effect::OpenFrame(WAIT)));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Focus(_))), "the dialog takes the focus");
}

#[test]
fn every_way_out_of_the_frame_leads_to_the_link() {
    #[track_caller]
    fn check(events: &[Event], expected: Frame, has_focus: bool) {
        let (last, before) = events.split_last().unwrap();
        let (flow, effects) = step(after(linked(), before.iter().cloned()), last.clone());
        assert_eq!(frame(&flow), expected);
        assert_eq!(effects.contains(&Effect::Focus(Target::Link)), has_focus, "{effects:?}");
    }
    let here = || Event::CalendlySaid(Said::Here);
    check(&[here()], Frame::Open, false);
    check(&[Event::FrameSilent(WAIT)], Frame::Silent, true);
    check(&[Event::FrameSilent(WAIT), here()], Frame::Open, false);
    check(&[here(), Event::FrameSilent(WAIT)], Frame::Open, false);
    check(&[Event::FrameSilent(BOOKING)], Frame::Opening(WAIT), false);
    check(&[Event::FrameClosed], Frame::Closed, true);
    check(&[Event::FrameBlocked], Frame::Blocked, true);
    check(&[Event::FrameBlocked, Event::FrameAsked], Frame::Blocked, false);
    check(&[Event::FrameClosed, here()], Frame::Closed, false);
    check(&[here(), Event::LinkFollowed], Frame::Left, true);
    check(&[Event::FrameBlocked, Event::LinkFollowed], Frame::Left, true);
    check(&[Event::FrameClosed, Event::FrameAsked], Frame::Opening(RequestId(7)), false);
    check(
        &[Event::FrameClosed, Event::FrameAsked, Event::FrameSilent(WAIT)],
        Frame::Opening(RequestId(7)),
        false,
    );
}

#[test]
fn a_booking_on_calendlys_page_is_confirmed_and_told() {
    #[track_caller]
    fn check(said: &[Said], expected: BookedTime, start: &str) {
        let flow = after(linked(), said.iter().cloned().map(Event::CalendlySaid));
        let (flow, effects) = step(flow, booked());
        let Flow::BookedThere(_, time, booked_time) = &flow else { panic!("{flow:?}") };
        assert_eq!((time.start.as_str(), *booked_time), ("2026-11-24T10:00:00Z", expected));
        let told = told(&effects).next().expect("it is told");
        let details =
            ["booking_id", "event_type", "invitee_uri"].map(|name| told.get(name).unwrap_or_default());
        assert_eq!((told.name, details), ("booked", ["I-2", "discovery-call", INVITEE]));
        assert_eq!(told.get("start").unwrap_or_default(), start);
        assert!(effects.contains(&Effect::Announce(Announcement::Booked)));
        assert_eq!(step(flow.clone(), booked()), (flow, Vec::new()), "told once");
    }
    check(&[], BookedTime::AsAsked, "2026-11-24T10:00:00Z");
    check(&[Said::Here, Said::TimeChosen, Said::Height(900)], BookedTime::AsAsked, "2026-11-24T10:00:00Z");
    check(&[Said::TimeChosen, Said::Here, Said::TimeChosen], BookedTime::Another, "");
}

#[test]
fn a_page_that_is_not_shown_books_nothing() {
    for event in [Event::FrameClosed, Event::FrameBlocked, Event::LinkFollowed] {
        let flow = after(linked(), [event]);
        assert_eq!(step(flow.clone(), booked()), (flow, Vec::new()));
    }
    let flow = filling();
    assert_eq!(step(flow.clone(), booked()), (flow, Vec::new()));
}

#[test]
fn a_page_may_ask_for_room() {
    let flow = after(linked(), [Event::CalendlySaid(Said::Height(900))]);
    let Flow::Linked(_, _, handover) = &flow else { panic!("a link") };
    assert_eq!((handover.frame, handover.height), (Frame::Open, Some(900)));
    let again = after(flow, [Event::FrameClosed, Event::FrameAsked]);
    let Flow::Linked(_, _, handover) = again else { panic!("a link") };
    assert_eq!(handover.height, None);
}
