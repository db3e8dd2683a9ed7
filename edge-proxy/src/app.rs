//! What every request needs: settings, the isolate's memory and a way to the outside world. Knows no routes.

use crate::{
    memory::{Effort, Memory},
    platform::Platform,
    settings::Settings,
};
use shared::config::SettingProblem;
use std::sync::Arc;

/// What outlives a request: the settings, which cannot change while an isolate lives, and its memory.
#[derive(Clone, Debug)]
pub struct Isolate {
    settings: Arc<Settings>,
    setting_problems: Arc<Vec<SettingProblem>>,
    memory: Arc<Memory>,
}

impl Isolate {
    /// Begins with what [`Settings::read`] gave and nothing remembered.
    pub fn new((settings, problems): (Settings, Vec<SettingProblem>)) -> Self {
        Self { settings: Arc::new(settings), setting_problems: Arc::new(problems), memory: Arc::default() }
    }

    /// The settings.
    pub fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    /// What this isolate has had to work out so far.
    pub fn effort(&self) -> Effort {
        self.memory.effort()
    }

    /// What is wrong with them.
    pub fn setting_problems(&self) -> &[SettingProblem] {
        &self.setting_problems
    }
}

/// The application as one request sees it; cheap to clone.
#[derive(Clone, Debug)]
pub struct App<P> {
    pub(crate) settings: Arc<Settings>,
    pub(crate) setting_problems: Arc<Vec<SettingProblem>>,
    pub(crate) memory: Arc<Memory>,
    pub(crate) platform: P,
}

impl<P: Platform> App<P> {
    /// Puts the application together for one request.
    pub fn new(isolate: &Isolate, platform: P) -> Self {
        Self {
            settings: isolate.settings.clone(),
            setting_problems: isolate.setting_problems.clone(),
            memory: isolate.memory.clone(),
            platform,
        }
    }
}
