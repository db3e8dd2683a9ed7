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

/// How days and their times are arranged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrangement {
    /// A month, or a strip of days where space is short, and the times of one day.
    #[default]
    Month,
    /// The days of one week beside each other, each with its times.
    Week,
    /// The next days that have times, below each other.
    List,
}

impl Arrangement {
    /// From what the page names it; anything else is left to the room there is.
    pub fn from_name(name: &str) -> Self {
        match name {
            "week" => Self::Week,
            "list" => Self::List,
            _ => Self::Month,
        }
    }

    /// Its name for the style sheet.
    pub fn name(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Week => "week",
            Self::List => "list",
        }
    }
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
    /// Slug of the event type, or several after each other with commas between; with none the visitor chooses among
    /// those on offer.
    pub event_type: Option<String>,
    pub arrangement: Arrangement,
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

impl Options {
    /// The slugs that the page names, in its order.
    pub fn slugs(&self) -> impl Iterator<Item = &str> {
        let named = self.event_type.as_deref().unwrap_or_default();
        named.split(',').map(str::trim).filter(|slug| !slug.is_empty())
    }

    /// The slug, when the page names exactly one.
    pub fn slug(&self) -> Option<&str> {
        let mut slugs = self.slugs();
        slugs.next().filter(|_| slugs.next().is_none())
    }
}
