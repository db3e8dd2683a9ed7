//! An hour of visits. It is played in virtual time, natively, by a test of `edge-proxy`, which tells its counts in
//! a line `bench: {…}`; ten thousand real visits would show the same and take an hour.

use crate::{run::run, workspace::Workspace};
use anyhow::{Context, Result};
use serde::Deserialize;

const MARK: &str = "bench: ";

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Hour {
    pub(super) visits: u32,
    pub(super) event_types: u32,
    /// All calls to Calendly.
    pub(super) calls: u32,
    /// Of the window that was asked for most often.
    pub(super) calls_per_window: u32,
    /// In the busiest minute.
    pub(super) calls_per_minute: u32,
    pub(super) kv_writes: u32,
}

/// Runs the test. Nothing when no test tells anything.
pub(super) fn measure(workspace: &Workspace) -> Result<Option<Hour>> {
    let mut cargo = workspace.cargo(["test", "--package", "edge-proxy", "--test", "router"]);
    let said = run("an hour of visits: cargo test", cargo.args(["--", "--nocapture", "hour"]))?;
    find(&said)
}

fn find(said: &str) -> Result<Option<Hour>> {
    let Some((_, told)) = said.lines().find_map(|line| line.split_once(MARK)) else { return Ok(None) };
    // A test runner may go on in the same line.
    let mut values = serde_json::Deserializer::from_str(told).into_iter();
    values.next().transpose().with_context(|| format!("`{told}` does not tell an hour's counts"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"bench: {"visits":10000,"event_types":4,"calls":480,"calls_per_window":12,"calls_per_minute":40,"kv_writes":40}"#;

    #[test]
    fn the_hours_counts_are_found_in_what_a_test_says() {
        let hour = Hour {
            visits: 10_000,
            event_types: 4,
            calls: 480,
            calls_per_window: 12,
            calls_per_minute: 40,
            kv_writes: 40,
        };
        assert_eq!(find(&format!("running 1 test\n{LINE}\nok")).unwrap(), Some(hour.clone()));
        assert_eq!(find(&format!("test an_hour ... {LINE} ok")).unwrap(), Some(hour));
        assert_eq!(find("running 0 tests\n").unwrap(), None);
        assert!(find(r#"bench: {"visits":10000}"#).is_err());
    }
}
