//! The library as its callers see it: requests in, responses out. One binary, one file for each subject.

mod account;
mod available_times;
mod booking_page;
mod client;
mod direct_booking;
mod properties;
mod refusals;
mod resources;
mod webhooks;
