//! Why a call is refused, and the body that says so. Titles and messages are the ones Calendly was seen to
//! send; a client may branch on the status and on `details[].code` and on nothing else.

use bytes::Bytes;
use http::{Response, StatusCode};
use serde_json::{Value, json};

use crate::reply;

const PARAMETERS_INVALID: &str = "The supplied parameters are invalid.";

/// A refusal, apart from how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ApiError {
    /// 400: the details name what is wrong.
    Invalid(Vec<Detail>),
    /// 400 with a message of its own in place of the general one.
    Refused(&'static str, Vec<Detail>),
    /// 401.
    Unauthenticated(&'static str),
    /// 403 for lack of rights or of a plan.
    Denied(&'static str),
    /// 403 for lack of scopes: the ones that would be needed.
    InsufficientScope(Vec<&'static str>),
    /// 404.
    NotFound,
    /// 409.
    AlreadyExists(&'static str),
    /// 429.
    TooManyRequests,
}

/// One entry of `details`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Detail {
    pub(crate) parameter: String,
    pub(crate) message: String,
    pub(crate) code: Option<&'static str>,
}

impl Detail {
    pub(crate) fn new(parameter: impl Into<String>, message: impl Into<String>) -> Self {
        Self { parameter: parameter.into(), message: message.into(), code: None }
    }
}

impl ApiError {
    /// A 400 about one parameter.
    pub(crate) fn invalid(parameter: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid(vec![Detail::new(parameter, message)])
    }

    pub(crate) fn already_filled() -> Self {
        Self::Invalid(vec![Detail {
            parameter: "event.start_time".to_owned(),
            message: "That start time has been filled".to_owned(),
            code: Some("already_filled"),
        }])
    }

    pub(crate) fn invalid_location() -> Self {
        Self::Refused(
            "Specified location kind is not configured for this event type.",
            vec![Detail {
                parameter: "event.location_configuration.location".to_owned(),
                message: "invalid location choice".to_owned(),
                code: Some("invalid_location_choice"),
            }],
        )
    }

    pub(crate) fn into_response(self) -> Response<Bytes> {
        let (status, title, message) = match &self {
            Self::Invalid(_) => (StatusCode::BAD_REQUEST, "Invalid Argument", PARAMETERS_INVALID),
            Self::Refused(message, _) => (StatusCode::BAD_REQUEST, "Invalid Argument", *message),
            Self::Unauthenticated(message) => (StatusCode::UNAUTHORIZED, "Unauthenticated", *message),
            Self::Denied(message) => (StatusCode::FORBIDDEN, "Permission Denied", *message),
            Self::InsufficientScope(_) => (
                StatusCode::FORBIDDEN,
                "Insufficient scope",
                "This operation requires the scopes listed in the 'required_scopes' array.",
            ),
            Self::NotFound => (
                StatusCode::NOT_FOUND,
                "Resource Not Found",
                "The server could not find the requested resource.",
            ),
            Self::AlreadyExists(message) => (StatusCode::CONFLICT, "Already Exists", *message),
            Self::TooManyRequests => (
                StatusCode::TOO_MANY_REQUESTS,
                "Too Many Requests",
                "You have exceeded the rate limit. Please try again later.",
            ),
        };
        let mut body = json!({ "title": title, "message": message });
        match &self {
            Self::Invalid(details) | Self::Refused(_, details) if !details.is_empty() => {
                reply::insert(&mut body, "details", details.iter().map(detail_json).collect());
            }
            Self::InsufficientScope(scopes) => {
                reply::insert(&mut body, "required_scopes", json!(scopes));
            }
            _ => {}
        }
        reply::json(status, &body)
    }
}

fn detail_json(detail: &Detail) -> Value {
    let mut json = json!({ "parameter": detail.parameter, "message": detail.message });
    if let Some(code) = detail.code {
        reply::insert(&mut json, "code", json!(code));
    }
    json
}
