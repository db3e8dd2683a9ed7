//! The library as its callers see it: requests in, responses out. One binary, one file for each subject.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on should say so at once"
)]

mod account;
mod available_times;
mod booking_page;
mod client;
mod direct_booking;
mod limits;
mod properties;
mod refusals;
mod resources;
mod webhooks;
