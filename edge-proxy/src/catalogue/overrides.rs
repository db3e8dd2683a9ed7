//! What the site owner wants an event type to be called here, whatever Calendly calls it.

use serde::Deserialize;
use shared::event_type::EventType;
use std::collections::BTreeMap;

/// Changes by slug, as `EVENT_TYPE_OVERRIDES` spells them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub(crate) struct Overrides(BTreeMap<String, Override>);

/// What to show instead; what is absent stays as Calendly has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Override {
    name: Option<String>,
    /// An empty one hides Calendly's.
    description: Option<String>,
    /// Minutes, 1 to 720. Only what is shown: how long the event really is stays Calendly's to decide.
    duration: Option<u32>,
}

impl Overrides {
    /// Reads the setting; `None` when it is not such an object, or names a duration or name that cannot be.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let overrides: Self = serde_json::from_str(text).ok()?;
        let is_right = |change: &Override| {
            change.duration.is_none_or(|minutes| (1..=720).contains(&minutes))
                && change.name.as_ref().is_none_or(|name| !name.trim().is_empty())
        };
        overrides.0.values().all(is_right).then_some(overrides)
    }

    /// Changes an event type as the owner wants it.
    pub(crate) fn apply(&self, event_type: &mut EventType) {
        let Some(change) = self.0.get(&event_type.slug) else { return };
        if let Some(name) = &change.name {
            event_type.name.clone_from(name);
        }
        if let Some(description) = &change.description {
            event_type.description = Some(description.clone()).filter(|text| !text.is_empty());
        }
        if let Some(minutes) = change.duration {
            event_type.duration = minutes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, is_right: bool) {
        assert_eq!(Overrides::parse(text).is_some(), is_right, "{text}");
    }

    #[test]
    fn only_what_can_be_shown_is_taken() {
        check("{}", true);
        check(r#"{"30min":{"name":"Intro","description":"","duration":45}}"#, true);
        check(r#"{"30min":{"name":" "}}"#, false);
        check(r#"{"30min":{"duration":0}}"#, false);
        check(r#"{"30min":{"duration":721}}"#, false);
        check(r#"{"30min":{"colour":"red"}}"#, false);
        check("[]", false);
        check("30min", false);
    }
}
