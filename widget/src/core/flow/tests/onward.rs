//! Those who have booked are led on, unless they want to stay.

use super::*;
use crate::core::{
    options::Redirect,
    screen::{ScreenView, screen_view},
};
use shared::attribution::{Attribution, Touch};

/// Booked, where the owner leads on.
fn led(pause: i32, tells_who: bool) -> (Flow, Vec<Effect>) {
    let address = "https://example.com/thanks?from=booking".to_owned();
    let mut flow = sending();
    let options = &mut flow.session_mut().unwrap().options;
    options.redirect = Some(Redirect { address, pause, tells_who });
    let touch = Touch { utm_source: Some("spring".into()), ..Touch::default() };
    options.attribution = Attribution { first: None, last: Some(touch) };
    step(flow, confirmed_answer())
}

fn left(effects: &[Effect]) -> Option<Vec<(&str, &str)>> {
    effects.iter().find_map(|effect| match effect {
        Effect::Leave(_, values) => {
            Some(values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect())
        }
        _ => None,
    })
}

fn wait(effects: &[Effect]) -> Option<(RequestId, i32)> {
    effects.iter().find_map(|effect| match effect {
        Effect::Wait { request, milliseconds } => Some((*request, *milliseconds)),
        _ => None,
    })
}

fn said(flow: &Flow) -> Option<String> {
    match screen_view(flow, NOW, &EN) {
        ScreenView::Confirmed(booking) => booking.led_on,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_moment_is_announced_and_then_the_address_says_what_was_booked_and_not_by_whom() {
    let (flow, effects) = led(20_000, false);
    assert_eq!(said(&flow).as_deref(), Some("In a moment you will be taken to example.com."));
    assert!(effects.contains(&Effect::Announce(Announcement::LedOn("example.com".into()))));
    assert_eq!(left(&effects), None);
    let (request, milliseconds) = wait(&effects).unwrap();
    assert_eq!(milliseconds, 20_000);
    let (flow, effects) = step(flow, Event::Waited(request));
    let expected = vec![
        ("event_type_name", "Discovery call"),
        ("event_type_slug", "discovery-call"),
        ("event_start_time", "2026-11-24T10:00:00Z"),
        ("event_end_time", "2026-11-24T10:30:00Z"),
        ("invitee_uuid", "b_1"),
        ("utm_source", "spring"),
    ];
    assert_eq!(left(&effects), Some(expected));
    assert_eq!(step(flow, Event::Waited(request)).1, [], "once");
}

#[test]
fn who_wants_to_stay_or_turns_to_something_else_stays() {
    for event in [Event::StayAsked, Event::CancelAsked, Event::MoveAsked] {
        let (flow, effects) = led(20_000, false);
        let (flow, _) = step(flow, event);
        assert_eq!(said(&flow), None);
        assert_eq!(left(&step(flow, Event::Waited(wait(&effects).unwrap().0)).1), None);
    }
    let (flow, _) = led(20_000, false);
    assert!(left(&step(flow, Event::GoAsked).1).is_some(), "or goes at once");
}

#[test]
fn without_a_moment_they_are_led_on_at_once_and_named_only_if_the_owner_wants_it() {
    let (flow, effects) = led(0, true);
    assert_eq!((said(&flow), wait(&effects)), (None, None));
    let values = left(&effects).unwrap();
    assert!(values.contains(&("invitee_full_name", "Inês Duarte")));
    assert!(values.contains(&("invitee_email", "ines@example.com")));
    let (_, effects) = led(0, false);
    assert!(!left(&effects).unwrap().iter().any(|(_, value)| value.contains("ines")));
}
