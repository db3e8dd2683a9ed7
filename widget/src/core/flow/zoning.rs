//! Choosing another time zone while a time is looked for. What was chosen, and the month that was looked at, stay.

mod list;

use super::{
    Times, Visit,
    event::{Effect, Event, RequestId, Target},
};
use crate::core::{
    message::Failure,
    zones::{Picker, Zone},
};
use chrono::{DateTime, Utc};
use shared::{day::Day, slots::DayRange};

/// Where the visitor was before the zone or the length changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The `start` that was chosen.
    pub start: Option<String>,
    pub day: Day,
    /// The days that were looked at.
    pub range: DayRange,
}

/// Everything that concerns the list of zones; `None` when the event does not. What is done with an open list is decided
/// in `list`, to which nothing else leads.
pub(super) fn step(visit: &mut Visit, event: &Event, now: DateTime<Utc>) -> Option<Vec<Effect>> {
    Some(match event {
        Event::ZonesAsked => ask(visit),
        Event::ZonesClosed => close(visit),
        _ if matches!(visit.session.picker, Picker::Open(_)) => return list::step(visit, event, now),
        _ => return None,
    })
}

fn ask(visit: &mut Visit) -> Vec<Effect> {
    let effects = if visit.session.zones.is_some() { list::open(visit) } else { vec![fetch(visit)] };
    [Effect::OpenZones].into_iter().chain(effects).collect()
}

fn fetch(visit: &mut Visit) -> Effect {
    let request = visit.session.next_request();
    visit.session.picker = Picker::Awaited(request);
    Effect::FetchZones(request)
}

/// The list is there, or failed to come.
pub(super) fn arrived(
    visit: &mut Visit,
    request: RequestId,
    answer: Result<Vec<Zone>, Failure>,
) -> Vec<Effect> {
    if visit.session.picker != Picker::Awaited(request) {
        return Vec::new();
    }
    match answer {
        Ok(zones) => list::arrived(visit, zones),
        Err(failure) => {
            visit.session.picker = Picker::Failed(failure);
            Vec::new()
        }
    }
}

/// Asks once more for a list that could not be had, if one is wanted.
pub(super) fn retry(visit: &mut Visit) -> Vec<Effect> {
    if !matches!(visit.session.picker, Picker::Failed(_)) {
        return Vec::new();
    }
    vec![fetch(visit), Effect::Focus(Target::Search)]
}

fn close(visit: &mut Visit) -> Vec<Effect> {
    visit.session.picker = Picker::Closed;
    vec![Effect::Focus(Target::Zone)]
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
