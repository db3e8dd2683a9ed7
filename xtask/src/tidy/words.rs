//! What a visitor reads stands in the language files. A sentence in the code would be English for everybody.

use super::{Complaints, Files, extension, within};

/// Where words are put on the screen, or chosen for it.
const SPEAKING: [&str; 4] =
    ["widget/src/core", "widget/src/components", "widget/src/hooks", "widget/src/embed"];
const TABLE: &str = "widget/src/text.rs";
/// Names, which are the same everywhere.
const NAMES: [&str; 8] =
    ["Google Meet", "GoTo Meeting", "Microsoft Teams", "Webex", "Zoom", "Google", "Outlook", "Office 365"];
/// What browsers call keys.
const KEYS: [&str; 10] = [
    "ArrowLeft",
    "ArrowRight",
    "ArrowUp",
    "ArrowDown",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "Escape",
    "Enter",
];

pub(super) fn literals(files: &Files) -> Complaints {
    let classes: String =
        files.iter().filter(|(path, _)| extension(path) == "css").map(|(_, sheet)| sheet.as_str()).collect();
    let speaking = files.iter().filter(|(path, _)| {
        let is_test = ["/tests", "/samples"].iter().any(|part| path.contains(part));
        !is_test && extension(path) == "rs" && SPEAKING.iter().any(|folder| within(path, folder))
    });
    speaking.flat_map(|(path, text)| complaints(path, text, &classes)).collect()
}

/// Words that nothing says, and that fifty languages would be translated into for nothing.
pub(super) fn idle(files: &Files) -> Complaints {
    let Some(table) = files.get(TABLE) else { return Complaints::new() };
    let speaking: String = files
        .iter()
        .filter(|(path, _)| SPEAKING.iter().any(|folder| within(path, folder)))
        .map(|(_, text)| text.split("#[cfg(test)]").next().unwrap_or_default())
        .collect();
    let is_said = |field: &&str| {
        let named = ["text.", "troubles.", "errors.", "places."].map(|table| [table, field].concat());
        named.iter().any(|name| {
            let next = |(at, _): (usize, &str)| speaking.get(at + name.len()..)?.chars().next();
            speaking.match_indices(name.as_str()).filter_map(next).any(|c| !c.is_alphanumeric() && c != '_')
        })
    };
    let fields = table.lines().filter_map(|line| {
        let (field, entry) = line.trim().strip_prefix("pub ")?.split_once(": ")?;
        ["&'static str,", "Counted,"].contains(&entry).then_some(field)
    });
    let idle = fields.filter(|field| !is_said(field));
    idle.map(|field| format!("{TABLE}: nothing says `{field}`")).collect()
}

fn complaints(path: &str, text: &str, classes: &str) -> Complaints {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Complaints::new();
    for (number, literal) in strings(code) {
        if is_read(&literal, classes) {
            found.push(format!(
                "{path}:{number}: “{literal}” is for a reader; say it in widget/src/text.rs and widget/languages"
            ));
        }
    }
    found
}

/// Whether a string looks like words for a person: with a capital, or several of them that no style sheet knows.
fn is_read(literal: &str, classes: &str) -> bool {
    if NAMES.contains(&literal) || KEYS.contains(&literal) {
        return false;
    }
    let is_word =
        |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_alphabetic() || "-_’.,…?!".contains(c));
    let words: Vec<&str> = literal.split_whitespace().filter(is_word).collect();
    let is_capitalised = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    };
    let is_class =
        |word: &&str| classes.contains(&format!(".{word}")) || classes.contains(&format!("={word}"));
    words.iter().any(is_capitalised) || (words.len() > 1 && !words.iter().any(is_class))
}

/// The string literals of Rust code, each with its line. Comments are none, and reasons given to the compiler.
fn strings(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (index, line) in code.lines().enumerate() {
        let line = line.trim_start();
        if line.starts_with("//") || line.contains("reason = ") {
            continue;
        }
        // A quotation mark as a character would open a string that never ends.
        let line = line.replace("'\"'", "").replace("\\\"", "");
        let parts: Vec<&str> = line.split('"').collect();
        found.extend(parts.iter().skip(1).step_by(2).map(|literal| (index + 1, (*literal).to_owned())));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::made_up;

    #[track_caller]
    fn check(line: &str, expected: usize) {
        let files = [("widget/src/components/a.rs", line), ("public/a.css", ".day {} .day--free {}")];
        let found = literals(&made_up(&files));
        assert_eq!(found.len(), expected, "`{line}`: {found:?}");
    }

    #[test]
    fn words_for_a_reader_are_found() {
        check(r#"words(Tag::P, "", "Book a time")"#, 1);
        check(r#"words(Tag::P, "", "Retry")"#, 1);
        check(r#"element(Tag::P, "day").child("no free times")"#, 1);
        check(r#"view! { <p title="Buchen…">"Heute"</p> }"#, 2);
    }

    #[test]
    fn what_nobody_reads_is_left_alone() {
        check(r#"element(Tag::P, "day day--free").role("button")"#, 0);
        check(r#"["M10 2.5a7.5 7.5 0 1 0 0 15", " · ", ", ", "UTC+"]"#, 0);
        check(r#"// It says "Book a time"."#, 0);
        check(r#"#[expect(dead_code, reason = "Some reason")]"#, 0);
        check(r#"match key { "ArrowLeft" => "Google Meet", "DIV" => "" }"#, 0);
        check("#[cfg(test)]\nmod tests { const A: &str = \"Book a time\"; }", 0);
    }

    #[test]
    fn a_field_that_nothing_says_is_found() {
        let table = "    pub names: &'static Names,\n    pub retry: &'static str,\n    pub hours: Counted,\n";
        let idle = |said| idle(&made_up(&[(TABLE, table), ("widget/src/core/a.rs", said)]));
        assert_eq!(idle("say(text.retry, text.hours.say(2))"), Complaints::new());
        assert_eq!(idle("text.retry_later; text.hours;"), ["widget/src/text.rs: nothing says `retry`"]);
    }

    #[test]
    fn only_what_speaks_is_looked_at() {
        let said = r#"const A: &str = "Book a time";"#;
        let paths = ["widget/src/text/en.rs", "widget/src/core/flow/tests/a.rs", "edge-proxy/src/a.rs"];
        assert!(literals(&made_up(&paths.map(|path| (path, said)))).is_empty());
    }
}
