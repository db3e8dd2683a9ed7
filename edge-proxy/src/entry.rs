//! Where Cloudflare enters: read the settings, put the application together, let the router answer.

use crate::{
    app::App,
    router::router,
    settings::Settings,
    workers::{Workers, demo},
};
use shared::config::Mode;
use tower_service::Service as _;
use worker::{Context, Env, HttpRequest, event};

#[event(fetch)]
async fn fetch(
    request: HttpRequest,
    env: Env,
    context: Context,
) -> worker::Result<http::Response<axum::body::Body>> {
    // A secret and a variable are the same kind of binding to the runtime.
    let (settings, problems) = Settings::read(|name| env.var(name).ok().map(|value| value.to_string()));
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
