//! Which pages may read and write (Fetch standard, CORS protocol).
//!
//! Reads carry CORS headers only for allowed origins, so that a browser keeps the answer from others;
//! writes from other origins are refused before anything happens. A caller without `Origin` is no
//! browser page and is judged by other means.

use crate::{app::App, error::ApiError, platform::Platform, settings::Settings};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use shared::problem::ProblemCode;

/// Judges the origin, answers preflights, and marks the answer.
pub(crate) async fn cors<P: Platform>(State(app): State<App<P>>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(header::ORIGIN).cloned();
    let allowed = origin.clone().filter(|origin| is_allowed(&app.settings, origin, &request));
    let is_preflight = request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let is_write = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);

    let mut response = if is_preflight {
        StatusCode::NO_CONTENT.into_response()
    } else if is_write && origin.is_some() && allowed.is_none() {
        ApiError::Plain(ProblemCode::OriginNotAllowed).into_response()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = allowed {
        mark(headers, origin, is_preflight);
    }
    response
}

fn mark(headers: &mut HeaderMap, origin: HeaderValue, is_preflight: bool) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    if is_preflight {
        let text = HeaderValue::from_static;
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, text("GET, POST, DELETE"));
        headers.insert(
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            text("content-type, idempotency-key, authorization"),
        );
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, text("7200"));
    } else {
        let exposed = HeaderValue::from_static("x-request-id, server-timing, retry-after");
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    }
}

/// Whether the origin is the Worker's own or on the list; in demo mode any is.
fn is_allowed(settings: &Settings, origin: &HeaderValue, request: &Request) -> bool {
    let Ok(origin) = origin.to_str() else { return false };
    let Some(patterns) = &settings.allowed_origins else { return true };
    let own = request
        .uri()
        .authority()
        .map(http::uri::Authority::as_str)
        .or_else(|| request.headers().get(header::HOST)?.to_str().ok());
    let is_own = own.is_some() && origin.split_once("://").map(|(_, host)| host) == own;
    is_own || patterns.iter().any(|pattern| pattern.matches(origin))
}
