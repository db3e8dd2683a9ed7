//! `cargo xtask build`: the widget and the static files into `dist/`, the Worker into `build/`.
//!
//! wrangler calls this too (`[build]` in `wrangler.toml`), so that there is one way to build and `npx wrangler
//! dev` is exactly the same thing.

use crate::{assets, bundle, integrity, setup, worker, workspace::Workspace};
use anyhow::{Result, bail};

/// How much time to spend on making it small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quick to build again, several times as large.
    Dev,
    /// As small as it goes: what is deployed, and what is measured.
    Release,
}

impl Profile {
    /// `--dev`, or no argument: then wrangler, where it is the caller, says whether this is for `wrangler dev`
    /// or for a deployment.
    pub(crate) fn from_arguments(arguments: &[String]) -> Result<Self> {
        Self::decide(arguments, std::env::var("WRANGLER_COMMAND").ok().as_deref())
    }

    fn decide(arguments: &[String], wrangler_command: Option<&str>) -> Result<Self> {
        match arguments {
            [] if wrangler_command == Some("dev") => Ok(Self::Dev),
            [] => Ok(Self::Release),
            [flag] if flag == "--dev" => Ok(Self::Dev),
            _ => bail!("`build` knows --dev and nothing else"),
        }
    }

    /// What cargo calls the profile. Development shares cargo's own, so that macros and build scripts that were
    /// compiled for the native tests are not compiled again.
    pub(crate) fn cargo_name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }

    /// The cargo profile in which `package` becomes WebAssembly, and what cargo calls its folder below `target`.
    pub(crate) fn cargo_profile(self, package: &str) -> (&'static str, &'static str) {
        match (self, package) {
            (Self::Dev, _) => ("dev", "debug"),
            (Self::Release, "edge-proxy") => ("edge", "edge"),
            (Self::Release, _) => ("release", "release"),
        }
    }
}

/// Sees to it that there is what building needs.
pub(crate) fn prepare(workspace: &Workspace, profile: Profile) -> Result<()> {
    setup::wasm_target()?;
    if profile == Profile::Release {
        setup::standard_sources()?;
    }
    setup::npm_packages(workspace)
}

/// Builds everything.
pub(crate) fn run(workspace: &Workspace, profile: Profile) -> Result<()> {
    prepare(workspace, profile)?;
    let page = bundle::page(workspace, profile)?;
    assets::write(&workspace.dist(), &page)?;
    let worker = worker::bundle(workspace, profile)?;
    assets::write(&workspace.worker(), &worker)?;
    if profile == Profile::Release {
        println!(
            "for `integrity`, with `crossorigin`; /v1/embed-….js is the loader under an address of its own:"
        );
        for line in integrity::lines(&page) {
            println!("  {line}");
        }
    }
    println!("built dist/ ({} files) and build/ ({})", page.len(), profile.cargo_name());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Profile;

    #[test]
    fn only_development_is_built_in_a_hurry() {
        let dev = ["--dev".to_owned()];
        assert_eq!(Profile::decide(&dev, None).unwrap(), Profile::Dev);
        assert_eq!(Profile::decide(&[], Some("dev")).unwrap(), Profile::Dev);
        assert_eq!(Profile::decide(&[], Some("deploy")).unwrap(), Profile::Release);
        assert_eq!(Profile::decide(&[], None).unwrap(), Profile::Release);
        assert!(Profile::decide(&["--fast".to_owned()], None).is_err());
    }
}
