//! The outermost layer: names the request, times it, writes problem documents, logs one line.
//!
//! The line holds the route's pattern, never the path or query as sent, and nothing about a person.

use crate::{app::App, context::Trace, platform::Platform};
use axum::{
    Extension,
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde::Serialize;
use shared::problem::{Problem, ProblemCode};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const SERVER_TIMING: HeaderName = HeaderName::from_static("server-timing");

/// One line of the log.
#[derive(Serialize)]
struct Line<'a> {
    request_id: &'a str,
    method: &'a str,
    route: &'a str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<ProblemCode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cache: Option<&'static str>,
    upstream_calls: u32,
    duration_ms: i64,
}

/// Runs the rest and rounds it off.
pub(crate) async fn observe<P: Platform>(
    Extension(app): Extension<App<P>>,
    mut request: Request,
    next: Next,
) -> Response {
    let began = app.platform.now();
    let id = URL_SAFE_NO_PAD.encode(app.platform.random());
    let trace = Trace::default();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let method = request.method().clone();
    request.extensions_mut().insert(trace.clone());

    let mut response = next.run(request).await;
    let problem = write_problem(&mut response, &id);
    let duration_ms = (app.platform.now() - began).num_milliseconds();
    let headers = response.headers_mut();
    set(headers, REQUEST_ID, &id);
    set(headers, SERVER_TIMING, &trace.server_timing(duration_ms));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));

    let line = Line {
        request_id: &id,
        method: method.as_str(),
        route: route.as_deref().unwrap_or("none"),
        status: response.status().as_u16(),
        problem,
        cache: trace.cache(),
        upstream_calls: trace.calls(),
        duration_ms,
    };
    app.platform.log(&serde_json::to_string(&line).unwrap_or_default());
    response
}

/// Turns the problem that a handler left into the body, now that the request has an id.
/// A failure without one, from the framework itself, gets one too.
fn write_problem(response: &mut Response, id: &str) -> Option<ProblemCode> {
    let left = response.extensions_mut().remove::<Box<Problem>>().map(|problem| *problem);
    let mut problem = left.or_else(|| match response.status() {
        StatusCode::NOT_FOUND => Some(Problem::new(ProblemCode::NotFound)),
        status if status.is_server_error() => Some(Problem::new(ProblemCode::Internal)),
        _ => None,
    })?;
    problem.instance = Some(format!("/requests/{id}"));
    let code = problem.code;
    *response.body_mut() = serde_json::to_vec(&problem).unwrap_or_default().into();
    response.headers_mut().remove(header::CONTENT_LENGTH);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    Some(code)
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}
