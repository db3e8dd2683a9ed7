//! Makes sure that what a command needs is there: the wasm target, the standard library's sources, the npm packages,
//! Chromium, cargo-deny.
//! Each is skipped when it is there already, and named together with its remedy when it cannot be had.

use crate::{run::run, workspace::Workspace};
use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What everything we ship is compiled to.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";
/// The oldest Node that can install and start the newer one that the npm packages bring.
const OLDEST_NODE: u32 = 18;
const CARGO_DENY: &str = "0.20.2";
const STAMP: &str = "node_modules/.openslot-lock";

/// The standard library for WebAssembly.
pub(crate) fn wasm_target() -> Result<()> {
    let target = Part { what: "Rust target", name: WASM, command: "target" };
    target.ensure(&["--print", "target-libdir", "--target", WASM], "")
}

/// The standard library's sources, from which the widget's own copy is compiled.
pub(crate) fn standard_sources() -> Result<()> {
    let sources = Part { what: "Rust component", name: "rust-src", command: "component" };
    sources.ensure(&["--print", "sysroot"], "lib/rustlib/src/rust/library/std")
}

/// A part of a Rust toolchain that does not come with every installation.
struct Part {
    what: &'static str,
    name: &'static str,
    /// What rustup calls this kind.
    command: &'static str,
}

impl Part {
    /// Has rustup add it, unless there is a folder `below` the one that rustc tells when asked so.
    fn ensure(&self, question: &[&str], below: &str) -> Result<()> {
        let is_there = || -> Result<bool> {
            let output = Command::new("rustc")
                .args(question)
                .output()
                .context("`rustc` cannot be started; install Rust from https://rustup.rs")?;
            Ok(Path::new(String::from_utf8_lossy(&output.stdout).trim()).join(below).is_dir())
        };
        if is_there()? {
            return Ok(());
        }
        let Self { what, name, command } = self;
        let remedy = format!("the {what} {name} is missing; add it with `rustup {command} add {name}`");
        ensure!(answers("rustup", "--version"), "{remedy} (there is no rustup here: see https://rustup.rs)");
        let mut rustup = Command::new("rustup");
        run(&format!("rustup: adding {name}"), rustup.args([command, "add", name]))
            .with_context(|| remedy.clone())?;
        ensure!(is_there()?, "{remedy} (rustup added it to another toolchain than the `rustc` on PATH)");
        Ok(())
    }
}

/// The npm packages of `package-lock.json`, installed once per content of that file.
pub(crate) fn npm_packages(workspace: &Workspace) -> Result<()> {
    let wanted = hex(&workspace.read("package-lock.json")?);
    let stamp = workspace.root.join(STAMP);
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let node = Command::new("node").arg("--version").output();
    let version = node.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let Some(major) = major(&version) else {
        bail!("Node {OLDEST_NODE} or newer is missing; install it from https://nodejs.org");
    };
    ensure!(major >= OLDEST_NODE, "Node {OLDEST_NODE} or newer is needed, and this is {}", version.trim());
    ensure!(answers("npm", "--version"), "npm is missing; it comes with Node from https://nodejs.org");
    let quiet = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
    run("npm ci", Command::new("npm").args(quiet).current_dir(&workspace.root))?;
    fs::write(stamp, wanted)?;
    Ok(())
}

/// The path of a Chromium: `CHROMIUM`, or where Linux packages put it, or installed from Debian's package.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM").map(PathBuf::from) {
        ensure!(named.is_file(), "CHROMIUM names {}, and there is no such file", named.display());
        return Ok(named);
    }
    let usual = PathBuf::from("/usr/bin/chromium");
    if usual.is_file() {
        return Ok(usual);
    }
    let remedy =
        "Chromium is missing; install it (Debian: `apt-get install chromium`) or name one in CHROMIUM";
    ensure!(Path::new("/etc/debian_version").is_file() && is_root(), "{remedy}");
    let mut apt = Command::new("sh");
    apt.args(["-c", "apt-get update && apt-get install -y chromium"])
        .env("DEBIAN_FRONTEND", "noninteractive");
    run("apt-get: installing Chromium", &mut apt).context(remedy)?;
    ensure!(usual.is_file(), "{remedy}");
    Ok(usual)
}

/// The path of cargo-deny, built once per version into the cache: that takes minutes.
pub(crate) fn cargo_deny(workspace: &Workspace) -> Result<PathBuf> {
    let folder = Workspace::cache()?.join(format!("cargo-deny-{CARGO_DENY}"));
    let binary = folder.join("bin").join(format!("cargo-deny{}", env::consts::EXE_SUFFIX));
    if binary.is_file() {
        return Ok(binary);
    }
    let mut install = workspace.cargo(["install", "--locked", "--root"]);
    install.arg(&folder).arg(format!("cargo-deny@{CARGO_DENY}"));
    run("cargo-deny: building it once", &mut install)?;
    Ok(binary)
}

/// Whether `cargo nextest` can be used.
pub(crate) fn has_nextest(workspace: &Workspace) -> bool {
    workspace.cargo(["nextest", "--version"]).output().is_ok_and(|output| output.status.success())
}

fn answers(program: &str, argument: &str) -> bool {
    Command::new(program).arg(argument).output().is_ok_and(|output| output.status.success())
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn hex(text: &str) -> String {
    crate::assets::digest(&Sha256::digest(text))
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn nodes_major_version_is_read_from_what_it_prints() {
        assert_eq!(major("v22.23.3\n"), Some(22));
        assert_eq!(major("v8.0.0"), Some(8));
        assert_eq!(major(""), None);
        assert_eq!(major("node: command not found"), None);
    }
}
