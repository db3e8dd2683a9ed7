//! The sentences of advice in an answer's `errors`, which only whoever writes such an answer needs.
//!
//! The widget follows the same rules as the edge and has its own words for what they find, in the visitor's language.
//! Without the feature `advice` the sentences are empty, so that nobody downloads them; codes and places stay.

/// A sentence that is always the same.
pub(crate) const fn advice(sentence: &'static str) -> &'static str {
    if cfg!(feature = "advice") { sentence } else { "" }
}

/// A sentence that is written when it is needed.
pub(crate) fn advised(write: impl FnOnce() -> String) -> String {
    if cfg!(feature = "advice") { write() } else { String::new() }
}
