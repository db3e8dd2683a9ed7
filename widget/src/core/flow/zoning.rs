//! Choosing another time zone while a time is looked for. What was chosen, and the month that was looked at, stay.

use super::{
    Times, Visit,
    event::{Announcement, Effect, Event, Target},
};
use crate::core::{
    message::Failure,
    zones::{Picker, Search, Zone, first, remember},
};
use chrono::{DateTime, Utc};
use shared::{day::Day, slots::DayRange};
use std::sync::Arc;

/// Between two parts of the list that are drawn, in milliseconds: time for a press or a key.
const DRAWING_PAUSE: i32 = 30;

/// Where the visitor was before the zone or the length changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The `start` that was chosen.
    pub start: Option<String>,
    pub day: Day,
    /// The days that were looked at.
    pub range: DayRange,
}

/// Everything that concerns the list of zones; `None` when the event does not.
pub(super) fn step(visit: &mut Visit, event: &Event, now: DateTime<Utc>) -> Option<Vec<Effect>> {
    Some(match event {
        Event::ZonesAsked => ask(visit),
        Event::ZonesClosed => close(visit),
        Event::ZonesArrived(request, answer) => {
            if visit.session.picker != Picker::Awaited(*request) {
                return Some(Vec::new());
            }
            arrive(visit, answer.clone())
        }
        Event::ZoneSought(sought) => {
            if let Picker::Open(search) = &mut visit.session.picker {
                search.seek(sought.clone());
            }
            let mut effects = draw_on(visit);
            effects.push(Effect::RevealZone);
            effects
        }
        Event::Waited(request) => {
            let Picker::Open(search) = &mut visit.session.picker else { return None };
            if search.wait != Some(*request) {
                return None;
            }
            search.wait = None;
            search.draw_more();
            draw_on(visit)
        }
        Event::ZoneMoved(by) => {
            if let Picker::Open(search) = &mut visit.session.picker {
                search.go(*by);
            }
            vec![Effect::RevealZone]
        }
        Event::ZoneChosen(id) => {
            let chosen = match (&visit.session.picker, id) {
                (_, Some(id)) => Some(id.clone()),
                (Picker::Open(search), None) => search.active().map(|zone| zone.id.clone()),
                _ => None,
            };
            chosen.map_or_else(Vec::new, |id| choose(visit, id, now))
        }
        _ => return None,
    })
}

fn ask(visit: &mut Visit) -> Vec<Effect> {
    if let Some(zones) = visit.session.zones.clone() {
        visit.session.picker = Picker::Open(Search::new(zones, likely(visit)));
        let mut effects = draw_on(visit);
        effects.insert(0, Effect::OpenZones);
        return effects;
    }
    let request = visit.session.next_request();
    visit.session.picker = Picker::Awaited(request);
    vec![Effect::OpenZones, Effect::FetchZones(request)]
}

fn likely(visit: &Visit) -> Vec<String> {
    let options = &visit.session.options;
    first(&options.zone, &options.recent_zones)
}

fn arrive(visit: &mut Visit, answer: Result<Vec<Zone>, Failure>) -> Vec<Effect> {
    visit.session.picker = match answer {
        Ok(zones) => {
            let zones: Arc<[Zone]> = zones.into();
            visit.session.zones = Some(Arc::clone(&zones));
            Picker::Open(Search::new(zones, likely(visit)))
        }
        Err(failure) => Picker::Failed(failure),
    };
    draw_on(visit)
}

/// Has the rest of the list drawn a moment later, unless that is on its way.
fn draw_on(visit: &mut Visit) -> Vec<Effect> {
    let Picker::Open(search) = &visit.session.picker else { return Vec::new() };
    if search.wait.is_some() || !search.has_more() {
        return Vec::new();
    }
    let request = visit.session.next_request();
    if let Picker::Open(search) = &mut visit.session.picker {
        search.wait = Some(request);
    }
    vec![Effect::Wait { request, milliseconds: DRAWING_PAUSE }]
}

fn close(visit: &mut Visit) -> Vec<Effect> {
    visit.session.picker = Picker::Closed;
    vec![Effect::Focus(Target::Zone)]
}

fn choose(visit: &mut Visit, id: String, now: DateTime<Utc>) -> Vec<Effect> {
    if id == visit.zone {
        return close(visit);
    }
    visit.session.picker = Picker::Closed;
    // What opened the list is gone until the offset is known.
    let mut effects = vec![Effect::Focus(Target::Heading)];
    let recent = remember(&visit.session.options.recent_zones, &id);
    visit.session.options.recent_zones.clone_from(&recent);
    visit.zone.clone_from(&id);
    effects.push(Effect::RememberZones(recent));
    effects.push(Effect::Announce(Announcement::Zone(id)));
    effects.push(visit.begin_there(now));
    effects
}

/// Takes the visitor back to where they were, in the times that have just arrived.
pub(super) fn return_to(visit: &mut Visit, now: DateTime<Utc>) {
    let (Some(place), Times::Known(browse)) = (visit.place.take(), &mut visit.times) else { return };
    let chosen = place.start.and_then(|start| browse.timetable.find(&start).cloned());
    if let Some(time) = chosen {
        super::choosing::choose(browse, time, now);
    } else if browse.timetable.count(place.day) > 0 {
        browse.show(place.day, now);
        browse.day = Some(place.day);
    } else if browse.day.is_none() {
        browse.turn(place.day, now);
    }
}
