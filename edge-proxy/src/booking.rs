//! Booking: validate, re-use an earlier answer, book directly, or hand over a link. Never twice.

mod attempt;
mod confirm;
mod manage_token;
mod replay;

pub(crate) use attempt::create;
pub(crate) use replay::IdempotencyKey;
