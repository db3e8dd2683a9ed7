//! What is wrong with one field of a body or one query parameter: a closed list of codes, and where.

use serde::{Deserialize, Serialize};

/// What is wrong with one field or one query parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldCode {
    /// Nothing was given where something is needed.
    Required,
    /// Longer than the limit that the detail names.
    TooLong,
    /// More entries than the limit that the detail names.
    TooMany,
    /// Not an e-mail address that mail can reach.
    InvalidEmail,
    /// Not a telephone number in international form.
    InvalidPhone,
    /// Not a day of the calendar written `YYYY-MM-DD`.
    InvalidDate,
    /// Not an RFC 3339 instant.
    InvalidTime,
    /// Not a zone of the IANA time zone database.
    UnknownTimezone,
    /// `from` lies after `to`.
    FromAfterTo,
    /// More days than a request may ask for.
    RangeTooLong,
    /// The event type asks no such question.
    UnknownQuestion,
    /// The same question or parameter twice.
    Duplicate,
    /// Not among the choices.
    InvalidChoice,
    /// The event type has no such location, or needs one.
    InvalidLocation,
    /// Holds control characters or is otherwise unusable.
    InvalidText,
    /// A value of another JSON type than the field has.
    InvalidType,
    /// No such field or parameter exists.
    UnknownField,
    /// The check against robots failed or is missing.
    TurnstileFailed,
    /// What was sent of the form looks as if no person had filled it in.
    LooksAutomated,
    /// A newer edge knows a code that this build does not.
    #[serde(other)]
    Unknown,
}

/// One rejected field of a body (`pointer`) or one rejected query parameter (`parameter`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// Where in the body, as a JSON Pointer (RFC 6901), e.g. `/invitee/email`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// Which query parameter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// What is wrong, for programs and for the widget's own sentences.
    pub code: FieldCode,
    /// What is wrong and what to do, for people.
    pub detail: String,
    /// With `unknown-timezone`: the names that may have been meant, at most three, the likeliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<String>,
}

impl FieldError {
    /// An error in the body, at a JSON Pointer.
    pub fn at(pointer: impl Into<String>, code: FieldCode, detail: impl Into<String>) -> Self {
        Self { pointer: Some(pointer.into()), ..Self::of(code, detail) }
    }

    /// An error in a query parameter.
    pub fn parameter(name: impl Into<String>, code: FieldCode, detail: impl Into<String>) -> Self {
        Self { parameter: Some(name.into()), ..Self::of(code, detail) }
    }

    fn of(code: FieldCode, detail: impl Into<String>) -> Self {
        Self { pointer: None, parameter: None, code, detail: detail.into(), suggestions: Vec::new() }
    }
}
