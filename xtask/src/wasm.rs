//! From a crate to a WebAssembly module with its JavaScript: cargo, wasm-bindgen, wasm-opt, esbuild.
//!
//! wasm-bindgen runs as a library at the version in `Cargo.lock`, so that it can never disagree with the crate
//! of the same name. What comes out of cargo unchanged is not processed again.

use crate::{
    assets::digest,
    build::Profile,
    linker,
    run::{run, timed},
    setup::WASM,
    workspace::Workspace,
};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
};
use wasm_bindgen_cli_support::Bindgen;

/// Everything that decides what becomes of a module, so that a change of the recipe is a change of the stamp.
const RECIPE: &str = concat!(
    include_str!("wasm.rs"),
    include_str!("bundle.rs"),
    include_str!("linker.rs"),
    include_str!("arrange.rs"),
    include_str!("shorten.rs"),
    include_str!("split.rs"),
    include_str!("split/doors.rs"),
    include_str!("split/first.rs"),
    include_str!("split/plan.rs"),
    include_str!("split/read.rs"),
    include_str!("split/second.rs"),
    include_str!("worker.rs"),
    include_str!("worker_entry.js")
);

/// What rustc emits for this target, and no newer encoding: workerd and the browsers of the last years read it.
const FEATURES: [&str; 7] = [
    "bulk-memory",
    "exception-handling",
    "multivalue",
    "mutable-globals",
    "nontrapping-float-to-int",
    "reference-types",
    "sign-ext",
];

/// What makes a module for the browser smaller than stable Rust can, by about a tenth: a standard library compiled
/// for size together with it, and panics that are nothing but the trap which ends them anyway. Both are unstable, so
/// a compiler of the stable channel has to be told that this is meant. Nothing else depends on them: without them the
/// same module works, and is larger.
const SMALLEST: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];
const SMALLEST_FLAGS: [&str; 4] =
    ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none", "-Zfmt-debug=none"];

/// Keeps equal functions apart until the module is divided, so that a name is that of one function alone: of two that
/// happen to be the same, one may be needed early and the other be a door. wasm-opt makes one of them in each half.
const APART: &str = "-Zmerge-functions=disabled";

/// For wasm-opt: to copy no function into the one that calls it, and to keep no value for a second use.
const SEPARATE: [&str; 5] = [
    "--one-caller-inline-max-function-size=0",
    "--always-inline-max-function-size=4",
    "--flexible-inline-max-function-size=4",
    "--partial-inlining-ifs=0",
    "--skip-pass=local-cse",
];

/// Where a module will run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Host {
    Browser,
    Workerd,
}

/// What becomes of the names of a module's functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    Kept,
    Dropped,
}

/// A folder that holds what was last made of a module, and knows what it was made of.
#[derive(Debug)]
pub(crate) struct Workshop {
    pub(crate) folder: PathBuf,
    key: String,
}

/// Compiles `package` and returns the path of what cargo wrote.
pub(crate) fn compile(
    workspace: &Workspace,
    package: &str,
    features: &[&str],
    host: Host,
    profile: Profile,
) -> Result<PathBuf> {
    let mut cargo = workspace.cargo(["build", "--lib", "--package", package, "--target", WASM]);
    let (name, folder) = profile.cargo_profile(package);
    cargo.args(["--profile", name]).args(features);
    if (host, profile) == (Host::Browser, Profile::Release) {
        let (linker_flags, (variable, linker)) = linker::stand_in()?;
        let flags = SMALLEST_FLAGS.into_iter().chain([APART]).map(str::to_owned);
        let flags: Vec<String> = flags.chain(linker_flags).collect();
        cargo.args(SMALLEST).env("RUSTC_BOOTSTRAP", "1").env(variable, linker);
        // A list of strings is written alike in JSON and TOML.
        cargo.arg(format!("--config=target.{WASM}.rustflags={}", serde_json::to_string(&flags)?));
    }
    run(&format!("{package}: cargo build"), &mut cargo)?;
    let file = format!("{}.wasm", package.replace('-', "_"));
    Ok(workspace.target.join(WASM).join(folder).join(file))
}

impl Workshop {
    /// Opens the folder for `wasm`; `extra` is whatever else decides the result.
    pub(crate) fn open(workspace: &Workspace, wasm: &Path, profile: Profile, extra: &str) -> Result<Self> {
        let mut hash = Sha256::new();
        hash.update(fs::read(wasm).with_context(|| format!("cargo did not write {}", wasm.display()))?);
        for part in [RECIPE, &workspace.read("package-lock.json")?, &workspace.read("Cargo.lock")?, extra] {
            hash.update(part);
        }
        let stem = wasm.file_stem().context("a module has a name")?;
        let folder = workspace.scratch().join(profile.cargo_name()).join(stem);
        Ok(Self { folder, key: digest(&hash.finalize()) })
    }

    /// The same for another result from the same input, in a folder of its own.
    pub(crate) fn beside(self, name: &str) -> Self {
        Self { folder: self.folder.with_extension(name), ..self }
    }

    /// Does `work` in an emptied folder, unless it was done for the same input before.
    pub(crate) fn unless_done(&self, work: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
        let stamp = self.folder.join("stamp");
        if fs::read_to_string(&stamp).is_ok_and(|key| key == self.key) {
            return Ok(());
        }
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)?;
        }
        fs::create_dir_all(&self.folder)?;
        work(&self.folder)?;
        fs::write(stamp, &self.key)?;
        Ok(())
    }
}

/// Writes `<name>.js` and `<name>_bg.wasm` into `folder`.
pub(crate) fn bind(wasm: &Path, folder: &Path, name: &str, host: Host, profile: Profile) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name(name).typescript(false).keep_debug(profile == Profile::Dev);
    match host {
        // The default path makes `init()` without arguments find the module beside the JavaScript.
        Host::Browser => bindgen.web(true)?.omit_default_module_path(false),
        // A trap leaves the module unusable; these two let `worker_entry.js` begin again with a fresh instance.
        Host::Workerd => bindgen.module(true)?.reset_state_function(true).force_enable_abort_handler(true),
    };
    timed(&format!("{name}: wasm-bindgen"), || bindgen.generate(folder))
}

/// Makes the module as small as it goes for a browser, and as quick as it goes for the edge.
pub(crate) fn optimise(workspace: &Workspace, wasm: &Path, host: Host, names: Names) -> Result<()> {
    let mut wasm_opt = workspace.npm_tool("wasm-opt")?;
    let level = match host {
        Host::Browser => "-Oz",
        Host::Workerd => "-O3",
    };
    wasm_opt.arg(wasm).arg("-o").arg(wasm).arg(level);
    wasm_opt.args(FEATURES.map(|feature| format!("--enable-{feature}")));
    wasm_opt.arg(match names {
        Names::Kept => "--debuginfo",
        Names::Dropped => "--strip-debug",
    });
    if host == Host::Browser {
        // Many small functions compress better than few large ones into which they were copied, and an expression
        // that is written twice better than a variable that holds its value.
        wasm_opt.arg("--strip-producers").args(SEPARATE);
    }
    let name = wasm.file_stem().unwrap_or_default().display();
    run(&format!("{name}: wasm-opt"), &mut wasm_opt)?;
    Ok(())
}

/// Runs esbuild on `input`.
pub(crate) fn esbuild(workspace: &Workspace, input: &Path, output: &Path, options: &[&str]) -> Result<()> {
    let mut esbuild = workspace.npm_tool("esbuild")?;
    esbuild
        .arg(input)
        .arg(format!("--outfile={}", output.display()))
        .args(["--log-level=warning", "--charset=utf8"]);
    run(&format!("esbuild {}", output.display()), esbuild.args(options))?;
    Ok(())
}
