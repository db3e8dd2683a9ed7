//! The seat that is kept for the visitor while they fill in the form.
//!
//! Nothing waits for it. With a hold or without one the form can be sent, and of what the edge says about a hold
//! only one thing matters to the visitor: that somebody else has the time. How long a hold lasts is counted from
//! when its answer arrives, so that a device with a wrong clock does not matter.

use super::{
    Flow, Visit,
    event::{Announcement, Effect, Event, RequestId},
    visit::Doubt,
};
use crate::core::{form::Edit, message::Failure, slots::FreeTime};
use shared::{
    hold::{self, HoldRequest, HoldResponse},
    problem::{Problem, ProblemCode},
};

/// Of a hold's time, the last part is left for renewing it: one in so many.
const REST: u32 = 5;

/// The visitor's hold on a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Made up here, so that it can be booked with and released whether or not an answer came back. It stays the
    /// same until the form is left: a hold that is on its way never stands in the way of its own visitor.
    id: String,
    time: FreeTime,
    state: Holding,
}

/// How a hold stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holding {
    /// It is asked for, for the first time or once more.
    Asked(RequestId),
    /// It is kept. The request names the wait, until `rest` milliseconds before its end.
    Kept { wait: RequestId, rest: i32, is_used: bool },
    /// It ends with this wait: the visitor has not touched the form since it was asked for.
    Ending { wait: RequestId, rest: i32 },
    /// It has run out.
    Lapsed,
    /// The edge keeps none, or did not answer. Booking works without one, so nobody is bothered.
    Unsure,
    /// The visitor has left the form; whether the edge may hide the time until it has heard of that.
    GivenBack { is_hidden: bool },
}

impl Hold {
    /// What a booking names. One that is over, or never was, does no harm there.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// Whether the visitor should hear that the time is not kept any more.
    pub fn has_lapsed(&self) -> bool {
        self.state == Holding::Lapsed
    }

    /// For how many minutes it is still kept, when it is about to run out.
    pub fn ending(&self) -> Option<usize> {
        match self.state {
            Holding::Ending { rest, .. } => Some(minutes(rest)),
            _ => None,
        }
    }

    /// The time that the edge may leave out of its lists on account of this hold.
    pub(super) fn hidden_time(&self) -> Option<&FreeTime> {
        let is_shown =
            matches!(self.state, Holding::Lapsed | Holding::Unsure | Holding::GivenBack { is_hidden: false });
        (!is_shown).then_some(&self.time)
    }

    fn ask(&self, event_type: &str, request: RequestId, replaces: Option<String>) -> Effect {
        let (event_type, start) = (event_type.to_owned(), self.time.start.clone());
        let body = HoldRequest { event_type, start, id: Some(self.id.clone()), replaces };
        Effect::Hold { request, body: Box::new(body) }
    }
}

/// Asks for a seat at the time that the form is about. The hold before is named: its release may come later.
pub(super) fn begin(visit: &mut Visit, time: &FreeTime) -> Effect {
    let request = visit.session.next_request();
    let name = [&visit.session.options.visitor, "-", &request.0.to_string()].concat();
    let id = hold::id(&visit.event_type.slug, &name);
    let hold = Hold { id, time: time.clone(), state: Holding::Asked(request) };
    let before = visit.hold.take().map(|before| before.id);
    let effect = hold.ask(&visit.event_type.slug, request, before);
    visit.hold = Some(hold);
    effect
}

/// Asks for the same hold once more.
fn renew(visit: &mut Visit) -> Option<Effect> {
    let request = visit.session.next_request();
    let hold = visit.hold.as_mut()?;
    hold.state = Holding::Asked(request);
    Some(hold.ask(&visit.event_type.slug, request, None))
}

/// The visitor has left the form.
pub(super) fn give_back(visit: &mut Visit) -> Option<Effect> {
    let hold = visit.hold.as_mut()?;
    if matches!(hold.state, Holding::Lapsed | Holding::GivenBack { .. }) {
        return None;
    }
    hold.state = Holding::GivenBack { is_hidden: hold.state != Holding::Unsure };
    Some(Effect::ReleaseHold(hold.id.clone()))
}

/// The edge has ended it with its answer to the booking that `awaited` names, unless it came there later.
pub(super) fn ended(visit: &mut Visit, awaited: RequestId) -> Option<Effect> {
    let hold = visit.hold.take()?;
    let is_later = matches!(
        hold.state,
        Holding::Kept { wait, .. } | Holding::Ending { wait, .. } if wait.0 > awaited.0
    );
    is_later.then_some(Effect::ReleaseHold(hold.id))
}

/// The visitor is at work: what is kept is worth renewing, and what is about to end is renewed now.
pub(super) fn edited(visit: &mut Visit, time: &FreeTime, edit: &Edit) -> Option<Effect> {
    // The focus leaves a field also when the visitor turns to another window, and a country may be chosen for them.
    let is_theirs = !matches!(edit, Edit::Left(_) | Edit::PickedCountry(..));
    let hold = visit.hold.as_mut().filter(|_| is_theirs)?;
    match &mut hold.state {
        Holding::Kept { is_used, .. } => *is_used = true,
        Holding::Ending { .. } | Holding::Lapsed => return renew(visit),
        Holding::GivenBack { .. } => return Some(begin(visit, time)),
        Holding::Asked(_) | Holding::Unsure => {}
    }
    None
}

/// What else happens to the hold while the form is open.
pub(super) fn step(visit: &mut Visit, time: &FreeTime, event: &Event) -> Vec<Effect> {
    let cycle = visit.session.options.locale.hour_cycle;
    let Some(hold) = visit.hold.as_mut() else { return Vec::new() };
    let effect = match (event, &mut hold.state) {
        (Event::PageLeft, _) => give_back(visit),
        // Out of the browser's cache of pages.
        (Event::PageShown, Holding::GivenBack { .. }) => Some(begin(visit, time)),
        (Event::Waited(waited), Holding::Kept { wait, rest, is_used }) if waited == wait => {
            if *is_used {
                return renew(visit).into_iter().collect();
            }
            let (rest, request) = (*rest, visit.session.next_request());
            hold.state = Holding::Ending { wait: request, rest };
            let said = Announcement::HoldEnding(time.local, cycle, minutes(rest));
            return vec![Effect::Wait { request, milliseconds: rest }, Effect::Announce(said)];
        }
        (Event::Waited(waited), Holding::Ending { wait, .. }) if waited == wait => {
            hold.state = Holding::Lapsed;
            Some(Effect::Announce(Announcement::HoldLapsed(time.local, cycle)))
        }
        _ => None,
    };
    effect.into_iter().collect()
}

/// Milliseconds in minutes, as they are told: at least one.
fn minutes(milliseconds: i32) -> usize {
    usize::try_from(milliseconds).unwrap_or_default().div_ceil(60_000).max(1)
}

/// Takes in an answer while the form is open.
///
/// # Errors
/// The refusal, when the time is somebody else's.
pub(super) fn answered(
    visit: &mut Visit,
    request: RequestId,
    answer: Result<HoldResponse, Failure>,
) -> Result<Option<Effect>, Box<Problem>> {
    let Some(hold) = visit.hold.as_mut() else { return Ok(None) };
    if hold.state != Holding::Asked(request) {
        return Ok(late(&answer));
    }
    match answer {
        Ok(HoldResponse { expires_in, .. }) => {
            let milliseconds = |seconds: u32| i32::try_from(seconds.saturating_mul(1000)).unwrap_or(i32::MAX);
            let rest = expires_in / REST;
            let wait = visit.session.next_request();
            hold.state = Holding::Kept { wait, rest: milliseconds(rest), is_used: false };
            let milliseconds = milliseconds(expires_in.saturating_sub(rest));
            Ok(Some(Effect::Wait { request: wait, milliseconds }))
        }
        Err(failure) => {
            hold.state = Holding::Unsure;
            let last = visit.last_attempt.as_ref().filter(|(_, doubt)| *doubt == Doubt::Yes);
            let may_be_ours = last.is_some_and(|(last, _)| last.start == hold.time.start);
            match failure {
                // Whoever may have booked the time already finds out by sending the same again.
                Failure::Refused(problem) if problem.code == ProblemCode::SlotTaken && !may_be_ours => {
                    Err(problem)
                }
                _ => Ok(None),
            }
        }
    }
}

/// A hold that nobody waits for any more is given back.
fn late(answer: &Result<HoldResponse, Failure>) -> Option<Effect> {
    answer.as_ref().ok().map(|hold| Effect::ReleaseHold(hold.id.clone()))
}

/// An answer that comes when no form is open.
pub(super) fn come_late(flow: &Flow, event: &Event) -> Option<Effect> {
    match (flow, event) {
        (Flow::FillingIn(..) | Flow::Sending(..), _) => None,
        (_, Event::HoldAnswered(_, answer)) => late(answer),
        _ => None,
    }
}
