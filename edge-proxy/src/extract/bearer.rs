//! The token that a request carries in `Authorization` (RFC 6750 §2.1).

use http::{HeaderMap, header};

/// The text after `Bearer`, whose case does not matter; `None` when there is none.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    Some(token.trim()).filter(|token| scheme.eq_ignore_ascii_case("bearer") && !token.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(given: Option<&str>, expected: Option<&str>) {
        let value = given.map(|text| (header::AUTHORIZATION, text.parse().unwrap()));
        let headers: HeaderMap = value.into_iter().collect();
        assert_eq!(bearer(&headers), expected, "{given:?}");
    }

    #[test]
    fn only_a_bearers_token_is_read() {
        check(Some("Bearer right"), Some("right"));
        check(Some("bearer  right "), Some("right"));
        check(Some("Bearer "), None);
        check(Some("Bearer"), None);
        check(Some("Basic right"), None);
        check(Some("right"), None);
        check(None, None);
    }
}
