//! What the page, the visitor's browser and the owner's markup say before anything is loaded.

use crate::core::form::{Asks, Known};
use chrono::Weekday;
use shared::{attribution::Attribution, day::Day};

/// Whether times are written `2:30 pm` or `14:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HourCycle {
    Twelve,
    TwentyFour,
}

/// What the visitor's locale says about dates, as far as words do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    pub hour_cycle: HourCycle,
    /// The first column of the calendar.
    pub week_start: Weekday,
}

impl Default for Locale {
    /// What ISO 8601 says.
    fn default() -> Self {
        Self { hour_cycle: HourCycle::TwentyFour, week_start: Weekday::Mon }
    }
}

/// Where the owner leads those who have booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// An address that a link may have.
    pub address: String,
    /// Milliseconds that they have to stay here instead; with 0 they are not asked.
    pub pause: i32,
    /// Whether the address may say who has booked.
    pub tells_who: bool,
}

/// How long those who have booked can stay before they are led on, in milliseconds, where the owner does not say: as long
/// as WCAG wants it for a limit that can be lifted by one press (2.2.1).
pub const PAUSE: i32 = 20_000;

/// The owner's seconds, 0 to 120, in milliseconds.
pub fn pause(seconds: i32) -> i32 {
    seconds.clamp(0, 120).saturating_mul(1000)
}

/// Everything the flow starts from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Slug of the event type; with none the visitor chooses among those on offer.
    pub event_type: Option<String>,
    /// The visitor's IANA zone.
    pub zone: String,
    /// Zones that the visitor chose before, the newest first.
    pub recent_zones: Vec<String>,
    pub locale: Locale,
    /// What the owner asks beside what the event type does.
    pub asks: Asks,
    /// What is known of the visitor, from whoever knew it before there was a form.
    pub known: Vec<Known>,
    /// The day that is wished for; its month is shown first.
    pub day: Option<Day>,
    /// What the owner says to those who have booked.
    pub confirmation: Option<String>,
    /// Where those who have booked are led.
    pub redirect: Option<Redirect>,
    /// How the visitor found the page, as the loader saw it.
    pub attribution: Attribution,
    /// Host and port of the page around, which Calendly's page is told.
    pub page_host: String,
    /// Random and known to nobody else; the visitor's holds are named after it.
    pub visitor: String,
}
