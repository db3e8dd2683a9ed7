//! The time zones to choose from, and how they are looked through. Their offsets are the edge's; what a country is
//! called, and how a text is folded for a search, the browser knows and hands in.

use crate::{
    core::{
        flow::RequestId,
        message::{Failure, Notice, notice},
        options::HourCycle,
        slots::shifted,
        wording,
    },
    text::Text,
};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// How many zones chosen before are offered first.
pub const RECENT: usize = 3;

/// How many are drawn at first, a few more than can be seen at once, and how many more at a time. All at once would hold
/// a slow phone up for longer than anyone should notice, which is a twentieth of a second.
const FIRST_DRAWN: usize = 20;
const MORE_DRAWN: usize = 60;

/// A zone to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// IANA name.
    pub id: String,
    pub city: String,
    /// The country's name in the visitor's language.
    pub country: Option<String>,
    pub offset_seconds: i32,
    /// Everything that it can be found by, folded: without marks, in small letters.
    pub found_by: String,
}

/// How the list of zones stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Picker {
    #[default]
    Closed,
    /// Open; the list is on its way.
    Awaited(RequestId),
    /// Open; the list could not be had.
    Failed(Failure),
    Open(Search),
}

/// What is looked for in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    zones: Arc<[Zone]>,
    /// The ids that come first while nothing is looked for.
    first: Vec<String>,
    /// Folded.
    sought: String,
    /// The place in what was found that Enter takes.
    active: usize,
    /// How many are drawn, and the wait after which more will be.
    drawn: usize,
    pub wait: Option<RequestId>,
}

impl Search {
    /// All zones, with some of them first.
    pub fn new(zones: Arc<[Zone]>, first: Vec<String>) -> Self {
        Self { zones, first, sought: String::new(), active: 0, drawn: FIRST_DRAWN, wait: None }
    }

    /// Looks for a folded text.
    pub fn seek(&mut self, sought: String) {
        (self.sought, self.active, self.drawn) = (sought, 0, FIRST_DRAWN);
    }

    /// Draws more of what was found.
    pub fn draw_more(&mut self) {
        self.drawn += MORE_DRAWN;
    }

    /// Whether more was found than is drawn.
    pub fn has_more(&self) -> bool {
        self.found().len() > self.drawn
    }

    /// Goes up or down in what was found, and around at its ends.
    pub fn go(&mut self, by: isize) {
        let count = self.found().len();
        self.active = self
            .active
            .checked_add_signed(by)
            .map_or(count.saturating_sub(1), |next| if next < count { next } else { 0 });
        self.drawn = self.drawn.max(self.active + 1);
    }

    /// The zone that Enter takes.
    pub fn active(&self) -> Option<&Zone> {
        self.found().get(self.active).copied()
    }

    /// What was found: every word must be in it. Places whose name begins so come first; while nothing is looked for,
    /// those that the visitor is likely to want.
    pub fn found(&self) -> Vec<&Zone> {
        let words: Vec<&str> = self.sought.split_whitespace().collect();
        let is_first = |zone: &&Zone| match words.as_slice() {
            [] => self.first.contains(&zone.id),
            _ => zone.found_by.starts_with(self.sought.trim()),
        };
        let fits = |zone: &&Zone| words.iter().all(|word| zone.found_by.contains(word));
        let (mut first, others): (Vec<&Zone>, Vec<&Zone>) =
            self.zones.iter().filter(fits).partition(is_first);
        if words.is_empty() {
            first.sort_by_key(|zone| self.first.iter().position(|id| *id == zone.id));
        }
        first.extend(others);
        first
    }
}

/// The ids to offer first: the visitor's own zone, and those chosen before.
pub fn first(own: &str, recent: &[String]) -> Vec<String> {
    let recent = recent.iter().filter(|id| *id != own).take(RECENT);
    core::iter::once(own.to_owned()).chain(recent.cloned()).collect()
}

/// The ids chosen before, once `chosen` has been; the newest is the first.
pub fn remember(recent: &[String], chosen: &str) -> Vec<String> {
    let others = recent.iter().filter(|id| *id != chosen).cloned();
    core::iter::once(chosen.to_owned()).chain(others).take(RECENT).collect()
}

/// The list on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PickerView {
    Awaited,
    Failed(Notice),
    Found(Vec<ZoneView>),
}

/// A zone in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneView {
    pub id: String,
    pub city: String,
    pub country: Option<String>,
    /// `14:32 UTC+1`.
    pub clock: String,
    pub is_active: bool,
}

/// The list, if it is open.
pub fn picker_view(picker: &Picker, cycle: HourCycle, now: DateTime<Utc>, text: &Text) -> Option<PickerView> {
    Some(match picker {
        Picker::Closed => return None,
        Picker::Awaited(_) => PickerView::Awaited,
        Picker::Failed(failure) => PickerView::Failed(notice(failure, text)),
        Picker::Open(search) => PickerView::Found(found(search, cycle, now, text)),
    })
}

/// What of an open list is drawn.
#[inline(never)]
fn found(search: &Search, cycle: HourCycle, now: DateTime<Utc>, text: &Text) -> Vec<ZoneView> {
    let view = |(place, zone): (usize, &Zone)| {
        let clock = wording::time(shifted(now, zone.offset_seconds), cycle, text);
        ZoneView {
            id: zone.id.clone(),
            city: zone.city.clone(),
            country: zone.country.clone(),
            clock: [&clock, " ", &wording::utc_offset(zone.offset_seconds)].concat(),
            is_active: place == search.active,
        }
    };
    search.found().into_iter().take(search.drawn).enumerate().map(view).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::en::EN;

    fn zone(id: &str, country: &str, offset_hours: i32, found_by: &str) -> Zone {
        Zone {
            id: id.into(),
            city: wording::city(id),
            country: Some(country.into()),
            offset_seconds: offset_hours * 3600,
            found_by: found_by.into(),
        }
    }

    fn search() -> Search {
        let zones = [
            zone(
                "America/New_York",
                "United States",
                -5,
                "new york america/new york united states est utc-5 gmt-5",
            ),
            zone("Europe/London", "United Kingdom", 0, "london europe/london united kingdom gmt utc+0 gmt+0"),
            zone("Europe/Lisbon", "Portugal", 0, "lisbon europe/lisbon portugal wet utc+0 gmt+0"),
            zone("Asia/Yerevan", "Armenia", 4, "yerevan asia/yerevan armenia +04 utc+4 gmt+4"),
        ];
        Search::new(zones.into(), first("Europe/Lisbon", &["Asia/Yerevan".into(), "Europe/Lisbon".into()]))
    }

    #[track_caller]
    fn check(sought: &str, expected: &[&str]) {
        let mut search = search();
        search.seek(sought.into());
        let found: Vec<&str> = search.found().iter().map(|zone| zone.city.as_str()).collect();
        assert_eq!(found, expected, "{sought}");
    }

    #[test]
    fn zones_are_found_by_city_country_name_abbreviation_and_offset() {
        check("", &["Lisbon", "Yerevan", "New York", "London"]);
        check("  ", &["Lisbon", "Yerevan", "New York", "London"]);
        check("lon", &["London"]);
        check("united", &["New York", "London"]);
        check("united york", &["New York"]);
        check("europe", &["London", "Lisbon"]);
        check("est", &["New York"]);
        check("utc+4", &["Yerevan"]);
        check("l", &["London", "Lisbon"]);
        check("atlantis", &[]);
    }

    #[test]
    fn the_arrows_go_around() {
        let mut search = search();
        let mut go = |by| {
            search.go(by);
            search.active().map(|zone| zone.city.clone())
        };
        assert_eq!(go(1).as_deref(), Some("Yerevan"));
        assert_eq!((go(-1).as_deref(), go(-1).as_deref()), (Some("Lisbon"), Some("London")));
        assert_eq!(go(1).as_deref(), Some("Lisbon"));
        search.seek("atlantis".into());
        search.go(-1);
        assert_eq!(search.active(), None);
    }

    #[test]
    fn what_was_chosen_last_is_remembered_first_and_once() {
        let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        assert_eq!(remember(&ids(&["A", "B", "C"]), "B"), ids(&["B", "A", "C"]));
        assert_eq!(remember(&ids(&["A", "B", "C"]), "D"), ids(&["D", "A", "B"]));
        assert_eq!(first("B", &ids(&["A", "B", "C"])), ids(&["B", "A", "C"]));
    }

    #[test]
    fn a_long_list_is_drawn_in_parts_and_as_far_as_the_arrows_are() {
        let zones: Vec<Zone> = (0..110).map(|number| zone(&number.to_string(), "", 0, "zone")).collect();
        let mut search = Search::new(zones.into(), Vec::new());
        let drawn = |search: &Search| {
            let picker = Picker::Open(search.clone());
            match picker_view(&picker, HourCycle::TwentyFour, DateTime::UNIX_EPOCH, &EN) {
                Some(PickerView::Found(found)) => found.len(),
                _ => 0,
            }
        };
        assert_eq!((drawn(&search), search.has_more()), (20, true));
        search.draw_more();
        assert!(search.has_more());
        search.draw_more();
        assert!(!search.has_more());
        assert_eq!(drawn(&search), 110);
        search.seek("zone".into());
        assert_eq!(drawn(&search), 20);
        search.go(-1);
        assert_eq!(drawn(&search), 110);
    }
}
