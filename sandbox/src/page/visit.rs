//! One visit to a booking page: through which door, to book what, when, and shown in which time zone.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::account::event_type::EventType;
use crate::account::host::TIME_ZONE;
use crate::booking::contact;
use crate::booking::record::Status;
use crate::call::{Call, query_string};
use crate::links::Standing;
use crate::moment::Moment;
use crate::service::Service;

/// How somebody comes to a booking page.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Door<'a> {
    /// The address of an event type, open to everybody any number of times.
    Permanent(&'a EventType),
    /// A link that books once.
    SingleUse { code: &'a str, slug: &'a str },
    /// An invitee, by id, who wants another time.
    Rescheduling(&'a str),
}

/// Why a door does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closed {
    Unknown,
    Used,
    Expired,
    /// The meeting to be moved is over or has been canceled.
    NotMovable,
}

pub(super) struct Visit<'a> {
    pub(super) event_type: &'a EventType,
    pub(super) door: Door<'a>,
    /// Path of the page without a time, as the browser sees it.
    pub(super) path: String,
    pub(super) start: Option<Moment>,
    /// The zone in which times are shown, by name.
    pub(super) zone_name: String,
    pub(super) zone: TimeZone,
    /// Whether the page around asked to be told what happens.
    pub(super) is_embedded: bool,
}

impl<'a> Visit<'a> {
    pub(super) fn enter(
        service: &Service<'a>,
        call: &Call<'_>,
        door: &Door<'a>,
        time: Option<&str>,
    ) -> Result<Self, Closed> {
        let (event_type, path) = open(service, door)?;
        let zone_name =
            call.parameter("timezone").filter(|name| contact::is_time_zone(name)).unwrap_or(TIME_ZONE);
        Ok(Self {
            event_type,
            door: *door,
            path: format!("{}{path}", prefix(&service.options.public_url)),
            start: time.and_then(Moment::parse),
            zone_name: zone_name.to_owned(),
            zone: TimeZone::get(zone_name).unwrap_or(TimeZone::UTC),
            is_embedded: call.parameter("embed_domain").is_some(),
        })
    }

    /// The address of this page with `time` chosen, and with the given parameters in place of the old ones.
    pub(super) fn address(&self, call: &Call<'_>, time: Option<Moment>, set: &[(&str, &str)]) -> String {
        let kept = call.query.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        let kept = kept.filter(|(key, _)| !set.iter().any(|(name, _)| name == key));
        let query = query_string(kept.chain(set.iter().copied()));
        let time = time.map(|time| format!("/{}", time.iso_seconds())).unwrap_or_default();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{time}{mark}{query}", self.path)
    }

    /// An instant as a local date and time.
    pub(super) fn local(&self, second: i64) -> jiff::civil::DateTime {
        self.zone.to_datetime(Timestamp::from_second(second).unwrap_or(Timestamp::UNIX_EPOCH))
    }
}

fn open<'a>(service: &Service<'a>, door: &Door<'a>) -> Result<(&'a EventType, String), Closed> {
    let account = service.account;
    let active = |id: &str| account.event_type(id).filter(|one| one.active).ok_or(Closed::Unknown);
    match *door {
        Door::Permanent(event_type) => {
            let path = match &event_type.code {
                Some(code) => format!("/d/{code}/{}", event_type.slug),
                None => format!("/{}/{}", account.owner().slug, event_type.slug),
            };
            Ok((event_type, path))
        }
        Door::SingleUse { code, slug } => {
            let link = service.state.links.iter().find(|link| link.code == code).ok_or(Closed::Unknown)?;
            let event_type = active(&link.event_type)?;
            match link.standing(service.now) {
                _ if event_type.slug != slug => Err(Closed::Unknown),
                Standing::Used => Err(Closed::Used),
                Standing::Expired => Err(Closed::Expired),
                Standing::Open => Ok((event_type, format!("/d/{code}/{slug}"))),
            }
        }
        Door::Rescheduling(id) => {
            let (meeting, invitee) = service.state.invitee(id).ok_or(Closed::Unknown)?;
            if invitee.status != Status::Active || meeting.start <= service.now {
                return Err(Closed::NotMovable);
            }
            Ok((active(&meeting.event_type)?, format!("/reschedulings/{id}")))
        }
    }
}

/// The path of a base address: pages may live under one.
fn prefix(public_url: &str) -> &str {
    let after_scheme = public_url.split_once("://").map_or(public_url, |(_, rest)| rest);
    after_scheme.find('/').and_then(|at| after_scheme.get(at..)).unwrap_or_default()
}
