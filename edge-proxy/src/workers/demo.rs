//! Demo mode: Calendly is played by the sandbox, whose one account lives in a Durable Object, so that all
//! isolates see the same bookings and a restart loses none.

use super::exchange;
use crate::{platform::TransportError, secret::Secret};
use axum::body::{Body, to_bytes};
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response, Uri, header::CACHE_CONTROL};
use shared::MAX_BODY_BYTES;
use worker::{Env, HttpRequest, Stub};

/// The binding in `wrangler.toml`.
const BINDING: &str = "SANDBOX";
/// The one object: a demo has one account.
const NAME: &str = "demo";
/// Tells the object under which origin its pages are reached. Callers cannot set it: it is overwritten here.
pub(super) const PUBLIC_ORIGIN: HeaderName = HeaderName::from_static("x-openslot-origin");
/// Where the object keeps the key that signs manage tokens; no path of Calendly's begins like this.
pub(super) const SIGNING_KEY_PATH: &str = "/_openslot/signing-key";

/// Whether a path belongs to the sandbox's pages, which stand in for Calendly's, rather than to Openslot.
pub(crate) fn is_page(path: &str) -> bool {
    let mut segments = path.split('/').skip(1);
    matches!(segments.next(), Some("d" | "cancellations" | "reschedulings" | sandbox::HOST_SLUG))
}

/// Scheme and authority of an address.
pub(crate) fn origin_of(uri: &Uri) -> String {
    let authority = uri.authority().map_or("127.0.0.1:8787", http::uri::Authority::as_str);
    format!("{}://{authority}", uri.scheme_str().unwrap_or("http"))
}

/// Answers a visit to one of the sandbox's pages.
pub(crate) async fn page(request: HttpRequest, env: &Env) -> worker::Result<Response<Bytes>> {
    let origin = origin_of(request.uri());
    let (parts, body) = request.into_parts();
    let body = to_bytes(Body::new(body), MAX_BODY_BYTES).await.unwrap_or_default();
    let answer = ask(env, &origin, Request::from_parts(parts, body)).await;
    let mut response = answer.map_err(|error| worker::Error::RustError(error.to_string()))?;
    // The cache in front of the Worker keeps what says nothing about itself.
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Asks the sandbox as Calendly would be asked.
pub(super) async fn ask(
    env: &Env,
    origin: &str,
    mut request: Request<Bytes>,
) -> Result<Response<Bytes>, TransportError> {
    let broken = |error: worker::Error| {
        worker::console_error!("the demo account did not answer: {error}");
        TransportError::Broken
    };
    let origin = HeaderValue::from_str(origin).map_err(|_| TransportError::Broken)?;
    request.headers_mut().insert(PUBLIC_ORIGIN, origin);
    let request = exchange::to_worker(&request).map_err(broken)?;
    let response = stub(env).map_err(broken)?.fetch_with_request(request).await.map_err(broken)?;
    exchange::from_worker(response).await.map_err(broken)
}

/// The key that signs the demo's manage tokens.
pub(super) async fn signing_key(env: &Env) -> Option<Secret> {
    let url = format!("https://sandbox.invalid{SIGNING_KEY_PATH}");
    let mut response = stub(env).ok()?.fetch_with_str(&url).await.ok()?;
    response.text().await.ok().filter(|key| key.len() >= 32).map(Secret::new)
}

fn stub(env: &Env) -> worker::Result<Stub> {
    env.durable_object(BINDING)?.get_by_name(NAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expected: bool) {
        assert_eq!(is_page(path), expected, "{path}");
    }

    #[test]
    fn the_sandboxs_pages_are_told_from_openslots_routes() {
        check("/d/abc-def-ghi/30min/2026-11-23T15:00:00Z", true);
        check("/cancellations/9fcbf35f", true);
        check("/reschedulings/9fcbf35f", true);
        check("/maya-lindqvist", true);
        check("/maya-lindqvist/30min", true);
        check("/maya-lindqvistic", false);
        check("/v1/config", false);
        check("/healthz", false);
        check("/nothing", false);
        check("/docs", false);
    }
}
