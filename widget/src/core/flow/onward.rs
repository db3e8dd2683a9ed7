//! Where the owner leads those who have booked: at once, or after a moment in which they can stay.

use super::{
    Flow, Visit,
    event::{Announcement, Effect, Event, HostEvent, RequestId},
};
use crate::core::{address, form::Known, options::Redirect};

/// A booking was made, and told as `booked`.
pub(super) fn begin(visit: &mut Visit, booked: &HostEvent) -> Vec<Effect> {
    let Some(redirect) = visit.session.options.redirect.clone().filter(|_| booked.name == "booked") else {
        return Vec::new();
    };
    visit.leads = values(visit, booked, &redirect);
    if redirect.pause == 0 {
        return go(visit);
    }
    let request = visit.session.next_request();
    visit.leaving = Some(request);
    let place = address::host(&redirect.address).to_owned();
    vec![Effect::Wait { request, milliseconds: redirect.pause }, Effect::Announce(Announcement::LedOn(place))]
}

/// What happens in the moment before. Whoever turns to something else stays.
pub(super) fn step(flow: &mut Flow, event: &Event) -> Option<Vec<Effect>> {
    let (Flow::Confirmed(visit, ..) | Flow::BookedThere(visit, ..)) = flow else { return None };
    let leaving = visit.leaving?;
    decide(visit, leaving, event)
}

#[inline(never)]
fn decide(visit: &mut Visit, leaving: RequestId, event: &Event) -> Option<Vec<Effect>> {
    match event {
        Event::Waited(request) if *request == leaving => Some(go(visit)),
        Event::GoAsked => Some(go(visit)),
        Event::StayAsked => {
            visit.leaving = None;
            Some(vec![Effect::Focus(super::Target::Heading)])
        }
        Event::MoveAsked | Event::CancelAsked => {
            visit.leaving = None;
            None
        }
        _ => None,
    }
}

fn go(visit: &mut Visit) -> Vec<Effect> {
    visit.leaving = None;
    let address = visit.session.options.redirect.as_ref().map(|redirect| redirect.address.clone());
    let values = core::mem::take(&mut visit.leads);
    address.map(|address| Effect::Leave(address, values)).into_iter().collect()
}

/// What the address says, under Calendly's names. Who has booked stands there only if the owner asks for it: addresses
/// end up in logs.
fn values(visit: &Visit, booked: &HostEvent, redirect: &Redirect) -> Vec<Known> {
    let told = |name| booked.get(name).unwrap_or_default();
    let form = &visit.session.form;
    let tracking = visit.session.options.attribution.complete(&shared::booking::Tracking::default());
    let name = form.full_name();
    let mut values: Vec<(&str, &str)> = vec![
        ("event_type_name", &visit.event_type.name),
        ("event_type_slug", told("event_type")),
        ("event_start_time", told("start")),
        ("event_end_time", told("end")),
        ("invitee_uuid", told("booking_id")),
    ];
    if redirect.tells_who {
        values.extend([("invitee_full_name", name.as_str()), ("invitee_email", form.email())]);
    }
    values.extend(tracking.entries().into_iter().filter_map(|(key, value)| Some((key, value?))));
    let told = values.into_iter().filter(|(_, value)| !value.is_empty());
    told.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
