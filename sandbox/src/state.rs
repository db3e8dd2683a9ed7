//! What callers change: bookings, links, subscriptions, and what has been counted. Serialises to plain JSON so
//! that a Durable Object can keep it.

use serde::{Deserialize, Serialize};

use crate::booking::record::{Invitee, Meeting};
use crate::chance::Chance;
use crate::limits::Usage;
use crate::links::Link;
use crate::webhooks::{Delivery, Subscription};

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct State {
    /// Whether the bookings the account begins with have been made.
    pub(crate) opened: bool,
    /// Ids given out so far.
    issued: u64,
    /// In the order they were booked.
    pub(crate) meetings: Vec<Meeting>,
    pub(crate) links: Vec<Link>,
    pub(crate) subscriptions: Vec<Subscription>,
    /// Not yet taken by the shell.
    pub(crate) deliveries: Vec<Delivery>,
    pub(crate) usage: Usage,
}

impl State {
    /// The source of the next thing's id. Each call gives another one.
    pub(crate) fn next_chance(&mut self, seed: u64) -> Chance {
        self.issued += 1;
        Chance::new(seed, &[u64::MAX, self.issued])
    }

    pub(crate) fn meeting(&self, id: &str) -> Option<&Meeting> {
        self.meetings.iter().find(|meeting| meeting.id == id)
    }

    pub(crate) fn meeting_mut(&mut self, id: &str) -> Option<&mut Meeting> {
        self.meetings.iter_mut().find(|meeting| meeting.id == id)
    }

    /// An invitee by its own id, with the meeting it belongs to.
    pub(crate) fn invitee(&self, id: &str) -> Option<(&Meeting, &Invitee)> {
        self.meetings
            .iter()
            .find_map(|meeting| Some((meeting, meeting.invitees.iter().find(|invitee| invitee.id == id)?)))
    }

    pub(crate) fn invitee_mut(&mut self, id: &str) -> Option<&mut Invitee> {
        self.meetings.iter_mut().flat_map(|meeting| &mut meeting.invitees).find(|invitee| invitee.id == id)
    }
}
