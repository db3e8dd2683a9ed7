//! What the browser keeps from one visit to the next. Nothing is written before the visitor has chosen something.

use web_sys::Storage;

/// Zones that were chosen before.
pub const ZONES: &str = "openslot:zones";
/// `12` or `24`, once one of them was chosen.
pub const HOURS: &str = "openslot:hours";

/// What is kept under a name; nothing where the page may store nothing.
pub fn recall(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Keeps a text. A browser that refuses forgets it.
pub fn keep(name: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(name, text);
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
