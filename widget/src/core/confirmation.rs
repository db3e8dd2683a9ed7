//! What was booked, and what can be done with it: the confirmation, ready to be shown.

use crate::{
    core::{
        address,
        flow::{BookedTime, Care, Standing, Visit},
        message::{Action, Notice, notice, place},
        options::HourCycle,
        slots::{FreeTime, shifted},
        summary::{host_name, known},
        wording,
    },
    text::{Text, fill},
};
use shared::{
    booking::{Booking, CalendarLinks, Previous},
    config::Mode,
    day::Day,
};

/// A booking, ready to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfirmationView {
    pub title: String,
    pub note: String,
    pub trouble: Option<Notice>,
    /// What, and for how long.
    pub name: String,
    /// `Tuesday 24 November 2026, 10:00 – 10:30`.
    pub when: String,
    pub zone: String,
    /// The host's clock, when it shows another time.
    pub host_when: Option<String>,
    pub place: Option<String>,
    /// The conference's link, when Calendly has it already.
    pub join_url: Option<String>,
    /// The ways into the visitor's own calendar: what they are called, and where they lead.
    pub calendars: Vec<(&'static str, String)>,
    /// What the owner says.
    pub own_words: Option<String>,
    /// That the visitor is about to be led on, and where to.
    pub led_on: Option<String>,
    pub changes: Changes,
    pub is_demo: bool,
}

/// How a booking can be changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Changes {
    /// Only by what the invitation says.
    #[default]
    Elsewhere,
    /// On Calendly's own pages.
    AtCalendly {
        reschedule_url: Option<String>,
        cancel_url: Option<String>,
    },
    Here,
    /// Shall it really be canceled?
    Question(QuestionView),
    /// It is canceled.
    Over,
}

/// The question whether to cancel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionView {
    pub reason: String,
    /// The button that says yes.
    pub button: &'static str,
    pub is_sending: bool,
}

/// The confirmation.
#[inline(never)]
pub fn confirmation_view(visit: &Visit, standing: &Standing, care: &Care, text: &Text) -> ConfirmationView {
    let Standing { time, booking, previous, reason, .. } = standing;
    let host = booking.host_name.clone().or_else(|| host_name(&visit.session, &visit.event_type));
    let question = |is_sending| {
        let button = if is_sending { text.canceling } else { text.cancel_confirm };
        Changes::Question(QuestionView { reason: reason.clone(), button, is_sending })
    };
    // What could be tried again is tried again with the button.
    let trouble = match care {
        Care::Reads(Some(failure)) | Care::Doubts(Some(failure)) => {
            Some(Notice { action: Action::None, ..notice(failure, text) })
        }
        Care::Reads(None) | Care::Doubts(None) | Care::Cancels(_) => None,
    };
    let note = match previous {
        Some(Previous::CancelationPending) => text.old_time_pending.to_owned(),
        _ => fill(text.invitation_sent, &[visit.session.form.email()]),
    };
    ConfirmationView {
        title: match previous {
            Some(_) => text.moved.to_owned(),
            None => booked_title(host.as_deref(), text),
        },
        note,
        trouble,
        calendars: calendars(booking.calendar_links.as_ref(), text),
        own_words: visit.session.options.confirmation.clone(),
        led_on: led_on(visit, text),
        changes: match care {
            Care::Doubts(_) => question(false),
            Care::Cancels(_) => question(true),
            Care::Reads(_) if standing.can_be_changed() => Changes::Here,
            Care::Reads(_) => Changes::AtCalendly {
                reschedule_url: booking.reschedule_url.clone(),
                cancel_url: booking.cancel_url.clone(),
            },
        },
        ..facts(visit, time, booking, host.as_deref(), text)
    }
}

/// What is said of a booking that was canceled.
#[inline(never)]
pub fn canceled_view(visit: &Visit, standing: &Standing, text: &Text) -> ConfirmationView {
    let host = standing.booking.host_name.as_deref();
    ConfirmationView {
        title: text.canceled.to_owned(),
        note: fill(text.canceled_note, &[visit.session.form.email()]),
        place: None,
        join_url: None,
        changes: Changes::Over,
        ..facts(visit, &standing.time, &standing.booking, host, text)
    }
}

/// What, when and where.
fn facts(
    visit: &Visit,
    time: &FreeTime,
    booking: &Booking,
    host: Option<&str>,
    text: &Text,
) -> ConfirmationView {
    let location = booking.location.as_ref();
    ConfirmationView {
        name: fill(text.name_and_length, &[&booking.name, &wording::length(visit.event_type.duration, text)]),
        when: when(visit, time, text),
        zone: zone(visit, time, text),
        host_when: host_when(time, booking, host, visit.session.options.locale.hour_cycle, text),
        place: location.map(|location| {
            let place = location.location.clone().unwrap_or_else(|| place(location.kind, text).to_owned());
            if location.awaits_link() { fill(text.link_coming, &[&place]) } else { place }
        }),
        join_url: location.and_then(|location| location.join_url.clone()),
        is_demo: visit.session.config.mode == Mode::Demo,
        ..ConfirmationView::default()
    }
}

fn calendars(links: Option<&CalendarLinks>, text: &Text) -> Vec<(&'static str, String)> {
    let Some(CalendarLinks { google, outlook, office365, ics }) = links else { return Vec::new() };
    let named =
        [("Google", google), ("Outlook", outlook), ("Office 365", office365), (text.calendar_file, ics)];
    named.into_iter().filter_map(|(name, address)| Some((name, address.clone()?))).collect()
}

/// The confirmation of what Calendly's page has booked. Only what is known is said: the page tells that it has
/// booked, and nothing else.
#[inline(never)]
pub fn booked_there_view(
    visit: &Visit,
    time: &FreeTime,
    booked_time: BookedTime,
    text: &Text,
) -> ConfirmationView {
    let event_type = &visit.event_type;
    let host = host_name(&visit.session, event_type);
    ConfirmationView {
        title: booked_title(host.as_deref(), text),
        note: text.invitation_by_email.to_owned(),
        name: fill(text.name_and_length, &[&event_type.name, &wording::length(event_type.duration, text)]),
        when: match booked_time {
            BookedTime::AsAsked => when(visit, time, text),
            BookedTime::Another => text.another_time.to_owned(),
        },
        zone: zone(visit, time, text),
        own_words: visit.session.options.confirmation.clone(),
        led_on: led_on(visit, text),
        is_demo: visit.session.config.mode == Mode::Demo,
        ..ConfirmationView::default()
    }
}

/// `In a moment you will be taken to example.com.`
fn led_on(visit: &Visit, text: &Text) -> Option<String> {
    let redirect = visit.session.options.redirect.as_ref().filter(|_| visit.leaving.is_some())?;
    Some(fill(text.led_on, &[address::host(&redirect.address)]))
}

fn booked_title(host: Option<&str>, text: &Text) -> String {
    host.map_or(text.booked.to_owned(), |host| fill(text.booked_with, &[wording::given_name(host)]))
}

/// `Tuesday 24 November 2026, 10:00 – 10:30`.
fn when(visit: &Visit, time: &FreeTime, text: &Text) -> String {
    let cycle = visit.session.options.locale.hour_cycle;
    let range = wording::time_range(time.local, time.local_end, cycle, text);
    fill(text.date_and_time, &[&wording::long_date(time.day(), text), &range])
}

fn zone(visit: &Visit, time: &FreeTime, text: &Text) -> String {
    known(visit).map_or_else(
        || wording::city(&visit.zone),
        |browse| wording::zone(browse.timetable.zone(), browse.timetable.offset_at(time.at), None, text),
    )
}

/// `11:00 in Stockholm, Maya’s time`; with the date when it is another one there.
fn host_when(
    time: &FreeTime,
    booking: &Booking,
    host: Option<&str>,
    cycle: HourCycle,
    text: &Text,
) -> Option<String> {
    let zone = booking.host_timezone.as_deref()?;
    let there = shifted(time.at, booking.host_offset_seconds?);
    if there == time.local {
        return None;
    }
    let shown = wording::host_time(there, zone, host, cycle, text);
    if there.date() == time.local.date() {
        return Some(shown);
    }
    let date = wording::short_date(Day(there.date()), text);
    Some(fill(text.date_and_time, &[&date, &shown]))
}
