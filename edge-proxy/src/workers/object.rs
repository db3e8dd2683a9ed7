//! What gate and desk have in common as Durable Objects: how they are asked, and their storage.

use crate::{
    platform::{Class, TransportError},
    storage::Storage,
};
use chrono::{DateTime, Utc};
use std::{rc::Rc, sync::Arc};
use worker::{
    Env, Method, Request, RequestInit, State,
    send::{SendFuture, SendWrapper},
};

/// Tells the object under which origin the demo's pages are reached.
const ORIGIN: &str = "x-openslot-origin";

/// The binding in `wrangler.toml`.
fn binding(class: Class) -> &'static str {
    match class {
        Class::Gate => "GATE",
        Class::Desk => "DESK",
    }
}

/// Asks the object of that class and name. One that was restarted under the question is asked once more: both
/// classes know what they have been asked before.
pub(super) async fn ask(
    env: &Env,
    class: Class,
    name: &str,
    demo_origin: Option<&str>,
    question: &str,
) -> Result<String, TransportError> {
    let mut last = None;
    for _ in 0..2 {
        match ask_once(env, class, name, demo_origin, question).await {
            Ok(answer) => return Ok(answer),
            Err(error) => last = Some(error),
        }
    }
    if let Some(error) = last {
        worker::console_error!("{} did not answer: {error}", binding(class));
    }
    Err(TransportError::Broken)
}

async fn ask_once(
    env: &Env,
    class: Class,
    name: &str,
    demo_origin: Option<&str>,
    question: &str,
) -> worker::Result<String> {
    let mut init = RequestInit::new();
    init.with_method(Method::Post).with_body(Some(question.into()));
    let request = Request::new_with_init("https://object.invalid/", &init)?;
    if let Some(origin) = demo_origin {
        request.headers().set(ORIGIN, origin)?;
    }
    let object = env.durable_object(binding(class))?.get_by_name(name)?;
    let mut response = object.fetch_with_request(request).await?;
    let text = response.text().await?;
    match response.status_code() {
        200 => Ok(text),
        status => Err(worker::Error::RustError(format!("status {status}"))),
    }
}

/// The origin under which the demo's pages are reached, as [`ask`] sent it.
pub(super) fn demo_origin(request: &Request) -> Option<String> {
    request.headers().get(ORIGIN).ok().flatten()
}

/// An object's own storage.
#[derive(Clone, Debug)]
pub(super) struct ObjectStorage(Arc<SendWrapper<Rc<State>>>);

impl ObjectStorage {
    pub(super) fn new(state: Rc<State>) -> Self {
        Self(Arc::new(SendWrapper::new(state)))
    }
}

fn complain(error: &worker::Error) {
    worker::console_error!("an object's storage failed: {error}");
}

impl Storage for ObjectStorage {
    fn list(&self, prefix: String) -> impl Future<Output = Vec<(String, String)>> + Send {
        let this = self.clone();
        SendFuture::new(async move {
            let options = worker::ListOptions::new().prefix(&prefix);
            let mut kept = Vec::new();
            match this.0.storage().list_with_options(options).await {
                Ok(found) => found.for_each(&mut |value, key| {
                    kept.extend(key.as_string().zip(value.as_string()));
                }),
                Err(error) => complain(&error),
            }
            kept
        })
    }

    fn get(&self, key: String) -> impl Future<Output = Option<String>> + Send {
        let this = self.clone();
        SendFuture::new(async move {
            let found = this.0.storage().get::<String>(&key).await;
            found.inspect_err(complain).ok().flatten()
        })
    }

    fn put(&self, key: String, value: String) -> impl Future<Output = ()> + Send {
        let this = self.clone();
        SendFuture::new(async move {
            let _ = this.0.storage().put(&key, value).await.inspect_err(complain);
        })
    }

    fn remove(&self, key: String) -> impl Future<Output = ()> + Send {
        let this = self.clone();
        SendFuture::new(async move {
            let _ = this.0.storage().delete(&key).await.inspect_err(complain);
        })
    }

    fn wake_at(&self, at: DateTime<Utc>) -> impl Future<Output = ()> + Send {
        let this = self.clone();
        SendFuture::new(async move {
            let storage = this.0.storage();
            let known = storage.get_alarm().await.inspect_err(complain).ok().flatten();
            if known.is_none_or(|known| at.timestamp_millis() < known) {
                let _ = storage.set_alarm(at).await.inspect_err(complain);
            }
        })
    }
}
