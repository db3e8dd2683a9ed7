//! Where things are, and how the tools of this checkout are called.
//!
//! Paths only: nothing here creates, downloads or runs anything.

use anyhow::{Context, Result, bail};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// This checkout.
#[derive(Clone, Debug)]
pub(crate) struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Cargo's target folder, shared by everything that is built.
    pub(crate) target: PathBuf,
}

impl Workspace {
    /// Cargo tells a program that it runs where its manifest is; ours is one folder below the root.
    pub(crate) fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").context("start me as `cargo xtask …`")?;
        let Some(root) = Path::new(&manifest).parent() else { bail!("xtask lies outside the workspace") };
        // The same look-up that cargo does, without the configuration files: nobody has one here.
        let target =
            env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
        Ok(Self { root: root.to_path_buf(), target })
    }

    /// What the Worker serves as static assets.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The bundled Worker: what wrangler's `main` points to.
    pub(crate) fn worker(&self) -> PathBuf {
        self.root.join("build")
    }

    /// Intermediate products that cargo knows nothing about.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.target.join("openslot")
    }

    /// Tools that take minutes to build, kept outside the checkout so that a clean clone does not pay again.
    pub(crate) fn cache() -> Result<PathBuf> {
        let below = |name: &str, tail: &str| env::var_os(name).map(|dir| Path::new(&dir).join(tail));
        below("OPENSLOT_CACHE", "")
            .or_else(|| below("XDG_CACHE_HOME", "openslot"))
            .or_else(|| below("HOME", ".cache/openslot"))
            .or_else(|| below("LOCALAPPDATA", "openslot"))
            .context("no folder to cache tools in; set OPENSLOT_CACHE")
    }

    /// Cargo, the one that started us.
    pub(crate) fn cargo<const N: usize>(&self, arguments: [&str; N]) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.current_dir(&self.root).args(arguments);
        // The target folder as an absolute path, whatever the caller's current folder was.
        command.env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// A program that an npm package brought, run by the Node that another one brought: the machine's own may
    /// be older than wrangler allows.
    pub(crate) fn npm_tool(&self, name: &str) -> Result<Command> {
        let bin = self.root.join("node_modules/.bin");
        let mut command = Command::new(bin.join(name));
        command.current_dir(&self.root).env("PATH", self.path_with(&bin)?);
        Ok(command)
    }

    fn path_with(&self, first: &Path) -> Result<std::ffi::OsString> {
        let path = env::var_os("PATH").unwrap_or_default();
        env::join_paths(std::iter::once(first.to_path_buf()).chain(env::split_paths(&path)))
            .with_context(|| format!("{} cannot be put on PATH", self.root.display()))
    }

    /// A file of the checkout as text.
    pub(crate) fn read(&self, path: &str) -> Result<String> {
        fs::read_to_string(self.root.join(path)).with_context(|| format!("cannot read {path}"))
    }
}
