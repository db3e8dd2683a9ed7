//! Giving a slot back.

use crate::booking::record::{Canceler, Cancellation, Status};
use crate::moment::Moment;
use crate::service::Service;
use crate::webhooks::{self, Trigger};

/// Why a meeting cannot be canceled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CancelError {
    Unknown,
    AlreadyCanceled,
    InThePast,
}

/// The host cancels a whole meeting, with everybody in it.
pub(crate) fn meeting(
    service: &mut Service<'_>,
    id: &str,
    reason: Option<String>,
) -> Result<Cancellation, CancelError> {
    let now = service.now;
    let by = service.account.owner().name.to_owned();
    let meeting = service.state.meeting_mut(id).ok_or(CancelError::Unknown)?;
    if !meeting.is_active() {
        return Err(CancelError::AlreadyCanceled);
    }
    if meeting.start <= now {
        return Err(CancelError::InThePast);
    }
    let cancellation = Cancellation { by, canceler: Canceler::Host, reason, at: now };
    meeting.status = Status::Canceled(cancellation.clone());
    meeting.updated_at = now;
    let mut canceled = Vec::new();
    for invitee in meeting.invitees.iter_mut().filter(|invitee| invitee.status == Status::Active) {
        invitee.status = Status::Canceled(cancellation.clone());
        invitee.updated_at = now;
        canceled.push(invitee.id.clone());
    }
    for invitee in canceled {
        webhooks::announce(service, Trigger::InviteeCanceled, &invitee);
    }
    Ok(cancellation)
}

/// One invitee cancels through the page that `cancel_url` leads to.
pub(crate) fn invitee(
    service: &mut Service<'_>,
    id: &str,
    reason: Option<String>,
) -> Result<(), CancelError> {
    let now = service.now;
    let (meeting, invitee) = service.state.invitee(id).ok_or(CancelError::Unknown)?;
    if invitee.status != Status::Active {
        return Err(CancelError::AlreadyCanceled);
    }
    if meeting.start <= now {
        return Err(CancelError::InThePast);
    }
    let by = invitee.person.name.clone();
    release(service, id, &Cancellation { by, canceler: Canceler::Invitee, reason, at: now });
    webhooks::announce(service, Trigger::InviteeCanceled, id);
    Ok(())
}

/// The invitee `old` moved to another slot, where it is the invitee `new`.
pub(crate) fn rescheduled(service: &mut Service<'_>, old: &str, new: &str) {
    let now = service.now;
    let Some((_, invitee)) = service.state.invitee(old) else { return };
    let by = invitee.person.name.clone();
    release(service, old, &Cancellation { by, canceler: Canceler::Invitee, reason: None, at: now });
    if let Some(invitee) = service.state.invitee_mut(old) {
        invitee.rescheduled_to = Some(new.to_owned());
    }
    webhooks::announce(service, Trigger::InviteeCanceled, old);
}

/// Frees the seat of one invitee; the meeting ends with its last one.
fn release(service: &mut Service<'_>, id: &str, cancellation: &Cancellation) {
    let now: Moment = cancellation.at;
    let Some(meeting) = service
        .state
        .meetings
        .iter_mut()
        .find(|meeting| meeting.invitees.iter().any(|invitee| invitee.id == id))
    else {
        return;
    };
    if let Some(invitee) = meeting.invitees.iter_mut().find(|invitee| invitee.id == id) {
        invitee.status = Status::Canceled(cancellation.clone());
        invitee.updated_at = now;
    }
    if meeting.active_invitees() == 0 {
        meeting.status = Status::Canceled(cancellation.clone());
    }
    meeting.updated_at = now;
}
