//! From the language file that the loader has fetched to the table of words.

use crate::{
    host::{self, property},
    text::{Names, Text},
};
use std::cell::RefCell;
use wasm_bindgen::JsValue;

thread_local! {
    /// Tables live as long as the page, so that views borrow from them: one for each locale that is shown.
    static KNOWN: RefCell<Vec<&'static Text>> = const { RefCell::new(Vec::new()) };
}

/// The table for the loader's `words`: the file's text, and the locale that dates are written for. `None` when the file
/// is not one of this version's.
pub fn table(boot: &JsValue) -> Option<&'static Text> {
    let words = property(boot, "words");
    let word = |name| property(&words, name).as_string();
    let (locale, file) = (word("locale")?, word("text")?);
    let known = KNOWN.with_borrow(|known| known.iter().find(|text| text.names.locale == locale).copied());
    known.or_else(|| {
        let locale: &str = locale.leak();
        let names = Names::read(locale, host::locale::names(locale).leak())?;
        let text: &Text = Box::leak(Text::read(file.leak(), Box::leak(Box::new(names)))?);
        KNOWN.with_borrow_mut(|known| known.push(text));
        Some(text)
    })
}
