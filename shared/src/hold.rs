//! `POST /v1/holds`: keeping a seat for a visitor who is filling in the form.

use crate::instant::Instant;
use serde::{Deserialize, Serialize};

/// How short and how long the name of a hold may be, in characters.
pub const NAME_LENGTH: core::ops::RangeInclusive<usize> = 16..=80;

/// The request. Unknown fields are refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoldRequest {
    /// Slug of the event type.
    pub event_type: String,
    /// The slot's `start`, byte for byte.
    pub start: String,
    /// What the hold shall be called: an [`id`] with a name that nobody can guess. Whoever chooses it themselves
    /// can ask again when an answer is lost, renew the hold, book with it and end it before the first answer is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The `id` of the visitor's hold until now, which ends with the new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldResponse {
    /// Names the hold; goes into the booking's `hold`, and into the address that ends it.
    pub id: String,
    /// Slug of the event type.
    pub event_type: String,
    /// The slot's `start`.
    pub start: String,
    /// Until when the seat is kept.
    pub expires_at: Instant,
    /// The same in seconds from now, for those whose clock may be wrong.
    pub expires_in: u32,
}

/// A hold's id is its event type's slug and a name.
pub fn id(event_type: &str, name: &str) -> String {
    [event_type, ".", name].concat()
}

/// Slug and name of an id.
pub fn split(id: &str) -> Option<(&str, &str)> {
    id.rsplit_once('.')
}

/// Whether somebody may call a hold of this event type so.
pub fn is_id(id: &str, event_type: &str) -> bool {
    let is_plain = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_');
    split(id).is_some_and(|(slug, name)| {
        slug == event_type && NAME_LENGTH.contains(&name.len()) && name.chars().all(is_plain)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(id: &str, expected: bool) {
        assert_eq!(is_id(id, "30min"), expected);
    }

    #[test]
    fn an_id_is_of_its_event_type_and_has_a_plain_name_that_is_long_enough() {
        check(&id("30min", "7f1c2f9e-2b1d-4c57-9a55-0d2a7c1d1c11-5"), true);
        check("30min.0123456789abcde_", true);
        check("30min.0123456789abcde", false);
        check(&id("30min", &"x".repeat(80)), true);
        check(&id("30min", &"x".repeat(81)), false);
        check("30min.0123456789abcdef/release", false);
        check("30min.ünguessable-name", false);
        check("60min.0123456789abcdef", false);
        check("0123456789abcdef", false);
        check("30min.0123456789.abcdef", false);
    }

    #[test]
    fn a_slug_may_have_a_dot_of_its_own() {
        assert!(is_id("v1.5.0123456789abcdef", "v1.5"));
        assert_eq!(split("v1.5.abc"), Some(("v1.5", "abc")));
    }
}
