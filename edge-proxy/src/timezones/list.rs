//! The zones to choose from, as they are now, and for how long they stay so.

use super::{Zone, canonical, city::city, release, spelling::fold, timestamp};
use chrono::{DateTime, TimeDelta, Utc};
use jiff::Timestamp;
use shared::{
    instant::Instant,
    timezone::{TimezoneEntry, TimezonesResponse},
};

/// The list, and the instant from which on it is another one, if the database knows of any.
pub(crate) fn list(now: DateTime<Utc>) -> (TimezonesResponse, Option<DateTime<Utc>>) {
    let (mut rows, mut since, mut until) = (Vec::new(), None, None);
    for canonical in canonical::zones() {
        let Some(zone) = Zone::find(canonical.id) else { continue };
        let (began, ends) = zone.holds(now);
        since = since.max(began);
        until = until.into_iter().chain(ends).min();
        let (offset_seconds, abbreviation) = zone.offset(timestamp(now));
        let city = city(canonical.id);
        let country = canonical.country.map(str::to_owned);
        let entry =
            TimezoneEntry { id: canonical.id.to_owned(), city, country, offset_seconds, abbreviation };
        rows.push((offset_seconds, fold(&entry.city), entry));
    }
    rows.sort_by(|(offset, city, entry), other| {
        (offset, city, &entry.id).cmp(&(&other.0, &other.1, &other.2.id))
    });
    let timezones = rows.into_iter().map(|(.., entry)| entry).collect();
    let at = Instant(since.unwrap_or(DateTime::UNIX_EPOCH));
    (TimezonesResponse { timezones, tzdb: release(), at }, until)
}

impl Zone {
    /// Since when and until when the offset of an instant holds, as far as it ever changes.
    fn holds(&self, now: DateTime<Utc>) -> (Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
        let instant = |at: Timestamp| DateTime::from_timestamp(at.as_second(), 0);
        // What begins at this very second holds already.
        let after = timestamp(now + TimeDelta::seconds(1));
        let since = self.0.preceding(after).next().and_then(|change| instant(change.timestamp()));
        let until = self.0.following(timestamp(now)).next().and_then(|change| instant(change.timestamp()));
        (since, until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::instant;

    fn listed(now: &str) -> (TimezonesResponse, DateTime<Utc>) {
        let (response, until) = list(instant::parse(now).unwrap());
        (response, until.unwrap())
    }

    #[track_caller]
    fn check(now: &str, since: &str, until: &str) {
        let (response, found) = listed(now);
        assert_eq!(instant::format(response.at.0), since, "since");
        assert_eq!(instant::format(found), until, "until");
    }

    #[test]
    fn a_list_says_since_when_it_holds_and_lasts_until_the_next_clock_changes() {
        // Adak is the last to leave summer time in 2026, then Havana the first to begin it, before
        // Newfoundland.
        check("2026-11-20T12:00:00Z", "2026-11-01T11:00:00Z", "2027-03-14T05:00:00Z");
        check("2027-03-14T04:59:59Z", "2026-11-01T11:00:00Z", "2027-03-14T05:00:00Z");
        check("2027-03-14T05:00:00Z", "2027-03-14T05:00:00Z", "2027-03-14T05:30:00Z");
    }

    #[test]
    fn while_it_holds_a_list_is_the_same_whenever_it_is_asked_for() {
        assert_eq!(listed("2026-11-20T12:00:00Z").0, listed("2027-03-14T04:59:59Z").0);
        assert_ne!(listed("2027-03-14T04:59:59Z").0, listed("2027-03-14T05:00:00Z").0);
    }

    #[test]
    fn zones_ascend_by_offset_then_by_city_accents_aside() {
        let (response, _) = listed("2026-11-20T12:00:00Z");
        let keys: Vec<_> =
            response.timezones.iter().map(|entry| (entry.offset_seconds, fold(&entry.city))).collect();
        assert_eq!(keys.len(), canonical::zones().count());
        assert!(keys.is_sorted());
        let place = |city: &str| response.timezones.iter().position(|entry| entry.city == city).unwrap();
        assert!(place("Santiago") < place("São Paulo") && place("São Paulo") < place("Ushuaia"));
    }
}
