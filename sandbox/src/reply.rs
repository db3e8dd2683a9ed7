//! Answers as `http::Response`. Decides headers that every answer of a kind shares, nothing else.

use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderValue, Response, StatusCode};
use serde::Serialize;
use serde_json::Value;

/// An answer of the API.
pub(crate) fn json(status: StatusCode, body: &impl Serialize) -> Response<Bytes> {
    let body = serde_json::to_vec(body).unwrap_or_default();
    let mut response = with_status(status, Bytes::from(body));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    response
}

/// `{"resource": …}`.
pub(crate) fn resource(status: StatusCode, resource: impl Serialize) -> Response<Bytes> {
    #[derive(Serialize)]
    struct Envelope<T> {
        resource: T,
    }
    json(status, &Envelope { resource })
}

/// `{"collection": […]}` without pages.
pub(crate) fn collection(collection: impl Serialize) -> Response<Bytes> {
    #[derive(Serialize)]
    struct Envelope<T> {
        collection: T,
    }
    json(StatusCode::OK, &Envelope { collection })
}

/// 204 with nothing in it.
pub(crate) fn no_content() -> Response<Bytes> {
    with_status(StatusCode::NO_CONTENT, Bytes::new())
}

/// A page for people. Never stored: it holds what somebody typed.
pub(crate) fn html(status: StatusCode, body: String) -> Response<Bytes> {
    let mut response = with_status(status, Bytes::from(body));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Adds a key to a JSON object.
pub(crate) fn insert(object: &mut Value, key: &str, value: Value) {
    if let Value::Object(fields) = object {
        fields.insert(key.to_owned(), value);
    }
}

fn with_status(status: StatusCode, body: Bytes) -> Response<Bytes> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
}
