//! What the page, the visitor's browser and the owner's markup say before anything is loaded.

use chrono::Weekday;
use shared::attribution::Attribution;

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
