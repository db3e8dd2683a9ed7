//! Asking the edge. Reads problem documents (RFC 9457); whatever else is not the
//! answer that the contract promises counts as no answer.

use super::{Answer, Client, json};
use crate::{
    core::{
        flow::{Access, Wish},
        message::Failure,
        reading::contract::Booked,
        writing::write,
    },
    host::property,
};
use gloo_net::http::{Method, Request, RequestBuilder};
use js_sys::{Object, Promise, Reflect};
use shared::{
    booking::{BookingRequest, BookingResponse},
    config::Config,
    hold::{HoldRequest, HoldResponse},
    slots::{DayRange, SlotsResponse},
    timezone::TimezonesResponse,
};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::AbortSignal;

/// How long an answer may take, in milliseconds.
const PATIENCE: u32 = 15_000;

/// An edge at an origin, and the answers that the loader has asked for already.
pub struct FetchClient {
    api: String,
    early_config: RefCell<Option<Promise>>,
    early_slots: RefCell<Option<EarlySlots>>,
}

struct EarlySlots {
    slug: String,
    zone: String,
    answer: Promise,
}

impl FetchClient {
    /// A client for `api`, e.g. `https://book.example.com`. `boot` is what the loader hands over: promises of
    /// `{status, body}` in `config` and `slots`, and the `slug` and `zone` that the latter is about.
    pub fn new(api: &str, boot: &JsValue) -> Self {
        let promise = |name: &str| property(boot, name).dyn_into::<Promise>().ok();
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

    fn get(&self, path: &[&str]) -> Asked {
        self.ask(Method::GET, path, &[], None)
    }

    fn post(&self, path: &[&str], headers: &[(&str, &str)], body: String) -> Asked {
        self.ask(Method::POST, path, headers, Some(body))
    }

    /// A request with an end to its patience.
    fn ask(&self, method: Method, path: &[&str], headers: &[(&str, &str)], body: Option<String>) -> Asked {
        let mut request = RequestBuilder::new(&self.address(path)).method(method);
        request = request.abort_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
        for (name, value) in headers {
            request = request.header(name, value);
        }
        Asked::Now(match body {
            Some(body) => request.header("Content-Type", "application/json").body(body),
            None => request.build(),
        })
    }

    fn address(&self, path: &[&str]) -> String {
        self.api.clone() + &path.concat()
    }
}

/// What is waited for.
enum Asked {
    /// What the loader has asked for before this code was there: a promise of `{status, body}`.
    Early(Promise),
    Now(Result<Request, gloo_net::Error>),
}

impl Client for FetchClient {
    async fn config(&self) -> Result<Config, Failure> {
        let early = self.early_config.borrow_mut().take();
        answer(early.map_or_else(|| self.get(&["/v1/config"]), Asked::Early)).await.and_then(json::read)
    }

    async fn slots(&self, slug: &str, zone: &str, range: Option<DayRange>) -> Result<SlotsResponse, Failure> {
        let early = self.early_slots.borrow_mut().take();
        let early = early.filter(|early| range.is_none() && early.slug == slug && early.zone == zone);
        let asked = if let Some(early) = early {
            Asked::Early(early.answer)
        } else {
            let days = range
                .map(|range| ["&from=", &range.from.to_string(), "&to=", &range.to.to_string()].concat());
            let (slug, zone, days) = (encode(slug), encode(zone), days.unwrap_or_default());
            self.get(&["/v1/event-types/", &slug, "/slots?timezone=", &zone, &days])
        };
        answer(asked).await.and_then(json::read)
    }

    async fn timezones(&self) -> Result<TimezonesResponse, Failure> {
        answer(self.get(&["/v1/timezones"])).await.and_then(json::read)
    }

    async fn book(&self, key: &str, request: &BookingRequest) -> Result<Answer, Failure> {
        let asked = self.post(&["/v1/bookings"], &[("Idempotency-Key", key)], write(request));
        match answer(asked).await {
            Err(Failure::Unreachable) => Err(Failure::Unreachable),
            said => Ok(Answer(said)),
        }
    }

    async fn manage(&self, access: &Access, wish: &Wish, key: &str) -> Result<BookingResponse, Failure> {
        let id = encode(&access.id);
        let path = |action| ["/v1/bookings/", &id, action];
        let bearer = ["Bearer ", &access.token].concat();
        let opens = ("Authorization", bearer.as_str());
        let asked = match wish {
            Wish::Read { .. } => self.ask(Method::GET, &path(""), &[opens], None),
            Wish::Cancel(body) => self.post(&path("/cancel"), &[opens], write(body)),
            Wish::Move(_, body) => {
                self.post(&path("/reschedule"), &[opens, ("Idempotency-Key", key)], write(body))
            }
        };
        answer(asked).await.and_then(json::read).map(Booked::confirmed)
    }

    async fn hold(&self, request: &HoldRequest) -> Result<HoldResponse, Failure> {
        answer(self.post(&["/v1/holds"], &[], write(request))).await.and_then(json::read)
    }

    fn release(&self, id: &str) {
        // Without a body and a header of ours no browser asks for permission first, for which a page that is left has
        // no time. A beacon would bring cookies along, and hide where it comes from where the page says no referrer.
        let Some(window) = web_sys::window() else { return };
        let init = Object::new();
        set(&init, "method", &"POST".into());
        set(&init, "keepalive", &JsValue::TRUE);
        let address = self.address(&["/v1/holds/", &encode(id), "/release"]);
        let sent = window.fetch_with_str_and_init(&address, init.unchecked_ref());
        spawn_local(async move { drop(JsFuture::from(sent).await) });
    }
}

impl Answer {
    /// Whether something was booked, or a link to do so made.
    pub fn is_yes(&self) -> bool {
        self.0.is_ok()
    }

    /// What became of an attempt to book.
    #[inline(never)]
    pub fn of_booking(self) -> Result<BookingResponse, Failure> {
        self.0.and_then(json::read)
    }
}

fn encode(part: &str) -> String {
    js_sys::encode_uri_component(part).into()
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Nothing stands in the way of a property of an object of one's own.
    let _ = Reflect::set(object, &name.into(), value);
}

/// What the edge answers, as parsed JSON, if it says yes. Not generic, so that it is there once and not for each type.
async fn answer(asked: Asked) -> Result<JsValue, Failure> {
    let (is_yes, text) = match asked {
        Asked::Early(promise) => early(promise).await,
        Asked::Now(request) => now(request).await.ok(),
    }
    .ok_or(Failure::Unreachable)?;
    let body = json::parse(&text).ok_or(Failure::Unreachable)?;
    if is_yes {
        return Ok(body);
    }
    Err(json::read(body).map_or_else(|failure| failure, |problem| Failure::Refused(Box::new(problem))))
}

async fn early(promise: Promise) -> Option<(bool, String)> {
    let answer = JsFuture::from(promise).await.ok()?;
    let status = property(&answer, "status").as_f64()?;
    Some(((200.0..300.0).contains(&status), property(&answer, "body").as_string()?))
}

async fn now(request: Result<Request, gloo_net::Error>) -> Result<(bool, String), gloo_net::Error> {
    let response = request?.send().await?;
    Ok((response.ok(), response.text().await?))
}
