//! Where Cloudflare enters: read the settings, put the application together, let the router answer.

use crate::{
    app::{App, Isolate},
    records::Records,
    router::router,
    settings::Settings,
    visitor::EdgeTimezone,
    workers::{Workers, demo},
};
use shared::config::Mode;
use std::sync::OnceLock;
use tower_service::Service as _;
use worker::{
    Context, Env, FromRequest, HttpRequest, ScheduleContext, ScheduledEvent, event, js_sys::Reflect,
    worker_sys::web_sys,
};

/// What this isolate knows. A new deployment, and so new settings, begins with new isolates.
static ISOLATE: OnceLock<Isolate> = OnceLock::new();

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
struct Incoming(HttpRequest);

impl FromRequest for Incoming {
    fn from_raw(raw: web_sys::Request) -> Result<Self, impl Into<Box<dyn std::error::Error>>> {
        // `worker::Cf` panics where the property is missing.
        let timezone = Reflect::get(&raw, &"cf".into()).and_then(|cf| Reflect::get(&cf, &"timezone".into()));
        let mut request = HttpRequest::from_raw(raw).map_err(Into::into)?;
        if let Some(name) = timezone.ok().and_then(|name| name.as_string()) {
            request.extensions_mut().insert(EdgeTimezone(name));
        }
        Ok::<_, Box<dyn std::error::Error>>(Self(request))
    }
}

#[event(fetch)]
async fn fetch(
    Incoming(request): Incoming,
    env: Env,
    context: Context,
) -> worker::Result<http::Response<axum::body::Body>> {
    let isolate = isolate(&env);
    let is_demo = isolate.settings().mode == Mode::Demo;
    if is_demo && demo::is_page(request.uri().path()) {
        return demo::page(request, &env).await;
    }
    let origin = demo::origin_of(request.uri());
    let platform = Workers::of_request(env, context, is_demo.then_some(origin));
    let mut router = router(App::new(isolate, platform));
    match router.call(request.map(axum::body::Body::new)).await {
        Ok(response) => Ok(response),
        Err(never) => match never {},
    }
}

/// Once a day, at the time that `wrangler.toml` names.
#[event(scheduled)]
async fn scheduled(_: ScheduledEvent, env: Env, context: ScheduleContext) {
    let isolate = isolate(&env);
    let platform = Workers::of_schedule(env, context);
    Records::new(&platform, isolate.settings()).tidy().await;
}
