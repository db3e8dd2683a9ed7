//! Which plural categories each language has, after CLDR 48. A test in the browser compares this with `Intl`.

/// In CLDR's order.
pub const ALL: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The categories of a language.
pub fn categories(tag: &str) -> &'static [&'static str] {
    match tag {
        "id" | "ja" | "ko" | "ms" | "th" | "vi" | "zh-Hans" | "zh-Hant" => &["other"],
        "bg" | "bn" | "da" | "de" | "el" | "en" | "et" | "fa" | "fi" | "fil" | "hi" | "hu" | "nb" | "nl"
        | "sv" | "ta" | "tr" | "ur" => &["one", "other"],
        // Many are millions.
        "ca" | "es" | "fr" | "it" | "pt-BR" | "pt-PT" => &["one", "many", "other"],
        "hr" | "ro" | "sr" | "sr-Latn" => &["one", "few", "other"],
        "cs" | "lt" | "pl" | "ru" | "sk" | "uk" => &["one", "few", "many", "other"],
        "lv" => &["zero", "one", "other"],
        "he" => &["one", "two", "other"],
        "sl" => &["one", "two", "few", "other"],
        "ar" => &ALL,
        _ => panic!("{tag} is a new language: which plural categories has it?"),
    }
}

/// Whether the plural form at `path` is for a single number, such as Arabic's dual, and not for 1, 21, 31, ….
pub fn is_one_number(tag: &str, path: &str) -> bool {
    let category = path.rsplit('.').next().unwrap_or_default();
    matches!((tag, category), ("ar", "zero" | "one" | "two") | ("he", "one" | "two"))
}
