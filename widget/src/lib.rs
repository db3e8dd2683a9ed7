//! Openslot's booking widget: a visitor chooses one of the owner's real Calendly times, in the owner's page.
//!
//! `core` decides, `components` shows, `hooks` joins the two, and `host`, `client` and `embed` are the only
//! parts that know a browser; they exist in the browser build (`csr`) alone. Nothing here panics: a panic
//! would end every widget on somebody else's page.
// A view's type nests as deep as its markup.
#![recursion_limit = "256"]
#![allow(
    unreachable_pub,
    clippy::needless_pass_by_value,
    reason = "`#[component]` exports its props and takes them by value"
)]
#![allow(missing_debug_implementations, reason = "`#[component]` props hold signals and callbacks")]

pub mod components;
pub mod core;
pub mod hooks;
pub mod text;

#[cfg(feature = "csr")]
mod client;
#[cfg(feature = "csr")]
pub mod embed;
#[cfg(feature = "csr")]
mod host;

/// What a widget keeps is little and short-lived, and every byte of the allocator is downloaded.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
