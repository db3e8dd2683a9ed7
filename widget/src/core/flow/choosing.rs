//! Choosing an event type, a day and a time.

use super::{
    Browse, Flow, Session, Times, Visit,
    event::{Announcement, Effect, Event, HostEvent, RequestId, Target},
    holding::{self, Hold},
    visit::{Asked, AskedState},
};
use crate::core::{
    keys::focus_after,
    message::Failure,
    month::{Month, add_months},
    slots::FreeTime,
};
use chrono::{DateTime, Utc};
use shared::{
    day::Day,
    event_type::EventType,
    slots::{CacheState, SlotsResponse},
};

/// The event type on offer with this slug.
pub(super) fn find(session: &Session, slug: &str) -> Option<EventType> {
    session.config.event_types.iter().find(|event_type| event_type.slug == slug).cloned()
}

/// A visitor who has just come to an event type.
pub(super) fn visit(session: Session, event_type: EventType) -> (Box<Visit>, Effect) {
    let zone = session.options.zone.clone();
    let times = Times::Awaited(session.last_request);
    let mut visit = Box::new(Visit { session, event_type, zone, times, last_attempt: None, hold: None });
    let effect = visit.begin();
    (visit, effect)
}

pub(super) fn step_types(session: Box<Session>, event: Event) -> (Flow, Vec<Effect>) {
    let Event::EventTypeChosen(slug) = event else { return (Flow::ChoosingType(session), Vec::new()) };
    let Some(event_type) = find(&session, &slug) else { return (Flow::ChoosingType(session), Vec::new()) };
    let (visit, effect) = visit(*session, event_type);
    (Flow::ChoosingTime(visit), vec![effect, Effect::Focus(Target::Heading)])
}

/// Back to the times, with everything typed kept, the seat given back and the times asked for again.
pub(super) fn again(mut visit: Box<Visit>, now: DateTime<Utc>) -> (Flow, Vec<Effect>) {
    let mut effects: Vec<Effect> = holding::give_back(&mut visit).into_iter().collect();
    effects.extend(visit.refresh(now));
    effects.push(Effect::Focus(Target::Heading));
    (Flow::ChoosingTime(visit), effects)
}

pub(super) fn step_times(mut visit: Box<Visit>, event: Event, now: DateTime<Utc>) -> (Flow, Vec<Effect>) {
    let effects = match event {
        Event::SlotsArrived(request, answer) => arrived(&mut visit, request, answer, now),
        Event::Retried => retry(&mut visit, now),
        Event::HourCycleChosen(cycle) => {
            visit.session.options.locale.hour_cycle = cycle;
            Vec::new()
        }
        Event::EventTypesAsked if visit.session.has_choice() => {
            return (Flow::ChoosingType(Box::new(visit.session)), vec![Effect::Focus(Target::Heading)]);
        }
        Event::Continued => return go_on(visit),
        Event::AlternativeChosen(start) => {
            let Times::Known(browse) = &mut visit.times else {
                return (Flow::ChoosingTime(visit), Vec::new());
            };
            if let Some(time) = browse.alternatives.iter().find(|time| time.start == start).cloned() {
                choose(browse, time, now);
                return go_on(visit);
            }
            Vec::new()
        }
        event => look_around(&mut visit, event, now),
    };
    (Flow::ChoosingTime(visit), effects)
}

/// Takes a time, and its day with it, so that who comes back finds the time where it stands.
fn choose(browse: &mut Browse, time: FreeTime, now: DateTime<Utc>) {
    let is_elsewhere = browse.day != Some(time.day());
    browse.day = Some(time.day());
    if is_elsewhere {
        browse.show(time.day(), now);
    }
    browse.time = Some(time);
}

/// On to the form, if a time is chosen.
fn go_on(mut visit: Box<Visit>) -> (Flow, Vec<Effect>) {
    let Times::Known(browse) = &mut visit.times else { return (Flow::ChoosingTime(visit), Vec::new()) };
    let Some(time) = browse.time.clone() else { return (Flow::ChoosingTime(visit), Vec::new()) };
    browse.was_taken = false;
    browse.alternatives.clear();
    let selected = HostEvent::SlotSelected {
        start: time.start.clone(),
        end: time.end.clone(),
        timezone: browse.timetable.zone().to_owned(),
    };
    let site_key = visit.session.config.turnstile_site_key.clone();
    let hold = holding::begin(&mut visit, &time);
    let effects =
        vec![Effect::Notify(selected), Effect::FormShown(site_key), Effect::Focus(Target::Heading), hold];
    (Flow::FillingIn(visit, Box::new(time), None), effects)
}

/// Everything that only changes what is looked at.
fn look_around(visit: &mut Visit, event: Event, now: DateTime<Utc>) -> Vec<Effect> {
    let week_start = visit.session.options.locale.week_start;
    let Times::Known(browse) = &mut visit.times else { return Vec::new() };
    match event {
        Event::MonthMoved(by) => {
            let target = add_months(browse.month.first(), by.clamp(-12, 12));
            turn(visit, target, now)
        }
        Event::MonthShown(day) => turn(visit, day, now),
        Event::KeyPressed(press) => {
            let focused = focus_after(press, browse.focused, week_start, browse.bounds(now));
            let is_turn = !browse.month.contains(focused);
            browse.show(focused, now);
            let mut effects = if is_turn { after_turn(visit, now) } else { Vec::new() };
            effects.push(Effect::Focus(Target::Day(focused)));
            effects
        }
        Event::DayChosen(day) if browse.timetable.count(day) > 0 => {
            browse.show(day, now);
            browse.day = Some(day);
            browse.time = None;
            browse.month_is_open = false;
            let announcement = Announcement::Day(day, browse.timetable.count(day));
            let mut effects = visit.fill_gaps(now);
            effects.push(Effect::Announce(announcement));
            effects
        }
        Event::TimeChosen(start) => {
            let Some(time) = browse.timetable.find(&start).cloned() else { return Vec::new() };
            choose(browse, time, now);
            visit.fill_gaps(now)
        }
        Event::MonthToggled => {
            browse.month_is_open = !browse.month_is_open;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Turns to the month of `day`.
fn turn(visit: &mut Visit, day: Day, now: DateTime<Utc>) -> Vec<Effect> {
    let Times::Known(browse) = &mut visit.times else { return Vec::new() };
    let before = browse.month;
    browse.show(day, now);
    if browse.month == before { Vec::new() } else { after_turn(visit, now) }
}

/// What a new month needs: its times, a day to stand on, and a word to those who cannot see it.
fn after_turn(visit: &mut Visit, now: DateTime<Utc>) -> Vec<Effect> {
    let Times::Known(browse) = &mut visit.times else { return Vec::new() };
    browse.ask_again();
    let is_known = browse.timetable.knows(browse.month.last());
    let announcement = Announcement::Month(browse.month.first(), free_days(browse, browse.month));
    let mut effects = visit.fill_gaps(now);
    effects.extend(is_known.then_some(Effect::Announce(announcement)));
    effects
}

/// On how many days of `month` there are times.
pub(super) fn free_days(browse: &Browse, month: Month) -> usize {
    let steps = 0..=month.first().days_until(month.last());
    steps.filter(|step| browse.timetable.count(month.first().plus(*step)) > 0).count()
}

fn retry(visit: &mut Visit, now: DateTime<Utc>) -> Vec<Effect> {
    match &mut visit.times {
        Times::Failed(_) => vec![visit.begin()],
        Times::Known(browse) => {
            browse.ask_again();
            visit.fill_gaps(now)
        }
        Times::Awaited(_) => Vec::new(),
    }
}

/// Takes in an answer about times, if it is one that is waited for.
pub(super) fn arrived(
    visit: &mut Visit,
    request: RequestId,
    answer: Result<SlotsResponse, Failure>,
    now: DateTime<Utc>,
) -> Vec<Effect> {
    let old = answer.as_ref().ok().filter(|answer| answer.cache == CacheState::Revalidating);
    let old = old.map(|answer| answer.range);
    match (&mut visit.times, answer) {
        (Times::Awaited(awaited), Ok(answer)) if *awaited == request => {
            visit.times = Times::Known(Box::new(Browse::new(answer, now)));
            let mut effects = visit.fill_gaps(now);
            effects.extend(old.and_then(|range| visit.look_again(range)));
            effects
        }
        (Times::Awaited(awaited), Err(failure)) if *awaited == request => {
            // A browser may call a zone by a name that the tz database does not have.
            if failure.is_about_zone() && visit.zone != "UTC" {
                "UTC".clone_into(&mut visit.zone);
                return vec![visit.begin()];
            }
            let effects = vec![
                Effect::Notify(HostEvent::Error { code: failure.code() }),
                Effect::Announce(Announcement::Trouble(failure.clone())),
            ];
            visit.times = Times::Failed(failure);
            effects
        }
        (Times::Known(browse), answer) => {
            // Times that are old for the second time are not asked for a third time.
            let is_first = browse.asked.iter().any(|asked| asked.state == AskedState::Pending(request));
            let own = visit.hold.as_ref().and_then(Hold::hidden_time);
            let mut effects = more_arrived(browse, request, answer, own);
            effects.extend(old.filter(|_| is_first).and_then(|range| visit.look_again(range)));
            effects
        }
        (Times::Awaited(_) | Times::Failed(_), _) => Vec::new(),
    }
}

fn more_arrived(
    browse: &mut Browse,
    request: RequestId,
    answer: Result<SlotsResponse, Failure>,
    own: Option<&FreeTime>,
) -> Vec<Effect> {
    let is_this = |asked: &&mut Asked| matches!(asked.state, AskedState::Pending(known) | AskedState::Renewed(known) if known == request);
    let Some(asked) = browse.asked.iter_mut().find(is_this) else { return Vec::new() };
    let is_renewed = matches!(asked.state, AskedState::Renewed(_));
    match answer {
        Ok(answer) => {
            asked.state = AskedState::Answered;
            let range = answer.range;
            browse.timetable.learn(answer);
            if let Some(own) = own {
                browse.timetable.keep(range, own);
            }
            keep_choice(browse);
            let is_in_view = range.from <= browse.month.last() && browse.month.first() <= range.to;
            let announcement = Announcement::Month(browse.month.first(), free_days(browse, browse.month));
            let is_news =
                is_in_view && !is_renewed && browse.day.is_none_or(|day| !browse.month.contains(day));
            is_news.then_some(Effect::Announce(announcement)).into_iter().collect()
        }
        // What is shown is old, but it is there.
        Err(_) if is_renewed => {
            asked.state = AskedState::Answered;
            Vec::new()
        }
        Err(failure) => {
            asked.state = AskedState::Failed(failure.clone());
            vec![
                Effect::Notify(HostEvent::Error { code: failure.code() }),
                Effect::Announce(Announcement::Trouble(failure)),
            ]
        }
    }
}

/// After a change of the timetable: a chosen time that is gone is not chosen any more, and a visitor
/// without a day stands on the first one that is free.
fn keep_choice(browse: &mut Browse) {
    let timetable = &browse.timetable;
    browse.time = browse.time.take().and_then(|time| timetable.find(&time.start).cloned());
    if browse.day.is_none() {
        let month = browse.month;
        let steps = (0..=month.first().days_until(month.last())).map(|step| month.first().plus(step));
        browse.day = steps.into_iter().find(|day| timetable.count(*day) > 0);
        browse.focused = browse.day.unwrap_or(browse.focused);
    }
}

/// What is chosen after `taken` has turned out to be taken.
pub(super) fn offer_alternatives(browse: &mut Browse, taken: &FreeTime, nearby: Vec<shared::slots::Slot>) {
    browse.timetable.forget(&taken.start);
    browse.time = None;
    browse.was_taken = true;
    let placed = nearby.into_iter().filter_map(|slot| browse.timetable.place(slot));
    browse.alternatives = placed.filter(|time| time.start != taken.start).collect();
    if browse.timetable.count(taken.day()) == 0 {
        let free = browse.alternatives.iter().map(FreeTime::day).find(|day| browse.timetable.count(*day) > 0);
        browse.day = free;
    }
}
