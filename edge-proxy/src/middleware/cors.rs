//! Which pages may read and write (Fetch standard, CORS protocol).
//!
//! Reads carry CORS headers only for allowed origins, so that a browser keeps the answer from others;
//! writes from other origins are refused before anything happens. A caller without `Origin` is no
//! browser page and is judged by other means, unless its browser says that it is a page after all.

use crate::{app::App, error::ApiError, platform::Platform, settings::Settings};
use axum::{
    Extension,
    extract::Request,
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use shared::problem::ProblemCode;

/// How a page stands to what it asks (Fetch Metadata §2.3); only browsers send it, and no script can change it.
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Judges the origin, answers preflights, and marks the answer.
pub(crate) async fn cors<P: Platform>(
    Extension(app): Extension<App<P>>,
    request: Request,
    next: Next,
) -> Response {
    let origin = request.headers().get(header::ORIGIN).cloned();
    let allowed = origin.clone().filter(|origin| is_allowed(&app.settings, origin, &request));
    let is_preflight = request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let is_write = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);

    let mut response = if is_preflight {
        StatusCode::NO_CONTENT.into_response()
    } else if is_write && allowed.is_none() && (origin.is_some() || is_hidden_page(&app.settings, &request)) {
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

/// Whether a page of another site asks without saying which: something between it and us has taken `Origin` away.
fn is_hidden_page(settings: &Settings, request: &Request) -> bool {
    let site = request.headers().get(SEC_FETCH_SITE);
    settings.allowed_origins.is_some() && site.is_some_and(|site| site != "same-origin" && site != "none")
}

/// Whether the origin is the Worker's own or on the list; in demo mode any is.
fn is_allowed(settings: &Settings, origin: &HeaderValue, request: &Request) -> bool {
    let Ok(origin) = origin.to_str() else { return false };
    let Some(patterns) = &settings.allowed_origins else { return true };
    is_own(origin, request) || patterns.iter().any(|pattern| pattern.matches(origin))
}

/// Whether it is the origin at which this request arrived. A page that came without encryption is another origin
/// than one that came with it, and anybody on its way may have written it.
fn is_own(origin: &str, request: &Request) -> bool {
    let uri = request.uri();
    let authority = uri.authority().map(http::uri::Authority::as_str);
    let authority = authority.or_else(|| request.headers().get(header::HOST)?.to_str().ok());
    let (Some((scheme, host)), Some(authority)) = (origin.split_once("://"), authority) else { return false };
    let is_scheme = uri.scheme_str().is_none_or(|own| own.eq_ignore_ascii_case(scheme));
    is_scheme && host.eq_ignore_ascii_case(authority)
}
