//! A booking as it stands in the invitee's own calendar, and the addresses that put it there.
//!
//! Such an address goes through browsers' histories and other companies' logs. It holds what a calendar shows
//! (title, time, place, the conference's link) and nothing that could change the booking, nor the number at which
//! the invitee wants to be called.

use crate::{
    booking::{Booking, CalendarLinks},
    event_type::LocationKind,
    instant,
};
use chrono::{DateTime, Utc};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but RFC 3986's unreserved characters is escaped, and a space becomes `%20`: Outlook shows a `+` as it
/// is.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Outlook is one program at two addresses: each account knows only its own.
const OUTLOOK: &str = "https://outlook.live.com";
const OFFICE_365: &str = "https://outlook.office.com";

/// An event in a calendar. Its texts are single lines without control characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is, and with whom.
    pub title: String,
    /// When it begins.
    pub start: DateTime<Utc>,
    /// When it ends.
    pub end: DateTime<Utc>,
    /// Where: the place, or the conference's link.
    pub place: Option<String>,
    /// The conference's link.
    pub join_url: Option<String>,
}

impl Entry {
    /// What a calendar shows of a booking.
    pub fn of(booking: &Booking) -> Self {
        let name = one_line(&booking.name);
        let host = booking.host_name.as_deref().map(one_line).unwrap_or_default();
        let host = Some(host).filter(|host| !name.contains(host));
        let title: Vec<_> =
            [Some(name), host].into_iter().flatten().filter(|part| !part.is_empty()).collect();
        let location = booking.location.as_ref();
        let join_url = location.and_then(|location| location.join_url.clone());
        let place = location.filter(|location| location.kind != LocationKind::OutboundCall);
        let place = place.and_then(|location| location.location.as_deref()).map(one_line);
        Self {
            title: title.join(" · "),
            start: booking.start.0,
            end: booking.end.0,
            place: place.filter(|place| !place.is_empty()).or_else(|| join_url.clone()),
            join_url,
        }
    }

    /// Ways into calendars on the web. `join` stands before the conference's link, e.g. `Join`.
    pub fn links(&self, join: &str) -> CalendarLinks {
        let details = self.join_url.as_ref().map(|url| format!("{join}: {url}"));
        CalendarLinks {
            google: Some(self.google(details.as_deref())),
            outlook: Some(self.outlook(OUTLOOK, details.as_deref())),
            office365: Some(self.outlook(OFFICE_365, details.as_deref())),
            ics: None,
        }
    }

    /// Google Calendar's `action=TEMPLATE` page.
    fn google(&self, details: Option<&str>) -> String {
        let dates = format!("{}/{}", basic(self.start), basic(self.end));
        let pairs = [
            ("action", Some("TEMPLATE")),
            ("text", Some(self.title.as_str())),
            ("dates", Some(&dates)),
            ("details", details),
            ("location", self.place.as_deref()),
        ];
        address("https://calendar.google.com/calendar/render", &pairs)
    }

    /// Outlook's page for a new event, whose `body` is HTML.
    fn outlook(&self, base: &str, details: Option<&str>) -> String {
        let (start, end) = (instant::format(self.start), instant::format(self.end));
        let body = details.map(html);
        let pairs = [
            ("path", Some("/calendar/action/compose")),
            ("rru", Some("addevent")),
            ("subject", Some(self.title.as_str())),
            ("startdt", Some(&start)),
            ("enddt", Some(&end)),
            ("body", body.as_deref()),
            ("location", self.place.as_deref()),
        ];
        address(&format!("{base}/calendar/deeplink/compose"), &pairs)
    }
}

/// An instant in the basic format of ISO 8601, e.g. `20261123T143000Z` (RFC 5545 §3.3.5).
pub fn basic(instant: DateTime<Utc>) -> String {
    instant::format(instant).replace(['-', ':'], "")
}

/// A text on one line: line breaks and other control characters become single spaces.
fn one_line(text: &str) -> String {
    text.split(|character: char| character.is_control() || character.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A text as HTML shows it.
fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn address(page: &str, pairs: &[(&str, Option<&str>)]) -> String {
    let known = pairs.iter().filter_map(|(key, value)| value.map(|value| (key, value)));
    let pairs: Vec<_> =
        known.map(|(key, value)| format!("{key}={}", utf8_percent_encode(value, ESCAPED))).collect();
    format!("{page}?{}", pairs.join("&"))
}

#[cfg(test)]
mod tests;
