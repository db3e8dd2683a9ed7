//! A faithful Calendly API v2: requests go in, responses come out, and time is an argument. Performs no IO, reads
//! no clock and has no randomness of its own, so the same calls always give the same answers. With the feature
//! `server` there is also a native server around it, which has all of these.

mod account;
mod api;
mod availability;
mod booking;
mod call;
mod chance;
mod error;
mod limits;
mod links;
mod moment;
mod options;
mod page;
mod pagination;
mod reply;
mod sandbox;
#[cfg(feature = "server")]
pub mod server;
mod service;
mod state;
mod uri;
mod webhooks;

pub use account::host::HOST_SLUG;
pub use options::{DEMO_TOKEN, Options, Plan, Scopes, Token, Validity};
pub use sandbox::Sandbox;
pub use webhooks::Delivery;
