//! Whether every language says everything. What lacks is listed for all languages at once, with the English words,
//! so that the list is a translator's task as it stands.

mod categories;
mod equal;
mod scripts;

use super::{Names, Text, en, entry::Entry};
use categories::categories;
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::Path};

/// A language's files: what was written, and its lines by their paths.
struct Language {
    tag: String,
    source: String,
    words: Value,
    lines: BTreeMap<String, String>,
}

impl Language {
    /// The English words that `path` translates: a plural form is compared with that for any number.
    fn english<'a>(path: &str, english: &'a Self) -> Option<&'a String> {
        let other = path.rsplit_once('.').map(|(group, _)| [group, ".other"].concat());
        english.lines.get(path).or_else(|| english.lines.get(&other?))
    }
}

fn flatten(words: &Value, path: &str, lines: &mut BTreeMap<String, String>) {
    match words {
        Value::Object(group) => {
            for (name, words) in group {
                flatten(words, &[path, if path.is_empty() { "" } else { "." }, name].concat(), lines);
            }
        }
        Value::String(line) => {
            lines.insert(path.to_owned(), line.clone());
        }
        other => panic!("{path} is {other}, and neither words nor a group of them"),
    }
}

fn languages() -> Vec<Language> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("languages");
    let mut found: Vec<Language> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let source = fs::read_to_string(&path).unwrap();
            let words = serde_json::from_str(&source).unwrap_or_else(|error| panic!("{path:?}: {error}"));
            let mut lines = BTreeMap::new();
            flatten(&words, "", &mut lines);
            Language { tag: path.file_stem().unwrap().to_str().unwrap().to_owned(), source, words, lines }
        })
        .collect();
    found.sort_by(|one, other| one.tag.cmp(&other.tag));
    found
}

fn english(languages: &[Language]) -> &Language {
    languages.iter().find(|language| language.tag == "en").unwrap()
}

/// The paths of the table in their order, for a language with these plural categories.
fn paths(categories: &[&str]) -> Vec<String> {
    let mut paths = Vec::new();
    Text::paths("", &mut paths);
    let all = categories::ALL;
    paths.retain(|path| {
        let last = path.rsplit_once('.').map_or("", |(_, last)| last);
        // `places.other` is no plural form: its neighbours are none either.
        let is_form = all.contains(&last) && is_counted(path);
        !is_form || categories.contains(&last)
    });
    paths
}

fn is_counted(path: &str) -> bool {
    let mut paths = Vec::new();
    Text::paths("", &mut paths);
    path.rsplit_once('.').is_some_and(|(group, _)| paths.contains(&[group, ".zero"].concat()))
}

/// Fails with every complaint.
#[track_caller]
fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n{} in all", complaints.join("\n"), complaints.len());
}

#[test]
fn every_language_says_everything_in_the_order_of_the_table() {
    let languages = languages();
    let mut complaints = Vec::new();
    for Language { tag, source, lines, .. } in &languages {
        let wanted = paths(categories(tag));
        for path in &wanted {
            if !lines.contains_key(path) {
                let says = Language::english(path, english(&languages)).map_or("", String::as_str);
                complaints.push(format!("{tag} lacks {path}: {says}"));
            }
        }
        let unknown = lines.keys().filter(|path| !wanted.contains(path));
        complaints.extend(unknown.map(|path| format!("{tag} has {path}, which the table does not")));
        // The build takes the English file's order for the table's; the others follow it to be easy to compare.
        let last = |path: &String| path.rsplit('.').next().unwrap_or_default().to_owned();
        let written: Vec<String> =
            source.lines().filter(|line| line.trim_end_matches(',').ends_with('"')).filter_map(key).collect();
        let order: Vec<String> = wanted.iter().filter(|path| lines.contains_key(*path)).map(last).collect();
        if written != order {
            let at = written.iter().zip(&order).find(|(one, other)| one != other);
            complaints.push(format!("{tag} is not in the order of the table: {at:?}"));
        }
    }
    none(&complaints);
}

/// The name at the beginning of a line of JSON.
fn key(line: &str) -> Option<String> {
    Some(line.trim_start().strip_prefix('"')?.split_once('"')?.0.to_owned())
}

#[test]
fn blanks_are_those_of_the_english_words() {
    let blanks = |line: &str| -> Vec<String> {
        let mut found: Vec<String> =
            line.split('{').skip(1).map(|rest| rest.chars().take_while(|c| *c != '}').collect()).collect();
        found.sort();
        found
    };
    let languages = languages();
    let mut complaints = Vec::new();
    for Language { tag, lines, .. } in &languages {
        for (path, line) in lines {
            let Some(says) = Language::english(path, english(&languages)) else { continue };
            // A form that is for one number alone may say it as a word, or leave it to the noun.
            let is_word = is_counted(path) && blanks(line).is_empty() && categories::is_one_number(tag, path);
            if blanks(line) != blanks(says) && !is_word {
                complaints.push(format!("{tag} {path}: “{line}” for “{says}”"));
            }
        }
    }
    none(&complaints);
}

#[test]
fn every_file_becomes_a_table_that_counts() {
    let names: &Names = Box::leak(Box::new(Names::read("en", &en::NAMES).unwrap()));
    for Language { tag, words, .. } in languages() {
        let text = Text::read(en::lines(&words).leak(), names).unwrap_or_else(|| panic!("{tag}"));
        assert!(text.times_free.say(7).contains('7'), "{tag}");
        assert!(!text.field_errors.other.is_empty(), "{tag}");
    }
}

#[test]
fn punctuation_is_set_with_care() {
    let ends = ['.', '。', '।', '۔'];
    let asks = ['?', '？', '؟', ';'];
    let languages = languages();
    let mut complaints = Vec::new();
    for Language { tag, lines, .. } in &languages {
        for (path, line) in lines {
            let mut wrong = |what: &str| complaints.push(format!("{tag} {path} {what}: “{line}”"));
            if line.is_empty() || line.trim() != line || line.contains("  ") {
                wrong("is empty, or has a blank too many");
            }
            if line.contains(['\'', '"', '`']) || line.contains("...") {
                wrong("has a typewriter's quotation mark or dots");
            }
            let Some(says) = Language::english(path, english(&languages)) else { continue };
            // Thai has no full stop.
            let differs = |marks: &[char]| says.ends_with(marks) != line.ends_with(marks);
            let is_abbreviated = ["hours_12", "hours_24", "free_short", "minutes_short"]
                .iter()
                .any(|short| path.starts_with(short));
            if tag != "th" && !is_abbreviated && (differs(&ends) && !says.ends_with('?')) {
                wrong("does not end like the English words");
            }
            if !["th", "ja"].contains(&tag.as_str()) && says.ends_with('?') && !line.ends_with(asks) {
                wrong("is no question");
            }
        }
    }
    none(&complaints);
}

#[test]
fn what_is_read_aloud_contains_what_is_seen() {
    let mut complaints = Vec::new();
    for Language { tag, lines, .. } in languages() {
        for (seen, heard) in [("next", "next_label"), ("move_here", "move_label")] {
            if !lines[heard].contains(&lines[seen]) {
                complaints.push(format!("{tag} {heard}: “{}” without “{}”", lines[heard], lines[seen]));
            }
        }
    }
    none(&complaints);
}

#[test]
fn the_loader_finds_its_two_sayings_first() {
    assert_eq!(paths(categories("en"))[..2], ["widget", "retry"]);
}

#[test]
fn there_are_the_languages_that_people_expect() {
    let tags: Vec<String> = languages().into_iter().map(|language| language.tag).collect();
    assert!(tags.len() >= 42, "{}", tags.len());
    let calendly = ["de", "en", "es", "fr", "it", "nl", "pt-BR", "uk"];
    let read_from_the_right = ["ar", "fa", "he", "ur"];
    let asian = ["hi", "ja", "ko", "th", "zh-Hans", "zh-Hant"];
    for tag in calendly.into_iter().chain(read_from_the_right).chain(asian) {
        assert!(tags.iter().any(|known| known == tag), "{tag}");
    }
}
