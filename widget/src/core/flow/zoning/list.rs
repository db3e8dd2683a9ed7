//! What is done with the list of zones once it is there: it is drawn in parts, looked through, and one is chosen.
//!
//! In the module's second part, with which the list comes. So nothing here may be needed without the list.

use super::close;
use crate::core::{
    flow::{
        Visit,
        event::{Announcement, Effect, Event, Target},
    },
    zones::{Picker, Search, Zone, first, remember},
};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// Between two parts of the list that are drawn, in milliseconds: time for a press or a key.
const DRAWING_PAUSE: i32 = 30;

/// Everything that can be done with an open list; `None` when the event does not concern it.
#[inline(never)]
pub(super) fn step(visit: &mut Visit, event: &Event, now: DateTime<Utc>) -> Option<Vec<Effect>> {
    let Picker::Open(search) = &mut visit.session.picker else { return None };
    Some(match event {
        Event::ZoneSought(sought) => {
            search.seek(sought.clone());
            let mut effects = draw_on(visit);
            effects.push(Effect::RevealZone);
            effects
        }
        Event::Waited(request) if search.wait == Some(*request) => {
            search.wait = None;
            search.draw_more();
            draw_on(visit)
        }
        Event::ZoneMoved(by) => {
            search.go(*by);
            vec![Effect::RevealZone]
        }
        Event::ZoneChosen(id) => {
            let chosen = id.clone().or_else(|| search.active().map(|zone| zone.id.clone()));
            chosen.map_or_else(Vec::new, |id| choose(visit, id, now))
        }
        _ => return None,
    })
}

/// The list has arrived.
#[inline(never)]
pub(super) fn arrived(visit: &mut Visit, zones: Vec<Zone>) -> Vec<Effect> {
    visit.session.zones = Some(zones.into());
    open(visit)
}

/// Opens the list that has arrived before.
#[inline(never)]
pub(super) fn open(visit: &mut Visit) -> Vec<Effect> {
    let Some(zones) = &visit.session.zones else { return Vec::new() };
    let options = &visit.session.options;
    let likely = first(&options.zone, &options.recent_zones);
    visit.session.picker = Picker::Open(Search::new(Arc::clone(zones), likely));
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
