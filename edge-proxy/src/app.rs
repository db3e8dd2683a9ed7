//! The application and its one table of routes, generic over the platform.

use crate::{extract, middleware, platform::Platform, routes, settings::Settings};
use axum::{
    Router,
    routing::{MethodRouter, get, post},
};
use shared::config::SettingProblem;
use std::sync::Arc;

/// What every request needs: settings and a way to the outside world.
#[derive(Clone, Debug)]
pub struct App<P> {
    pub(crate) settings: Arc<Settings>,
    pub(crate) setting_problems: Arc<Vec<SettingProblem>>,
    pub(crate) platform: P,
}

impl<P: Platform> App<P> {
    /// Puts the application together from what [`Settings::read`] gave and a platform.
    pub fn new((settings, problems): (Settings, Vec<SettingProblem>), platform: P) -> Self {
        Self { settings: Arc::new(settings), setting_problems: Arc::new(problems), platform }
    }

    /// Every route of the contract. Layers, from the outside in: request id, timing and log; origin and
    /// CORS; then the route, whose extractors limit and read the body.
    pub fn router(self) -> Router {
        let only = |route: MethodRouter<Self>| route.fallback(extract::method_not_allowed);
        Router::new()
            .route("/healthz", only(get(routes::health::<P>)))
            .route("/v1/config", only(get(routes::config::<P>)))
            .route("/v1/event-types", only(get(routes::list_event_types::<P>)))
            .route("/v1/event-types/{slug}", only(get(routes::get_event_type::<P>)))
            .route("/v1/event-types/{slug}/slots", only(get(routes::list_slots::<P>)))
            .route("/v1/bookings", only(post(routes::create_booking::<P>)))
            .route("/v1/links", only(post(routes::create_link::<P>)))
            .fallback(extract::not_found)
            .layer(axum::middleware::from_fn_with_state(self.clone(), middleware::cors::<P>))
            .layer(axum::middleware::from_fn_with_state(self.clone(), middleware::observe::<P>))
            .with_state(self)
    }
}
