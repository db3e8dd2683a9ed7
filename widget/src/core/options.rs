//! What the page, the visitor's browser and the owner's markup say before anything is loaded.

use chrono::Weekday;
use shared::attribution::Attribution;

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
    /// Prefilled name.
    pub name: String,
    /// Prefilled e-mail address.
    pub email: String,
    /// How the visitor found the page, as the loader saw it.
    pub attribution: Attribution,
    /// Host and port of the page around, which Calendly's page is told.
    pub page_host: String,
    /// Random and known to nobody else; the visitor's holds are named after it.
    pub visitor: String,
}
