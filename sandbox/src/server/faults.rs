//! What goes wrong on purpose: which calls a fault meets, and when. How a fault is carried out is the
//! connection's matter.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::chance::Chance;

/// A rule: calls that match it suffer the fault.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    /// Any method when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    method: Option<String>,
    /// Segments of the path; `*` stands for any one segment, `**` at the end for all that follow.
    path: String,
    fault: Fault,
    /// Whether the call acts on the account before it goes wrong.
    #[serde(default)]
    when: When,
    /// How many more calls it meets; every call when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    times: Option<u32>,
    /// Share of the matching calls it meets, from 0 to 1, drawn from the seed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    probability: Option<f64>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum When {
    #[default]
    Before,
    After,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Fault {
    /// Waits, then goes on.
    Latency { ms: u64 },
    /// Answers with this status in place of the right answer.
    Status {
        status: u16,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<serde_json::Value>,
        #[serde(default)]
        headers: BTreeMap<String, String>,
    },
    /// The body ends in the middle, and its length agrees.
    MalformedJson {},
    /// The length promises more than is sent.
    TruncatedBody {},
    /// The body is called HTML.
    WrongContentType {},
    /// The connection is reset.
    Reset {},
    /// Nothing is ever sent.
    Hang {},
}

impl Fault {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Latency { .. } => "latency",
            Self::Status { .. } => "status",
            Self::MalformedJson {} => "malformed_json",
            Self::TruncatedBody {} => "truncated_body",
            Self::WrongContentType {} => "wrong_content_type",
            Self::Reset {} => "reset",
            Self::Hang {} => "hang",
        }
    }
}

/// The rules in force.
#[derive(Debug)]
pub(super) struct Faults {
    rules: Vec<Rule>,
    chance: Chance,
}

/// The faults one call meets, in the order of their rules.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Met {
    pub(super) before: Vec<Fault>,
    pub(super) after: Vec<Fault>,
}

impl Faults {
    pub(super) fn new(seed: u64) -> Self {
        Self { rules: Vec::new(), chance: Chance::named(seed, "faults") }
    }

    /// Adds rules, or says which one makes no sense.
    pub(super) fn add(&mut self, rules: Vec<Rule>) -> Result<(), String> {
        for (index, rule) in rules.iter().enumerate() {
            check(rule).map_err(|problem| format!("rule {index}: {problem}"))?;
        }
        self.rules.extend(rules);
        Ok(())
    }

    pub(super) fn clear(&mut self) {
        self.rules.clear();
    }

    pub(super) fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// What a call meets. Counts it against the rules that are limited to some calls.
    pub(super) fn meet(&mut self, method: &str, path: &str) -> Met {
        let mut met = Met::default();
        for rule in &mut self.rules {
            let is_meant = rule.method.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method));
            if !is_meant || !matches(&rule.path, path) || rule.times == Some(0) {
                continue;
            }
            if let Some(probability) = rule.probability
                && f64::from(self.chance.below(1_000_000)) / 1e6 >= probability
            {
                continue;
            }
            rule.times = rule.times.map(|times| times - 1);
            match rule.when {
                When::Before => met.before.push(rule.fault.clone()),
                When::After => met.after.push(rule.fault.clone()),
            }
        }
        met
    }
}

fn check(rule: &Rule) -> Result<(), String> {
    if !rule.path.starts_with('/') {
        return Err(format!("path {:?} does not begin with a slash", rule.path));
    }
    if rule.probability.is_some_and(|probability| !(0.0..=1.0).contains(&probability)) {
        return Err("probability is not between 0 and 1".to_owned());
    }
    match &rule.fault {
        Fault::Status { status, headers, .. } => {
            http::StatusCode::from_u16(*status).map_err(|_| format!("{status} is no status"))?;
            for (name, value) in headers {
                let is_header =
                    http::HeaderName::try_from(name).is_ok() && http::HeaderValue::try_from(value).is_ok();
                if !is_header {
                    return Err(format!("{name:?} is no header"));
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn matches(pattern: &str, path: &str) -> bool {
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    for wanted in pattern.split('/').filter(|segment| !segment.is_empty()) {
        if wanted == "**" {
            return true;
        }
        match segments.next() {
            Some(segment) if wanted == "*" || wanted == segment => {}
            _ => return false,
        }
    }
    segments.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_one_segment_and_two_for_all_that_follow() {
        for (pattern, path, expected) in [
            ("/invitees", "/invitees", true),
            ("/invitees", "/invitees/1", false),
            ("/event_types/*", "/event_types/1", true),
            ("/event_types/*", "/event_types", false),
            ("/scheduled_events/*/invitees", "/scheduled_events/1/invitees", true),
            ("/**", "/anything/at/all", true),
            ("/d/**", "/users/me", false),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }
}
