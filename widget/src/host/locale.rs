//! The visitor's zone and habits, as their browser knows them. Offsets are never asked of it.

use super::property;
use crate::core::options::{HourCycle, Locale};
use chrono::Weekday;
use js_sys::{Array, Function, Intl::DateTimeFormat, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The visitor's IANA zone, or `UTC` where the browser does not tell.
pub fn zone() -> String {
    let resolved = DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    property(&resolved, "timeZone").as_string().unwrap_or_else(|| "UTC".to_owned())
}

/// How the visitor writes times and where their week begins.
pub fn habits() -> Locale {
    let options = Object::new();
    let _ = Reflect::set(&options, &"hour".into(), &"numeric".into());
    let resolved = DateTimeFormat::new(&Array::new(), &options).resolved_options();
    let cycle = property(&resolved, "hourCycle").as_string().unwrap_or_default();
    let locale = property(&resolved, "locale");
    Locale {
        hour_cycle: if cycle == "h11" || cycle == "h12" { HourCycle::Twelve } else { HourCycle::TwentyFour },
        week_start: week_start(&locale).unwrap_or(Weekday::Mon),
    }
}

/// `Intl.Locale`'s week information, which some browsers give by a function and some by a property.
fn week_start(locale: &JsValue) -> Option<Weekday> {
    let intl = property(&js_sys::global(), "Intl");
    let class: Function = property(&intl, "Locale").dyn_into().ok()?;
    let locale = Reflect::construct(&class, &Array::of1(locale)).ok()?;
    let information = match property(&locale, "getWeekInfo").dyn_into::<Function>() {
        Ok(function) => function.call0(&locale).ok()?,
        Err(_) => property(&locale, "weekInfo"),
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 for Monday to 7")]
    let day = property(&information, "firstDay").as_f64()? as u8;
    Weekday::try_from(day.checked_sub(1)?).ok()
}
