//! What the page around the widget is told of a visit: what is on the screen now, and what was booked. How it is told is
//! not known here.

use super::{
    Flow, Session, Visit,
    event::{Effect, Event, HostEvent},
};
use chrono::{DateTime, Utc};
use shared::booking::Tracking;

impl Flow {
    /// Moves on like [`Flow::step`], and tells the page when something else is on the screen then.
    pub fn advance(self, event: Event, now: DateTime<Utc>) -> (Self, Vec<Effect>) {
        let (before, about) = self.view();
        let about = about.to_owned();
        let (next, mut effects) = self.step(event, now);
        let view = next.view();
        if view != (before, about.as_str()) && !view.0.is_empty() {
            let detail = [("view", view.0), ("event_type", view.1)];
            effects.push(Effect::Notify(HostEvent::new("view", &detail)));
        }
        (next, effects)
    }

    /// What is on the screen, by the name that pages know it by, and the slug of the event type that it is about. Both are
    /// empty while there is nothing.
    pub(super) fn view(&self) -> (&'static str, &str) {
        let name = match self {
            Self::Starting(_) => "",
            Self::Stuck(_) => "error",
            Self::Elsewhere(_) | Self::Linked(..) => "link",
            Self::ChoosingType(_) => "event-types",
            Self::ChoosingTime(_) | Self::ChoosingAnother(..) | Self::Moving(..) => "times",
            Self::FillingIn(..) | Self::Sending(..) => "form",
            Self::Confirmed(..) | Self::BookedThere(..) => "confirmation",
            Self::Canceled(..) => "cancelled",
        };
        (name, self.visit().map_or("", |visit| &visit.event_type.slug))
    }
}

/// That something was booked: the name of the event, the booking's id, Calendly's URI of the invitee, start and end. Start
/// and end are empty when the visitor chose another time on Calendly's page.
pub(super) fn booked(visit: &Visit, name: &'static str, [id, uri, start, end]: [&str; 4]) -> HostEvent {
    let Visit { session, event_type, .. } = visit;
    let Session { form, options, .. } = session;
    let invitee = form.full_name();
    let detail = [
        ("booking_id", id),
        ("event_type", &event_type.slug),
        ("start", start),
        ("end", end),
        ("invitee_uri", uri),
        ("invitee.name", &invitee),
        ("invitee.email", form.email()),
    ];
    let mut told = HostEvent::new(name, &detail);
    let tracking = options.attribution.complete(&Tracking::default());
    let known = tracking.entries().into_iter().filter_map(|(name, value)| Some((name, value?)));
    told.detail.extend(known.map(|(name, value)| (["tracking.", name].concat(), value.to_owned())));
    told
}
