//! Whether a request comes from the site owner, who alone has the `ADMIN_TOKEN`.

use crate::{error::ApiError, extract::bearer, secret::Secret, settings::Settings};
use http::HeaderMap;
use sha2::{Digest as _, Sha256};
use shared::{config::Mode, problem::ProblemCode};

/// Refuses whoever is not the owner. In the demo anybody is: there is nothing to protect.
pub(crate) fn require(settings: &Settings, headers: &HeaderMap) -> Result<(), ApiError> {
    let is_owner = settings.mode == Mode::Demo
        || settings.admin_token.as_ref().is_some_and(|token| is_bearer(headers, token));
    if is_owner { Ok(()) } else { Err(ApiError::Plain(ProblemCode::AdminTokenRequired)) }
}

/// Whether the request carries the token. Digests are compared, so that the time it takes tells nothing of how much
/// of a guess was right.
fn is_bearer(headers: &HeaderMap, token: &Secret) -> bool {
    bearer(headers).is_some_and(|given| Sha256::digest(given) == Sha256::digest(token.expose()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::header;

    #[track_caller]
    fn check(given: Option<&str>, expected: bool) {
        let value = given.map(|text| (header::AUTHORIZATION, text.parse().unwrap()));
        let headers: HeaderMap = value.into_iter().collect();
        assert_eq!(is_bearer(&headers, &Secret::new("right")), expected, "{given:?}");
    }

    #[test]
    fn only_the_whole_token_opens() {
        check(Some("Bearer right"), true);
        check(Some("bearer right"), true);
        check(Some("Bearer wrong"), false);
        check(Some("Bearer righ"), false);
        check(Some("Bearer "), false);
        check(Some("Basic right"), false);
        check(Some("right"), false);
        check(None, false);
    }
}
