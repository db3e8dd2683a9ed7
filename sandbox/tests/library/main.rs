//! The library as its callers see it: requests in, responses out. One binary, one file for each subject.

mod account;
mod available_times;
mod client;
mod direct_booking;
mod refusals;
