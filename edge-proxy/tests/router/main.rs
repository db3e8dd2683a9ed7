//! The whole router, run natively against the sandbox library: no socket, no Worker, time that stands
//! still unless somebody waits. One binary; each module is one subject.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may end with a panic"
)]

mod attribution;
mod bookings;
mod caching;
mod calendar_files;
mod canceling;
mod complete;
mod crowd;
mod database;
mod desk;
mod doubt;
mod elsewhere;
mod failures;
mod faults;
mod forms;
mod guard;
mod held;
mod herd;
mod holds;
mod hour;
mod keys;
mod kv;
mod limits;
mod links;
mod lists;
mod manage;
mod moves;
mod objects;
mod offers;
mod origins;
mod payments;
mod platform;
mod recording;
mod records;
mod refusals;
mod refused;
mod requests;
mod rescheduling;
mod schema;
mod secrets;
mod siteverify;
mod slots;
mod timezones;
mod trouble;
