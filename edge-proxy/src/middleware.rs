//! What happens to every request, whichever route it takes.

mod cors;
mod observe;

pub(crate) use cors::cors;
pub(crate) use observe::observe;
