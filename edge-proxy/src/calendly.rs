//! Calendly's API v2, in our words. Requests are built and answers are read by pure functions; only
//! `client` sends, and only through the platform. Nothing outside this folder knows Calendly's JSON.

mod client;
mod error;
mod governor;
mod refusal;
mod requests;
mod responses;
mod wire;

pub(crate) use client::Client;
pub(crate) use error::CalendlyError;
pub(crate) use governor::{Governor, Health, lock};
pub(crate) use refusal::Refusal;
pub(crate) use requests::{Calendars, NewInvitee};
pub(crate) use responses::{AvailableTime, BookedEvent, BookedInvitee, FilledIn, Owner};
