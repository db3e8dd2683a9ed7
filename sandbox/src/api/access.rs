//! Who may see what: scopes, and whether a user or an organization named in a call is the account's own.

use crate::account::host::Host;
use crate::call::Call;
use crate::error::ApiError;
use crate::options::Token;
use crate::service::Service;
use crate::uri;

/// Refuses a token that lacks one of `scopes`, and names the ones it lacks.
pub(super) fn require(token: &Token, scopes: &[&'static str]) -> Result<(), ApiError> {
    let missing: Vec<&'static str> =
        scopes.iter().copied().filter(|scope| !token.scopes.allow(scope)).collect();
    if missing.is_empty() { Ok(()) } else { Err(ApiError::InsufficientScope(missing)) }
}

/// What a list is asked for: one of the account's hosts, or all of them.
#[derive(Debug, Clone, Copy)]
pub(super) enum Owner<'a> {
    Host(&'a Host),
    Organization,
}

/// Reads `user` and `organization`, at least one of which has to be given.
pub(super) fn owner<'a>(service: &Service<'a>, call: &Call<'_>) -> Result<Owner<'a>, ApiError> {
    let organization = call.parameter("organization").map(|uri| organization(service, "organization", uri));
    organization.clone().transpose()?;
    match (call.parameter("user"), organization) {
        (Some(uri), _) => host(service, "user", uri).map(Owner::Host),
        (None, Some(_)) => Ok(Owner::Organization),
        (None, None) => Err(ApiError::Invalid(
            ["organization", "user"].map(|name| crate::error::Detail::new(name, "is missing")).into(),
        )),
    }
}

/// The host that a user's URI names.
pub(super) fn host<'a>(service: &Service<'a>, parameter: &str, uri: &str) -> Result<&'a Host, ApiError> {
    let id = full_uri("users", parameter, uri)?;
    service.account.host(id).ok_or(ApiError::Denied("This user is not in your organization"))
}

/// Refuses any organization but the account's own.
pub(super) fn organization(service: &Service<'_>, parameter: &str, uri: &str) -> Result<(), ApiError> {
    let id = full_uri("organizations", parameter, uri)?;
    if id == service.account.organization {
        Ok(())
    } else {
        Err(ApiError::Denied("You do not have permission to access this resource."))
    }
}

/// The id in a full URI; a bare id is a 400.
pub(super) fn full_uri<'a>(collection: &str, parameter: &str, uri: &'a str) -> Result<&'a str, ApiError> {
    uri::id(collection, uri).ok_or_else(|| ApiError::invalid(parameter, "is not a valid URI"))
}
