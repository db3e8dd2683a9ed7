//! From the element's attributes and the visitor's browser to what the flow starts from.

use crate::{
    core::{
        address,
        form::Asks,
        options::{Arrangement, HourCycle, Locale, Options, PAUSE, Redirect, pause},
    },
    host::{locale, memory, page, property, random, zones},
    text::{Names, Text},
};
use chrono::Weekday;
use shared::attribution::Attribution;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

/// The options, and the origin of the edge: the attribute `api`, else where the loader came from.
pub fn read(element: &HtmlElement, boot: &JsValue, text: &Text) -> (Options, String) {
    let attribute = |name: &str| element.get_attribute(name).filter(|value| !value.trim().is_empty());
    let scheme = page::scheme();
    let onward = attribute("redirect").filter(|wish| address::onward(wish, &scheme).is_some());
    let options = Options {
        event_type: attribute("event-type"),
        arrangement: Arrangement::from_name(&attribute("view").unwrap_or_default()),
        zone: attribute("timezone").unwrap_or_else(locale::zone),
        recent_zones: zones::recent(),
        locale: habits(text.names),
        asks: Asks {
            splits_name: attribute("name-fields").is_some_and(|fields| fields == "split"),
            text_reminder: element.has_attribute("text-reminder"),
            consent: attribute("consent").map(|words| (words, attribute("consent-url"))),
        },
        known: Vec::new(),
        day: None,
        confirmation: attribute("confirmation"),
        redirect: onward.map(|address| Redirect {
            address,
            pause: attribute("redirect-after").and_then(|wish| wish.parse().ok()).map_or(PAUSE, pause),
            tells_who: attribute("redirect-details").is_some_and(|details| details == "on"),
        }),
        attribution: Attribution::default(),
        page_host: page::host(),
        visitor: random::key(),
    };
    let api = property(boot, "api").as_string().or_else(|| attribute("api")).unwrap_or_default();
    (options, api)
}

/// How the visitor writes times, as they said before or as their locale has it, and where their week begins.
fn habits(names: &Names) -> Locale {
    let kept = memory::recall(memory::HOURS);
    let is_twelve_hours = kept.map_or(names.is_twelve_hours, |hours| hours == "12");
    Locale {
        hour_cycle: if is_twelve_hours { HourCycle::Twelve } else { HourCycle::TwentyFour },
        week_start: names
            .first_weekday
            .checked_sub(1)
            .and_then(|day| Weekday::try_from(day).ok())
            .unwrap_or(Weekday::Mon),
    }
}
