//! What a person types: e-mail address, phone number, time zone. Pure checks.

use jiff::tz::TimeZone;

/// Whether `text` looks like an address somebody could receive mail at. Stricter than RFC 5322 where that is
/// what sign-up forms do: no quotes, no comments, and a dot in the domain.
pub(crate) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let is_local = |c: char| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
    let labels: Vec<&str> = domain.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    text.len() <= 254
        && !local.is_empty()
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(is_local)
        && labels.len() >= 2
        && labels.iter().all(is_label)
}

/// Whether `text` is a number in E.164's international form (`+` and 7 to 15 digits), with the usual
/// separators between digits allowed.
pub(crate) fn is_phone_number(text: &str) -> bool {
    let Some(rest) = text.trim().strip_prefix('+') else { return false };
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    let allowed = rest.chars().all(|c| c.is_ascii_digit() || " -.()".contains(c));
    allowed && (7..=15).contains(&digits) && !rest.starts_with('0')
}

/// Whether `text` names a zone of the IANA database, spelled as it is there.
pub(crate) fn is_time_zone(text: &str) -> bool {
    TimeZone::get(text).is_ok_and(|zone| zone.iana_name() == Some(text))
}
