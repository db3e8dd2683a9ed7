//! The contract between Openslot's widget and its edge proxy, and the pure rules that both sides follow.
//!
//! A type lives here when both sides must agree on it; a type with one consumer lives with that consumer.
//! Nothing here does IO, reads a clock, knows a browser, a Worker or a framework: dates, zones and
//! settings enter as values, so that every rule is tested in microseconds.
#![warn(missing_docs)]

mod advice;
pub mod attribution;
pub mod booking;
pub mod calendar;
pub mod config;
pub mod day;
pub mod deep_link;
pub mod event_type;
pub mod hold;
pub mod instant;
pub mod link;
pub mod merge;
pub mod problem;
pub mod slots;
pub mod timezone;
pub mod validation;
pub mod windows;

/// The largest request body the edge reads, in bytes. Longer ones get a `body-too-large` problem. Ten answers of the
/// greatest length fit into it in any script, so that no form is accepted whose body is not.
pub const MAX_BODY_BYTES: usize = 512 * 1024;
