//! Where Cloudflare enters: read the settings, put the application together, let the router answer.

use crate::{
    app::App,
    router::router,
    settings::Settings,
    workers::{Workers, demo},
};
use core::sync::atomic::{AtomicBool, Ordering};
use shared::config::Mode;
use tower_service::Service as _;
use worker::{Context, Env, HttpRequest, event};

/// Wrong settings are told once for each isolate, not with every request.
static HAS_COMPLAINED: AtomicBool = AtomicBool::new(false);

#[event(fetch)]
async fn fetch(
    request: HttpRequest,
    env: Env,
    context: Context,
) -> worker::Result<http::Response<axum::body::Body>> {
    // A secret and a variable are the same kind of binding to the runtime.
    let (settings, problems) = Settings::read(|name| env.var(name).ok().map(|value| value.to_string()));
    if !problems.is_empty() && !HAS_COMPLAINED.swap(true, Ordering::Relaxed) {
        for problem in &problems {
            worker::console_warn!("setting {}: {}", problem.setting, problem.detail);
        }
    }
    if settings.mode == Mode::Demo && demo::is_page(request.uri().path()) {
        return demo::page(request, &env).await;
    }
    let origin = demo::origin_of(request.uri());
    let platform = Workers::new(env, context, (settings.mode == Mode::Demo).then_some(origin));
    let mut router = router(App::new((settings, problems), platform));
    match router.call(request.map(axum::body::Body::new)).await {
        Ok(response) => Ok(response),
        Err(never) => match never {},
    }
}
