//! The chosen time is somebody else's by now: what is offered instead.

use super::{
    Browse, Times, Visit,
    event::{Effect, Target, told},
};
use crate::core::{message::Failure, slots::FreeTime};
use chrono::{DateTime, Utc};
use shared::{problem::Problem, slots::Slot};

/// Somebody else has the chosen time: those nearby are offered, and the month in view is asked for again.
pub(super) fn was_taken(
    visit: &mut Visit,
    taken: &FreeTime,
    mut problem: Box<Problem>,
    now: DateTime<Utc>,
) -> Vec<Effect> {
    let nearby = core::mem::take(&mut problem.alternatives);
    if let Times::Known(browse) = &mut visit.times {
        offer_nearby(browse, taken, nearby);
    }
    let mut effects = told(&Failure::Refused(problem));
    effects.extend(visit.refresh(now));
    effects.push(Effect::Focus(Target::Notice));
    effects
}

fn offer_nearby(browse: &mut Browse, taken: &FreeTime, nearby: Vec<Slot>) {
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
