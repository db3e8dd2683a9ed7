//! An hour of visits. It is played in virtual time, natively, by a test of `edge-proxy`, which tells its counts in
//! a line `bench: {…}`; ten thousand real visits would show the same and take an hour.

use crate::{run::run, workspace::Workspace};
use anyhow::{Context, Result};
use serde::Deserialize;

const MARK: &str = "bench: ";

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Hour {
    pub(super) visits: u32,
    /// All calls to Calendly.
    pub(super) calls: u32,
    /// Of the window that was asked for most often.
    pub(super) calls_per_window: u32,
    pub(super) calls_in_busiest_minute: u32,
    pub(super) kv_writes: u32,
    /// Trips of the isolates to the gate.
    pub(super) gate_questions: u32,
    /// Visits that did not wait for Calendly.
    pub(super) answered_without_waiting: u32,
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

    const LINE: &str = r#"bench: {"answered_without_waiting":9990,"calls":480,"calls_in_busiest_minute":40,"calls_per_window":12,"gate_questions":900,"kv_writes":40,"visits":10000}"#;

    #[test]
    fn the_hours_counts_are_found_in_what_a_test_says() {
        let hour = Hour {
            visits: 10_000,
            calls: 480,
            calls_per_window: 12,
            calls_in_busiest_minute: 40,
            kv_writes: 40,
            gate_questions: 900,
            answered_without_waiting: 9_990,
        };
        assert_eq!(find(&format!("running 1 test\n{LINE}\nok")).unwrap(), Some(hour.clone()));
        assert_eq!(find(&format!("test an_hour ... {LINE} ok")).unwrap(), Some(hour));
        assert_eq!(find("running 0 tests\n").unwrap(), None);
        assert!(find(r#"bench: {"visits":10000}"#).is_err());
    }
}
