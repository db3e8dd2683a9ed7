//! Query parameters: each known, each at most once.

use crate::error::ApiError;
use axum::extract::FromRequestParts;
use core::convert::Infallible;
use http::request::Parts;
use shared::problem::{FieldCode, FieldError};

/// A query's pairs, decoded.
#[derive(Clone, Debug)]
pub(crate) struct Parameters(Vec<(String, String)>);

impl<S: Sync> FromRequestParts<S> for Parameters {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts.uri.query().unwrap_or_default()))
    }
}

impl Parameters {
    /// Reads the part of an address after the question mark.
    pub(crate) fn of(query: &str) -> Self {
        Self(form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    /// Errors for every parameter that is not among `known` or comes twice.
    pub(crate) fn check(&self, known: &[&str]) -> Vec<FieldError> {
        let mut errors = Vec::new();
        for (index, (name, _)) in self.0.iter().enumerate() {
            if !known.contains(&name.as_str()) {
                let detail = match known {
                    [] => "Leave it out: this route has no parameters.".to_owned(),
                    known => format!("Leave it out: this route knows {}.", known.join(", ")),
                };
                // Only the beginning of the name is repeated: it is the caller's text, of any length.
                let name: String = name.chars().take(64).collect();
                errors.push(FieldError::parameter(name, FieldCode::UnknownField, detail));
            } else if self.0.iter().take(index).any(|(earlier, _)| earlier == name) {
                errors.push(FieldError::parameter(name, FieldCode::Duplicate, "Send it once."));
            }
        }
        errors
    }

    /// The value of a parameter; an empty one counts as missing.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(key, _)| key == name)?;
        Some(value.as_str()).filter(|value| !value.is_empty())
    }

    /// Whether a parameter is there, with or without a value.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// Refuses any parameter at all.
    pub(crate) fn none(&self) -> Result<(), ApiError> {
        let errors = self.check(&[]);
        if errors.is_empty() { Ok(()) } else { Err(ApiError::Query(errors)) }
    }
}
