//! A request taken apart once: path segments, query pairs, body. Knows nothing of what the parts mean.

use bytes::Bytes;
use http::{Method, Request, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::{Map, Value};

use crate::error::ApiError;

/// Everything but RFC 3986's unreserved characters is escaped.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

#[derive(Debug)]
pub(crate) struct Call<'a> {
    pub(crate) method: &'a Method,
    /// Decoded, without empty ones.
    pub(crate) segments: Vec<String>,
    /// Decoded, in the order they were sent.
    pub(crate) query: Vec<(String, String)>,
    pub(crate) token: Option<&'a str>,
    body: &'a Bytes,
}

impl<'a> Call<'a> {
    pub(crate) fn read(request: &'a Request<Bytes>) -> Self {
        let token = request
            .headers()
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token.trim());
        Self {
            method: request.method(),
            segments: request.uri().path().split('/').filter(|part| !part.is_empty()).map(decode).collect(),
            query: pairs(request.uri().query().unwrap_or_default()),
            token,
            body: request.body(),
        }
    }

    /// The value of a query parameter that was sent and is not empty.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .filter(|v| !v.is_empty())
    }

    /// The value of a query parameter, or the 400 that asks for it.
    pub(crate) fn required(&self, name: &str) -> Result<&str, ApiError> {
        self.parameter(name).ok_or_else(|| ApiError::invalid(name, "is missing"))
    }

    /// The body as a JSON object; an absent body is an empty object.
    pub(crate) fn json(&self) -> Result<Map<String, Value>, ApiError> {
        if self.body.is_empty() {
            return Ok(Map::new());
        }
        match serde_json::from_slice(self.body) {
            Ok(Value::Object(fields)) => Ok(fields),
            _ => Err(ApiError::invalid("body", "is not a JSON object")),
        }
    }

    /// The fields of a posted HTML form.
    pub(crate) fn form(&self) -> Vec<(String, String)> {
        pairs(std::str::from_utf8(self.body).unwrap_or_default())
    }
}

/// Writes a query string that [`Call::read`] reads back unchanged.
pub(crate) fn query_string<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let encode = |text| utf8_percent_encode(text, QUERY);
    let pairs: Vec<String> =
        pairs.into_iter().map(|(key, value)| format!("{}={}", encode(key), encode(value))).collect();
    pairs.join("&")
}

fn pairs(encoded: &str) -> Vec<(String, String)> {
    encoded
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(&key.replace('+', " ")), decode(&value.replace('+', " ")))
        })
        .collect()
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
