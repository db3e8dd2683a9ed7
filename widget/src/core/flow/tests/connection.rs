//! Offline and back: it is said, nothing is lost, and what failed is asked for again by itself.

use super::*;
use crate::core::{
    message::{Action, Notice},
    screen::{ScreenView, screen_view},
};

fn trouble(flow: &Flow) -> Option<Notice> {
    match screen_view(flow, NOW, &EN) {
        ScreenView::Times(_, times, _) => times.trouble,
        ScreenView::WithoutTimes(_, notice) | ScreenView::Stuck(notice) => Some(notice),
        ScreenView::Form(_, form) => form.trouble,
        _ => None,
    }
}

fn sentence(flow: &Flow) -> Option<&'static str> {
    trouble(flow).map(|notice| notice.sentence)
}

#[test]
fn it_is_said_once_wherever_the_visitor_is_and_no_longer_than_it_is_so() {
    for flow in [choosing(), filling()] {
        let (away, effects) = step(flow.clone(), Event::WentOffline);
        assert_eq!(effects, [Effect::Announce(Announcement::Offline)]);
        assert_eq!(sentence(&away), Some(EN.troubles.offline));
        assert_eq!(step(away.clone(), Event::WentOffline), (away.clone(), vec![]));
        assert_eq!(step(away, Event::CameBack), (flow, vec![]));
    }
}

#[test]
fn times_that_failed_are_asked_for_again_when_the_connection_is_back() {
    let (flow, effects) = step(choosing(), Event::MonthShown(day("2027-02-01")));
    let [Effect::FetchSlots { request, range, .. }] = &effects[..] else { panic!("{effects:?}") };
    let failed = Event::SlotsArrived(*request, Err(Failure::Unreachable));
    let flow = after(flow, [Event::WentOffline, failed]);
    assert_eq!(sentence(&flow), Some(EN.troubles.offline), "and no button that cannot help");
    let (flow, again) = step(flow, Event::CameBack);
    assert!(matches!(&again[..], [Effect::FetchSlots { range: asked, .. }] if asked == range), "{again:?}");
    assert_eq!(step(flow, Event::CameBack).1, [], "what is on its way is not asked for twice");

    let flow = after(awaiting(), [Event::SlotsArrived(RequestId(2), Err(Failure::Unreachable))]);
    let (flow, effects) = step(flow, Event::CameBack);
    assert!(matches!(flow.visit().unwrap().times, Times::Awaited(_)));
    assert!(matches!(&effects[..], [Effect::FetchSlots { .. }]));

    let flow = after(starting(None), [Event::ConfigArrived(RequestId(1), Err(Failure::Unreachable))]);
    let (flow, effects) = step(flow, Event::CameBack);
    assert!(matches!(flow, Flow::Starting(_)));
    assert_eq!(effects, [Effect::FetchConfig(RequestId(2))]);
}

#[test]
fn a_booking_is_sent_again_by_nobody_but_the_visitor() {
    let flow = after(sending(), [Event::WentOffline]);
    let flow = after(flow, [Event::BookingAnswered(BOOKING, Err(Failure::Unreachable))]);
    let (flow, effects) = step(flow, Event::CameBack);
    assert!(matches!(flow, Flow::FillingIn(..)));
    assert_eq!(effects, []);
    assert_eq!(flow.session().unwrap().form, sending().session().unwrap().form);
}

#[test]
fn without_times_calendlys_own_page_is_a_way_on_whatever_the_reason() {
    for failure in
        [Failure::Unreachable, refused(ProblemCode::TokenRefused), refused(ProblemCode::RateLimited)]
    {
        let flow = after(awaiting(), [Event::SlotsArrived(RequestId(2), Err(failure))]);
        let page = "https://calendly.com/maya/discovery-call".to_owned();
        assert_eq!(trouble(&flow).and_then(|notice| notice.way_on), Some(page));
    }
    let ScreenView::AwaitingTimes(_, _, page) = screen_view(&awaiting(), NOW, &EN) else {
        panic!("a skeleton")
    };
    assert_eq!(page, "https://calendly.com/maya/discovery-call", "also while they are long in coming");
    let offline = after(awaiting(), [Event::WentOffline]);
    let offline = after(offline, [Event::SlotsArrived(RequestId(2), Err(Failure::Unreachable))]);
    assert_eq!(trouble(&offline).map(|notice| notice.action), Some(Action::None));
}
