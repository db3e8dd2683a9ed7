//! Which zones somebody may have meant who named none. Pure, and says only names of the database: nothing of
//! what was asked comes back.

use super::{
    canonical,
    city::city,
    spelling::{fold, slips},
};

/// How many names are suggested.
const MOST: usize = 3;

/// How much of what was asked is looked at, in characters: the longest name has 30.
const LONGEST: usize = 48;

/// Names, abbreviations and offsets that are no zone's, each with the zones that are meant by it.
const ALIASES: &str = include_str!("aliases.txt");

/// The names nearest to one that is no zone's: at most three, the likeliest first, none when nothing is near.
///
/// Each way of looking is tried only when those before it found nothing: an offset or an alias, a city by its
/// exact name, a whole name and then a city but for a few slips, and last a city by one of its words.
pub(crate) fn nearest(asked: &str) -> Vec<String> {
    let asked: String = asked.trim().chars().take(LONGEST).collect();
    let key = fold(&asked);
    // Of `Asia/Lisbon` the end is right, and of `Lisbon, Portugal` the beginning.
    let end = fold(asked.rsplit(['/', '\\']).next().unwrap_or_default());
    let ways: [&dyn Fn() -> Vec<&'static str>; 6] = [
        &|| offset(&asked).map_or_else(|| by_alias(bare(&key)), |offset| by_alias(&offset)),
        &|| by_alias(&end),
        &|| by_city(|city| city == end),
        &|| by_slips(&key, |name| vec![fold(name)]),
        &|| by_slips(&end, |name| places(name).to_vec()),
        &|| by_city(|city| end.len() > 2 && (shares_words(&end, city) || city.starts_with(&end))),
    ];
    let found = ways.iter().map(|look| look()).find(|found| !found.is_empty()).unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    for name in found {
        if !names.iter().any(|other| other == name) {
            names.push(name.to_owned());
        }
    }
    names.truncate(MOST);
    names
}

/// Whether a text begins with a whole city's name, or a city's name ends with the text.
fn shares_words(text: &str, city: &str) -> bool {
    let begins = text.strip_prefix(city).is_some_and(|rest| rest.starts_with(' '));
    let ends = city.strip_suffix(text).is_some_and(|rest| rest.ends_with(' '));
    begins && city.len() > 3 || ends
}

/// What is left of `eastern standard time`.
fn bare(key: &str) -> &str {
    let key = key.strip_suffix(" time").unwrap_or(key);
    [" standard", " daylight", " summer"].iter().find_map(|word| key.strip_suffix(word)).unwrap_or(key)
}

/// Reads `GMT+2`, `UTC-05:30`, `+0545` and their like as `±HH:MM`. A space counts as plus, because that is
/// what a plus becomes in an address.
fn offset(asked: &str) -> Option<String> {
    let upper = asked.to_ascii_uppercase();
    let bare = ["UTC", "GMT"].iter().find_map(|prefix| upper.strip_prefix(prefix));
    let (sign, digits) = match (bare, bare.unwrap_or(&upper).trim_start_matches(' ')) {
        (_, text) if text.starts_with('+') => ('+', text.trim_start_matches('+')),
        (_, text) if text.starts_with(['-', '−']) => ('-', text.trim_start_matches(['-', '−'])),
        (Some(_), text) => ('+', text),
        (None, _) => return None,
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() > 2 => digits.split_at_checked(digits.len() - 2)?,
        None => (digits, "0"),
    };
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u8>().ok());
    let (hours, minutes) = (number(hours)??, number(minutes)??);
    let sign = if hours == 0 && minutes == 0 { '+' } else { sign };
    Some(format!("{sign}{hours:02}:{minutes:02}"))
}

fn by_alias(key: &str) -> Vec<&'static str> {
    let mut aliases = aliases();
    let found = aliases.find(|(keys, _)| keys.split(", ").any(|alias| alias == key));
    found.map(|(_, zones)| zones.split(' ').collect()).unwrap_or_default()
}

/// Keys and zones of each line.
fn aliases() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = ALIASES.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(": "))
}

fn by_city(fits: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let names = canonical::names().filter(|name| places(name).iter().any(|place| fits(place)));
    names.map(canonical::name).collect()
}

/// What a name may be called by its end: as the database writes it, and as a map does.
fn places(name: &str) -> [String; 2] {
    [fold(name.rsplit('/').next().unwrap_or(name)), fold(&city(name))]
}

/// The names of which one of the spellings is what was written but for the fewest slips. One slip in four
/// letters may be one; more is another word.
fn by_slips(written: &str, spellings: impl Fn(&str) -> Vec<String>) -> Vec<&'static str> {
    let letters = |text: &str| text.chars().count();
    let may = (letters(written) / 4).min(3);
    let distance = |spelling: &String| {
        // Most are too long or too short, which costs less to find out.
        let is_near = letters(spelling).abs_diff(letters(written)) <= may;
        is_near.then(|| slips(written, spelling)).filter(|slips| *slips <= may)
    };
    let mut near: Vec<_> = canonical::names()
        .filter_map(|name| Some((spellings(name).iter().filter_map(distance).min()?, name)))
        .collect();
    near.sort_unstable();
    let fewest = near.first().map(|(slips, _)| *slips);
    let best = near.into_iter().take_while(|(slips, _)| Some(*slips) == fewest);
    best.map(|(_, name)| canonical::name(name)).collect()
}

#[cfg(test)]
mod tests;
