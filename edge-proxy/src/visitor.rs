//! What the edge itself knows of whoever asks, before anything they say.
//!
//! Whoever runs the router puts it into the request's extensions; nothing here knows how it came to be known.

/// The zone that the visitor's address suggests: Cloudflare's guess, which may be missing, wrong or no zone
/// at all. It is only ever a default for what was not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdgeTimezone(pub String);
