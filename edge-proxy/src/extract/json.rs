//! A JSON body: declared as such, short enough, of the documented shape.

use crate::error::ApiError;
use axum::{
    body::to_bytes,
    extract::{FromRequest, Request},
};
use core::fmt::Write as _;
use http::header;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_path_to_error::{Path, Segment};
use shared::{
    MAX_BODY_BYTES,
    problem::{FieldCode, FieldError, ProblemCode},
};

/// A body that was read.
#[derive(Clone, Debug)]
pub(crate) struct JsonBody<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let media_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if !media_type.is_some_and(is_json) {
            return Err(ApiError::Plain(ProblemCode::UnsupportedMediaType));
        }
        let declared = request.headers().get(header::CONTENT_LENGTH);
        let declared: Option<usize> = declared.and_then(|value| value.to_str().ok()?.parse().ok());
        if declared.is_some_and(|length| length > MAX_BODY_BYTES) {
            return Err(ApiError::Plain(ProblemCode::BodyTooLarge));
        }
        // The only error besides a broken connection, where nobody reads the answer.
        let body = to_bytes(request.into_body(), MAX_BODY_BYTES).await;
        let body = body.map_err(|_| ApiError::Plain(ProblemCode::BodyTooLarge))?;
        parse(&body).map(Self)
    }
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

/// Reads the whole body. What is not JSON is told from JSON of another shape, which names its field.
fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, ApiError> {
    // Duplicate keys, unknown fields and wrong types all arrive here with the path that led to them.
    let deserializer = &mut serde_json::Deserializer::from_slice(body);
    // serde would read an array as the fields of a struct in their order, so that `[]` is a body without any.
    if body.trim_ascii_start().first() == Some(&b'[') {
        return match serde_json::from_slice::<IgnoredAny>(body) {
            Ok(_) => Err(ApiError::Fields(vec![shape_error("", "")])),
            Err(error) => Err(ApiError::Json { line: error.line(), column: error.column() }),
        };
    }
    let value = serde_path_to_error::deserialize(&mut *deserializer).map_err(|error| {
        let path = pointer(error.path());
        let inner = error.into_inner();
        if inner.is_data() {
            ApiError::Fields(vec![shape_error(&path, &inner.to_string())])
        } else {
            ApiError::Json { line: inner.line(), column: inner.column() }
        }
    })?;
    deserializer.end().map_err(|error| ApiError::Json { line: error.line(), column: error.column() })?;
    Ok(value)
}

/// The path as a JSON Pointer (RFC 6901 §3).
fn pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => {
                let _ = write!(pointer, "/{index}");
            }
            Segment::Map { key } | Segment::Enum { variant: key } => {
                pointer.push('/');
                let key: String = key.chars().take(64).collect();
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
            Segment::Unknown => {}
        }
    }
    pointer
}

/// serde's message says what is wrong but may repeat the caller's value, so only its form is used.
fn shape_error(path: &str, message: &str) -> FieldError {
    let quoted = || message.split('`').nth(1).map(|name| name.chars().take(64).collect::<String>());
    if message.starts_with("missing field") {
        let name = quoted().unwrap_or_default();
        return FieldError::at(format!("{path}/{name}"), FieldCode::Required, "Send this field.");
    }
    if message.starts_with("unknown field") {
        return FieldError::at(
            path,
            FieldCode::UnknownField,
            "Leave this field out: nothing here has that name.",
        );
    }
    if message.starts_with("duplicate field") {
        let name = quoted().unwrap_or_default();
        return FieldError::at(format!("{path}/{name}"), FieldCode::Duplicate, "Send this field once.");
    }
    FieldError::at(path, FieldCode::InvalidType, "Send the type of value that the API description names.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::booking::BookingRequest;

    #[track_caller]
    fn check(body: &str, expected: &str) {
        let found = match parse::<BookingRequest>(body.as_bytes()) {
            Ok(_) => "read".to_owned(),
            Err(ApiError::Fields(errors)) => {
                let row = |error: &FieldError| {
                    format!("{} {:?}", error.pointer.as_deref().unwrap_or_default(), error.code)
                };
                errors.iter().map(row).collect::<Vec<_>>().join(", ")
            }
            Err(ApiError::Json { line, column }) => format!("json {line}:{column}"),
            Err(other) => format!("{other:?}"),
        };
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn a_wrong_shape_names_its_field_and_broken_json_its_place() {
        let invitee = r#""invitee":{"email":"a@example.com","timezone":"UTC"}"#;
        check(&format!(r#"{{"event_type":"x","start":"y",{invitee}}}"#), "read");
        check(r#"{"event_type":"x","start":"y"}"#, "/invitee Required");
        check(r#"{"event_type":"x","start":"y","invitee":{"email":"a"}}"#, "/invitee/timezone Required");
        check(&format!(r#"{{"event_type":1,"start":"y",{invitee}}}"#), "/event_type InvalidType");
        check(&format!(r#"{{"event_type":"x","start":"y","when":1,{invitee}}}"#), "/when UnknownField");
        check(
            &format!(
                r#"{{"event_type":"x","start":"y","answers":[{{"question":"q","reply":"r"}}],{invitee}}}"#
            ),
            "/answers/0/reply UnknownField",
        );
        check(
            &format!(r#"{{"event_type":"x","event_type":"x","start":"y",{invitee}}}"#),
            "/event_type Duplicate",
        );
        check("{", "json 1:1");
        check("", "json 1:0");
        check("[]", " InvalidType");
        check(r#" ["30min","2026-11-23T14:30:00Z",{"email":"a","timezone":"UTC"}]"#, " InvalidType");
        check("[", "json 1:1");
        check(&format!(r#"{{"event_type":"x","start":"y",{invitee}}} trailing"#), "json 1:85");
    }
}
