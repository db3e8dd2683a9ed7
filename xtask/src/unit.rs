//! `cargo xtask unit`: every test that runs natively and in process.

use crate::{
    counts::Counts,
    recap::recap,
    run::{Said, attempt},
    setup,
    test::Options,
    workspace::Workspace,
};
use anyhow::{Result, bail};

/// The sandbox's native server is a feature, off by default because the Worker must not contain it.
const WHAT: [&str; 3] = ["--workspace", "--features", "sandbox/server"];

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<Counts> {
    if !setup::has_nextest(workspace) {
        println!("unit: cargo-nextest is not installed, so this is `cargo test`");
        let mut cargo = workspace.cargo(["test", "--no-fail-fast"]);
        cargo.args(WHAT).arg("--").args(&options.words);
        let said = attempt("unit: cargo test", &mut cargo)?;
        return outcome("unit", &said, Counts::from_cargo_test(&said.text));
    }
    let mut nextest =
        workspace.cargo(["nextest", "run", "--no-fail-fast", "--no-tests=pass", "--color=never"]);
    nextest.args(WHAT).arg("--").args(&options.words);
    let said = attempt("unit: cargo nextest", &mut nextest)?;
    let mut counts = outcome("unit", &said, Counts::from_nextest(&said.text))?;

    // Examples in documentation are tests too, and nextest leaves them out.
    let mut doctests = workspace.cargo(["test", "--doc", "--no-fail-fast"]);
    doctests.args(WHAT).arg("--").args(&options.words);
    let said = attempt("unit: examples in documentation", &mut doctests)?;
    counts += outcome("examples in documentation", &said, Counts::from_cargo_test(&said.text))?;
    Ok(counts)
}

/// Shows what a failing runner said, and keeps the failures in it for the end; a runner that failed without a failing
/// test is an error of its own.
pub(crate) fn outcome(what: &str, said: &Said, mut counts: Counts) -> Result<Counts> {
    if !said.success {
        println!("{}", said.text.trim_end());
        if counts.failed == 0 {
            bail!("{what}: the tests could not be run");
        }
        counts.failures = recap(&said.text);
    }
    Ok(counts)
}
