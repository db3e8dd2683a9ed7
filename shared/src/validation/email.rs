//! Whether a text can be an e-mail address that mail reaches.
//!
//! Stricter than HTML's `type=email` in one point: the domain needs a dot, because an invitation to
//! `ines@example` arrives nowhere. Looser than RFC 5321 nowhere that matters in practice: quoted local
//! parts and address literals are refused, as Calendly refuses them.

use crate::{advice::advice, problem::FieldCode};

/// RFC 5321 §4.5.3.1.3, less the angle brackets.
pub const MAX_EMAIL: usize = 254;

const ADVICE: &str = advice("Enter a full e-mail address, like name@example.com.");

/// What is wrong with it, if anything.
pub fn check(text: &str) -> Option<(FieldCode, &'static str)> {
    if text.is_empty() {
        return Some((FieldCode::Required, advice("Enter your e-mail address.")));
    }
    if text.len() > MAX_EMAIL {
        return Some((FieldCode::TooLong, advice("Use an e-mail address of at most 254 characters.")));
    }
    (!is_address(text)).then_some((FieldCode::InvalidEmail, ADVICE))
}

fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    is_local(local) && is_domain(domain)
}

/// A dot-atom (RFC 5322 §3.2.3) of at most 64 octets; letters beyond ASCII count (RFC 6531).
fn is_local(local: &str) -> bool {
    let is_atom = |atom: &str| {
        !atom.is_empty()
            && atom.chars().all(|char| {
                char.is_alphanumeric() && !char.is_control() || "!#$%&'*+/=?^_`{|}~-".contains(char)
            })
    };
    local.len() <= 64 && local.split('.').all(is_atom)
}

/// At least two labels of letters, digits and inner hyphens, the last one not a number.
fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|char| char.is_alphanumeric() || char == '-')
    };
    let last = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.')
        && domain.split('.').all(is_label)
        && last.chars().count() >= 2
        && !last.chars().all(|char| char.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_row(text: &str, expected: Option<FieldCode>) {
        assert_eq!(check(text).map(|(code, _)| code), expected, "{text:?}");
    }

    #[test]
    fn addresses_people_have_are_accepted() {
        for text in [
            "a@b.co",
            "ines.duarte+call@example.com",
            "o'neil@example.ie",
            "jos\u{e9}@m\u{fc}ller.example",
            "x_y@sub.a-b.org",
        ] {
            check_row(text, None);
        }
    }

    #[test]
    fn what_mail_cannot_reach_is_refused() {
        check_row("", Some(FieldCode::Required));
        for text in [
            "ines",
            "ines@exampl",
            "@example.com",
            "a@.com",
            "a@b..com",
            "a@-b.com",
            "a b@example.com",
            "a@b.c",
            "a@1.2.3.4",
            "a.@example.com",
            "a@example.com\r\nBcc:x@y.zz",
            "<a@example.com>",
            "a@b@example.com ",
        ] {
            check_row(text, Some(FieldCode::InvalidEmail));
        }
        check_row(&format!("{}@example.com", "x".repeat(250)), Some(FieldCode::TooLong));
    }
}
