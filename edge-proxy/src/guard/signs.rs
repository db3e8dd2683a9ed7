//! What a form tells of whoever filled it in: a field that no person sees, and the time it took.
//!
//! Both are easily got round by a program that was written for this form, and stop the many that were not. A
//! program that calls the API without any form leaves them out and is not judged by them.
//!
//! What looks automated is refused, with a sentence: it is never quietly dropped behind a made-up success. The
//! person whose password manager filled the hidden field, or who pressed a button twice by mistake, would
//! otherwise wait for a meeting that nobody booked. The widget empties the field and the time goes on running,
//! so that pressing the button again is enough.

use crate::error::ApiError;
use shared::{
    booking::FormSigns,
    problem::{FieldCode, FieldError},
};

/// In less than this, in milliseconds, nobody sees that a form is filled in already, moves to its button and presses
/// it. What does arrive so soon is a program, or the second half of a double click that was meant for the button
/// before: a booking by mistake.
const SHORTEST_MS: u32 = 400;

/// Whether a person may have filled it in.
pub(super) fn check(form: Option<&FormSigns>) -> Result<(), ApiError> {
    let Some(form) = form else { return Ok(()) };
    let mut errors = Vec::new();
    if !form.website.is_empty() {
        errors.push(FieldError::at(
            "/form/website",
            FieldCode::LooksAutomated,
            "Leave this field empty, as no person sees it, and send the form again.",
        ));
    }
    if form.filled_ms.is_some_and(|taken| taken < SHORTEST_MS) {
        errors.push(FieldError::at(
            "/form/filled_ms",
            FieldCode::LooksAutomated,
            "This came sooner after the form was shown than a person could send it. Send it again.",
        ));
    }
    if errors.is_empty() { Ok(()) } else { Err(ApiError::Fields(errors)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_form(website: &str, filled_ms: Option<u32>, expected: &[&str]) {
        let form = FormSigns { website: website.to_owned(), filled_ms };
        let errors = match check(Some(&form)) {
            Err(ApiError::Fields(errors)) => errors,
            Err(other) => panic!("{other:?}"),
            Ok(()) => Vec::new(),
        };
        let places: Vec<_> = errors.iter().filter_map(|error| error.pointer.as_deref()).collect();
        assert_eq!(places, expected, "{form:?}");
        assert!(errors.iter().all(|error| error.code == FieldCode::LooksAutomated));
    }

    #[test]
    fn a_filled_trap_or_an_impossible_pace_is_named() {
        check_form("", Some(400), &[]);
        check_form("", Some(u32::MAX), &[]);
        check_form("", None, &[]);
        check_form("", Some(399), &["/form/filled_ms"]);
        check_form("https://spam.example", Some(5300), &["/form/website"]);
        check_form(" ", None, &["/form/website"]);
        check_form("x", Some(0), &["/form/website", "/form/filled_ms"]);
    }

    #[test]
    fn a_caller_without_a_form_is_not_judged() {
        assert!(check(None).is_ok());
    }
}
