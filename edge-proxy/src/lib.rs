//! Openslot's edge proxy: it alone holds the Calendly token, fetches slots in windows, caches them, books.
//!
//! Everything that decides anything is written against the [`platform::Platform`] trait and runs natively
//! in tests. Only `entry` and `workers` know that a Cloudflare Worker exists.

pub mod app;
pub mod database;
pub mod desk;
pub mod gate;
pub mod guard;
pub mod memory;
pub mod platform;
pub mod records;
pub mod router;
pub mod secret;
pub mod settings;
pub mod storage;
pub mod visitor;

mod booking;
mod calendly;
mod catalogue;
mod context;
mod entry;
mod error;
mod etag;
mod extract;
mod flight;
mod health;
mod holds;
mod links;
mod middleware;
mod origin;
mod owner;
mod packed;
mod routes;
mod slots;
mod timezones;
mod workers;
