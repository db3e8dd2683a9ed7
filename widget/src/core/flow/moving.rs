//! Moving a booking: another time is looked for with the booking in mind, and the edge books that before it cancels
//! the old one. Until it says so, the old one stands.

use super::{
    Flow, Times, Visit, choosing,
    event::{Announcement, Effect, Event, Key, RequestId, Target, Wish},
    standing::{self, Care, Standing, is_final, refused},
    taken,
};
use crate::core::{message::Failure, slots::FreeTime};
use chrono::{DateTime, Utc};
use shared::{
    booking::{BookingResponse, Previous, RescheduleRequest},
    problem::ProblemCode,
};

/// To the times, with the booking in mind.
pub(super) fn begin(
    mut visit: Box<Visit>,
    standing: Box<Standing>,
    now: DateTime<Utc>,
) -> (Flow, Vec<Effect>) {
    if let Times::Known(browse) = &mut visit.times {
        browse.timetable.forget(&standing.time.start);
        browse.time = None;
    }
    let mut effects = visit.refresh(now);
    effects.push(Effect::Focus(Target::Heading));
    (Flow::ChoosingAnother(visit, standing, None), effects)
}

/// A visitor who looks for another time for a booking.
#[inline(never)]
pub(super) fn step_another(
    mut visit: Box<Visit>,
    mut standing: Box<Standing>,
    failure: Option<Failure>,
    event: Event,
    now: DateTime<Utc>,
) -> (Flow, Vec<Effect>) {
    if matches!(event, Event::KeepAsked) {
        let mut effects = vec![Effect::Focus(Target::Heading)];
        effects.extend(standing.wait_for_link(&mut visit, 1));
        return (Flow::Confirmed(visit, standing, Care::Reads(None)), effects);
    }
    if let Event::AlternativeChosen(start) = &event {
        choosing::choose_alternative(&mut visit, start, now);
    }
    if matches!(event, Event::Continued | Event::AlternativeChosen(_)) {
        let chosen = choosing::chosen(&mut visit);
        if let (Some(time), Some(access)) = (chosen, standing.access()) {
            let is_same = standing.doubtful_move.as_ref() == Some(&time.start);
            let request = visit.session.next_request();
            // Until an answer says otherwise, it may have been moved.
            standing.doubtful_move = Some(time.start.clone());
            let key = if is_same { Key::Same } else { Key::Fresh };
            let body = RescheduleRequest {
                start: time.start.clone(),
                timezone: Some(visit.zone.clone()),
                hold: None,
            };
            let effects = vec![
                Effect::Announce(Announcement::Moving),
                Effect::Manage { request, access, wish: Wish::Move(key, body) },
            ];
            return (Flow::Moving(visit, standing, Box::new(time), request), effects);
        }
    }
    let failure = failure.filter(|_| !matches!(event, Event::TimeChosen(_)));
    let effects = choosing::look(&mut visit, event, now);
    (Flow::ChoosingAnother(visit, standing, failure), effects)
}

/// The move is on its way.
#[inline(never)]
pub(super) fn step_moving(
    mut visit: Box<Visit>,
    mut standing: Box<Standing>,
    time: Box<FreeTime>,
    awaited: RequestId,
    event: Event,
    now: DateTime<Utc>,
) -> (Flow, Vec<Effect>) {
    let failure = match event {
        Event::BookingAnswered(request, answer) if request == awaited => match answer {
            Ok(BookingResponse::Confirmed { booking, manage_token, previous }) => {
                let previous = previous.or(Some(Previous::Unknown));
                return standing::begin(visit, *time, *booking, manage_token, previous);
            }
            // The contract moves directly or not at all.
            Ok(BookingResponse::Link(_)) => Failure::Unreachable,
            Err(failure) => failure,
        },
        _ => return (Flow::Moving(visit, standing, time, awaited), Vec::new()),
    };
    if !failure.leaves_doubt() {
        standing.doubtful_move = None;
    }
    let failure = match failure {
        Failure::Refused(problem) if problem.code == ProblemCode::SlotTaken => {
            let effects = taken::was_taken(&mut visit, &time, problem, now);
            return (Flow::ChoosingAnother(visit, standing, None), effects);
        }
        failure => failure,
    };
    let effects = refused(&failure);
    if is_final(&failure) {
        return (Flow::Confirmed(visit, standing, Care::Reads(Some(failure))), effects);
    }
    (Flow::ChoosingAnother(visit, standing, Some(failure)), effects)
}
