//! Bookings that stand, and flows in front of them.

use super::{BOOKING, after, sending, utc};
use crate::core::flow::{Event, Flow, RequestId};
use shared::{
    booking::{
        BookedLocation, Booking, BookingResponse, BookingStatus, CalendarLinks, LocationStatus, Previous,
    },
    event_type::LocationKind,
    instant::Instant,
};

/// What Calendly booked.
pub fn booking() -> Booking {
    Booking {
        invitee_uri: Some("https://api.calendly.com/scheduled_events/E-1/invitees/b_1".into()),
        id: "b_1".into(),
        event_type: "discovery-call".into(),
        name: "Discovery call".into(),
        start: Instant(utc("2026-11-24T10:00:00Z")),
        end: Instant(utc("2026-11-24T10:30:00Z")),
        timezone: "Europe/Lisbon".into(),
        host_name: Some("Maya Lindqvist".into()),
        host_timezone: Some("Europe/Stockholm".into()),
        host_offset_seconds: Some(3600),
        location: Some(BookedLocation {
            kind: LocationKind::GoogleConference,
            location: None,
            join_url: Some("https://meet.google.com/abc-defg-hij".into()),
            status: Some(LocationStatus::Pushed),
        }),
        cancel_url: Some("https://calendly.com/cancellations/1".into()),
        reschedule_url: Some("https://calendly.com/reschedulings/1".into()),
        status: BookingStatus::Active,
        cancellation: None,
        rescheduled: false,
        calendar_links: None,
    }
}

/// The answer to a booking that went through.
pub fn confirmed_answer() -> Event {
    let answer =
        BookingResponse::Confirmed { booking: Box::new(booking()), manage_token: None, previous: None };
    Event::BookingAnswered(BOOKING, Ok(answer))
}

/// Booked, to be changed on Calendly's pages.
pub fn confirmed() -> Flow {
    after(sending(), [confirmed_answer()])
}

/// Booked, to be changed here; the conference's link may be there already.
pub fn standing(join_url: Option<&str>) -> Flow {
    let link = |site: &str| Some(format!("https://{site}.example/add"));
    let mut booking = booking();
    booking.calendar_links = Some(CalendarLinks {
        google: link("google"),
        outlook: link("outlook"),
        office365: link("office"),
        ics: link("edge"),
    });
    let status = if join_url.is_some() { LocationStatus::Pushed } else { LocationStatus::Processing };
    let place = BookedLocation {
        kind: LocationKind::GoogleConference,
        location: None,
        join_url: join_url.map(str::to_owned),
        status: Some(status),
    };
    booking.location = Some(place);
    after(sending(), [booked(BOOKING, booking, None)])
}

/// That a booking stands.
pub fn booked(request: RequestId, booking: Booking, previous: Option<Previous>) -> Event {
    let manage_token = Some("m1.token".into());
    let answer = BookingResponse::Confirmed { booking: Box::new(booking), manage_token, previous };
    Event::BookingAnswered(request, Ok(answer))
}
