//! No English is left over in another language, except where it is that language's word too.

use super::{Language, english, languages, none};

/// Where the words are those of the English file, and why.
const EQUAL: [(&str, &str, &str); 41] = [
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
    ("fil", "country_code", "a loanword"),
    ("nl", "as_week", "the Dutch noun"),
    ("ca", "minutes_short", "the symbol of the minute"),
    ("cs", "minutes_short", "the symbol of the minute"),
    ("da", "minutes_short", "the symbol of the minute"),
    ("es", "minutes_short", "the symbol of the minute"),
    ("et", "minutes_short", "the symbol of the minute"),
    ("fi", "minutes_short", "the symbol of the minute"),
    ("fil", "minutes_short", "the symbol of the minute"),
    ("fr", "minutes_short", "the symbol of the minute"),
    ("hr", "minutes_short", "the symbol of the minute"),
    ("it", "minutes_short", "the symbol of the minute"),
    ("lv", "minutes_short", "the symbol of the minute"),
    ("ms", "minutes_short", "the symbol of the minute"),
    ("nb", "minutes_short", "the symbol of the minute"),
    ("nl", "minutes_short", "the symbol of the minute"),
    ("pl", "minutes_short", "the symbol of the minute"),
    ("pt-BR", "minutes_short", "the symbol of the minute"),
    ("pt-PT", "minutes_short", "the symbol of the minute"),
    ("ro", "minutes_short", "the symbol of the minute"),
    ("sk", "minutes_short", "the symbol of the minute"),
    ("sl", "minutes_short", "the symbol of the minute"),
    ("sr-Latn", "minutes_short", "the symbol of the minute"),
    ("sv", "minutes_short", "the symbol of the minute"),
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
