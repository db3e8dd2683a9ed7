//! Telephone numbers: what people type, to E.164.
//!
//! Knows no national numbering plans: a number without its country code is refused with advice
//! rather than guessed.

use crate::advice::advice;

/// What to tell somebody whose number was refused.
pub const ADVICE: &str = advice("Enter the number with its country code, like +351 912 345 678.");

/// The number in E.164 form (`+` and 7 to 15 digits, ITU-T E.164 §6.2.1), or `None`.
/// Spaces, dots, hyphens, slashes and brackets between digits are ignored; a leading `00` means `+`.
pub fn to_e164(text: &str) -> Option<String> {
    let text = text.trim();
    let rest = text.strip_prefix('+').or_else(|| text.strip_prefix("00"))?;
    let mut digits = String::with_capacity(16);
    for char in rest.chars() {
        match char {
            '0'..='9' => digits.push(char),
            ' ' | '\u{a0}' | '.' | '-' | '/' | '(' | ')' => {}
            _ => return None,
        }
    }
    ((7..=15).contains(&digits.len()) && !digits.starts_with('0')).then(|| format!("+{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(to_e164(text).as_deref(), expected, "{text:?}");
    }

    #[test]
    fn numbers_with_a_country_code_become_e164() {
        check("+1 (415) 555-1234", Some("+14155551234"));
        check("00351 912 345 678", Some("+351912345678"));
        check(" +49.30/901820 ", Some("+4930901820"));
        check("912 345 678", None);
        check("+0123456789", None);
        check("+12", None);
        check("+1234567890123456", None);
        check("+1 415 CALL NOW", None);
        check("", None);
    }
}
