//! The one part of a path that names something: a slug, a booking.

use crate::error::ApiError;
use axum::extract::{FromRequestParts, Path};
use http::request::Parts;
use shared::problem::ProblemCode;

/// The part, decoded. One that is no text names nothing.
#[derive(Clone, Debug)]
pub(crate) struct Segment(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Segment {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let read = Path::<String>::from_request_parts(parts, state).await;
        read.map(|Path(text)| Self(text)).map_err(|_| ApiError::Plain(ProblemCode::NotFound))
    }
}
