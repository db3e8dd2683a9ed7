//! The Durable Object that holds the demo's Calendly account: the sandbox library, a clock and storage.

use super::{
    demo::{PUBLIC_ORIGIN, SIGNING_KEY_PATH},
    exchange,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use chrono::DateTime;
use core::{cell::RefCell, fmt};
use http::Request;
use sandbox::{Options, Plan, Sandbox};
use worker::{DurableObject, Env, State, durable_object};

const STATE: &str = "sandbox:1";
const KEY: &str = "signing-key";
/// Storage takes values of at most 2 MiB. A demo that has grown this large, after some thousand bookings,
/// begins anew.
const MAX_STATE: usize = 1_900_000;

/// The demo's account: on the plan whose booking limits a crowd of curious visitors does not reach.
fn options(public_url: Option<String>) -> Options {
    let options = Options { plan: Plan::Enterprise, ..Options::default() };
    match public_url {
        Some(public_url) => Options { public_url, ..options },
        None => options,
    }
}

/// The demo's account. One object, one thread: two bookings of one slot cannot both succeed.
#[durable_object]
pub struct SandboxAccount {
    state: State,
    /// The account as storage has it; read at the first request after the object woke.
    account: RefCell<Option<Sandbox>>,
}

impl fmt::Debug for SandboxAccount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SandboxAccount").finish_non_exhaustive()
    }
}

impl DurableObject for SandboxAccount {
    fn new(state: State, _env: Env) -> Self {
        Self { state, account: RefCell::new(None) }
    }

    async fn fetch(&self, mut request: worker::Request) -> worker::Result<worker::Response> {
        if request.path() == SIGNING_KEY_PATH {
            return worker::Response::ok(self.signing_key().await?);
        }
        let body = request.bytes().await.unwrap_or_default();
        let request = to_http(&request, body)?;
        let origin =
            request.headers().get(PUBLIC_ORIGIN).and_then(|value| value.to_str().ok()).map(str::to_owned);
        self.wake().await?;
        let (response, changed) = self.handle(&request, origin)?;
        if let Some(text) = changed {
            self.state.storage().put(STATE, text).await?;
        }
        exchange::to_worker_response(response)
    }
}

impl SandboxAccount {
    /// Reads the account from storage unless it is in memory already.
    async fn wake(&self) -> worker::Result<()> {
        if self.account.borrow().is_some() {
            return Ok(());
        }
        let stored = self.state.storage().get::<String>(STATE).await?;
        // What an older version of the sandbox wrote may be unreadable: the demo then begins anew.
        let account = stored.and_then(|text| serde_json::from_str(&text).ok());
        // Another request may have come first while storage was read; what it did must not be undone.
        self.account
            .borrow_mut()
            .get_or_insert_with(|| account.unwrap_or_else(|| Sandbox::new(options(None))));
        Ok(())
    }

    /// Lets the account answer, and gives what must be stored if the request was not a mere reading.
    /// Nothing is awaited here, so that no other request comes in between.
    fn handle(
        &self,
        request: &Request<Bytes>,
        origin: Option<String>,
    ) -> worker::Result<(http::Response<Bytes>, Option<String>)> {
        let mut cell = self.account.borrow_mut();
        let mut account = cell.take().unwrap_or_else(|| Sandbox::new(options(None)));
        if let Some(public_url) = origin.filter(|origin| *origin != account.options().public_url) {
            account = account.with_options(options(Some(public_url)));
        }
        let now =
            DateTime::from_timestamp_millis(i64::try_from(worker::Date::now().as_millis()).unwrap_or(0));
        let response = account.handle(request, now.unwrap_or_default());
        // Nobody can subscribe from outside the object, so there is nobody to deliver to.
        drop(account.take_deliveries());
        let is_read = request.method() == http::Method::GET;
        let mut changed = (!is_read).then(|| serde_json::to_string(&account)).transpose();
        if matches!(&changed, Ok(Some(text)) if text.len() > MAX_STATE) {
            account = Sandbox::new(account.options().clone());
            changed = serde_json::to_string(&account).map(Some);
        }
        *cell = Some(account);
        Ok((response, changed.map_err(|error| worker::Error::RustError(error.to_string()))?))
    }

    async fn signing_key(&self) -> worker::Result<String> {
        if let Some(key) = self.state.storage().get::<String>(KEY).await? {
            return Ok(key);
        }
        let key = URL_SAFE_NO_PAD.encode([exchange::random_bytes(), exchange::random_bytes()].concat());
        self.state.storage().put(KEY, &key).await?;
        Ok(key)
    }
}

fn to_http(request: &worker::Request, body: Vec<u8>) -> worker::Result<Request<Bytes>> {
    let method = request.method().to_string();
    let mut converted = Request::builder().method(method.as_str()).uri(request.url()?.as_str());
    for (name, value) in request.headers() {
        converted = converted.header(name, value);
    }
    converted.body(Bytes::from(body)).map_err(|error| worker::Error::RustError(error.to_string()))
}
