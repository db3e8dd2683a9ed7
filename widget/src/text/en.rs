//! The table that tests read: the English file, with the names of a plain English locale.

use super::{Names, Text, entry::Entry};
use serde_json::Value;
use std::{fmt::Write, sync::LazyLock};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// What `host/names.js` would say of such a locale.
pub static NAMES: LazyLock<String> = LazyLock::new(|| {
    let plurals: String = (0..200).map(|count| if count == 1 { '1' } else { '5' }).collect();
    let mut lines = format!("0123456789\n{plurals}\n0\n24\n1");
    let short = |name: &'static str| name.get(..3).unwrap();
    let months = || MONTHS.iter().copied();
    let weekdays = || WEEKDAYS.iter().copied();
    let mut add = |line: String| write!(lines, "\n{line}").unwrap();
    months().for_each(|month| add(format!("{month} {{0}}")));
    months().for_each(|month| add(format!("{{0}} {{1}} {month} {{2}}")));
    months().for_each(|month| add(format!("{{0}} {{1}} {}", short(month))));
    weekdays().for_each(|weekday| add(weekday.to_owned()));
    weekdays().chain(weekdays()).for_each(|weekday| add(short(weekday).to_owned()));
    (0..24).for_each(|hour| {
        let half = if hour < 12 { "am" } else { "pm" };
        add(format!("{}:{{0}} {half}", (hour + 11) % 12 + 1));
    });
    (0..24).for_each(|hour| add(format!("{hour:02}:{{0}}")));
    lines
});

/// The words in English.
pub static EN: LazyLock<Box<Text>> = LazyLock::new(|| {
    let names = Box::leak(Box::new(Names::read("en", &NAMES).unwrap()));
    let words = serde_json::from_str(include_str!("../../languages/en.json")).unwrap();
    Text::read(lines(&words).leak(), names).unwrap()
});

/// The lines that the build makes of a language's file; a plural category that it does not have says what the others say.
pub fn lines(words: &Value) -> String {
    let mut paths = Vec::new();
    Text::paths("", &mut paths);
    let find = |path: &str| path.split('.').try_fold(words, |value, key| value.get(key));
    let line = |path: &String| {
        let other = path.rsplit_once('.').map(|(group, _)| [group, ".other"].concat());
        let found = find(path).or_else(|| find(&other?)).and_then(Value::as_str);
        found.unwrap_or_default().to_owned()
    };
    paths.iter().map(line).collect::<Vec<_>>().join("\n")
}
