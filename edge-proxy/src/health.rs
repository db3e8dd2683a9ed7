//! How the edge is doing: for the site owner alone, because it tells a competitor how busy a host is.

use crate::{
    context::Context,
    error::ApiError,
    extract::bearer,
    gate::{Answer, Question},
    platform::Platform,
    secret::Secret,
};
use http::HeaderMap;
use sha2::{Digest as _, Sha256};
use shared::{
    config::{Mode, Vitals},
    problem::ProblemCode,
};

/// Asks the gate, on behalf of somebody who may know. In the demo anybody may: there is nothing to hide.
pub(crate) async fn vitals<P: Platform>(
    context: &Context<P>,
    headers: &HeaderMap,
) -> Result<Vitals, ApiError> {
    let settings = &context.app.settings;
    let may_know = settings.mode == Mode::Demo
        || settings.admin_token.as_ref().is_some_and(|token| is_bearer(headers, token));
    if !may_know {
        return Err(ApiError::Plain(ProblemCode::AdminTokenRequired));
    }
    context.require_token()?;
    match context.ask_gate(Question::Vitals).await {
        Ok(Answer::Vitals(vitals)) => Ok(*vitals),
        Ok(_) | Err(_) => Err(ApiError::Plain(ProblemCode::Internal)),
    }
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
