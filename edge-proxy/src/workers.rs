//! The platform as Cloudflare Workers offer it: fetch, KV, Durable Objects, timers, the console.
//!
//! Decides nothing. Errors of the runtime become `TransportError` or a missing value here and go no further.

pub(crate) mod account;
mod database;
pub(crate) mod demo;
pub(crate) mod desk;
pub(crate) mod exchange;
pub(crate) mod gate;
mod http_cache;
mod object;

use crate::{
    database::{DatabaseError, Row, Statement},
    guard::Limit,
    platform::{Class, Platform, TransportError},
    secret::Secret,
};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use core::time::Duration;
use http::{Request, Response};
use std::{
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use worker::{Context, Delay, Env, ScheduleContext, State, kv::KvStore, send::SendFuture, send::SendWrapper};

/// The name of the KV namespace in `wrangler.toml`.
const CACHE: &str = "CACHE";

/// Whether the log has been told that nothing counts: once is enough.
static TOLD_OF_COUNTERS: AtomicBool = AtomicBool::new(false);

/// A request's, or a Durable Object's, access to the runtime.
#[derive(Clone, Debug)]
pub(crate) struct Workers(Arc<SendWrapper<Inner>>);

#[derive(Debug)]
struct Inner {
    env: Env,
    event: Event,
    /// In demo mode, this deployment's own origin: the sandbox's pages lie under it.
    demo_origin: Option<String>,
}

/// On whose behalf the code runs.
#[derive(Debug)]
enum Event {
    Request(Context),
    Object(Rc<State>),
    Schedule(ScheduleContext),
}

impl Workers {
    /// The platform of one request to the Worker.
    pub(crate) fn of_request(env: Env, context: Context, demo_origin: Option<String>) -> Self {
        Self(Arc::new(SendWrapper::new(Inner { env, event: Event::Request(context), demo_origin })))
    }

    /// The platform of one request to a Durable Object.
    fn of_object(env: Env, state: Rc<State>, demo_origin: Option<String>) -> Self {
        Self(Arc::new(SendWrapper::new(Inner { env, event: Event::Object(state), demo_origin })))
    }

    /// The platform of what is done at a time of day.
    pub(crate) fn of_schedule(env: Env, context: ScheduleContext) -> Self {
        Self(Arc::new(SendWrapper::new(Inner { env, event: Event::Schedule(context), demo_origin: None })))
    }

    fn cache(&self) -> Option<KvStore> {
        let found = self.0.env.kv(CACHE);
        if found.is_err() {
            worker::console_error!("the KV namespace {CACHE} is not bound; add it to wrangler.toml");
        }
        found.ok()
    }

    async fn count(&self, limit: Limit, key: String) -> worker::Result<bool> {
        let outcome = self.0.env.rate_limiter(limit.name())?.limit(key).await?;
        Ok(outcome.success)
    }
}

impl Platform for Workers {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(i64::try_from(worker::Date::now().as_millis()).unwrap_or_default())
            .unwrap_or_default()
    }

    fn random(&self) -> [u8; 16] {
        exchange::random_bytes()
    }

    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> + Send {
        SendFuture::new(Delay::from(duration))
    }

    fn send(
        &self,
        request: Request<Bytes>,
        timeout: Duration,
    ) -> impl Future<Output = Result<Response<Bytes>, TransportError>> + Send {
        let this = self.clone();
        SendFuture::new(async move {
            match &this.0.demo_origin {
                Some(origin) => demo::ask(&this.0.env, origin, request).await,
                None => exchange::send(request, timeout).await,
            }
        })
    }

    fn ask_turnstile(
        &self,
        request: Request<Bytes>,
        timeout: Duration,
    ) -> impl Future<Output = Result<Response<Bytes>, TransportError>> + Send {
        SendFuture::new(exchange::send(request, timeout))
    }

    fn within_limit(&self, limit: Limit, key: String) -> impl Future<Output = bool> + Send {
        let this = self.clone();
        SendFuture::new(async move {
            this.count(limit, key).await.unwrap_or_else(|error| {
                if !TOLD_OF_COUNTERS.swap(true, Ordering::Relaxed) {
                    let name = limit.name();
                    worker::console_warn!("nothing counts {name}, so that nobody is refused for it: {error}");
                }
                true
            })
        })
    }

    fn read(&self, key: String) -> impl Future<Output = Option<String>> + Send {
        let cache = self.cache();
        SendFuture::new(async move { cache?.get(&key).text().await.ok().flatten() })
    }

    fn write(&self, key: String, value: String, ttl: Duration) -> impl Future<Output = ()> + Send {
        let cache = self.cache();
        SendFuture::new(async move {
            let Some(cache) = cache else { return };
            // KV refuses to forget earlier than after a minute.
            let ttl = ttl.as_secs().max(60);
            let written = match cache.put(&key, value) {
                Ok(put) => put.expiration_ttl(ttl).execute().await,
                Err(error) => Err(error),
            };
            if let Err(error) = written {
                worker::console_warn!("the cache refused a write: {error}");
            }
        })
    }

    fn forget(&self, key: String) -> impl Future<Output = ()> + Send {
        let cache = self.cache();
        SendFuture::new(async move {
            let Some(cache) = cache else { return };
            if let Err(error) = cache.delete(&key).await {
                worker::console_warn!("the cache refused to forget: {error}");
            }
        })
    }

    fn query(
        &self,
        statements: Vec<Statement>,
    ) -> impl Future<Output = Result<Vec<Vec<Row>>, DatabaseError>> + Send {
        let this = self.clone();
        SendFuture::new(async move { database::query(&this.0.env, &statements).await })
    }

    fn ask(
        &self,
        class: Class,
        name: String,
        question: String,
    ) -> impl Future<Output = Result<String, TransportError>> + Send {
        let this = self.clone();
        SendFuture::new(async move {
            object::ask(&this.0.env, class, &name, this.0.demo_origin.as_deref(), &question).await
        })
    }

    fn purge(&self, tags: Vec<String>) -> impl Future<Output = ()> + Send {
        let this = self.clone();
        SendFuture::new(async move {
            // Only the Worker's own entry point has a cache in front of it.
            let Event::Request(context) = &this.0.event else { return };
            if let Err(error) = http_cache::purge(context, &tags).await {
                worker::console_warn!("the HTTP cache refused to purge: {error:?}");
            }
        })
    }

    fn defer(&self, task: impl Future<Output = ()> + Send + 'static) {
        match &self.0.event {
            Event::Request(context) => context.wait_until(task),
            Event::Object(state) => state.wait_until(task),
            Event::Schedule(context) => context.wait_until(task),
        }
    }

    fn demo_signing_key(&self) -> impl Future<Output = Option<Secret>> + Send {
        let this = self.clone();
        SendFuture::new(async move { demo::signing_key(&this.0.env).await })
    }

    fn log(&self, line: &str) {
        worker::console_log!("{line}");
    }
}
