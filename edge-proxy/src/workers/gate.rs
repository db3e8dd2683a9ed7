//! The gate as a Durable Object: one object for each token, whose storage is the gate's.

use super::Workers;
use crate::{
    gate::{Gate as Core, Storage},
    platform::TransportError,
    settings::Settings,
};
use core::{cell::OnceCell, fmt};
use std::{rc::Rc, sync::Arc};
use worker::{
    DurableObject, Env, Method, Request, RequestInit, Response, State, durable_object,
    send::{SendFuture, SendWrapper},
};

/// The binding in `wrangler.toml`.
const BINDING: &str = "GATE";
/// Tells the object under which origin the demo's pages are reached.
const ORIGIN: &str = "x-openslot-origin";

/// Asks the gate of that name. An object that was restarted under the question is asked once more.
pub(super) async fn ask(
    env: &Env,
    name: &str,
    demo_origin: Option<&str>,
    question: &str,
) -> Result<String, TransportError> {
    let mut last = None;
    for _ in 0..2 {
        match ask_once(env, name, demo_origin, question).await {
            Ok(answer) => return Ok(answer),
            Err(error) => last = Some(error),
        }
    }
    if let Some(error) = last {
        worker::console_error!("the gate did not answer: {error}");
    }
    Err(TransportError::Broken)
}

async fn ask_once(
    env: &Env,
    name: &str,
    demo_origin: Option<&str>,
    question: &str,
) -> worker::Result<String> {
    let mut init = RequestInit::new();
    init.with_method(Method::Post).with_body(Some(question.into()));
    let request = Request::new_with_init("https://gate.invalid/", &init)?;
    if let Some(origin) = demo_origin {
        request.headers().set(ORIGIN, origin)?;
    }
    let mut response = env.durable_object(BINDING)?.get_by_name(name)?.fetch_with_request(request).await?;
    let text = response.text().await?;
    match response.status_code() {
        200 => Ok(text),
        status => Err(worker::Error::RustError(format!("status {status}"))),
    }
}

/// The object.
#[durable_object]
pub struct Gate {
    state: Rc<State>,
    env: Env,
    core: OnceCell<Core<ObjectStorage>>,
}

impl fmt::Debug for Gate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Gate").finish_non_exhaustive()
    }
}

impl DurableObject for Gate {
    fn new(state: State, env: Env) -> Self {
        Self { state: Rc::new(state), env, core: OnceCell::new() }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        let question = request.text().await?;
        let core = self.core.get_or_init(|| {
            let (settings, _) = Settings::read(|name| self.env.var(name).ok().map(|value| value.to_string()));
            Core::new(Arc::new(settings), ObjectStorage(Arc::new(SendWrapper::new(self.state.clone()))))
        });
        let origin = request.headers().get(ORIGIN)?;
        let platform = Workers::of_object(self.env.clone(), self.state.clone(), origin);
        match core.answer(&platform, &question).await {
            Some(answer) => Response::ok(answer),
            None => Response::error("not a question", 400),
        }
    }
}

/// The object's own storage.
#[derive(Clone, Debug)]
struct ObjectStorage(Arc<SendWrapper<Rc<State>>>);

impl Storage for ObjectStorage {
    fn list(&self, prefix: String) -> impl Future<Output = Vec<(String, String)>> + Send {
        let this = self.clone();
        SendFuture::new(async move {
            let options = worker::ListOptions::new().prefix(&prefix);
            let found = match this.0.storage().list_with_options(options).await {
                Ok(found) => found,
                Err(error) => {
                    worker::console_error!("the gate's storage could not be read: {error}");
                    return Vec::new();
                }
            };
            let mut kept = Vec::new();
            found.for_each(&mut |value, key| {
                kept.extend(key.as_string().zip(value.as_string()));
            });
            kept
        })
    }

    fn put(&self, key: String, value: String) -> impl Future<Output = ()> + Send {
        let this = self.clone();
        SendFuture::new(async move {
            if let Err(error) = this.0.storage().put(&key, value).await {
                worker::console_error!("the gate's storage could not be written: {error}");
            }
        })
    }

    fn remove(&self, key: String) -> impl Future<Output = ()> + Send {
        let this = self.clone();
        SendFuture::new(async move {
            if let Err(error) = this.0.storage().delete(&key).await {
                worker::console_error!("the gate's storage could not be written: {error}");
            }
        })
    }
}
