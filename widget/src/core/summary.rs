//! What the visitor is about to book: beside the calendar, above the form, on the confirmation.

use crate::{
    core::{
        flow::{Browse, Frame, Session, Standing, Times, Visit},
        lengths::lengths,
        message::place,
        slots::{FreeTime, shifted},
        wording,
    },
    text::{Text, fill},
};
use chrono::{DateTime, Utc};
use shared::{
    booking::LinkReason,
    config::Mode,
    event_type::{EventType, LocationKind},
};

/// Where a visitor can go back to from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayBack {
    EventTypes,
    Times,
    /// To the booking that is being moved.
    Booking,
}

/// What stands beside every step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SummaryView {
    pub host: Option<String>,
    pub initials: String,
    pub title: String,
    pub length: String,
    /// The lengths to choose from; none where there is no choice.
    pub lengths: Vec<LengthView>,
    pub place: Option<String>,
    pub is_conference: bool,
    pub description: Option<String>,
    /// `Lisbon, 14:32 (UTC+0)`; none until the edge has told the offset.
    pub zone: Option<String>,
    /// The zone's IANA name.
    pub zone_label: String,
    /// What the host's clock shows, where it is another time there.
    pub host_time: Option<String>,
    /// Date and time, once chosen.
    pub chosen: Option<(String, String)>,
    /// When it is booked now, while another time is looked for.
    pub booked_for: Option<String>,
    pub is_demo: bool,
    pub way_back: Option<WayBack>,
}

/// A length that the meeting can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LengthView {
    /// Of the event type that is so long.
    pub slug: String,
    /// `30 min`.
    pub words: String,
    pub is_chosen: bool,
}

/// The summary of a visit, with the time that a form, a link or a confirmation is about.
pub fn summary_view(
    visit: &Visit,
    chosen: Option<&FreeTime>,
    now: DateTime<Utc>,
    text: &Text,
) -> SummaryView {
    let event_type = &visit.event_type;
    let host = host_name(&visit.session, event_type);
    let cycle = visit.session.options.locale.hour_cycle;
    let place = places(event_type, text);
    SummaryView {
        initials: host.as_deref().map(wording::initials).unwrap_or_default(),
        host,
        title: event_type.name.clone(),
        length: wording::length(event_type.duration, text),
        lengths: if chosen.is_none() { length_views(visit, text) } else { Vec::new() },
        host_time: known(visit)
            .filter(|_| chosen.is_none())
            .and_then(|browse| host_time(visit, browse, now, text)),
        is_conference: event_type.locations.iter().all(|option| option.kind.is_conference()),
        place,
        description: event_type.description.clone().filter(|description| !description.trim().is_empty()),
        zone: zone_view(visit, chosen, now, text),
        zone_label: fill(text.zone_label, &[&visit.zone]),
        chosen: chosen.map(|time| {
            (
                wording::long_date(time.day(), text),
                wording::time_range(time.local, time.local_end, cycle, text),
            )
        }),
        booked_for: None,
        is_demo: visit.session.config.mode == Mode::Demo,
        way_back: (chosen.is_none() && visit.session.has_choice()).then_some(WayBack::EventTypes),
    }
}

/// The summary while another time is looked for.
pub fn moving_summary(visit: &Visit, standing: &Standing, now: DateTime<Utc>, text: &Text) -> SummaryView {
    let cycle = visit.session.options.locale.hour_cycle;
    let time = &standing.time;
    let when = [wording::long_date(time.day(), text), wording::time(time.local, cycle, text)];
    let when = fill(text.date_and_time, &when.each_ref().map(String::as_str));
    SummaryView {
        booked_for: Some(fill(text.booked_for, &[&when])),
        way_back: Some(WayBack::Booking),
        lengths: Vec::new(),
        ..summary_view(visit, None, now, text)
    }
}

/// Who hosts it: the event type's own host, else the deployment's.
pub fn host_name(session: &Session, event_type: &EventType) -> Option<String> {
    event_type.host_name.clone().or_else(|| session.config.host_name.clone())
}

pub(super) fn known(visit: &Visit) -> Option<&Browse> {
    match &visit.times {
        Times::Known(browse) => Some(browse),
        Times::Awaited(_) | Times::Failed(_) => None,
    }
}

/// While a time is chosen the zone comes with its clock, so that a visitor sees at once whether it is theirs.
fn zone_view(visit: &Visit, chosen: Option<&FreeTime>, now: DateTime<Utc>, text: &Text) -> Option<String> {
    let table = &known(visit)?.timetable;
    let offset = table.offset_at(chosen.map_or(now, |time| time.at));
    if chosen.is_some() {
        return Some(wording::zone(table.zone(), offset, None, text));
    }
    let clock = wording::time(table.local(now), visit.session.options.locale.hour_cycle, text);
    Some(wording::zone(table.zone(), offset, Some(&clock), text))
}

fn length_views(visit: &Visit, text: &Text) -> Vec<LengthView> {
    let view = |event_type: &EventType| LengthView {
        slug: event_type.slug.clone(),
        words: fill(
            text.minutes_short,
            &[&text.names.number(usize::try_from(event_type.duration).unwrap_or(0))],
        ),
        is_chosen: event_type.slug == visit.event_type.slug,
    };
    lengths(&visit.session, &visit.event_type).into_iter().map(view).collect()
}

/// `15:32 in Stockholm, Maya’s time`; of the account's owner, who is not always the one who comes.
fn host_time(visit: &Visit, browse: &Browse, now: DateTime<Utc>, text: &Text) -> Option<String> {
    let Session { config, options, .. } = &visit.session;
    let offset = config.host_offset_seconds.filter(|offset| *offset != browse.timetable.offset_at(now))?;
    let owner = config.host_name.as_deref();
    if visit.event_type.host_name.as_deref().is_some_and(|host| Some(host) != owner) {
        return None;
    }
    let zone = config.host_timezone.as_deref()?;
    Some(wording::host_time(shifted(now, offset), zone, owner, options.locale.hour_cycle, text))
}

/// `Google Meet, link after booking`, an address, or that there is a choice.
pub fn places(event_type: &EventType, text: &Text) -> Option<String> {
    match event_type.locations.as_slice() {
        [] => None,
        [only] if only.kind.is_conference() => Some(fill(text.places.link_later, &[place(only.kind, text)])),
        [only] => match only.kind {
            LocationKind::Physical | LocationKind::Custom => {
                Some(only.location.clone().unwrap_or_else(|| place(only.kind, text).to_owned()))
            }
            kind => Some(place(kind, text).to_owned()),
        },
        _ if event_type.offers_location() => Some(text.several_places.to_owned()),
        _ => None,
    }
}

/// A card of the first step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardView {
    pub slug: String,
    pub title: String,
    pub details: String,
    pub description: Option<String>,
    /// `#rrggbb`, and nothing else.
    pub color: Option<String>,
}

/// The cards, in the owner's order.
pub fn card_views(session: &Session, text: &Text) -> Vec<CardView> {
    let card = |event_type: &EventType| {
        let length = wording::length(event_type.duration, text);
        let place = places(event_type, text);
        CardView {
            slug: event_type.slug.clone(),
            title: event_type.name.clone(),
            details: [Some(length), place].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            description: event_type.description.clone().filter(|text| !text.trim().is_empty()),
            color: Some(event_type.color.clone()).filter(|color| is_color(color)),
        }
    };
    session.config.event_types.iter().map(card).collect()
}

fn is_color(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|digits| digits.len() == 6 && digits.chars().all(|digit| digit.is_ascii_hexdigit()))
}

/// What is left to do on Calendly's page.
pub fn handover_note(reason: LinkReason, frame: Frame, text: &Text) -> &'static str {
    match frame {
        Frame::Left => text.finish_left,
        Frame::Silent | Frame::Blocked => text.finish_outside,
        Frame::Opening(_) | Frame::Open | Frame::Closed if reason == LinkReason::PaymentRequired => {
            text.finish_payment
        }
        Frame::Opening(_) | Frame::Open | Frame::Closed => text.finish_note,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        core::flow::{Event, Flow, RequestId, samples},
        text::en::EN,
    };

    /// The host's clock in the summary, where the host's zone is so far from UTC.
    #[track_caller]
    fn check(host: Option<i32>, who_comes: &str, expected: Option<&str>) {
        let mut offer = samples::config(Mode::Connected, vec![samples::every_question()]);
        offer.host_offset_seconds = host;
        offer.event_types[0].host_name = Some(who_comes.into());
        let flow = samples::after(
            samples::starting(Some("discovery-call")),
            [
                Event::ConfigArrived(RequestId(1), Ok(offer)),
                Event::SlotsArrived(RequestId(2), Ok(samples::first_answer())),
            ],
        );
        let Flow::ChoosingTime(visit) = flow else { panic!("times") };
        let view = summary_view(&visit, None, samples::NOW, &EN);
        assert_eq!(view.host_time.as_deref(), expected);
    }

    #[test]
    fn the_hosts_clock_is_shown_where_it_differs() {
        check(Some(3600), "Maya Lindqvist", Some("15:32 in Stockholm, Maya’s time"));
        check(Some(0), "Maya Lindqvist", None);
        check(None, "Maya Lindqvist", None);
        check(Some(3600), "Northlight Studio", None);
    }
}
