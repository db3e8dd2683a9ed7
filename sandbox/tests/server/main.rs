//! The native server over real sockets: control, journal, faults, webhook deliveries.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on should say so at once"
)]

mod control;
mod faults;
mod peer;
mod program;
