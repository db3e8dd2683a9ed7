//! The account behind the sandbox: who the hosts are, what can be booked with them and when they work. It is
//! derived from the seed and never changes; what callers change is in `state`.

pub(crate) mod agenda;
pub(crate) mod catalogue;
pub(crate) mod event_type;
pub(crate) mod host;
pub(crate) mod opening;
pub(crate) mod questions;

use crate::account::event_type::EventType;
use crate::account::host::Host;
use crate::availability::schedule::Schedule;
use crate::chance::Chance;
use crate::uri;

#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) seed: u64,
    pub(crate) organization: String,
    /// The token's owner comes first.
    pub(crate) hosts: Vec<Host>,
    pub(crate) schedules: Vec<Schedule>,
    /// In the order the host gave them.
    pub(crate) event_types: Vec<EventType>,
}

impl Account {
    pub(crate) fn seeded(seed: u64) -> Self {
        Self {
            seed,
            organization: Chance::named(seed, "organization").uuid(),
            hosts: host::hosts(seed),
            schedules: Schedule::seeded(seed),
            event_types: catalogue::event_types(seed),
        }
    }

    pub(crate) fn host(&self, id: &str) -> Option<&Host> {
        self.hosts.iter().find(|host| host.id == id)
    }

    /// The host every token belongs to.
    pub(crate) fn owner(&self) -> &Host {
        // `seeded` never leaves the list empty; the static stands in so that no path can panic.
        self.hosts.first().unwrap_or(&host::NOBODY)
    }

    pub(crate) fn event_type(&self, id: &str) -> Option<&EventType> {
        self.event_types.iter().find(|event_type| event_type.id == id)
    }

    pub(crate) fn schedule_of(&self, event_type: &EventType) -> Option<&Schedule> {
        self.schedules.iter().find(|schedule| schedule.plan == event_type.schedule)
    }

    pub(crate) fn organization_uri(&self) -> String {
        uri::organization(&self.organization)
    }
}
