//! Where Cloudflare enters: read the settings, put the application together, let the router answer.

use crate::{
    app::{App, Isolate},
    records::Records,
    router::router,
    settings::Settings,
    visitor::EdgeTimezone,
    workers::{Workers, demo, exchange},
};
use axum::{
    Router,
    body::{Body, to_bytes},
};
use shared::config::Mode;
use std::sync::OnceLock;
use tower_service::Service as _;
use worker::{
    Context, Env, FromRequest, Headers, ScheduleContext, ScheduledEvent, event, js_sys::Reflect,
    worker_sys::web_sys,
};

/// What this isolate knows. A new deployment, and so new settings, begins with new isolates.
static ISOLATE: OnceLock<Isolate> = OnceLock::new();

/// The routes, which are the same for every request.
static ROUTER: OnceLock<Router> = OnceLock::new();

/// This isolate, for the Worker and for the objects that live in it.
pub(crate) fn isolate(env: &Env) -> &'static Isolate {
    ISOLATE.get_or_init(|| begin(env))
}

/// Reads the settings, and tells the log once what is wrong with them.
fn begin(env: &Env) -> Isolate {
    // A secret and a variable are the same kind of binding to the runtime.
    let isolate = Isolate::new(Settings::read(|name| env.var(name).ok().map(|value| value.to_string())));
    for problem in isolate.setting_problems() {
        worker::console_warn!("setting {}: {}", problem.setting, problem.detail);
    }
    isolate
}

/// A request with what Cloudflare knows of its sender in its extensions.
#[derive(Debug)]
struct Incoming(http::Request<worker::Body>);

impl FromRequest for Incoming {
    fn from_raw(raw: web_sys::Request) -> Result<Self, impl Into<Box<dyn std::error::Error>>> {
        read(&raw)
    }
}

/// The runtime's request as ours. What Cloudflare knows is a costly property, so that it is only looked at where it
/// decides something, and with care: where the zone is missing, `worker::Cf` panics.
fn read(raw: &web_sys::Request) -> Result<Incoming, Box<dyn std::error::Error>> {
    let url = raw.url();
    let mut request = http::Request::builder().method(raw.method().as_str()).uri(&url);
    for (name, value) in &Headers(raw.headers()) {
        request = request.header(name, value);
    }
    let mut request = request.body(raw.body().map_or_else(worker::Body::empty, worker::Body::new))?;
    if url.contains("/slots") && !url.contains("timezone=") {
        let cf = Reflect::get(raw, &"cf".into());
        let timezone = cf.and_then(|cf| Reflect::get(&cf, &"timezone".into()));
        if let Some(name) = timezone.ok().and_then(|name| name.as_string()) {
            request.extensions_mut().insert(EdgeTimezone(name));
        }
    }
    Ok(Incoming(request))
}

#[event(fetch)]
async fn fetch(
    Incoming(mut request): Incoming,
    env: Env,
    context: Context,
) -> worker::Result<worker::Response> {
    let isolate = isolate(&env);
    let is_demo = isolate.settings().mode == Mode::Demo;
    if is_demo && demo::is_page(request.uri().path()) {
        return exchange::to_worker_response(demo::page(request, &env).await?);
    }
    let origin = is_demo.then(|| demo::origin_of(request.uri()));
    let platform = Workers::of_request(env, context, origin);
    request.extensions_mut().insert(App::new(isolate, platform));
    let mut router = ROUTER.get_or_init(router::<Workers>).clone();
    let response = match router.call(request.map(Body::new)).await {
        Ok(response) => response,
        Err(never) => match never {},
    };
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    exchange::to_worker_response(http::Response::from_parts(parts, body))
}

/// Once a day, at the time that `wrangler.toml` names.
#[event(scheduled)]
async fn scheduled(_: ScheduledEvent, env: Env, context: ScheduleContext) {
    let isolate = isolate(&env);
    let platform = Workers::of_schedule(env, context);
    Records::new(&platform, isolate.settings()).tidy().await;
}
