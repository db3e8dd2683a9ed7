//! What is suggested for what people write, and that the table of aliases is sound.

use super::{super::Zone, *};
use proptest::prelude::*;
use shared::instant;

#[track_caller]
fn check(asked: &str, expected: &[&str]) {
    assert!(Zone::find(asked).is_none(), "{asked} is a zone");
    assert_eq!(nearest(asked), expected, "{asked}");
}

#[test]
fn a_city_suggests_its_zone() {
    check("Lisbon", &["Europe/Lisbon"]);
    check("new york", &["America/New_York"]);
    check("New York City", &["America/New_York"]);
    check("America/New York", &["America/New_York"]);
    check("Lisbon, Portugal", &["Europe/Lisbon"]);
    check("SÃO PAULO", &["America/Sao_Paulo"]);
    check("Asia/Lisbon", &["Europe/Lisbon"]);
    check("Ho Chi Minh City", &["Asia/Ho_Chi_Minh"]);
    check("St. John's", &["America/St_Johns"]);
    check("Kolkata", &["Asia/Kolkata"]);
    check("buenos", &["America/Argentina/Buenos_Aires"]);
    check("Angeles", &["America/Los_Angeles"]);
}

#[test]
fn an_older_name_suggests_the_one_in_use() {
    check("Calcutta", &["Asia/Kolkata"]);
    check("Saigon", &["Asia/Ho_Chi_Minh"]);
    check("Kiev", &["Europe/Kyiv"]);
    check("Bombay", &["Asia/Kolkata"]);
}

#[test]
fn a_slip_suggests_what_was_meant() {
    check("Europe/Lisban", &["Europe/Lisbon"]);
    check("Eurpoe/Lisbno", &["Europe/Lisbon"]);
    check("Amercia/Los_Angles", &["America/Los_Angeles"]);
    check("US/Pacfic", &["America/Los_Angeles"]);
    check("Europe/Lisboa", &["Europe/Lisbon"]);
    check("Lsbon", &["Europe/Lisbon"]);
    check("Atlantic/South_Gorgia", &["Atlantic/South_Georgia"]);
}

#[test]
fn an_abbreviation_a_country_or_windows_name_suggests_its_zones() {
    check("PST", &["America/Los_Angeles"]);
    check("pdt", &["America/Los_Angeles"]);
    check("Pacific Time", &["America/Los_Angeles"]);
    check("Eastern Daylight Time", &["America/New_York"]);
    check("IST", &["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]);
    check("CEST", &["Europe/Berlin", "Europe/Paris", "Europe/Madrid"]);
    check("W. Europe Standard Time", &["Europe/Berlin"]);
    check("GMT Standard Time", &["Europe/London"]);
    check("Tokyo Standard Time", &["Asia/Tokyo"]);
    check("Germany", &["Europe/Berlin"]);
    check("Europe/Munich", &["Europe/Berlin"]);
}

#[test]
fn an_offset_suggests_zones_that_keep_it() {
    let two = ["Europe/Athens", "Africa/Cairo", "Africa/Johannesburg"];
    for asked in ["GMT+2", "UTC+2", "gmt+02:00", "UTC +2", "GMT 2", "+02:00", "+0200", "+2"] {
        check(asked, &two);
    }
    check("UTC-03:30", &["America/St_Johns"]);
    check("UTC−8", &["America/Los_Angeles"]);
    check("-0330", &["America/St_Johns"]);
    check("UTC+5:45", &["Asia/Kathmandu"]);
    check("UTC+0", &["UTC", "Europe/London", "Africa/Abidjan"]);
    check("UTC-00:00", &["UTC", "Europe/London", "Africa/Abidjan"]);
    check("UTC+", &["UTC"]);
    check("UTC+25", &[]);
}

#[test]
fn what_is_near_nothing_suggests_nothing() {
    for asked in ["", "Mars/Base", "y", "-", "+", "00000000", "<script>", "Etc/Unknown", "日本"] {
        check(asked, &[]);
    }
}

#[test]
fn every_alias_is_written_as_it_is_looked_up_stands_once_and_is_of_use() {
    let keys: Vec<&str> = aliases().flat_map(|(keys, _)| keys.split(", ")).collect();
    assert!(keys.len() > 200, "the table is read: {}", keys.len());
    for (index, key) in keys.iter().enumerate() {
        assert!(!keys.iter().take(index).any(|earlier| earlier == key), "{key} stands twice");
        assert!(offset(key).as_deref() == Some(*key) || bare(&fold(key)) == *key, "{key}");
    }
    let lines = ALIASES.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    assert_eq!(lines.count(), aliases().count(), "no line is passed over");
}

#[test]
fn every_alias_means_canonical_zones() {
    for (keys, zones) in aliases() {
        assert!(zones.split(' ').count() <= MOST, "{keys}");
        for zone in zones.split(' ') {
            assert!(canonical::zones().any(|canonical| canonical.id == zone), "{keys}: {zone}");
        }
    }
}

#[test]
fn every_zone_of_an_offset_keeps_it_in_winter() {
    let seasons = ["2027-01-15T00:00:00Z", "2027-07-15T00:00:00Z"].map(|at| instant::parse(at).unwrap());
    let mut offsets = 0;
    for (key, zones) in aliases().filter(|(key, _)| key.starts_with(['+', '-'])) {
        for name in zones.split(' ') {
            let zone = Zone::find(name).unwrap();
            let winter = seasons.map(|at| zone.offset_at(at)).into_iter().min().unwrap();
            let sign = if winter < 0 { '-' } else { '+' };
            let minutes = winter.abs() / 60;
            assert_eq!(key, format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60), "{name}");
        }
        offsets += 1;
    }
    // Every offset that some zone keeps in its winter is in the table.
    let mut kept: Vec<i32> = canonical::zones()
        .map(|zone| seasons.map(|at| Zone::find(zone.id).unwrap().offset_at(at)).into_iter().min().unwrap())
        .collect();
    kept.sort_unstable();
    kept.dedup();
    assert_eq!(offsets, kept.len());
}

proptest! {
    #[test]
    fn whatever_is_asked_each_suggestion_is_a_zone_and_stands_once(asked in ".{0,80}") {
        let names = nearest(&asked);
        prop_assert!(names.len() <= MOST);
        for (index, name) in names.iter().enumerate() {
            prop_assert!(Zone::find(name).is_some(), "{}", name);
            prop_assert!(!names.iter().take(index).any(|earlier| earlier == name));
        }
    }

    #[test]
    fn one_wrong_letter_in_a_long_city_is_forgiven(index in 0_usize..419, place in 0_usize..40) {
        let zone = canonical::zones().nth(index).unwrap();
        let last = zone.id.rsplit('/').next().unwrap();
        prop_assume!(last.len() >= 8);
        let wrong: String =
            last.chars().enumerate().map(|(at, letter)| if at == place % last.len() { 'q' } else { letter }).collect();
        let asked = zone.id.replace(last, &wrong);
        prop_assume!(Zone::find(&asked).is_none());
        prop_assert!(nearest(&asked).iter().any(|name| name == zone.id), "{}: {:?}", asked, nearest(&asked));
    }
}
