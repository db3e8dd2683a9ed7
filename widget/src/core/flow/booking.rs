//! From the chosen time to a booking, a link, or a way to try again. Nothing typed is ever lost.

use super::{
    Flow, Visit, choosing,
    event::{Announcement, Effect, Event, HostEvent, Key, RequestId, Target, told},
    handover, holding, standing, taken,
    visit::Doubt,
};
use crate::core::{
    form::{Edit, Field, Issue, build, issues, rejected_issues},
    message::Failure,
    slots::FreeTime,
};
use chrono::{DateTime, Utc};
use shared::{
    booking::{BookingRequest, BookingResponse},
    problem::{Problem, ProblemCode},
};

pub(super) fn step_form(
    mut visit: Box<Visit>,
    time: Box<FreeTime>,
    trouble: Option<Failure>,
    event: Event,
    now: DateTime<Utc>,
) -> (Flow, Vec<Effect>) {
    match event {
        Event::Edited(edit) => {
            let mut effects: Vec<Effect> = holding::edited(&mut visit, &time, &edit).into_iter().collect();
            effects.extend(edited(&mut visit, &time, edit));
            (Flow::FillingIn(visit, time, trouble), effects)
        }
        Event::FieldAsked(field) => {
            (Flow::FillingIn(visit, time, trouble), vec![Effect::Focus(Target::Field(field))])
        }
        Event::TimesAsked => choosing::again(visit, now),
        Event::Submitted => submit(visit, time),
        Event::HoldAnswered(request, answer) => match holding::answered(&mut visit, request, answer) {
            Ok(effect) => (Flow::FillingIn(visit, time, trouble), effect.into_iter().collect()),
            Err(problem) => taken(visit, &time, problem, now),
        },
        event => {
            let effects = holding::step(&mut visit, &time, &event);
            (Flow::FillingIn(visit, time, trouble), effects)
        }
    }
}

/// Takes in a change of the form.
fn edited(visit: &mut Visit, time: &FreeTime, edit: Edit) -> Vec<Effect> {
    let Visit { session, event_type, has_begun, .. } = visit;
    let form = &mut session.form;
    // A country is chosen for the visitor before they have typed anything.
    let is_typed = !matches!(edit, Edit::Left(_) | Edit::PickedCountry(..));
    let is_removed = matches!(edit, Edit::RemovedGuest(_));
    let before = form.guest_list();
    form.edit(edit, event_type);
    let mut effects = Vec::new();
    if is_typed {
        effects.push(Effect::Keep(form.kept(event_type, time.day())));
        if !core::mem::replace(has_begun, true) {
            let detail = [("event_type", event_type.slug.as_str()), ("start", &time.start)];
            effects.push(Effect::Notify(HostEvent::new("form-started", &detail)));
        }
    }
    if form.guest_list() != before {
        effects.push(Effect::Clear(Field::Guests));
        effects.push(Effect::Announce(Announcement::Guests(form.guest_list())));
    }
    if is_removed {
        effects.push(Effect::Focus(Target::Field(Field::Guests)));
    }
    effects
}

/// Sends the form, or shows what is wrong with it.
fn submit(mut visit: Box<Visit>, time: Box<FreeTime>) -> (Flow, Vec<Effect>) {
    let before = visit.session.form.guest_list();
    visit.session.form.mark_sent();
    // Whom the visitor was about to name stands among the guests now.
    let has_more = visit.session.form.guest_list() != before;
    let mut effects: Vec<Effect> = has_more.then_some(Effect::Clear(Field::Guests)).into_iter().collect();
    let zone = visit.zone.clone();
    let attribution = &visit.session.options.attribution;
    let body = build(&visit.session.form, &visit.event_type, &time.start, &zone, attribution);
    let found = issues(&body, &visit.session.form, &visit.event_type);
    if let [first, ..] = found.as_slice() {
        effects.push(Effect::Announce(Announcement::Issues(count_fields(&found))));
        effects.push(Effect::Focus(Target::Field(first.field)));
        return (Flow::FillingIn(visit, time, None), effects);
    }
    let key = match &visit.last_attempt {
        Some((last, Doubt::Yes)) if *last == body => Key::Same,
        _ => Key::Fresh,
    };
    let request = visit.session.next_request();
    // Until an answer says otherwise, this attempt may have booked.
    visit.last_attempt = Some((body.clone(), Doubt::Yes));
    // Under which hold it is sent does not make it another booking.
    let body = BookingRequest { hold: visit.hold.as_ref().map(|hold| hold.id().to_owned()), ..body };
    effects.push(Effect::Announce(Announcement::Sending));
    effects.push(Effect::Book { request, key, body: Box::new(body), end: time.end.clone() });
    (Flow::Sending(visit, time, request), effects)
}

fn count_fields(issues: &[Issue]) -> usize {
    let is_first = |(index, issue): (usize, &Issue)| {
        issues.iter().take(index).all(|earlier| earlier.field != issue.field)
    };
    issues.iter().enumerate().filter(|pair| is_first(*pair)).count()
}

pub(super) fn step_sending(
    mut visit: Box<Visit>,
    time: Box<FreeTime>,
    awaited: RequestId,
    event: Event,
    now: DateTime<Utc>,
) -> (Flow, Vec<Effect>) {
    match event {
        Event::BookingAnswered(request, answer) if request == awaited => match answer {
            Err(failure @ (Failure::Unreachable | Failure::Unread)) => unanswered(visit, time, failure),
            answer => answered(visit, time, awaited, answer, now),
        },
        Event::BookingPrevented(request, key) if request == awaited => {
            // Nothing was sent, so this attempt has booked nothing; of the one before, that is not known.
            visit.last_attempt = visit.last_attempt.filter(|_| key == Key::Same);
            (Flow::FillingIn(visit, time, None), Vec::new())
        }
        // The attempt is on its way as it was; what is typed meanwhile is kept for the next one.
        Event::Edited(edit) => {
            let effects = edited(&mut visit, &time, edit);
            (Flow::Sending(visit, time, awaited), effects)
        }
        // Whether the time is taken, the booking's own answer says.
        Event::HoldAnswered(request, answer) => {
            let effect = holding::answered(&mut visit, request, answer).unwrap_or_default();
            (Flow::Sending(visit, time, awaited), effect.into_iter().collect())
        }
        event @ Event::Waited(_) => {
            let effects = holding::step(&mut visit, &time, &event);
            let quiet = effects.into_iter().filter(|effect| !matches!(effect, Effect::Announce(_)));
            (Flow::Sending(visit, time, awaited), quiet.collect())
        }
        _ => (Flow::Sending(visit, time, awaited), Vec::new()),
    }
}

/// What became of the attempt is not known, and it may have booked: no answer came, or the part of the module that could
/// show it did not. So this must do without that part. The same content keeps its key.
fn unanswered(visit: Box<Visit>, time: Box<FreeTime>, failure: Failure) -> (Flow, Vec<Effect>) {
    let mut effects = told(&failure);
    effects.push(Effect::Focus(Target::Notice));
    (Flow::FillingIn(visit, time, Some(failure)), effects)
}

/// The edge has said what became of the attempt.
#[inline(never)]
fn answered(
    mut visit: Box<Visit>,
    time: Box<FreeTime>,
    awaited: RequestId,
    answer: Result<BookingResponse, Failure>,
    now: DateTime<Utc>,
) -> (Flow, Vec<Effect>) {
    match answer {
        Ok(BookingResponse::Confirmed { booking, manage_token, .. }) => {
            let release = holding::ended(&mut visit, awaited);
            also(standing::begin(visit, *time, *booking, manage_token, None), release)
        }
        Ok(BookingResponse::Link(link)) => {
            visit.last_attempt = None;
            handover::begin(visit, time, link)
        }
        Err(failure) => fail(visit, time, awaited, failure, now),
    }
}

fn fail(
    mut visit: Box<Visit>,
    time: Box<FreeTime>,
    awaited: RequestId,
    failure: Failure,
    now: DateTime<Utc>,
) -> (Flow, Vec<Effect>) {
    let request = visit.last_attempt.take().map(|(request, _)| request);
    if failure.leaves_doubt() {
        visit.last_attempt = request.clone().map(|request| (request, Doubt::Yes));
    }
    let mut effects = told(&failure);
    match failure {
        Failure::Refused(problem) if problem.code == ProblemCode::SlotTaken => {
            let release = holding::ended(&mut visit, awaited);
            also(taken(visit, &time, problem, now), release)
        }
        failure if failure.suspects_robot() => {
            visit.session.form.clear_trap();
            effects.push(Effect::Focus(Target::Notice));
            (Flow::FillingIn(visit, time, Some(failure)), effects)
        }
        Failure::Refused(problem) if !problem.errors.is_empty() => {
            let rejected = request.map_or_else(Vec::new, |request| {
                rejected_issues(&problem.errors, &request, &visit.session.form, &visit.event_type)
            });
            let first = rejected.iter().map(|issue| issue.field).find(|field| *field != Field::Whole);
            effects.push(Effect::Focus(first.map_or(Target::Notice, Target::Field)));
            visit.session.form.reject(rejected);
            (Flow::FillingIn(visit, time, Some(Failure::Refused(problem))), effects)
        }
        failure => {
            effects.push(Effect::Focus(Target::Notice));
            (Flow::FillingIn(visit, time, Some(failure)), effects)
        }
    }
}

fn also((flow, mut effects): (Flow, Vec<Effect>), effect: Option<Effect>) -> (Flow, Vec<Effect>) {
    effects.extend(effect);
    (flow, effects)
}

/// Somebody else has the time: back to the times, with those nearby.
fn taken(
    mut visit: Box<Visit>,
    time: &FreeTime,
    problem: Box<Problem>,
    now: DateTime<Utc>,
) -> (Flow, Vec<Effect>) {
    let effects = taken::was_taken(&mut visit, time, problem, now);
    (Flow::ChoosingTime(visit), effects)
}
