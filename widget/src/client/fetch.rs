//! Asking the edge with the browser's `fetch`. Reads problem documents (RFC 9457); whatever else is not the
//! answer that the contract promises counts as no answer.

use super::{Answer, Client, json};
use crate::{
    core::{
        flow::{Access, Wish},
        message::Failure,
    },
    host::property,
};
use gloo_net::http::{Request, RequestBuilder};
use js_sys::Reflect;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use shared::{
    booking::{Booking, BookingRequest, BookingResponse, Previous},
    config::Config,
    hold::{HoldRequest, HoldResponse},
    slots::{DayRange, SlotsResponse},
    timezone::TimezonesResponse,
};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortSignal, RequestInit};

/// How long an answer may take, in milliseconds.
const PATIENCE: u32 = 15_000;

/// An edge at an origin, and the answers that the loader has asked for already.
pub struct FetchClient {
    api: String,
    early_config: RefCell<Option<js_sys::Promise>>,
    early_slots: RefCell<Option<EarlySlots>>,
}

struct EarlySlots {
    slug: String,
    zone: String,
    answer: js_sys::Promise,
}

impl FetchClient {
    /// A client for `api`, e.g. `https://book.example.com`. `boot` is what the loader hands over: promises of
    /// `{status, body}` in `config` and `slots`, and the `slug` and `zone` that the latter is about.
    pub fn new(api: &str, boot: &JsValue) -> Self {
        let promise = |name: &str| property(boot, name).dyn_into::<js_sys::Promise>().ok();
        let word = |name: &str| property(boot, name).as_string();
        let early_slots = promise("slots")
            .zip(word("slug").zip(word("zone")))
            .map(|(answer, (slug, zone))| EarlySlots { slug, zone, answer });
        Self {
            api: api.trim_end_matches('/').to_owned(),
            early_config: RefCell::new(promise("config")),
            early_slots: RefCell::new(early_slots),
        }
    }

    fn address(&self, path: &[&str]) -> String {
        self.api.clone() + &path.concat()
    }
}

impl Client for FetchClient {
    async fn config(&self) -> Result<Config, Failure> {
        let early = self.early_config.borrow_mut().take();
        match early {
            Some(answer) => early_answer(answer).await,
            None => get(&self.address(&["/v1/config"])).await,
        }
    }

    async fn slots(&self, slug: &str, zone: &str, range: Option<DayRange>) -> Result<SlotsResponse, Failure> {
        let early = self.early_slots.borrow_mut().take();
        if let Some(early) = early.filter(|early| range.is_none() && early.slug == slug && early.zone == zone)
        {
            return early_answer(early.answer).await;
        }
        let (slug, zone) = (encode(slug), encode(zone));
        let days =
            range.map(|range| ["&from=", &range.from.to_string(), "&to=", &range.to.to_string()].concat());
        let days = days.unwrap_or_default();
        get(&self.address(&["/v1/event-types/", &slug, "/slots?timezone=", &zone, &days])).await
    }

    async fn timezones(&self) -> Result<TimezonesResponse, Failure> {
        get(&self.address(&["/v1/timezones"])).await
    }

    async fn book(&self, key: &str, request: &BookingRequest) -> Result<Answer, Failure> {
        let post = Request::post(&self.address(&["/v1/bookings"])).header("Idempotency-Key", key);
        let (status, body) = send(with_body(post, request)?).await?;
        Ok(Answer(status, body))
    }

    async fn manage(&self, access: &Access, wish: &Wish, key: &str) -> Result<BookingResponse, Failure> {
        let id = encode(&access.id);
        let address = |action| self.address(&["/v1/bookings/", &id, action]);
        let bearer = ["Bearer ", &access.token].concat();
        let opened = |request: RequestBuilder| request.header("Authorization", &bearer);
        let request = match wish {
            Wish::Read { .. } => patient(opened(Request::get(&address("")))).build(),
            Wish::Cancel(body) => Ok(with_body(opened(Request::post(&address("/cancel"))), body)?),
            Wish::Move(_, body) => {
                let post = opened(Request::post(&address("/reschedule"))).header("Idempotency-Key", key);
                Ok(with_body(post, body)?)
            }
        };
        let (status, body) = send(request.map_err(|_| Failure::Unreachable)?).await?;
        read(status, &body).map(Booked::confirmed)
    }

    async fn hold(&self, request: &HoldRequest) -> Result<HoldResponse, Failure> {
        let (status, body) = send(with_body(Request::post(&self.address(&["/v1/holds"])), request)?).await?;
        read(status, &body)
    }

    fn release(&self, id: &str) {
        let address = self.address(&["/v1/holds/", &encode(id), "/release"]);
        // Without a body and a header of ours no browser asks for permission first, for which a page that is left has
        // no time. A beacon would bring cookies along, and hide where it comes from where the page says no referrer.
        let Ok(request) = Request::post(&address).build() else { return };
        let Some(window) = web_sys::window() else { return };
        let init = RequestInit::new();
        let _ = Reflect::set(&init, &"keepalive".into(), &JsValue::TRUE);
        let sent = window.fetch_with_request_and_init(&request.into(), &init);
        spawn_local(async move { drop(JsFuture::from(sent).await) });
    }
}

impl Answer {
    /// What became of an attempt to book.
    #[inline(never)]
    pub fn of_booking(self) -> Result<BookingResponse, Failure> {
        let Self(status, body) = self;
        // The tag is read first: reading it inside the type would need a second, buffering reader.
        match json::word(&body, "status").as_deref() {
            Some("confirmed") => read(status, &body).map(Booked::confirmed),
            Some("link") => read(status, &body).map(BookingResponse::Link),
            _ => Err(refusal(&body)),
        }
    }
}

/// Every answer that tells of a booking, without its tag.
#[derive(Deserialize)]
struct Booked {
    booking: Box<Booking>,
    #[serde(default)]
    manage_token: Option<String>,
    #[serde(default)]
    previous: Option<Previous>,
}

impl Booked {
    fn confirmed(self) -> BookingResponse {
        let Self { booking, manage_token, previous } = self;
        BookingResponse::Confirmed { booking, manage_token, previous }
    }
}

fn encode(part: &str) -> String {
    js_sys::encode_uri_component(part).into()
}

/// The same request with an end to its patience.
fn patient(request: RequestBuilder) -> RequestBuilder {
    request.abort_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)))
}

fn with_body(request: RequestBuilder, body: &impl Serialize) -> Result<Request, Failure> {
    let body = serde_json::to_string(body).map_err(|_| Failure::Unreachable)?;
    let request = patient(request).header("Content-Type", "application/json");
    request.body(body).map_err(|_| Failure::Unreachable)
}

/// Status and body of the answer.
async fn send(request: Request) -> Result<(u16, String), Failure> {
    let response = request.send().await.map_err(|_| Failure::Unreachable)?;
    let body = response.text().await.map_err(|_| Failure::Unreachable)?;
    Ok((response.status(), body))
}

async fn get<T: DeserializeOwned>(address: &str) -> Result<T, Failure> {
    let request = patient(Request::get(address)).build().map_err(|_| Failure::Unreachable)?;
    let (status, body) = send(request).await?;
    read(status, &body)
}

/// What the loader asked for before this code was there.
async fn early_answer<T: DeserializeOwned>(answer: js_sys::Promise) -> Result<T, Failure> {
    let answer = JsFuture::from(answer).await.map_err(|_| Failure::Unreachable)?;
    let body = property(&answer, "body").as_string().unwrap_or_default();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an HTTP status")]
    let status = property(&answer, "status").as_f64().unwrap_or_default() as u16;
    read(status, &body)
}

fn read<T: DeserializeOwned>(status: u16, body: &str) -> Result<T, Failure> {
    if (200..300).contains(&status) {
        return json::read(body).map_err(|_| Failure::Unreachable);
    }
    Err(refusal(body))
}

fn refusal(body: &str) -> Failure {
    json::read(body).map_or(Failure::Unreachable, |problem| Failure::Refused(Box::new(problem)))
}
