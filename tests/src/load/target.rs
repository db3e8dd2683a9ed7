//! An address that can be asked: plain HTTP, on this machine or another.

use anyhow::{Context as _, ensure};
use http::Uri;
use std::str::FromStr;

/// Where to connect to and what to ask there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// `host:port`.
    pub(super) authority: String,
    /// Path and query.
    pub(super) path: Uri,
}

impl FromStr for Target {
    type Err = anyhow::Error;

    fn from_str(url: &str) -> anyhow::Result<Self> {
        let uri: Uri = url.parse().with_context(|| format!("{url} is no address"))?;
        ensure!(uri.scheme_str() == Some("http"), "{url} does not begin with http://");
        let host = uri.host().with_context(|| format!("{url} names no host"))?;
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        Ok(Self { authority: format!("{host}:{}", uri.port_u16().unwrap_or(80)), path: path.parse()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, expected: Option<(&str, &str)>) {
        let found = url.parse::<Target>().ok();
        let found = found.as_ref().map(|target| (target.authority.as_str(), target.path.to_string()));
        assert_eq!(found, expected.map(|(authority, path)| (authority, path.to_owned())), "{url}");
    }

    #[test]
    fn an_address_is_a_place_and_a_path() {
        check("http://127.0.0.1:8787/v1/a?b=c", Some(("127.0.0.1:8787", "/v1/a?b=c")));
        check("http://localhost", Some(("localhost:80", "/")));
        check("http://[::1]:9/", Some(("[::1]:9", "/")));
        check("https://127.0.0.1/", None);
        check("/v1/a", None);
    }
}
