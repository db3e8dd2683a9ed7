//! What looks at the code without running it: rustfmt, clippy, rustdoc, cargo-deny. Warnings are errors here
//! and nowhere else, so that unfinished code can still be tried.

use crate::{
    counts::Counts,
    run::run,
    setup::{self, WASM},
    test::Options,
    workspace::Workspace,
};
use anyhow::Result;

/// A check has no tests to count: it succeeds or it is an error.
const NOTHING: Counts = Counts { passed: 0, failed: 0, failures: Vec::new() };

pub(crate) fn fmt(workspace: &Workspace, _: &Options) -> Result<Counts> {
    run("fmt: cargo fmt --all --check", &mut workspace.cargo(["fmt", "--all", "--check"]))?;
    Ok(NOTHING)
}

/// On the host with all targets, and for WebAssembly what is shipped as such: each sees code the other does not.
pub(crate) fn clippy(workspace: &Workspace, _: &Options) -> Result<Counts> {
    setup::wasm_target()?;
    let host = ["clippy", "--workspace", "--all-targets", "--features", "sandbox/server", "--", "-Dwarnings"];
    run("clippy: host", &mut workspace.cargo(host))?;

    let edge = ["clippy", "--package", "edge-proxy", "--lib", "--target", WASM, "--", "-Dwarnings"];
    run("clippy: edge-proxy as WebAssembly", &mut workspace.cargo(edge))?;

    let mut widget = workspace.cargo(["clippy", "--package", "widget", "--lib", "--target", WASM]);
    widget.args(["--no-default-features", "--features", "csr", "--", "-Dwarnings"]);
    run("clippy: widget as WebAssembly", &mut widget)?;
    Ok(NOTHING)
}

pub(crate) fn doc(workspace: &Workspace, _: &Options) -> Result<Counts> {
    let mut cargo = workspace.cargo(["doc", "--workspace", "--no-deps", "--document-private-items"]);
    run("doc: cargo doc", cargo.args(["--features", "sandbox/server"]).env("RUSTDOCFLAGS", "-Dwarnings"))?;
    Ok(NOTHING)
}

/// Licences, sources and bans. Not advisories: those need the network, and change while the code does not; CI
/// looks at them once a week instead.
pub(crate) fn deny(workspace: &Workspace, _: &Options) -> Result<Counts> {
    let mut command = std::process::Command::new(setup::cargo_deny(workspace)?);
    command.current_dir(&workspace.root).args(["--locked", "check", "bans", "licenses", "sources"]);
    run("deny: cargo-deny", &mut command)?;
    Ok(NOTHING)
}
