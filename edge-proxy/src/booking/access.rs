//! Who may see and change a booking: whoever holds a token for it. Which token, and where it stands in a request.

use super::manage_token::{self, Claims, Scope};
use crate::{
    context::Context,
    error::ApiError,
    extract::{Parameters, bearer},
    platform::Platform,
    secret::Secret,
};
use http::HeaderMap;
use shared::{config::Mode, problem::ProblemCode};

/// The parameter that carries the token of a calendar file.
const PARAMETER: &str = "token";

/// The key that signs tokens: the deployment's, or in demo mode one that the demo account keeps.
pub(super) async fn signing_key<P: Platform>(context: &Context<P>) -> Option<Secret> {
    let settings = &context.app.settings;
    match settings.mode {
        Mode::Demo if settings.signing_key.is_none() => context.app.platform.demo_signing_key().await,
        Mode::Demo | Mode::Public | Mode::Connected => settings.signing_key.clone(),
    }
}

/// What the manage token in `Authorization` says of the booking `id`.
pub(super) async fn manage<P: Platform>(
    context: &Context<P>,
    headers: &HeaderMap,
    id: &str,
) -> Result<Claims, ApiError> {
    verify(context, Scope::Manage, bearer(headers), id).await
}

/// What a manage token in `Authorization`, or a calendar token in the address, says of the booking `id`.
pub(super) async fn calendar<P: Platform>(
    context: &Context<P>,
    headers: &HeaderMap,
    parameters: &Parameters,
    id: &str,
) -> Result<Claims, ApiError> {
    let errors = parameters.check(&[PARAMETER]);
    if !errors.is_empty() {
        return Err(ApiError::Query(errors));
    }
    match bearer(headers) {
        Some(token) => verify(context, Scope::Manage, Some(token), id).await,
        None => verify(context, Scope::Calendar, parameters.get(PARAMETER), id).await,
    }
}

/// However a token is wrong, the caller is told the same: it says nothing about bookings that may exist.
async fn verify<P: Platform>(
    context: &Context<P>,
    scope: Scope,
    token: Option<&str>,
    id: &str,
) -> Result<Claims, ApiError> {
    let key = signing_key(context).await;
    let claims = token.zip(key).and_then(|(token, key)| {
        manage_token::verify(scope, token, id, &key, context.app.platform.now()).ok()
    });
    claims.ok_or(ApiError::Plain(ProblemCode::ManageTokenInvalid))
}
