//! Taking in the edge's answers about free times, whatever the visitor does meanwhile.

use super::{
    Browse, Times, Visit,
    browse::{Asked, AskedState, LISTED},
    choosing::{page_told, show_wished},
    event::{Effect, RequestId, told},
    holding::Hold,
    zoning,
};
use crate::core::{
    message::Failure,
    slots::{FreeTime, contains},
};
use chrono::{DateTime, Utc};
use shared::slots::{CacheState, SlotsResponse};

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
            let range = answer.range;
            let mut browse = Browse::new(answer, &visit.session.options, now);
            if let Some(own) = visit.hold.as_ref().and_then(Hold::hidden_time) {
                browse.timetable.keep(range, own);
            }
            show_wished(&mut browse, visit.session.options.day.take(), now);
            visit.times = Times::Known(Box::new(browse));
            zoning::return_to(visit, now);
            let mut effects = visit.fill_gaps(now);
            effects.extend(old.and_then(|range| visit.look_again(range)));
            effects
        }
        (Times::Awaited(awaited), Err(failure)) if *awaited == request => {
            // A browser may call a zone by a name that the tz database does not have.
            if failure.is_about_zone() && visit.zone != "UTC" {
                "UTC".clone_into(&mut visit.zone);
                return vec![visit.begin(None)];
            }
            let effects = told(&failure);
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
            let page = browse.page();
            let is_in_view = range.from <= page.to && page.from <= range.to;
            // Nobody has asked for what arrives beside a day that is looked at, but for the end of a list.
            let is_asked = browse.day.is_none_or(|day| !contains(page, day)) || browse.listed > LISTED;
            let is_news = is_in_view && !is_renewed && is_asked;
            is_news.then(|| Effect::Announce(page_told(browse))).into_iter().collect()
        }
        // What is shown is old, but it is there.
        Err(_) if is_renewed => {
            asked.state = AskedState::Answered;
            Vec::new()
        }
        Err(failure) => {
            let effects = told(&failure);
            asked.state = AskedState::Failed(failure);
            effects
        }
    }
}

/// After a change of the timetable: a chosen time that is gone is not chosen any more, and a visitor
/// without a day stands on the first one that is free.
pub(super) fn keep_choice(browse: &mut Browse) {
    let timetable = &browse.timetable;
    browse.time = browse.time.take().and_then(|time| timetable.find(&time.start).cloned());
    if browse.day.is_none() {
        let days = core::iter::once(browse.focused).chain(browse.free_days(browse.page()));
        browse.day = days.into_iter().find(|day| browse.timetable.count(*day) > 0);
        browse.focused = browse.day.unwrap_or(browse.focused);
    }
}

/// Takes in times while the visitor is busy with something else, for they will be wanted again: nothing is said, nothing
/// is focused.
pub(super) fn arrived_behind(
    visit: &mut Visit,
    request: RequestId,
    answer: Result<SlotsResponse, Failure>,
    now: DateTime<Utc>,
) -> Vec<Effect> {
    let effects = arrived(visit, request, answer, now);
    effects.into_iter().filter(|effect| matches!(effect, Effect::FetchSlots { .. })).collect()
}
