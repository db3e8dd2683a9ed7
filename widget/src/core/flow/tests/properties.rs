//! What must hold whatever happens in whichever order.

use super::{
    playing::{KNOWN, Play, offset},
    *,
};
use crate::core::{
    chooser::More,
    options::Arrangement,
    screen::{ScreenView, screen_view},
    slots::shifted,
    wording,
};
use proptest::{prelude::*, test_runner::TestCaseResult};

/// How many moves a visit has.
const MOVES: usize = 50;

/// Moves that lead nearly everybody to the form; a visit begins after some of them.
fn opening(play: &mut Play) -> Vec<Event> {
    let answer = |play: &mut Play| {
        if let Some(event) = play.answer(0, 0) {
            play.send(event);
        }
    };
    answer(play);
    play.send(Event::EventTypeChosen("discovery-call".into()));
    answer(play);
    let start = play.flow.browse().and_then(|browse| browse.timetable.upcoming(NOW).next()).unwrap();
    let mut moves = vec![Event::TimeChosen(start.start.clone()), Event::Continued];
    moves.extend(good_edits());
    moves.push(Event::Submitted);
    moves
}

/// A visit that is on the way to a booking by so many moves, or has only begun.
pub(super) fn opened(moves: usize) -> Play {
    let mut play = Play::begin();
    if moves > 0 {
        opening(&mut play).into_iter().take(moves).for_each(|event| play.send(event));
    }
    play
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]
    #[test]
    fn no_state_without_a_way_on_nothing_typed_lost_and_no_time_of_another_day_or_zone(
        skipped in 0_usize..9,
        numbers in prop::collection::vec(any::<u32>(), MOVES),
    ) {
        let mut play = opened(skipped);
        for number in numbers {
            let Some(event) = play.event(number) else { continue };
            let stood = stands(&play.flow);
            let is_answer = matches!(event, Event::BookingAnswered(_, Ok(_)));
            play.send(event);
            prop_assert!(!stood || stands(&play.flow) || is_answer, "only the edge ends a booking");
            nothing_typed_is_lost(&play)?;
            every_time_is_where_it_belongs(&play.flow)?;
            let view = play.view.as_ref().and_then(|told| told.get("view")).unwrap_or_default();
            prop_assert!(play.flow.view().0 == view, "the page knows what is on the screen");
        }
        what_is_shown_leads_on(&play.flow)?;
        comes_to_an_end(play)?;
    }
}

/// Whether there is a booking.
fn stands(flow: &Flow) -> bool {
    matches!(flow, Flow::Confirmed(..) | Flow::ChoosingAnother(..) | Flow::Moving(..))
}

fn nothing_typed_is_lost(play: &Play) -> TestCaseResult {
    let Some(session) = play.flow.session() else {
        prop_assert!(play.name.is_empty() && play.email.is_empty());
        return Ok(());
    };
    let asks = every_question();
    let fields = [Field::Name, Field::Email, Field::Answer(0)];
    for (field, (typed, (_, known))) in
        fields.into_iter().zip([&play.name, &play.email, &play.company].into_iter().zip(KNOWN))
    {
        let shown = session.form.text_of(field, &asks);
        // What the page knows may stand where nothing was typed, and nowhere else.
        prop_assert!(
            shown == typed || (typed.is_empty() && shown == known),
            "{} instead of {}",
            shown,
            typed
        );
    }
    Ok(())
}

fn every_time_is_where_it_belongs(flow: &Flow) -> TestCaseResult {
    let Some(visit) = flow.visit() else { return Ok(()) };
    let is_right = |time: &FreeTime| {
        let minutes = (utc(&time.end) - time.at).num_minutes();
        minutes == i64::from(visit.event_type.duration)
            && time.local == shifted(time.at, offset(&visit.zone, time.at))
    };
    if let Flow::FillingIn(_, time, _) | Flow::Sending(_, time, _) = flow {
        prop_assert_eq!(time.local, shifted(time.at, offset(&visit.zone, time.at)));
    }
    let Some(browse) = flow.browse() else { return Ok(()) };
    prop_assert_eq!(browse.timetable.zone(), &visit.zone);
    let (page, bounds) = (browse.page(), browse.bounds(NOW));
    prop_assert!(bounds.from <= browse.focused && browse.focused <= bounds.to);
    prop_assert!(page.from <= browse.focused && browse.focused <= page.to, "what has the focus is in view");
    if let Some(chosen) = browse.day {
        prop_assert!(browse.timetable.times_of(chosen).all(|time| time.day() == chosen && is_right(time)));
    }
    if let Some(time) = &browse.time {
        prop_assert_eq!(Some(time.day()), browse.day);
        // One that was offered in place of another may be missing from the list.
        prop_assert!(browse.timetable.find(&time.start).is_none_or(|known| known == time));
    }
    Ok(())
}

/// Looks at the screen: each day has its own times, in every arrangement, and something can be pressed.
fn what_is_shown_leads_on(flow: &Flow) -> TestCaseResult {
    let screen = screen_view(flow, NOW, &EN);
    if let (ScreenView::Linked(_, view), Flow::Linked(_, _, handover)) = (&screen, flow) {
        prop_assert_eq!(view.frame.is_some(), handover.frame.is_shown());
        prop_assert_eq!(&view.url, &handover.link.url, "the link is always there");
    }
    let (ScreenView::Times(_, chooser, _), Some(browse)) = (&screen, flow.browse()) else { return Ok(()) };
    let mut shown = 0;
    for day in &chooser.days {
        for time in day.groups.iter().flat_map(|group| &group.times) {
            let known = browse.timetable.find(&time.start).unwrap();
            prop_assert_eq!(known.day(), day.day);
            if let Some(label) = &time.label {
                prop_assert!(label.starts_with(&wording::long_date(day.day, &EN)), "{}", label);
                prop_assert!(label.contains(&time.clock), "{}", label);
            }
            shown += 1;
        }
    }
    let head = &chooser.head;
    let can_turn = head.can_go_back || head.can_go_on || chooser.more != More::None;
    prop_assert!(shown > 0 || can_turn || !chooser.chips.is_empty(), "a way on");
    let stops = chooser.strip.iter().filter(|day| day.tab_index == "0").count();
    prop_assert_eq!(stops, usize::from(!chooser.strip.is_empty()), "one tab stop");
    Ok(())
}

/// Plays a patient visitor and a healthy edge from whatever state, until there is a booking or a link to one.
fn comes_to_an_end(mut play: Play) -> TestCaseResult {
    for round in 0..60 {
        while let Some(event) = play.answer(0, 0) {
            play.send(event);
        }
        let events = match &play.flow {
            Flow::Confirmed(..) | Flow::Linked(..) | Flow::BookedThere(..) => return Ok(()),
            Flow::ChoosingType(_) => vec![Event::EventTypeChosen("discovery-call".into())],
            Flow::ChoosingTime(visit) => match &visit.times {
                Times::Known(browse) if browse.time.is_some() => vec![Event::Continued],
                Times::Known(browse) => match browse.timetable.upcoming(NOW).next() {
                    Some(time) => vec![Event::TimeChosen(time.start.clone())],
                    // From today on, month by month.
                    None => vec![
                        Event::ArrangementChosen(Arrangement::Month),
                        Event::Retried,
                        Event::MonthMoved(if round < 4 { -12 } else { 1 }),
                    ],
                },
                Times::Awaited(_) | Times::Failed(_) => vec![Event::Retried],
            },
            Flow::FillingIn(visit, ..) if visit.event_type.slug == "visit" => {
                let mut events = good_edits();
                events.extend([Event::Edited(Edit::PickedPlace(0)), Event::Submitted]);
                events
            }
            Flow::FillingIn(..) => good_edits().into_iter().chain([Event::Submitted]).collect(),
            Flow::ChoosingAnother(..) => vec![Event::KeepAsked],
            Flow::Canceled(..) => vec![Event::TimesAsked],
            Flow::Starting(_)
            | Flow::Stuck(_)
            | Flow::Elsewhere(_)
            | Flow::Sending(..)
            | Flow::Moving(..) => {
                vec![Event::Retried]
            }
        };
        for event in events {
            play.send(event);
        }
    }
    prop_assert!(false, "no way to a booking from {:?}", play.flow);
    Ok(())
}
