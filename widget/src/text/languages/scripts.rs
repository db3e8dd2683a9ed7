//! No two languages are mixed: each is written in its own script, and without the letters of its neighbours.

use super::{languages, none};

/// What stands in Latin letters in every language: a name, and an example of an address.
const LATIN: [&str; 2] = ["Calendly", "name@example.com"];

/// A word that a language writes in the letters it came in.
fn loanword(tag: &str) -> &'static str {
    if tag == "el" { "email" } else { "" }
}

/// Whether `letter` belongs to the script of a language.
fn is_native(tag: &str, letter: char) -> bool {
    match tag {
        "ar" | "fa" | "ur" => matches!(letter, '\u{600}'..='\u{6ff}'),
        "bg" | "ru" | "sr" | "uk" => matches!(letter, '\u{400}'..='\u{4ff}'),
        "bn" => matches!(letter, '\u{980}'..='\u{9ff}'),
        "el" => matches!(letter, '\u{370}'..='\u{3ff}'),
        "he" => matches!(letter, '\u{590}'..='\u{5ff}'),
        "hi" => matches!(letter, '\u{900}'..='\u{97f}'),
        "ja" => matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '々'),
        "ko" => matches!(letter, '\u{ac00}'..='\u{d7a3}'),
        "ta" => matches!(letter, '\u{b80}'..='\u{bff}'),
        "th" => matches!(letter, '\u{e00}'..='\u{e7f}'),
        "zh-Hans" | "zh-Hant" => matches!(letter, '\u{4e00}'..='\u{9fff}'),
        // Latin, with all its marks.
        _ => matches!(letter, '\u{0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'),
    }
}

/// Letters that a neighbour writes and the language does not.
fn foreign(tag: &str) -> &'static str {
    match tag {
        "ar" => "پچژگکیےٹڈڑں",
        "fa" => "كيىةٹڈڑےں",
        "ur" => "كيىة",
        "bg" => "ыэёіїєґјљњћђџ",
        "ru" => "іїєґјљњћђџ",
        "uk" => "ыэъёјљњћђџ",
        "sr" => "йыэъёьщюяіїєґ",
        "zh-Hans" => "時間預約選擇請開電號這個們為連線訊會認確處頁簽",
        "zh-Hant" => "时间预约选择请开电号这个们为连线讯会认确处页签",
        "es" => "ãõçß",
        "pt-BR" | "pt-PT" => "ñß¿¡",
        "it" => "ñãõçß¿",
        "fr" => "ñãõß¿ìò",
        "de" => "åæøñãõç",
        "nl" => "åæøñãõçß",
        "sv" => "æøßñ",
        "da" | "nb" => "äößñ",
        "fi" => "åæøõß",
        "et" => "åæøß",
        "pl" => "ěščřžýáß",
        "cs" => "ľĺŕôąęłß",
        "sk" => "ěřůąęłß",
        "hr" | "sr-Latn" => "ąęłßěř",
        "sl" => "ćđąęłßěř",
        "ro" => "şţãß",
        "hu" => "ßășțäõ",
        "tr" => "äßășț",
        "lt" => "āēīļņģķß",
        "lv" => "ąęėųßõ",
        _ => "",
    }
}

#[test]
fn every_language_is_written_in_its_own_script() {
    let mut complaints = Vec::new();
    for language in languages() {
        let tag = language.tag.as_str();
        for (path, line) in &language.lines {
            let latin = LATIN.into_iter().chain([loanword(tag)]);
            let own = latin.fold(line.clone(), |line, name| line.replace(name, ""));
            let letters: Vec<char> = own.chars().filter(|letter| letter.is_alphabetic()).collect();
            let strange: String = letters.iter().filter(|letter| !is_native(tag, **letter)).collect();
            if !strange.is_empty() {
                complaints.push(format!("{tag} {path} has {strange}: “{line}”"));
            }
            let foreign: String =
                own.to_lowercase().chars().filter(|letter| foreign(tag).contains(*letter)).collect();
            if !foreign.is_empty() {
                complaints.push(format!("{tag} {path} has {foreign} of another language: “{line}”"));
            }
        }
    }
    none(&complaints);
}

#[test]
fn no_two_languages_say_the_same() {
    let languages = languages();
    let mut complaints = Vec::new();
    for (index, one) in languages.iter().enumerate() {
        for other in languages.iter().skip(index + 1) {
            let same = one.lines.iter().filter(|(path, line)| other.lines.get(*path) == Some(line)).count();
            if same * 2 > one.lines.len() {
                complaints.push(format!("{} and {} share {same} sayings", one.tag, other.tag));
            }
        }
    }
    none(&complaints);
}
