//! `cargo xtask api` and `cargo xtask browser`: the tests that need the built Worker on workerd, and those that
//! also need Chromium; and those of the npm packages. They are Node programs in `tests/api`, `tests/browser` and
//! `tests/packages`.
//!
//! Nothing is built in here: the tests run what is in `dist/`, `build/` and `target/packages`.

use crate::{
    counts::Counts, packages, run::attempt, run::run, setup, test::Options, unit::outcome,
    workspace::Workspace,
};
use anyhow::{Result, ensure};
use std::{fs, path::PathBuf, process::Command};

/// Ends a test that hangs. A whole file counts as one test here, so this is long.
const TIMEOUT: &str = "--test-timeout=600000";

pub(crate) fn api(workspace: &Workspace, options: &Options) -> Result<Counts> {
    suite(workspace, "api", options, |node| {
        node.env("OPENSLOT_SANDBOX_BIN", sandbox(workspace)?);
        Ok(())
    })
}

pub(crate) fn packages(workspace: &Workspace, options: &Options) -> Result<Counts> {
    suite(workspace, "packages", options, |node| {
        // What is under test there, a renderer of React's among it, may keep a program from ending after its last test.
        node.arg("--test-force-exit");
        Ok(())
    })
}

pub(crate) fn browser(workspace: &Workspace, options: &Options) -> Result<Counts> {
    // As an app installs them.
    packages::pack(workspace)?;
    suite(workspace, "browser", options, |node| {
        node.env("OPENSLOT_SANDBOX_BIN", sandbox(workspace)?);
        node.env("CHROMIUM", setup::chromium()?);
        Ok(())
    })
}

fn suite(
    workspace: &Workspace,
    name: &str,
    options: &Options,
    prepare: impl FnOnce(&mut Command) -> Result<()>,
) -> Result<Counts> {
    let files = files(workspace, name)?;
    setup::npm_packages(workspace)?;

    let mut node = workspace.npm_tool("node")?;
    node.args(["--test", "--test-reporter=spec", TIMEOUT]);
    node.env("OPENSLOT_PACKAGES", packages::folder(workspace));
    node.args(options.words.iter().map(|word| format!("--test-name-pattern={}", literal(word))));
    if !options.words.is_empty() {
        // Node starts what a file needs and does not end it when none of the file's tests was wanted.
        node.arg("--test-force-exit");
    }
    prepare(&mut node)?;
    let said = attempt(&format!("{name}: node --test"), node.args(&files))?;
    let counts = Counts::from_node(&said.text);
    ensure!(counts.total() > 0 || !options.words.is_empty(), "{name}: no test ran\n{}", said.text);
    outcome(name, &said, counts)
}

fn files(workspace: &Workspace, name: &str) -> Result<Vec<PathBuf>> {
    let folder = workspace.root.join("tests").join(name);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    ensure!(!files.is_empty(), "tests/{name} holds no *.test.mjs");
    Ok(files)
}

/// Builds the native sandbox and returns its path.
fn sandbox(workspace: &Workspace) -> Result<PathBuf> {
    run(
        "sandbox: cargo build",
        &mut workspace.cargo(["build", "--package", "sandbox", "--features", "server"]),
    )?;
    Ok(workspace.target.join("debug").join(format!("sandbox{}", std::env::consts::EXE_SUFFIX)))
}

/// A regular expression that matches `word` and nothing else.
fn literal(word: &str) -> String {
    let mut pattern = String::new();
    for character in word.chars() {
        if r"\^$.|?*+()[]{}/".contains(character) {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn a_word_is_searched_for_as_it_is_written() {
        assert_eq!(literal("GET /v1/slots (cached)"), r"GET \/v1\/slots \(cached\)");
    }
}
