//! Pages that only say something: this address leads nowhere, this link has been used.

use bytes::Bytes;
use http::{Response, StatusCode};

use crate::page::document;
use crate::page::html::el;
use crate::page::visit::Closed;

pub(super) fn unknown() -> Response<Bytes> {
    say(StatusCode::NOT_FOUND, "Page not found", "There is nothing to book at this address.")
}

pub(super) fn closed(closed: Closed) -> Response<Bytes> {
    match closed {
        Closed::Unknown => unknown(),
        Closed::Used => say(
            StatusCode::GONE,
            "This link has already been used",
            "It was good for one booking. Please ask for a new link.",
        ),
        Closed::Expired => say(
            StatusCode::GONE,
            "This link has expired",
            "It was not used within 90 days. Please ask for a new link.",
        ),
        Closed::NotMovable => {
            say(StatusCode::GONE, "This meeting cannot be moved", "It has been canceled, or it is over.")
        }
    }
}

pub(super) fn say(status: StatusCode, title: &str, text: &str) -> Response<Bytes> {
    document::page(status, title, None, el("main").child(el("h1").text(title)).child(el("p").text(text)))
}
