//! No English is left over in another language, except where it is that language's word too.

use super::{Language, english, languages, none};

/// Where the words are those of the English file, and why.
const EQUAL: [(&str, &str, &str); 17] = [
    ("da", "book", "the Danish verb"),
    ("da", "demo_badge", "a loanword"),
    ("es", "demo_badge", "a loanword"),
    ("et", "demo_badge", "a loanword"),
    ("fil", "choose_zone", "a loanword"),
    ("hr", "demo_badge", "a loanword"),
    ("it", "demo_badge", "a loanword"),
    ("nb", "demo_badge", "a loanword"),
    ("sr-Latn", "demo_badge", "a loanword"),
    ("sv", "demo_badge", "a loanword"),
    ("de", "host_time", "the preposition is the same"),
    ("nl", "host_time", "the preposition is the same"),
    ("de", "name", "the German noun"),
    ("fr", "minutes.one", "the French noun"),
    ("fr", "minutes.other", "the French noun"),
    ("pt-BR", "email", "a loanword"),
    ("pt-PT", "email", "a loanword"),
];

#[test]
fn no_english_is_left_over() {
    let languages = languages();
    let mut complaints = Vec::new();
    for Language { tag, lines, .. } in languages.iter().filter(|language| language.tag != "en") {
        for (path, line) in lines {
            let is_same = Language::english(path, english(&languages)) == Some(line);
            let has_words = without_blanks(line).chars().any(char::is_alphabetic);
            let is_meant = EQUAL.iter().any(|(who, what, _)| who == tag && what == path);
            if is_same && has_words && !is_meant {
                complaints.push(format!("{tag} {path}: “{line}”"));
            }
        }
    }
    none(&complaints);
}

#[test]
fn every_exception_is_still_needed() {
    let languages = languages();
    let is_needed = |(tag, path, _): &(&str, &str, &str)| {
        let language = languages.iter().find(|language| language.tag == *tag).unwrap();
        language.lines.get(*path) == Language::english(path, english(&languages))
    };
    let idle = EQUAL.iter().filter(|exception| !is_needed(exception));
    none(&idle.map(|(tag, path, _)| format!("{tag} {path}")).collect::<Vec<_>>());
}

fn without_blanks(line: &str) -> String {
    line.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect()
}
