//! What the widget asks of the edge. The trait names the questions; `fetch` is the browser's way to ask them.

pub mod fetch;
mod json;

use crate::core::{
    flow::{Access, Wish},
    message::Failure,
};
use shared::{
    booking::{BookingRequest, BookingResponse},
    config::Config,
    hold::{HoldRequest, HoldResponse},
    slots::{DayRange, SlotsResponse},
    timezone::TimezonesResponse,
};
use wasm_bindgen::JsValue;

/// An answer to an attempt to book, of which is known so far whether it is yes.
#[derive(Debug)]
pub struct Answer(Result<JsValue, Failure>);

/// The edge's routes as far as the widget uses them. Each answer is whole or a [`Failure`]; nothing is
/// retried here, because only the flow knows whether that is safe.
pub trait Client {
    /// `GET /v1/config`.
    async fn config(&self) -> Result<Config, Failure>;

    /// `GET /v1/event-types/{slug}/slots`; without a range the edge's own default.
    async fn slots(&self, slug: &str, zone: &str, range: Option<DayRange>) -> Result<SlotsResponse, Failure>;

    /// `GET /v1/timezones`.
    async fn timezones(&self) -> Result<TimezonesResponse, Failure>;

    /// `POST /v1/bookings` under an `Idempotency-Key`. What the answer says is read by [`Answer::of_booking`].
    async fn book(&self, key: &str, request: &BookingRequest) -> Result<Answer, Failure>;

    /// What is wished of a booking that exists; `key` is for a move. Each answer is told like that of a booking.
    async fn manage(&self, access: &Access, wish: &Wish, key: &str) -> Result<BookingResponse, Failure>;

    /// `POST /v1/holds`.
    async fn hold(&self, request: &HoldRequest) -> Result<HoldResponse, Failure>;

    /// `POST /v1/holds/{id}/release`. It is on its way when this returns, and outlives the page.
    fn release(&self, id: &str);
}
