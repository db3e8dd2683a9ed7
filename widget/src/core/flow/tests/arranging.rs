//! Three arrangements of the same days, another length of the same meeting, and what is asked for ahead.

use super::*;
use crate::core::{
    keys::{Direction, Key as KeyName, Press},
    options::{Arrangement, HourCycle},
};
use shared::{event_type::EventType, slots::DayRange};

fn arranged(arrangement: Arrangement) -> Flow {
    after(choosing(), [Event::ArrangementChosen(arrangement)])
}

/// A request for times: its number, the event type, the first and the last day.
type Fetched = (RequestId, String, Option<(String, String)>);

fn fetched(effects: &[Effect]) -> Vec<Fetched> {
    let fetch = |effect: &Effect| match effect {
        Effect::FetchSlots { request, slug, range, .. } => {
            let range = range.map(|DayRange { from, to }| (from.to_string(), to.to_string()));
            Some((*request, slug.clone(), range))
        }
        _ => None,
    };
    effects.iter().filter_map(fetch).collect()
}

#[track_caller]
fn check_page(flow: &Flow, from: &str, to: &str) {
    assert_eq!(flow.browse().unwrap().page(), DayRange { from: day(from), to: day(to) });
}

fn press(key: KeyName) -> Event {
    Event::KeyPressed(Press { key, with_shift: false, direction: Direction::Ltr })
}

#[test]
fn each_arrangement_has_its_page() {
    check_page(&choosing(), "2026-11-01", "2026-11-30");
    check_page(&arranged(Arrangement::Week), "2026-11-23", "2026-11-29");
    check_page(&arranged(Arrangement::List), "2026-11-01", "2026-12-31");
    let there = after(arranged(Arrangement::List), [Event::ArrangementChosen(Arrangement::Month)]);
    check_page(&there, "2026-11-01", "2026-11-30");
}

#[test]
fn the_page_says_how_days_are_arranged_to_begin_with() {
    for arrangement in [Arrangement::Month, Arrangement::Week, Arrangement::List] {
        let options =
            Options { arrangement, event_type: Some("discovery-call".into()), ..Options::default() };
        let offer = config(Mode::Connected, vec![every_question()]);
        let flow = after(
            Flow::start(options).0,
            [
                Event::ConfigArrived(RequestId(1), Ok(offer)),
                Event::SlotsArrived(RequestId(2), Ok(first_answer())),
            ],
        );
        assert_eq!(flow.browse().unwrap().arrangement, arrangement);
        assert_eq!(Arrangement::from_name(arrangement.name()), arrangement);
    }
    assert_eq!(Arrangement::from_name("auto"), Arrangement::Month);
}

#[test]
fn a_chosen_time_stays_chosen_in_every_arrangement() {
    let flow = after(
        time_chosen(),
        [Arrangement::List, Arrangement::Week, Arrangement::Month].map(Event::ArrangementChosen),
    );
    assert_eq!(flow.browse().unwrap().time.as_ref().unwrap().start, "2026-11-24T10:00:00Z");
    assert!(matches!(after(flow, [Event::Continued]), Flow::FillingIn(..)));
}

#[test]
fn a_time_of_the_list_leaves_the_list_where_it_is() {
    let flow = after(arranged(Arrangement::List), [Event::TimeChosen("2026-12-07T10:00:00Z".into())]);
    check_page(&flow, "2026-11-01", "2026-12-31");
    assert_eq!(flow.browse().unwrap().day, Some(day("2026-12-07")));
}

#[test]
fn weeks_turn_by_button_and_by_key_and_are_announced() {
    let (flow, effects) = step(arranged(Arrangement::Week), Event::MonthMoved(1));
    check_page(&flow, "2026-11-30", "2026-12-06");
    let [Effect::Announce(Announcement::Page(page, 0))] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(page.from, day("2026-11-30"));
    let (flow, effects) = step(flow, press(KeyName::PageDown));
    check_page(&flow, "2026-12-07", "2026-12-13");
    assert!(matches!(effects.as_slice(), [Effect::Announce(Announcement::Page(_, 1)), Effect::Focus(_)]));
    let flow = after(flow, [Event::MonthMoved(-1), Event::MonthMoved(-1), Event::MonthMoved(-1)]);
    check_page(&flow, "2026-11-16", "2026-11-22");
    let browse = flow.browse().unwrap();
    assert_eq!(browse.focused, day("2026-11-21"), "what lies behind is out of reach");
    let flow = after(flow, [Event::MonthMoved(1)]);
    assert_eq!(flow.browse().unwrap().focused, day("2026-11-23"), "the first day with times");
}

#[test]
fn the_month_after_is_asked_for_when_somebody_comes_near_and_never_the_one_after_that() {
    let flow = after(choosing(), [Event::MonthShown(day("2026-12-01"))]);
    let (flow, effects) = step(flow, Event::MonthNeared);
    let asked = fetched(&effects);
    assert_eq!(asked[0].2, Some(("2027-01-01".into(), "2027-01-31".into())));
    let (flow, effects) = step(flow, Event::MonthNeared);
    assert_eq!((asked.len(), effects), (1, Vec::new()), "once");
    let late = after(choosing(), [Event::MonthShown(day("2026-12-01"))]);
    let (_, effects) = step(late, Event::DayChosen(day("2026-12-07")));
    assert_eq!(fetched(&effects), [], "there is time");
    let late = after(choosing(), [Event::MonthShown(day("2026-12-20"))]);
    let (_, effects) = step(late, press(KeyName::Down));
    assert_eq!(fetched(&effects).len(), 1, "the keys come near the end of the month");
    assert!(flow.browse().unwrap().is_ahead(NOW));
}

#[test]
fn a_list_asks_for_one_month_more_each_time_and_says_when_it_comes() {
    let (flow, effects) = step(arranged(Arrangement::List), Event::MoreAsked);
    let asked = fetched(&effects);
    assert_eq!(asked[0].2, Some(("2027-01-01".into(), "2027-01-31".into())));
    let more = answer("2027-01-01", "2027-01-31", &["2027-01-04T10:00:00Z"], 0);
    let (flow, effects) = step(flow, Event::SlotsArrived(asked[0].0, Ok(more)));
    assert!(matches!(effects.as_slice(), [Effect::Announce(Announcement::Page(_, 6))]));
    let (_, effects) = step(flow, Event::TimeChosen("2027-01-04T10:00:00Z".into()));
    assert_eq!(fetched(&effects), [], "nobody has asked for more");
}

#[test]
fn a_list_ends_where_a_visitor_cannot_go() {
    let mut flow = arranged(Arrangement::List);
    for press in 0..40 {
        let (next, effects) = step(flow, Event::MoreAsked);
        flow = next;
        for (request, _, range) in fetched(&effects) {
            let (from, to) = range.unwrap();
            flow = after(flow, [Event::SlotsArrived(request, Ok(answer(&from, &to, &[], 0)))]);
        }
        let browse = flow.browse().unwrap();
        assert_eq!(browse.has_more(NOW), browse.page().to < day("2028-11-30"), "{press}");
    }
    let (_, effects) = step(flow, Event::TimesAsked);
    assert_eq!(fetched(&effects), []);
}

/// Two lengths, listed by the page; the visitor looks at the one of 30 minutes.
fn two_lengths() -> Flow {
    let short = EventType { slug: "short".into(), name: "Call, 30 minutes".into(), ..every_question() };
    let long = EventType { slug: "long".into(), name: "Call, 60 minutes".into(), duration: 60, ..places() };
    let offer = config(Mode::Connected, vec![long, short]);
    after(
        starting(Some("short,long")),
        [
            Event::ConfigArrived(RequestId(1), Ok(offer)),
            Event::SlotsArrived(RequestId(2), Ok(first_answer())),
        ],
    )
}

#[test]
fn another_length_keeps_the_day_the_zone_and_what_was_typed() {
    let flow = after(two_lengths(), [Event::TimeChosen("2026-11-24T10:00:00Z".into()), Event::Continued]);
    let flow = after(after(flow, good_edits()), [Event::TimesAsked]);
    let form = flow.session().unwrap().form.clone();
    let (flow, effects) = step(flow, Event::EventTypeChosen("long".into()));
    let asked = fetched(&effects);
    assert_eq!((asked[0].1.as_str(), flow.visit().unwrap().zone.as_str()), ("long", "Europe/Lisbon"));
    assert!(effects.contains(&Effect::Announce(Announcement::Length(60))));
    assert!(
        !effects.iter().any(|effect| matches!(effect, Effect::Focus(_))),
        "the focus stays on the choice"
    );
    let (_, again) = step(flow.clone(), Event::EventTypeChosen("short".into()));
    assert_eq!(fetched(&again)[0].2, asked[0].2, "a second thought comes back to the same days");
    let times = answer("2026-11-21", "2026-11-30", &["2026-11-23T10:00:00Z", "2026-11-24T15:00:00Z"], 0);
    let flow = after(flow, [Event::SlotsArrived(asked[0].0, Ok(times))]);
    let browse = flow.browse().unwrap();
    assert_eq!((browse.day, &browse.time), (Some(day("2026-11-24")), &None));
    assert_eq!(
        browse.timetable.count(day("2026-11-24")),
        1,
        "the time that was held was one of the other length"
    );
    assert_eq!(flow.session().unwrap().form, form);
}

#[test]
fn a_length_that_is_not_on_offer_changes_nothing() {
    for slug in ["short", "gone"] {
        assert_eq!(step(two_lengths(), Event::EventTypeChosen(slug.into())), (two_lengths(), Vec::new()));
    }
    let flow = after(standing(None), [Event::MoveAsked]);
    assert_eq!(step(flow.clone(), Event::EventTypeChosen("visit".into())), (flow, Vec::new()));
}

#[test]
fn the_hours_that_were_chosen_are_remembered() {
    let (_, effects) = step(choosing(), Event::HourCycleChosen(HourCycle::Twelve));
    assert_eq!(effects, [Effect::RememberHourCycle(HourCycle::Twelve)]);
}
