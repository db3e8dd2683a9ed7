//! Entity tags: whoever already holds an answer is told that it still holds instead of being sent it again.
//!
//! Knows nothing of what the answers are about, nor for how long they may be kept: that is the route's to say.

use axum::{
    Json,
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// How much of a digest makes a tag: 128 bits, so that no two answers of a lifetime share one.
const TAG_BYTES: usize = 16;

/// The tag of one representation (RFC 9110 §8.8.3), without `W/` and without quotation marks.
///
/// It is sent as a weak one. Cloudflare compresses what the Worker answers, each caller's in the coding that
/// it accepts, and a strong tag would promise that those are the same bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntityTag(String);

impl EntityTag {
    /// The tag of these bytes: other bytes, another tag.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let digest = Sha256::digest(bytes);
        Self(URL_SAFE_NO_PAD.encode(digest.get(..TAG_BYTES).unwrap_or(&digest)))
    }

    /// Whether the request says, in `If-None-Match`, that its sender holds this representation already.
    ///
    /// Tags are compared weakly, and `*` names whatever there is (RFC 9110 §13.1.2). A list that breaks off
    /// names what stands before the break.
    pub(crate) fn is_held(&self, asked: &HeaderMap) -> bool {
        let mut lists = asked.get_all(header::IF_NONE_MATCH).iter().map(HeaderValue::as_bytes);
        lists.any(|list| list.trim_ascii() == b"*" || names(list, self.0.as_bytes()))
    }

    fn header(&self) -> Option<HeaderValue> {
        HeaderValue::try_from(format!("W/\"{}\"", self.0)).ok()
    }
}

/// Whether a list of entity tags, weak and strong, names one. Commas may stand inside a tag.
fn names(list: &[u8], opaque: &[u8]) -> bool {
    let mut rest = list;
    loop {
        while let [b',' | b' ' | b'\t', after @ ..] = rest {
            rest = after;
        }
        let Some(quoted) = rest.strip_prefix(b"W/").unwrap_or(rest).strip_prefix(b"\"") else { return false };
        let mut halves = quoted.splitn(2, |byte| *byte == b'"');
        let (Some(tag), Some(after)) = (halves.next(), halves.next()) else { return false };
        if tag == opaque {
            return true;
        }
        rest = after;
    }
}

/// Answers a `GET` with a JSON document: 200, or 304 without a body when the request's sender holds it.
/// Both say how long it may be kept (RFC 9110 §15.4.5).
pub(crate) fn json(asked: &HeaderMap, cache_control: HeaderValue, document: &impl Serialize) -> Response {
    match serde_json::to_vec(document) {
        Ok(body) => conditional(asked, cache_control, body),
        // The same failure, answered the same way, as of a document without a tag.
        Err(_) => Json(document).into_response(),
    }
}

/// [`json`], for a body that is written already.
fn conditional(asked: &HeaderMap, cache_control: HeaderValue, body: Vec<u8>) -> Response {
    tagged(asked, cache_control, &EntityTag::of(&body), &body.into())
}

/// [`json`], for a body that is written already and whose tag its author knows.
pub(crate) fn tagged(
    asked: &HeaderMap,
    cache_control: HeaderValue,
    tag: &EntityTag,
    body: &Bytes,
) -> Response {
    let mut response = if tag.is_held(asked) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let json = HeaderValue::from_static("application/json");
        ([(header::CONTENT_TYPE, json)], body.clone()).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, cache_control);
    if let Some(tag) = tag.header() {
        headers.insert(header::ETAG, tag);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tag of `{}`, whose SHA-256 begins `44136fa355b3678a1146ad16f7e8649e`.
    const TAG: &str = "RBNvo1WzZ4oRRq0W9-hkng";

    fn asking(lists: &[&str]) -> HeaderMap {
        let value = |list: &&str| (header::IF_NONE_MATCH, HeaderValue::from_str(list).unwrap());
        lists.iter().map(value).collect()
    }

    #[track_caller]
    fn check(lists: &[&str], held: bool) {
        assert_eq!(EntityTag::of(b"{}").is_held(&asking(lists)), held, "{lists:?}");
    }

    #[test]
    fn a_tag_is_held_when_one_of_the_lists_names_it_weakly_or_strongly() {
        check(&[], false);
        check(&["*"], true);
        check(&[" * "], true);
        check(&[&format!("\"{TAG}\"")], true);
        check(&[&format!("W/\"{TAG}\"")], true);
        check(&[&format!("\"a\" ,\tW/\"b,c\",, \"{TAG}\"")], true);
        check(&["\"a\"", &format!("\"b\", \"{TAG}\"")], true);
        check(&["\"a\", W/\"b\"", "\"\""], false);
    }

    #[test]
    fn what_only_looks_like_the_tag_is_not_it() {
        check(&[TAG], false);
        check(&[&format!("\"{TAG}")], false);
        check(&[&format!("\"{TAG}x\"")], false);
        check(&[&format!("\"{}\"", TAG.to_lowercase())], false);
        check(&[&format!("w/\"{TAG}\"")], false);
        check(&[&format!("\"a, {TAG}\"")], false);
        check(&["\"*\""], false);
        check(&[&format!("a, \"{TAG}\"")], false);
    }

    #[test]
    fn other_bytes_have_another_tag() {
        assert_eq!(EntityTag::of(b"{}"), EntityTag(TAG.to_owned()));
        assert_ne!(EntityTag::of(b"{ }"), EntityTag::of(b"{}"));
    }

    #[test]
    fn an_answer_that_is_held_is_not_sent_again_but_may_be_kept_again() {
        let an_hour = || HeaderValue::from_static("public, max-age=3600");
        let first = conditional(&HeaderMap::new(), an_hour(), b"{}".to_vec());
        assert_eq!(first.status(), StatusCode::OK);
        assert_eq!(first.headers()[header::CONTENT_TYPE], "application/json");
        assert_eq!(first.headers()[header::ETAG], format!("W/\"{TAG}\""));

        let again = asking(&[first.headers()[header::ETAG].to_str().unwrap()]);
        let second = conditional(&again, an_hour(), b"{}".to_vec());
        assert_eq!(second.status(), StatusCode::NOT_MODIFIED);
        assert!(!second.headers().contains_key(header::CONTENT_TYPE));
        assert_eq!(second.headers()[header::ETAG], first.headers()[header::ETAG]);
        assert_eq!(second.headers()[header::CACHE_CONTROL], "public, max-age=3600");

        let changed = conditional(&again, an_hour(), b"{ }".to_vec());
        assert_eq!(changed.status(), StatusCode::OK);
    }

    #[test]
    fn a_document_is_written_as_json() {
        let answer = json(&HeaderMap::new(), HeaderValue::from_static("no-cache"), &serde_json::json!({}));
        assert_eq!(answer.headers()[header::ETAG], format!("W/\"{TAG}\""));
    }
}
