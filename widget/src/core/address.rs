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

/// Host and port of an address, to say where it leads.
pub fn host(address: &str) -> &str {
    shown(address).split(['/', '?', '#']).next().unwrap_or_default()
}

/// `address` if a page may lead to it by itself: a safe one, and not one without encryption from a page that has it.
pub fn onward<'a>(address: &'a str, page_scheme: &str) -> Option<&'a str> {
    let address = safe(address)?;
    let is_encrypted = address.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:"));
    (is_encrypted || page_scheme == "http:").then_some(address)
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
    fn a_page_leads_on_to_web_addresses_and_never_out_of_encryption() {
        assert_eq!(onward("https://example.com/thanks", "https:"), Some("https://example.com/thanks"));
        assert_eq!(onward("http://localhost/thanks", "http:"), Some("http://localhost/thanks"));
        for (address, page) in [("http://example.com", "https:"), ("javascript:x", "http:"), ("/x", "http:")]
        {
            assert_eq!(onward(address, page), None, "{address}");
        }
        assert_eq!(host("https://example.com:8443/thanks?x=1"), "example.com:8443");
        assert_eq!(host("https://example.com?x"), "example.com");
    }

    #[test]
    fn a_reader_sees_no_scheme() {
        assert_eq!(shown("https://meet.example.com/abc/"), "meet.example.com/abc");
    }
}
