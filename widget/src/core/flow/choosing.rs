//! Choosing an event type, a day and a time.

use super::{
    Browse, Flow, Session, Times, Visit,
    arriving::{arrived, keep_choice},
    browse::Ahead,
    event::{Announcement, Effect, Event, HostEvent, Target},
    holding,
    starting::in_front_of,
    zoning,
};
use crate::core::{
    keys::{Key, focus_after},
    lengths::lengths,
    month::{Month, add_months},
    options::Arrangement,
    slots::{FreeTime, contains},
};
use chrono::{DateTime, Utc};
use shared::{day::Day, event_type::EventType};

/// The event type on offer with this slug.
pub(super) fn find(session: &Session, slug: &str) -> Option<EventType> {
    session.config.event_types.iter().find(|event_type| event_type.slug == slug).cloned()
}

/// A visitor who has just come to an event type.
pub(super) fn visit(session: Session, event_type: EventType) -> (Box<Visit>, Effect) {
    let awaited = session.last_request;
    let mut visit = in_front_of(session, event_type, awaited);
    let effect = visit.begin(None);
    (visit, effect)
}

pub(super) fn step_types(session: Box<Session>, event: Event) -> (Flow, Vec<Effect>) {
    let Event::EventTypeChosen(slug) = event else { return (Flow::ChoosingType(session), Vec::new()) };
    let Some(event_type) = find(&session, &slug) else { return (Flow::ChoosingType(session), Vec::new()) };
    let told = selected(&event_type);
    let (visit, effect) = visit(*session, event_type);
    (Flow::ChoosingTime(visit), vec![effect, told, Effect::Focus(Target::Heading)])
}

/// That the visitor has chosen what to book.
fn selected(event_type: &EventType) -> Effect {
    Effect::Notify(HostEvent::new("event-type-selected", &[("event_type", &event_type.slug)]))
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
        Event::EventTypesAsked if visit.session.has_choice() => {
            visit.session.form.forget_place();
            return (Flow::ChoosingType(Box::new(visit.session)), vec![Effect::Focus(Target::Heading)]);
        }
        Event::EventTypeChosen(slug) => change_length(&mut visit, &slug, now),
        Event::Continued => return go_on(visit),
        Event::AlternativeChosen(start) => {
            if choose_alternative(&mut visit, &start, now) {
                return go_on(visit);
            }
            Vec::new()
        }
        event => look(&mut visit, event, now),
    };
    (Flow::ChoosingTime(visit), effects)
}

/// What a visitor can do with the times besides going on with one.
pub(super) fn look(visit: &mut Visit, event: Event, now: DateTime<Utc>) -> Vec<Effect> {
    if let Some(effects) = zoning::step(visit, &event, now) {
        return effects;
    }
    match event {
        Event::SlotsArrived(request, answer) => arrived(visit, request, answer, now),
        Event::ZonesArrived(request, answer) => zoning::arrived(visit, request, answer),
        Event::Retried => {
            let mut effects = zoning::retry(visit);
            effects.extend(retry(visit, now));
            effects
        }
        Event::HourCycleChosen(cycle) => {
            visit.session.options.locale.hour_cycle = cycle;
            vec![Effect::RememberHourCycle(cycle)]
        }
        event => look_around(visit, event, now),
    }
}

/// Takes one of the times nearby; whether it is one.
pub(super) fn choose_alternative(visit: &mut Visit, start: &str, now: DateTime<Utc>) -> bool {
    let Times::Known(browse) = &mut visit.times else { return false };
    let found = browse.alternatives.iter().find(|time| time.start == start).cloned();
    found.map(|time| choose(browse, time, now)).is_some()
}

/// Takes a time, and its day with it, so that who comes back finds the time where it stands.
pub(super) fn choose(browse: &mut Browse, time: FreeTime, now: DateTime<Utc>) {
    let is_elsewhere = browse.day != Some(time.day());
    browse.day = Some(time.day());
    if is_elsewhere {
        browse.show(time.day(), now);
    }
    browse.time = Some(time);
}

/// The chosen time, with which the visitor goes on; what was said of one that was taken is over then.
pub(super) fn chosen(visit: &mut Visit) -> Option<FreeTime> {
    let Times::Known(browse) = &mut visit.times else { return None };
    let time = browse.time.clone()?;
    browse.was_taken = false;
    browse.alternatives.clear();
    Some(time)
}

/// Shows the day that is wished for, where the visitor can come to it.
pub(super) fn show_wished(browse: &mut Browse, wished: Option<Day>, now: DateTime<Utc>) {
    let bounds = browse.bounds(now);
    let Some(day) = wished.filter(|day| *day <= bounds.to && Month::of(*day) >= Month::of(bounds.from))
    else {
        return;
    };
    browse.show(day, now);
    browse.day = None;
    keep_choice(browse);
}

/// On to the form, if a time is chosen.
fn go_on(mut visit: Box<Visit>) -> (Flow, Vec<Effect>) {
    let chosen = chosen(&mut visit);
    let (Times::Known(browse), Some(time)) = (&visit.times, chosen) else {
        return (Flow::ChoosingTime(visit), Vec::new());
    };
    let detail = [
        ("event_type", visit.event_type.slug.as_str()),
        ("start", &time.start),
        ("end", &time.end),
        ("timezone", browse.timetable.zone()),
    ];
    let selected = HostEvent::new("slot-selected", &detail);
    let Visit { session, event_type, .. } = &mut *visit;
    session.form.settle(event_type);
    let site_key = session.config.turnstile_site_key.clone();
    let hold = holding::begin(&mut visit, &time);
    let effects =
        vec![Effect::Notify(selected), Effect::FormShown(site_key), Effect::Focus(Target::Heading), hold];
    (Flow::FillingIn(visit, Box::new(time), None), effects)
}

/// The same meeting in another length, on the same day and with everything typed.
fn change_length(visit: &mut Visit, slug: &str, now: DateTime<Utc>) -> Vec<Effect> {
    let others = lengths(&visit.session, &visit.event_type).into_iter();
    let other = others.filter(|other| other.slug != visit.event_type.slug).find(|other| other.slug == slug);
    let Some(other) = other.cloned() else { return Vec::new() };
    let announcement = Announcement::Length(other.duration);
    // A place is known by its number in the event type's list, and a hold is on a time of the length before.
    if visit.event_type.locations != other.locations {
        visit.session.form.forget_place();
    }
    visit.hold = None;
    visit.event_type = other;
    vec![visit.begin_there(now), selected(&visit.event_type), Effect::Announce(announcement)]
}

/// Everything that only changes what is looked at.
fn look_around(visit: &mut Visit, event: Event, now: DateTime<Utc>) -> Vec<Effect> {
    let week_start = visit.session.options.locale.week_start;
    let Times::Known(browse) = &mut visit.times else { return Vec::new() };
    match event {
        Event::MonthMoved(by) => {
            let by = by.clamp(-12, 12);
            let target = match browse.arrangement {
                Arrangement::Week => browse.page().from.plus(i64::from(by) * 7),
                Arrangement::Month | Arrangement::List => add_months(browse.month.first(), by),
            };
            turn(visit, target, now)
        }
        Event::MonthNeared => visit.fill(Ahead::Surely, now),
        Event::MonthShown(day) => turn(visit, day, now),
        Event::ArrangementChosen(arrangement) => {
            // What is in view stays in view: the chosen day if it is there, else the one with the focus.
            let page = browse.page();
            let day = browse.day.filter(|day| contains(page, *day)).unwrap_or(browse.focused);
            browse.arrangement = arrangement;
            visit.session.options.arrangement = arrangement;
            browse.turn(day, now);
            after_turn(visit, now)
        }
        Event::MoreAsked if !browse.is_loading(now) => {
            let next = browse.free_days(browse.view(now)).get(browse.listed).copied();
            browse.ask_again();
            browse.list_more(now);
            let mut effects = visit.fill_gaps(now);
            effects.extend(next.map(|day| Effect::Focus(Target::Day(day))));
            effects
        }
        Event::KeyPressed(press) => {
            let (page, bounds) = (browse.page(), browse.bounds(now));
            let focused = focus_after(press, browse.focused, browse.arrangement, week_start, bounds);
            browse.show(focused, now);
            browse.month_is_open &= press.key != Key::Escape;
            let is_turn = browse.page() != page;
            let mut effects = if is_turn { after_turn(visit, now) } else { visit.fill_gaps(now) };
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

/// Turns to the page of `day`.
fn turn(visit: &mut Visit, day: Day, now: DateTime<Utc>) -> Vec<Effect> {
    let Times::Known(browse) = &mut visit.times else { return Vec::new() };
    let before = browse.page();
    browse.turn(day, now);
    if browse.arrangement == Arrangement::Week && browse.timetable.count(browse.focused) == 0 {
        // All days of a week are open, and the first with times is the one to stand on.
        let first = browse.free_days(browse.view(now)).first().copied();
        browse.turn(first.unwrap_or(browse.focused), now);
    }
    if browse.page() == before { Vec::new() } else { after_turn(visit, now) }
}

/// What a new page needs: its times, a day to stand on, and a word to those who cannot see it.
fn after_turn(visit: &mut Visit, now: DateTime<Utc>) -> Vec<Effect> {
    let Times::Known(browse) = &mut visit.times else { return Vec::new() };
    browse.ask_again();
    let is_known = browse.timetable.knows(browse.page().to);
    let announcement = page_told(browse);
    let mut effects = visit.fill_gaps(now);
    effects.extend(is_known.then_some(Effect::Announce(announcement)));
    effects
}

/// On how many days of the page there are times.
pub(super) fn page_told(browse: &Browse) -> Announcement {
    let page = browse.page();
    Announcement::Page(page, browse.free_days(page).len())
}

fn retry(visit: &mut Visit, now: DateTime<Utc>) -> Vec<Effect> {
    match &mut visit.times {
        Times::Failed(_) => vec![visit.begin(None)],
        Times::Known(browse) => {
            browse.ask_again();
            visit.fill_gaps(now)
        }
        Times::Awaited(_) => Vec::new(),
    }
}
