//! Another time zone: what was chosen stays, and no time is shown in the wrong one.

use super::*;
use crate::core::zones::{Picker, Zone};

fn zones() -> Vec<Zone> {
    let zone = |id: &str, offset_seconds| Zone {
        id: id.into(),
        city: crate::core::wording::city(id),
        country: None,
        offset_seconds,
        found_by: id.to_lowercase(),
    };
    vec![zone("America/New_York", -18_000), zone("Europe/Lisbon", 0), zone("Asia/Tokyo", 32_400)]
}

/// The same free times in Tokyo.
fn in_tokyo() -> SlotsResponse {
    let starts = ["2026-11-23T09:30:00Z", "2026-11-24T18:00:00Z", "2026-11-25T15:00:00Z"];
    let mut answer = answer("2026-11-21", "2026-11-30", &starts, 32_400);
    answer.timezone.id = "Asia/Tokyo".into();
    answer
}

/// The request that the only fetch of times among these is.
#[track_caller]
fn fetched(effects: &[Effect]) -> (RequestId, &str) {
    let mut fetches = effects.iter().filter_map(|effect| match effect {
        Effect::FetchSlots { request, zone, .. } => Some((*request, zone.as_str())),
        _ => None,
    });
    fetches.next().expect("times are asked for")
}

pub(super) fn opened(flow: Flow) -> Flow {
    let (flow, effects) = step(flow, Event::ZonesAsked);
    let [Effect::OpenZones, Effect::FetchZones(request)] = effects.as_slice() else { panic!("{effects:?}") };
    after(flow, [Event::ZonesArrived(*request, Ok(zones()))])
}

#[test]
fn the_chosen_time_is_the_same_instant_in_the_new_zone() {
    let flow = after(choosing(), [Event::TimeChosen("2026-11-24T18:00:00Z".into())]);
    let flow = after(opened(flow), [Event::ZoneSought("tok".into())]);
    let (flow, effects) = step(flow, Event::ZoneChosen(None));
    assert!(effects.contains(&Effect::RememberZones(vec!["Asia/Tokyo".into()])));
    assert!(flow.browse().is_none(), "no time of another zone is shown meanwhile");
    let (request, zone) = fetched(&effects);
    assert_eq!(zone, "Asia/Tokyo");
    let flow = after(flow, [Event::SlotsArrived(request, Ok(in_tokyo()))]);
    let browse = flow.browse().unwrap();
    let time = browse.time.as_ref().unwrap();
    assert_eq!((time.start.as_str(), time.day()), ("2026-11-24T18:00:00Z", day("2026-11-25")));
    assert_eq!(browse.day, Some(day("2026-11-25")));
}

#[test]
fn the_day_that_was_looked_at_stays_where_it_has_times() {
    #[track_caller]
    fn check(looked_at: &str, expected: &str) {
        let flow = opened(after(choosing(), [Event::DayChosen(day(looked_at))]));
        let (flow, effects) = step(flow, Event::ZoneChosen(Some("Asia/Tokyo".into())));
        let (request, _) = fetched(&effects);
        let flow = after(flow, [Event::SlotsArrived(request, Ok(in_tokyo()))]);
        assert_eq!(flow.browse().unwrap().day, Some(day(expected)));
    }
    check("2026-11-25", "2026-11-25");
    check("2026-11-27", "2026-11-23");
}

#[test]
fn the_list_is_fetched_once_and_can_be_closed() {
    let (flow, effects) = step(opened(choosing()), Event::ZonesClosed);
    assert_eq!(effects, [Effect::Focus(Target::Zone)]);
    assert_eq!(flow.visit().unwrap().session.picker, Picker::Closed);
    let (flow, effects) = step(flow, Event::ZonesAsked);
    assert_eq!(effects, [Effect::OpenZones]);
    let (_, effects) = step(flow, Event::ZoneChosen(Some("Europe/Lisbon".into())));
    assert_eq!(effects, [Effect::Focus(Target::Zone)], "the zone that it is already");
}

#[test]
fn a_list_that_cannot_be_had_says_so_and_is_asked_for_again_next_time() {
    let (flow, effects) = step(choosing(), Event::ZonesAsked);
    let [_, Effect::FetchZones(request)] = effects.as_slice() else { panic!("{effects:?}") };
    let late = Event::ZonesArrived(RequestId(request.0 + 7), Ok(zones()));
    let flow = after(flow, [late, Event::ZonesArrived(*request, Err(Failure::Unreachable))]);
    assert_eq!(flow.visit().unwrap().session.picker, Picker::Failed(Failure::Unreachable));
    let (_, effects) = step(after(flow.clone(), [Event::ZonesClosed]), Event::ZonesAsked);
    assert!(matches!(effects.as_slice(), [Effect::OpenZones, Effect::FetchZones(_)]));
    let (flow, effects) = step(flow, Event::Retried);
    let [Effect::FetchZones(request), Effect::Focus(Target::Search)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let flow = after(flow, [Event::ZonesArrived(*request, Ok(zones()))]);
    assert!(matches!(flow.visit().unwrap().session.picker, Picker::Open(_)));
}

#[test]
fn nothing_is_looked_for_or_chosen_in_a_list_that_is_not_there() {
    let closed = choosing();
    let (awaited, effects) = step(closed.clone(), Event::ZonesAsked);
    let [_, Effect::FetchZones(request)] = effects.as_slice() else { panic!("{effects:?}") };
    let failed = after(awaited.clone(), [Event::ZonesArrived(*request, Err(Failure::Unreachable))]);
    for flow in [closed, awaited, failed] {
        for event in [
            Event::ZoneSought("tok".into()),
            Event::ZoneMoved(1),
            Event::ZoneChosen(None),
            Event::ZoneChosen(Some("Asia/Tokyo".into())),
        ] {
            assert_eq!(step(flow.clone(), event), (flow.clone(), Vec::new()));
        }
    }
}

#[test]
fn times_that_arrive_while_a_booking_is_kept_are_there_when_they_are_wanted_again() {
    let flow = opened(after(standing(None), [Event::MoveAsked]));
    let (flow, effects) = step(flow, Event::ZoneChosen(Some("Asia/Tokyo".into())));
    let (request, _) = fetched(&effects);
    let (flow, effects) = step(after(flow, [Event::KeepAsked]), Event::SlotsArrived(request, Ok(in_tokyo())));
    assert!(matches!(flow, Flow::Confirmed(..)));
    assert!(effects.iter().all(|effect| matches!(effect, Effect::FetchSlots { .. })), "nothing is said");
    let flow = after(flow, [Event::MoveAsked]);
    assert_eq!(flow.browse().expect("times").timetable.zone(), "Asia/Tokyo");
}
