//! What the edge itself knows of whoever asks, before anything they say.
//!
//! Whoever runs the router puts it into the request's extensions or headers; nothing here knows how it came to be
//! known.

use axum::extract::FromRequestParts;
use core::{convert::Infallible, net::IpAddr};
use http::{HeaderName, header, request::Parts, uri::Authority};
use serde::{Deserialize, Serialize};

/// The zone that the visitor's address suggests: Cloudflare's guess, which may be missing, wrong or no zone
/// at all. It is only ever a default for what was not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdgeTimezone(pub String);

/// The header that Cloudflare writes over whatever the sender put there.
const ADDRESS: HeaderName = HeaderName::from_static("cf-connecting-ip");

/// Where a request came from and which host it was sent to. It can be handed on to an object that does not see
/// the request itself; the address belongs into no log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Caller {
    /// The sender's address; none on a developer's machine.
    pub(crate) address: Option<IpAddr>,
    /// The deployment's own host, without a port.
    pub(crate) host: Option<String>,
}

impl Caller {
    fn of(parts: &Parts) -> Self {
        let text = |name| parts.headers.get(name)?.to_str().ok();
        let authority = parts.uri.authority().map(Authority::as_str).or_else(|| text(header::HOST));
        let authority = authority.and_then(|authority| authority.parse::<Authority>().ok());
        Self {
            address: text(ADDRESS).and_then(|address| address.trim().parse().ok()),
            host: authority.map(|authority| authority.host().to_ascii_lowercase()),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(uri: &str, headers: &[(&str, &str)], address: Option<&str>, host: Option<&str>) {
        let mut request = http::Request::get(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (parts, ()) = request.body(()).unwrap().into_parts();
        let expected = Caller {
            address: address.map(|address| address.parse().unwrap()),
            host: host.map(str::to_owned),
        };
        assert_eq!(Caller::of(&parts), expected);
    }

    #[test]
    fn the_address_is_cloudflares_word_and_the_host_the_deployments_own() {
        let address = ("cf-connecting-ip", "203.0.113.7");
        check("https://book.example.com/", &[address], Some("203.0.113.7"), Some("book.example.com"));
        check("/v1/bookings", &[("host", "Book.example.com:8443")], None, Some("book.example.com"));
        check("/", &[("x-forwarded-for", "203.0.113.7")], None, None);
        check("/", &[("cf-connecting-ip", " 2001:db8::1 ")], Some("2001:db8::1"), None);
        check("/", &[("cf-connecting-ip", "unknown")], None, None);
    }
}
