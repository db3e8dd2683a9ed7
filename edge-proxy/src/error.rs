//! From a cause to what the caller may know: one exhaustive table, and nothing of the cause's own text.

use crate::calendly::CalendlyError;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use shared::{
    problem::{FieldError, Problem, ProblemCode},
    slots::Slot,
};

/// How long to wait when somebody whom we need fails and does not say, in seconds.
const RETRY_AFTER: u32 = 30;

/// Why a request is refused or failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ApiError {
    /// Nothing more to say than the code does.
    Plain(ProblemCode),
    /// No event type on offer has this slug; Calendly's own page may have it.
    EventTypeNotFound { scheduling_url: Option<String> },
    /// Query parameters.
    Query(Vec<FieldError>),
    /// Fields of the body.
    Fields(Vec<FieldError>),
    /// The body is not the JSON expected; the position is safe to tell.
    Json { line: usize, column: usize },
    /// The time is not free.
    SlotTaken { alternatives: Vec<Slot> },
    /// Too often; Calendly's own page may be the way on.
    RateLimited { retry_after: u32, scheduling_url: Option<String> },
    /// Nobody could say whether a person is booking.
    BotCheckUnavailable { scheduling_url: Option<String> },
    /// No token.
    NotConnected { scheduling_url: Option<String> },
    /// What the desk said already.
    Told(Box<Problem>),
    /// Calendly.
    Calendly(CalendlyError),
    /// Any of these, where Calendly's own page is the way on.
    WithPage { cause: Box<ApiError>, scheduling_url: Option<String> },
}

impl From<CalendlyError> for ApiError {
    fn from(error: CalendlyError) -> Self {
        Self::Calendly(error)
    }
}

impl ApiError {
    /// The same, with the page of Calendly's on which the caller can go on.
    pub(crate) fn with_page(self, scheduling_url: Option<String>) -> Self {
        Self::WithPage { cause: Box::new(self), scheduling_url }
    }

    /// The document for the caller.
    pub(crate) fn problem(self) -> Problem {
        match self {
            Self::Plain(code) => Problem::new(code),
            Self::EventTypeNotFound { scheduling_url } => {
                Problem { scheduling_url, ..Problem::new(ProblemCode::EventTypeNotFound) }
            }
            Self::Query(errors) => Problem::new(ProblemCode::InvalidQuery).with_errors(errors),
            Self::Fields(errors) => Problem::new(ProblemCode::ValidationFailed).with_errors(errors),
            Self::Json { line, column } => Problem::new(ProblemCode::MalformedJson).with_detail(format!(
                "The body is not valid JSON at line {line}, column {column}. Correct it and send it again."
            )),
            Self::SlotTaken { alternatives } => {
                Problem { alternatives, ..Problem::new(ProblemCode::SlotTaken) }
            }
            Self::RateLimited { retry_after, scheduling_url } => Problem {
                retry_after: Some(retry_after),
                scheduling_url,
                ..Problem::new(ProblemCode::RateLimited)
            },
            Self::BotCheckUnavailable { scheduling_url } => Problem {
                retry_after: Some(RETRY_AFTER),
                scheduling_url,
                ..Problem::new(ProblemCode::BotCheckUnavailable)
            },
            Self::NotConnected { scheduling_url } => {
                Problem { scheduling_url, ..Problem::new(ProblemCode::NotConnected) }
            }
            Self::Told(problem) => *problem,
            Self::Calendly(error) => calendly_problem(&error),
            Self::WithPage { cause, scheduling_url } => Problem { scheduling_url, ..cause.problem() },
        }
    }
}

fn calendly_problem(error: &CalendlyError) -> Problem {
    let unavailable = |seconds: u32| Problem {
        retry_after: Some(seconds),
        ..Problem::new(ProblemCode::CalendlyUnavailable)
    };
    match error {
        CalendlyError::Unauthenticated | CalendlyError::Forbidden => Problem::new(ProblemCode::TokenRefused),
        CalendlyError::NotFound => Problem::new(ProblemCode::EventTypeNotFound),
        CalendlyError::Down { retry_after } => unavailable(*retry_after),
        CalendlyError::RateLimited { retry_after } => unavailable(retry_after.unwrap_or(60)),
        CalendlyError::Transport(_)
        | CalendlyError::Unreadable
        | CalendlyError::Rejected(_)
        | CalendlyError::SpanTooLong
        | CalendlyError::Failed(_) => unavailable(RETRY_AFTER),
    }
}

impl IntoResponse for ApiError {
    /// The status, `Retry-After`, and the document as an extension: the outermost layer writes it,
    /// because only that layer knows the request's id.
    fn into_response(self) -> Response {
        let problem = self.problem();
        let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        if let Some(seconds) = problem.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response.extensions_mut().insert(Box::new(problem));
        response
    }
}
