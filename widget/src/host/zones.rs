//! What the browser knows of zones: what countries are called, how texts are folded, which zones were chosen before.

use super::{memory, property};
use crate::core::{wording, zones::Zone};
use js_sys::{Array, Function, JSON, JsString, Object, Reflect};
use shared::timezone::TimezoneEntry;
use wasm_bindgen::{JsCast, JsValue};

/// The edge's zones, with the names of countries in the language of `locale`.
pub fn named(entries: Vec<TimezoneEntry>, locale: &str) -> Vec<Zone> {
    let countries = countries(locale);
    let name = |code: &str| -> Option<String> {
        let (names, of) = countries.as_ref()?;
        of.call1(names, &code.into()).ok()?.as_string()
    };
    let zone = |entry: TimezoneEntry| {
        let TimezoneEntry { id, city, country, offset_seconds, abbreviation } = entry;
        let country = country.as_deref().and_then(name);
        let offset = wording::utc_offset(offset_seconds).replace('−', "-");
        let path = id.replace(['/', '_'], " ");
        let offsets = [&offset, " ", &offset.replace("UTC", "GMT")].concat();
        let words = [city.as_str(), &path, country.as_deref().unwrap_or_default(), &abbreviation, &offsets];
        let found_by = fold(&words.join(" "));
        Zone { id, city, country, offset_seconds, found_by }
    };
    entries.into_iter().map(zone).collect()
}

/// `Intl.DisplayNames` for regions, and its method; `None` in a browser without it.
fn countries(locale: &str) -> Option<(JsValue, Function)> {
    let class: Function = property(&property(&js_sys::global(), "Intl"), "DisplayNames").dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &"region".into()).ok()?;
    let names = Reflect::construct(&class, &Array::of2(&locale.into(), &options)).ok()?;
    let of = property(&names, "of").dyn_into().ok()?;
    Some((names, of))
}

/// `text` without marks and in small letters, so that `sao` finds São Paulo.
pub fn fold(text: &str) -> String {
    let apart = String::from(JsString::from(text).normalize("NFD").to_lower_case());
    apart.chars().filter(|letter| !('\u{300}'..='\u{36f}').contains(letter)).collect()
}

/// The zones chosen before; none where the page may store nothing.
pub fn recent() -> Vec<String> {
    let kept = memory::recall(memory::ZONES);
    let list = kept.and_then(|kept| JSON::parse(&kept).ok()).and_then(|list| list.dyn_into::<Array>().ok());
    list.map_or_else(Vec::new, |list| list.iter().filter_map(|id| id.as_string()).collect())
}

/// Keeps the zones chosen last. A browser that refuses forgets them.
#[inline(never)]
pub fn remember(zones: &[String]) {
    let list: Array = zones.iter().map(|zone| JsValue::from_str(zone)).collect();
    if let Ok(text) = JSON::stringify(&list) {
        memory::keep(memory::ZONES, &String::from(text));
    }
}
