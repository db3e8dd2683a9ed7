//! After the booking: it is read, and canceled in place. It stands until the edge says that it does not, and
//! whatever fails leaves a way on: another try, or Calendly's own page. Moving it is `moving`'s business.

use super::{
    Flow, Visit,
    event::{Access, Announcement, Effect, Event, HostEvent, RequestId, Target, Wish, told},
    moving, onward, telling,
};
use crate::core::{message::Failure, slots::FreeTime};
use chrono::{DateTime, Utc};
use shared::{
    booking::{Booking, BookingResponse, CancelRequest, Previous},
    problem::ProblemCode,
};

/// How often a conference's link is asked for, and how long before the first time, in milliseconds. Each wait is
/// longer than the one before by as much: the last one comes after about two minutes.
const LINK_TRIES: i32 = 8;
const LINK_PAUSE: i32 = 3000;

/// A booking that exists.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    pub time: FreeTime,
    pub booking: Booking,
    /// What became of the booking that this one took the place of, if it did.
    pub previous: Option<Previous>,
    /// Why it is canceled, as far as the visitor has typed that.
    pub reason: String,
    /// The key to changing it; without one, only Calendly's own pages can.
    token: Option<String>,
    link: Link,
    /// The time to which a move may have been made although no answer said so.
    pub(super) doubtful_move: Option<String>,
}

/// How a conference's link, which Calendly makes some seconds after the booking, is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// It is there, or will not come.
    Settled,
    /// Asked for so often.
    Asked(RequestId, i32),
}

/// What the visitor does with a booking.
#[derive(Clone, Debug, PartialEq)]
pub enum Care {
    /// Reads it, and why what they wished for last cannot be done here.
    Reads(Option<Failure>),
    /// Is asked whether it shall really be canceled; what went wrong with the last try.
    Doubts(Option<Failure>),
    /// Waits until it is canceled.
    Cancels(RequestId),
}

impl Standing {
    /// Whether it can be changed here.
    pub fn can_be_changed(&self) -> bool {
        self.token.is_some()
    }

    pub(super) fn access(&self) -> Option<Access> {
        let token = self.token.clone()?;
        Some(Access { id: self.booking.id.clone(), token })
    }

    /// Asks for the link once more, if it is still to come.
    pub(super) fn wait_for_link(&mut self, visit: &mut Visit, tries: i32) -> Option<Effect> {
        self.link = Link::Settled;
        let awaits = self.booking.location.as_ref().is_some_and(shared::booking::BookedLocation::awaits_link);
        let access = self.access().filter(|_| awaits && tries <= LINK_TRIES)?;
        let request = visit.session.next_request();
        self.link = Link::Asked(request, tries);
        Some(Effect::Manage { request, access, wish: Wish::Read { pause: LINK_PAUSE.saturating_mul(tries) } })
    }
}

/// A booking has just been made.
#[inline(never)]
pub(super) fn begin(
    mut visit: Box<Visit>,
    time: FreeTime,
    booking: Booking,
    token: Option<String>,
    previous: Option<Previous>,
) -> (Flow, Vec<Effect>) {
    visit.last_attempt = None;
    let (name, said) = if previous.is_some() {
        ("rescheduled", Announcement::Moved)
    } else {
        ("booked", Announcement::Booked)
    };
    let uri = booking.invitee_uri.as_deref().unwrap_or_default();
    let told = telling::booked(&visit, name, [&booking.id, uri, &time.start, &time.end]);
    let (link, reason, doubtful_move) = (Link::Settled, String::new(), None);
    let mut standing = Standing { time, booking, previous, reason, token, link, doubtful_move };
    let onward = onward::begin(&mut visit, &told);
    let mut effects = vec![Effect::Notify(told), Effect::Announce(said), Effect::Focus(Target::Heading)];
    effects.push(Effect::Keep(Vec::new()));
    effects.extend(onward);
    effects.extend(standing.wait_for_link(&mut visit, 1));
    (Flow::Confirmed(visit, Box::new(standing), Care::Reads(None)), effects)
}

/// A visitor in front of the booking.
#[inline(never)]
pub(super) fn step(
    mut visit: Box<Visit>,
    mut standing: Box<Standing>,
    care: Care,
    event: Event,
    now: DateTime<Utc>,
) -> (Flow, Vec<Effect>) {
    let (care, effects) = match (event, care) {
        (Event::BookingAnswered(request, answer), Care::Cancels(awaited)) if request == awaited => {
            match answer {
                Ok(_) => return canceled(visit, standing),
                Err(failure) => {
                    let effects = refused(&failure);
                    let is_final = is_final(&failure);
                    let failure = Some(failure);
                    (if is_final { Care::Reads(failure) } else { Care::Doubts(failure) }, effects)
                }
            }
        }
        (Event::BookingAnswered(request, answer), care) => {
            (care, link_answered(&mut visit, &mut standing, request, answer))
        }
        (Event::CancelAsked, Care::Reads(_)) if standing.can_be_changed() => {
            (Care::Doubts(None), vec![Effect::Focus(Target::Question)])
        }
        (Event::ReasonTyped(reason), care) => {
            standing.reason = reason;
            (care, Vec::new())
        }
        (Event::KeepAsked, Care::Doubts(_)) => (Care::Reads(None), vec![Effect::Focus(Target::Change)]),
        (Event::CancelConfirmed, Care::Doubts(_)) => {
            let Some(access) = standing.access() else {
                return (Flow::Confirmed(visit, standing, Care::Reads(None)), Vec::new());
            };
            let request = visit.session.next_request();
            let reason = Some(standing.reason.trim().to_owned()).filter(|reason| !reason.is_empty());
            let wish = Wish::Cancel(CancelRequest { reason });
            let effects =
                vec![Effect::Announce(Announcement::Canceling), Effect::Manage { request, access, wish }];
            (Care::Cancels(request), effects)
        }
        (Event::MoveAsked, Care::Reads(_)) if standing.can_be_changed() => {
            return moving::begin(visit, standing, now);
        }
        (_, care) => (care, Vec::new()),
    };
    (Flow::Confirmed(visit, standing, care), effects)
}

/// Takes in what an answer says of the link that was waited for.
fn link_answered(
    visit: &mut Visit,
    standing: &mut Standing,
    request: RequestId,
    answer: Result<BookingResponse, Failure>,
) -> Vec<Effect> {
    let Link::Asked(awaited, tries) = standing.link else { return Vec::new() };
    if awaited != request {
        return Vec::new();
    }
    if let Ok(BookingResponse::Confirmed { booking, .. }) = answer {
        standing.booking = *booking;
    }
    standing.wait_for_link(visit, tries.saturating_add(1)).into_iter().collect()
}

fn canceled(visit: Box<Visit>, standing: Box<Standing>) -> (Flow, Vec<Effect>) {
    let detail = [("booking_id", standing.booking.id.as_str()), ("event_type", &standing.booking.event_type)];
    let told = HostEvent::new("cancelled", &detail);
    let effects =
        vec![Effect::Notify(told), Effect::Announce(Announcement::Canceled), Effect::Focus(Target::Heading)];
    (Flow::Canceled(visit, standing), effects)
}

/// That something failed, and the way to the notice that says so.
pub(super) fn refused(failure: &Failure) -> Vec<Effect> {
    let mut effects = told(failure);
    effects.push(Effect::Focus(Target::Notice));
    effects
}

/// Whether another try would come to the same.
pub(super) fn is_final(failure: &Failure) -> bool {
    let Failure::Refused(problem) = failure else { return false };
    matches!(
        problem.code,
        ProblemCode::CancelAtCalendly
            | ProblemCode::RescheduleAtCalendly
            | ProblemCode::BookingCanceled
            | ProblemCode::BookingStarted
            | ProblemCode::BookingNotFound
            | ProblemCode::ManageTokenInvalid
    )
}
