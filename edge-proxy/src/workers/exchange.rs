//! One HTTP exchange through the runtime's `fetch`, with a time-out that really ends it.

use crate::platform::TransportError;
use bytes::Bytes;
use core::time::Duration;
use futures_util::future::{Either, select};
use http::{HeaderName, HeaderValue, Request, Response, StatusCode};
use worker::{
    AbortController, Delay, Fetch, Headers, Method, RequestInit, RequestRedirect, js_sys::Uint8Array,
};

/// Sends and reads the whole answer.
pub(super) async fn send(
    request: Request<Bytes>,
    timeout: Duration,
) -> Result<Response<Bytes>, TransportError> {
    let controller = AbortController::default();
    let signal = controller.signal();
    let exchange = core::pin::pin!(async {
        let request = to_worker(&request)?;
        let response = Fetch::Request(request).send_with_signal(&signal).await?;
        from_worker(response).await
    });
    match select(exchange, Delay::from(timeout)).await {
        Either::Left((Ok(response), _)) => Ok(response),
        Either::Left((Err(_), _)) => Err(TransportError::Broken),
        Either::Right(((), _)) => {
            controller.abort();
            Err(TransportError::TimedOut)
        }
    }
}

/// The request as the runtime wants it. Redirects are not followed: they would carry the token elsewhere.
pub(super) fn to_worker(request: &Request<Bytes>) -> worker::Result<worker::Request> {
    let headers = Headers::new();
    for (name, value) in request.headers() {
        if let Ok(value) = value.to_str() {
            headers.set(name.as_str(), value)?;
        }
    }
    let mut init = RequestInit::new();
    init.with_method(Method::from(request.method().to_string()))
        .with_headers(headers)
        .with_redirect(RequestRedirect::Manual);
    if !request.body().is_empty() {
        init.with_body(Some(Uint8Array::from(request.body().as_ref()).into()));
    }
    worker::Request::new_with_init(&request.uri().to_string(), &init)
}

pub(super) async fn from_worker(mut response: worker::Response) -> worker::Result<Response<Bytes>> {
    let body = response.bytes().await?;
    let mut answer = Response::new(Bytes::from(body));
    *answer.status_mut() = StatusCode::from_u16(response.status_code()).unwrap_or(StatusCode::BAD_GATEWAY);
    for (name, value) in response.headers() {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            answer.headers_mut().append(name, value);
        }
    }
    Ok(answer)
}

/// An answer as the runtime wants it: its bytes at once, which is cheaper than a stream of them.
pub(crate) fn to_worker_response(response: Response<Bytes>) -> worker::Result<worker::Response> {
    let (parts, body) = response.into_parts();
    let headers = Headers::new();
    for (name, value) in &parts.headers {
        if let Ok(value) = value.to_str() {
            headers.append(name.as_str(), value)?;
        }
    }
    // Some statuses must not have a body, not even an empty one.
    let answer =
        if body.is_empty() { worker::Response::empty()? } else { worker::Response::from_bytes(body.into())? };
    Ok(answer.with_status(parts.status.as_u16()).with_headers(headers))
}

/// Sixteen bytes from the runtime's cryptographic generator.
pub(super) fn random_bytes() -> [u8; 16] {
    let mut bytes = [0; 16];
    if let Err(error) = getrandom::fill(&mut bytes) {
        worker::console_error!("the runtime gave no random bytes: {error}");
    }
    bytes
}
