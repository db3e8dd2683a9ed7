//! Which of several answers or places is meant: by number from a link or a form, or by the words of a place.

use crate::account::event_type::{EventType, LocationOption};
use crate::account::questions::Question;
use crate::booking::contact;
use crate::page::typed::Typed;

/// For each choice of a question whether it is chosen. Numbers count from 1; a link gives several with commas
/// between them, a form gives the field several times.
pub(super) fn chosen(question: &Question, typed: &Typed, field: &str) -> Vec<bool> {
    let numbers: Vec<usize> = typed
        .all(field)
        .flat_map(|value| value.split(','))
        .filter_map(|number| number.trim().parse().ok())
        .collect();
    (1..=question.choices.len()).map(|number| numbers.contains(&number)).collect()
}

/// The place that is meant. Without a number, words that are a phone number mean a call, other words mean the
/// first place that takes words; and a type with one place leaves no choice.
pub(super) fn place<'a>(event_type: &'a EventType, typed: &Typed) -> Option<&'a LocationOption> {
    if event_type.is_round_robin() {
        return None;
    }
    let options = &event_type.locations;
    if let Ok(number) = typed.get("place").parse::<usize>() {
        return options.get(number.checked_sub(1)?);
    }
    let of_kind = |kind: &str| options.iter().find(|option| option.kind == kind);
    let words = typed.get("location");
    let meant = if words.is_empty() {
        None
    } else if contact::is_phone_number(words) {
        of_kind("outbound_call")
    } else {
        options.iter().find(|option| option.location == Some(words)).or_else(|| of_kind("ask_invitee"))
    };
    meant.or_else(|| options.first().filter(|_| options.len() == 1))
}
