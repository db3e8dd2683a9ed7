//! Which pages may write to this deployment: an allow-list of origins (RFC 6454).

/// One entry of `ALLOWED_ORIGINS`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// `https://example.com`, compared whole.
    Exact(String),
    /// `https://*.example.com`: any host below, not the domain itself.
    Below {
        /// `https://`
        scheme: String,
        /// `.example.com`, with the port if there is one.
        suffix: String,
    },
}

impl Pattern {
    /// Reads one entry; `None` when it is not an origin or such a pattern.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('/').to_ascii_lowercase();
        let (scheme, host) = text.split_once("://")?;
        if !matches!(scheme, "http" | "https") || host.is_empty() || host.contains(['/', '?', '#', '@', ' '])
        {
            return None;
        }
        let scheme = format!("{scheme}://");
        match host.strip_prefix("*.") {
            Some(domain) if !domain.is_empty() && !domain.contains('*') => {
                Some(Self::Below { scheme, suffix: format!(".{domain}") })
            }
            None if !host.contains('*') => Some(Self::Exact(text)),
            _ => None,
        }
    }

    /// Whether pages on this host are meant, whatever their scheme and port.
    pub(crate) fn covers(&self, host: &str) -> bool {
        let without_port = |authority: &str| match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host.to_owned(),
            _ => authority.to_owned(),
        };
        match self {
            Self::Exact(exact) => {
                let own = exact.split_once("://").map(|(_, authority)| without_port(authority));
                own.is_some_and(|own| own.eq_ignore_ascii_case(host))
            }
            Self::Below { suffix, .. } => host
                .to_ascii_lowercase()
                .strip_suffix(without_port(suffix).as_str())
                .is_some_and(|labels| !labels.is_empty() && !labels.contains(['/', '@', ':'])),
        }
    }

    /// Whether `origin`, as a browser sends it, is meant.
    pub(crate) fn matches(&self, origin: &str) -> bool {
        match self {
            Self::Exact(exact) => origin.eq_ignore_ascii_case(exact),
            Self::Below { scheme, suffix } => origin
                .to_ascii_lowercase()
                .strip_prefix(scheme.as_str())
                .and_then(|host| host.strip_suffix(suffix.as_str()))
                .is_some_and(|labels| !labels.is_empty() && !labels.contains(['/', '@', ':'])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, origin: &str, expected: bool) {
        let found = Pattern::parse(pattern).is_some_and(|pattern| pattern.matches(origin));
        assert_eq!(found, expected, "{pattern} {origin}");
    }

    #[test]
    fn an_exact_origin_matches_itself_alone() {
        check("https://example.com", "https://example.com", true);
        check("https://example.com/", "https://EXAMPLE.com", true);
        check("https://example.com", "http://example.com", false);
        check("https://example.com", "https://example.com:8443", false);
        check("https://example.com", "https://example.com.evil.test", false);
    }

    #[test]
    fn a_wildcard_stands_for_labels_and_nothing_else() {
        check("https://*.example.com", "https://www.example.com", true);
        check("https://*.example.com", "https://a.b.example.com", true);
        check("https://*.example.com", "https://example.com", false);
        check("https://*.example.com", "https://evilexample.com", false);
        check("https://*.example.com", "http://www.example.com", false);
        check("https://*.example.com:8443", "https://www.example.com:8443", true);
        check("https://*.example.com", "https://x:1@www.example.com", false);
    }

    #[track_caller]
    fn check_host(pattern: &str, host: &str, expected: bool) {
        let found = Pattern::parse(pattern).is_some_and(|pattern| pattern.covers(host));
        assert_eq!(found, expected, "{pattern} {host}");
    }

    #[test]
    fn a_host_is_covered_whatever_the_scheme_and_port_of_its_pages() {
        check_host("https://example.com", "example.com", true);
        check_host("http://example.com:8080", "EXAMPLE.com", true);
        check_host("http://[::1]:8080", "[::1]", true);
        check_host("https://example.com", "www.example.com", false);
        check_host("https://example.com", "example.com.evil.test", false);
        check_host("https://*.example.com", "a.b.example.com", true);
        check_host("https://*.example.com:8443", "www.example.com", true);
        check_host("https://*.example.com", "example.com", false);
        check_host("https://*.example.com", "evilexample.com", false);
        check_host("https://*.example.com", "evil.test/.example.com", false);
        check_host("https://example.com", "", false);
    }

    #[test]
    fn what_is_not_an_origin_is_refused() {
        for text in
            ["example.com", "*", "https://", "https://a/b", "ftp://a", "https://*", "https://a.*.com", ""]
        {
            assert_eq!(Pattern::parse(text), None, "{text}");
        }
    }
}
