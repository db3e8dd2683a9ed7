//! What can be booked: an event type as its host set it up, and as the API shows it. The host's rules that the
//! API does not show (notice, horizon, seats, name fields) are kept here too, because slots obey them.

use serde_json::{Value, json};

use crate::account::Account;
use crate::account::host::Host;
use crate::account::questions::Question;
use crate::availability::schedule::Plan;
use crate::moment::{DAY, MINUTE};
use crate::reply::insert;
use crate::uri;

#[derive(Debug, Clone)]
pub(crate) struct EventType {
    pub(crate) id: String,
    /// The code of the permanent `/d/…` address of secret and team types.
    pub(crate) code: Option<String>,
    pub(crate) name: &'static str,
    pub(crate) slug: &'static str,
    pub(crate) active: bool,
    pub(crate) secret: bool,
    pub(crate) kind: Kind,
    pub(crate) name_fields: NameFields,
    /// Minutes.
    pub(crate) duration: u16,
    pub(crate) duration_options: Option<&'static [u16]>,
    /// Minutes between offered starts.
    pub(crate) start_time_increment: u16,
    /// Minutes kept free before a meeting.
    pub(crate) before_buffer: u16,
    /// Minutes kept free after a meeting.
    pub(crate) after_buffer: u16,
    /// Minutes between now and the first start on offer.
    pub(crate) notice: i64,
    /// Days from today on which starts are on offer.
    pub(crate) horizon_days: i64,
    pub(crate) schedule: Plan,
    pub(crate) color: &'static str,
    pub(crate) locale: &'static str,
    pub(crate) description_plain: &'static str,
    pub(crate) description_html: &'static str,
    pub(crate) internal_note: Option<&'static str>,
    pub(crate) locations: Vec<LocationOption>,
    pub(crate) questions: Vec<Question>,
    pub(crate) position: usize,
}

/// How many people meet, and which hosts can take a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    OneOnOne,
    /// Several invitees share a start.
    Group {
        seats: u16,
    },
    /// Any one host of the team; the least busy one gets the meeting.
    RoundRobin,
}

/// Whether the form asks for one name or two. The API never says which; it only shows in the invitee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameFields {
    Full,
    FirstAndLast,
}

/// One of the places an event type offers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct LocationOption {
    pub(crate) kind: &'static str,
    pub(crate) location: Option<&'static str>,
    pub(crate) additional_info: Option<&'static str>,
    pub(crate) phone_number: Option<&'static str>,
}

impl LocationOption {
    fn json(&self) -> Value {
        let mut json = json!({ "kind": self.kind });
        for (key, value) in [
            ("location", self.location),
            ("additional_info", self.additional_info),
            ("phone_number", self.phone_number),
        ] {
            if let Some(value) = value {
                insert(&mut json, key, json!(value));
            }
        }
        json
    }
}

impl EventType {
    pub(crate) fn uri(&self) -> String {
        uri::event_type(&self.id)
    }

    pub(crate) fn seats(&self) -> u16 {
        match self.kind {
            Kind::Group { seats } => seats,
            Kind::OneOnOne | Kind::RoundRobin => 1,
        }
    }

    pub(crate) fn is_round_robin(&self) -> bool {
        self.kind == Kind::RoundRobin
    }

    /// Seconds of a meeting and of the buffers around it: before, during, after.
    pub(crate) fn spans(&self) -> (i64, i64, i64) {
        let seconds = |minutes: u16| i64::from(minutes) * MINUTE;
        (seconds(self.before_buffer), seconds(self.duration), seconds(self.after_buffer))
    }

    /// The hosts who can take a meeting of this type.
    pub(crate) fn hosts<'a>(&self, account: &'a Account) -> &'a [Host] {
        if self.is_round_robin() { &account.hosts } else { account.hosts.get(..1).unwrap_or_default() }
    }

    /// Seconds since the epoch between which starts are on offer, seen from `now`.
    pub(crate) fn bookable(&self, now: i64) -> (i64, i64) {
        (now + self.notice * MINUTE, now + self.horizon_days * DAY)
    }

    /// Where people book it.
    pub(crate) fn scheduling_url(&self, public_url: &str, owner: &Host) -> String {
        match &self.code {
            Some(code) => format!("{public_url}/d/{code}/{}", self.slug),
            None => format!("{public_url}/{}/{}", owner.slug, self.slug),
        }
    }

    pub(crate) fn json(&self, account: &Account, public_url: &str) -> Value {
        let owner = account.owner();
        let (pooling_type, profile) = if self.is_round_robin() {
            let owner = account.organization_uri();
            (Some("round_robin"), json!({ "type": "Team", "name": "Northlight Studio", "owner": owner }))
        } else {
            (None, json!({ "type": "User", "name": owner.name, "owner": owner.uri() }))
        };
        json!({
            "uri": self.uri(),
            "name": self.name,
            "active": self.active,
            "admin_managed": false,
            "booking_method": "instant",
            "color": self.color,
            "created_at": "2025-09-02T13:11:32.678123Z",
            "updated_at": "2026-11-13T16:40:09.321123Z",
            "deleted_at": null,
            "custom_questions": self.questions.iter().map(Question::json).collect::<Vec<_>>(),
            "description_html": self.description_html,
            "description_plain": self.description_plain,
            "duration": self.duration,
            "duration_options": self.duration_options,
            "internal_note": self.internal_note,
            "is_paid": false,
            "kind": if matches!(self.kind, Kind::Group { .. }) { "group" } else { "solo" },
            "pooling_type": pooling_type,
            "type": "StandardEventType",
            "locale": self.locale,
            "locations": (!self.locations.is_empty())
                .then(|| self.locations.iter().map(LocationOption::json).collect::<Vec<_>>()),
            "position": self.position,
            "profile": profile,
            "scheduling_url": self.scheduling_url(public_url, owner),
            "secret": self.secret,
            "slug": self.slug,
            "start_time_increment": self.start_time_increment,
            "before_buffer": self.before_buffer,
            "after_buffer": self.after_buffer,
        })
    }
}
