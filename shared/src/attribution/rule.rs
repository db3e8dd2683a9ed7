//! What a value of an attribution may look like. The edge refuses, and the widget leaves out, what does not.

use crate::{
    advice::advice,
    problem::FieldCode,
    validation::{MAX_TRACKING, one_line},
};

/// Longest click id, in characters. The longest in use have about 250.
const MAX_CLICK_ID: usize = 512;
/// Longest address of a site or page, in characters.
const MAX_ADDRESS: usize = 512;

/// Which kind of value it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// Words of the owner's own choice.
    Campaign,
    /// A token of an advertising network's.
    ClickId,
    /// An origin.
    Site,
    /// An origin with a path.
    Page,
}

impl Rule {
    /// What is wrong with a text.
    pub(super) fn check(self, text: &str) -> Option<(FieldCode, String)> {
        let (max, is_right, detail) = match self {
            Self::Campaign => {
                (MAX_TRACKING, is_campaign as fn(&str) -> bool, advice("Leave e-mail addresses out."))
            }
            Self::ClickId => {
                (MAX_CLICK_ID, is_click_id as _, advice("Send the click id as the network gave it."))
            }
            Self::Site => {
                (MAX_ADDRESS, is_origin as _, advice("Send an origin, such as https://example.com."))
            }
            Self::Page => {
                (MAX_ADDRESS, is_page as _, advice("Send origin and path, without query and fragment."))
            }
        };
        one_line(text, max).or_else(|| (!is_right(text)).then(|| (FieldCode::InvalidText, detail.to_owned())))
    }
}

/// Whether a text may hold an e-mail address, also one that is percent-encoded, however often: `%40`, `%2540`, ….
fn may_hold_email(text: &str) -> bool {
    text.contains('@') || text.split('%').skip(1).any(|part| part.trim_start_matches("25").starts_with("40"))
}

fn is_campaign(text: &str) -> bool {
    !text.trim().is_empty() && !may_hold_email(text)
}

/// The unreserved characters of RFC 3986 §2.3, which every network keeps to.
fn is_click_id(text: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_token)
}

/// Host and port after `http://` or `https://`, and what follows them, from its slash on.
fn split(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let end = rest.find('/').unwrap_or(rest.len());
    rest.split_at_checked(end)
}

/// A name, an IPv4 or a bracketed IPv6 address, with or without a port.
fn is_host(host: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:[]_".contains(&byte);
    !host.is_empty() && host.bytes().all(is_part)
}

fn is_origin(text: &str) -> bool {
    split(text).is_some_and(|(host, rest)| is_host(host) && rest.is_empty())
}

fn is_page(text: &str) -> bool {
    let is_path = |byte: u8| byte.is_ascii_graphic() && !b"?#".contains(&byte);
    split(text)
        .is_some_and(|(host, path)| is_host(host) && path.bytes().all(is_path) && !may_hold_email(path))
}
