//! Which addresses may become links.

/// `address` if it is safe as an `href`: an absolute `https` or `http` one, so that a wrong or hostile
/// answer can never put `javascript:` behind a button.
pub fn safe(address: &str) -> Option<&str> {
    let is_web = |scheme: &str| address.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme));
    (is_web("https://") || is_web("http://")).then_some(address)
}

/// The address without its scheme and a trailing slash, as a reader wants to see it.
pub fn shown(address: &str) -> &str {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    rest.unwrap_or(address).trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(safe("https://calendly.com/x"), Some("https://calendly.com/x"));
        assert_eq!(safe("HTTP://localhost:8787/x"), Some("HTTP://localhost:8787/x"));
        for hostile in ["javascript:alert(1)", " https://x", "//x", "", "data:text/html,x", "hé"] {
            assert_eq!(safe(hostile), None, "{hostile}");
        }
    }

    #[test]
    fn a_reader_sees_no_scheme() {
        assert_eq!(shown("https://meet.example.com/abc/"), "meet.example.com/abc");
    }
}
