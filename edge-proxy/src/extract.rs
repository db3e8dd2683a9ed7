//! Reading what callers send. Whatever cannot be read becomes a problem document that says what to do.

mod bearer;
mod json;
mod query;
mod segment;

pub(crate) use bearer::bearer;
pub(crate) use json::JsonBody;
pub(crate) use query::Parameters;
pub(crate) use segment::Segment;

use crate::error::ApiError;
use shared::problem::ProblemCode;

/// The answer for a path that no route has.
pub(crate) async fn not_found() -> ApiError {
    core::future::ready(ApiError::Plain(ProblemCode::NotFound)).await
}

/// The answer for a route's wrong method. The router adds `Allow`.
pub(crate) async fn method_not_allowed() -> ApiError {
    core::future::ready(ApiError::Plain(ProblemCode::MethodNotAllowed)).await
}
