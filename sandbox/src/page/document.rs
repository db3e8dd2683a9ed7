//! The frame of every page: head, style, script, and the policy that lets nothing else run. Style and script are
//! inline and named in the policy by their hashes, so a value that slipped through could still not execute.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderValue, Response, StatusCode};
use sha2::{Digest, Sha256};

use crate::page::html::{Element, el};
use crate::reply;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// What the page tells the page around it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Announcement {
    /// Names of events, in the order they are told.
    pub(super) events: Vec<&'static str>,
    /// URIs of event and invitee, once there is a booking.
    pub(super) booked: Option<(String, String)>,
}

/// A page with `main` in it. `announcement` is `None` when the page around did not ask to be told.
pub(super) fn page(
    status: StatusCode,
    title: &str,
    announcement: Option<Announcement>,
    main: Element,
) -> Response<Bytes> {
    let mut body = el("body");
    if let Some(Announcement { events, booked }) = announcement {
        body = body.attr("data-events", events.join(" "));
        if let Some((event, invitee)) = booked {
            body = body.attr("data-event-uri", event).attr("data-invitee-uri", invitee);
        }
    }
    let head = el("head")
        .child(el("meta").attr("charset", "utf-8"))
        .child(el("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1"))
        .child(el("meta").attr("name", "robots").attr("content", "noindex"))
        .child(el("title").text(title));
    // Style and script are our own files and hold no `</`; they must not be escaped.
    let html = format!(
        "<!doctype html><html lang=\"en\">{}<style>{STYLE}</style>{}<script>{SCRIPT}</script></html>",
        head,
        body.child(main)
    );
    let mut response = reply::html(status, html);
    let headers = response.headers_mut();
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; form-action 'self'; base-uri 'none'",
        hash(STYLE),
        hash(SCRIPT)
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    // The address holds what was filled in for the visitor.
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}
