//! xtask in the place of rustc's linker, which it calls in turn.
//!
//! A library of Leptos's (`wasm-streams`, by way of server functions) exports classes to JavaScript. Exports are never
//! dropped, so they and everything they reach, some 20 kB, would be in a widget that asks for none of it. Nothing in
//! cargo or rustc takes an export back; the linker's command line does.

use anyhow::{Context, Result, ensure};
use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

/// Set for the linker alone: where the real one is.
const REAL: &str = "OPENSLOT_LINKER";
/// Exports whose names hold this are not ours.
const FOREIGN: &str = "intounderlying";

/// How cargo is told to link through this program: `rustflags`, and the variable to set.
pub(crate) fn stand_in() -> Result<([String; 2], (&'static str, PathBuf))> {
    let this = env::current_exe().context("xtask does not know where it is")?;
    let this = this.to_str().context("the path of xtask is not UTF-8")?;
    Ok(([format!("-Clinker={this}"), "-Clinker-flavor=wasm-lld".to_owned()], (REAL, real()?)))
}

/// `rust-lld`, which comes with rustc.
fn real() -> Result<PathBuf> {
    let said = |arguments: &[&str]| -> Result<String> {
        let output = Command::new("rustc").args(arguments).output().context("`rustc` cannot be started")?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let sysroot = said(&["--print", "sysroot"])?;
    let version = said(&["-vV"])?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;
    let bin = Path::new(sysroot.trim()).join("lib/rustlib").join(host).join("bin");
    let real = bin.join(format!("rust-lld{}", env::consts::EXE_SUFFIX));
    ensure!(real.is_file(), "there is no rust-lld at {}; install Rust by rustup", real.display());
    Ok(real)
}

/// Links, if it was rustc that called, and gives the linker's own verdict.
pub(crate) fn link() -> Option<Result<ExitCode>> {
    let real = env::var_os(REAL)?;
    let arguments = without_foreign(env::args_os().skip(1));
    let linked = Command::new(&real).args(arguments).env_remove(REAL).status();
    let verdict = linked.with_context(|| format!("cannot start {}", Path::new(&real).display()));
    Some(verdict.map(|status| if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }))
}

/// The linker's command line without the exports that are not ours; each is written as `--export NAME`.
fn without_foreign(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut kept: Vec<OsString> = Vec::new();
    for argument in arguments {
        let is_name = kept.last().is_some_and(|last| last == "--export");
        if is_name && argument.to_string_lossy().contains(FOREIGN) {
            kept.pop();
        } else {
            kept.push(argument);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(arguments: &str, expected: &str) {
        let kept = without_foreign(arguments.split(' ').map(OsString::from));
        let kept: Vec<_> = kept.iter().map(|argument| argument.to_string_lossy()).collect();
        assert_eq!(kept.join(" "), expected);
    }

    #[test]
    fn only_exports_that_are_not_ours_are_left_out() {
        check("-flavor wasm --export mount a.o", "-flavor wasm --export mount a.o");
        check("--export intounderlyingsink_write_1 --export mount", "--export mount");
        check("--export mount --export __wbg_intounderlyingsink_free_1", "--export mount");
        check("/tmp/intounderlying.o --export mount", "/tmp/intounderlying.o --export mount");
    }
}
