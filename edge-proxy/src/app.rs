//! What every request needs: settings and a way to the outside world. Knows no routes.

use crate::{platform::Platform, settings::Settings};
use shared::config::SettingProblem;
use std::sync::Arc;

/// The application as one request sees it; cheap to clone.
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
}
