//! Taking a slot. A wish has been checked by whoever read it (the API or a page); here it is decided whether
//! the slot is still on offer, and what is written down. Knows nothing of requests or of pages.

pub(crate) mod answers;
pub(crate) mod cancel;
pub(crate) mod contact;
pub(crate) mod place;
pub(crate) mod record;
pub(crate) mod view;

use crate::availability::slots;
use crate::booking::record::{Answer, Guest, Invitee, Meeting, Method, Person, Place, Status, Tracking};
use crate::moment::Moment;
use crate::service::Service;
use crate::webhooks::{self, Trigger};

/// A booking as somebody asks for it, already valid in itself.
#[derive(Debug, Clone)]
pub(crate) struct Wish {
    /// Id of the event type.
    pub(crate) event_type: String,
    pub(crate) start: Moment,
    pub(crate) person: Person,
    pub(crate) place: Place,
    pub(crate) answers: Vec<Answer>,
    pub(crate) tracking: Tracking,
    pub(crate) guests: Vec<String>,
    pub(crate) method: Method,
    /// Id of the invitee whose booking this one replaces.
    pub(crate) replaces: Option<String>,
}

/// Ids of what was booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Booked {
    pub(crate) meeting: String,
    pub(crate) invitee: String,
}

/// Nobody can have this start: taken, never offered, or no longer on offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotOffered;

/// Books the wish, or says that its start is not on offer.
pub(crate) fn book(service: &mut Service<'_>, wish: Wish) -> Result<Booked, NotOffered> {
    let event_type =
        service.account.event_type(&wish.event_type).filter(|kind| kind.active).ok_or(NotOffered)?;
    let start = wish.start;
    let slot = slots::at(service.account, service.state, event_type, start, service.now).ok_or(NotOffered)?;
    let host = service.account.hosts.get(slot.host).ok_or(NotOffered)?;
    let seed = service.options.seed;
    let id = service.state.next_chance(seed).uuid();
    let now = service.now;
    let invitee = Invitee {
        id: id.clone(),
        person: wish.person,
        status: Status::Active,
        answers: wish.answers,
        tracking: wish.tracking,
        created_at: now,
        updated_at: now,
        method: wish.method,
        scheduled_by: (wish.method == Method::Api).then(|| service.account.owner().uri()),
        rescheduled_to: None,
        rescheduled_from: wish.replaces.clone(),
        no_show: None,
    };
    let guests: Vec<Guest> = wish.guests.into_iter().map(|email| Guest { email, created_at: now }).collect();

    let joined = slot.meeting.and_then(|id| service.state.meeting_mut(&id));
    let meeting = if let Some(meeting) = joined {
        meeting.invitees.push(invitee);
        meeting.guests.extend(guests);
        meeting.updated_at = now;
        meeting.id.clone()
    } else {
        let mut chance = service.state.next_chance(seed);
        let meeting = Meeting {
            id: chance.uuid(),
            calendar_entry: chance.code(26),
            conference: chance.next(),
            event_type: event_type.id.clone(),
            host: host.id.clone(),
            start,
            end: start.plus_seconds(event_type.spans().1),
            created_at: now,
            updated_at: now,
            place: wish.place,
            status: Status::Active,
            guests,
            invitees: vec![invitee],
        };
        let id = meeting.id.clone();
        service.state.meetings.push(meeting);
        id
    };

    let booked = Booked { meeting, invitee: id };
    if let Some(old) = wish.replaces {
        cancel::rescheduled(service, &old, &booked.invitee);
    }
    webhooks::announce(service, Trigger::InviteeCreated, &booked.invitee);
    Ok(booked)
}
