//! `cargo xtask tidy`: the rules of the house that a program can check. `docs/ARCHITECTURE.md` says why they are
//! rules.
//!
//! A rule is a function from the files of the repository to complaints. No rule reads a disk, so each is tested
//! on a few files made up for it, one of which breaks it.

mod crates;
mod css;
mod documents;
mod names;
mod sources;
mod words;

use crate::{counts::Counts, test::Options, workspace::Workspace};
use anyhow::{Result, bail, ensure};
use std::{collections::BTreeMap, fs, path::Path, process::Command};

/// Every text file of the repository by its path.
pub(crate) type Files = BTreeMap<String, String>;

/// What is wrong, as `path:line: sentence` or `path: sentence`.
type Complaints = Vec<String>;

const RULES: [fn(&Files) -> Complaints; 12] = [
    names::layers,
    names::machine,
    crates::dependencies,
    crates::lints,
    sources::shape,
    sources::merges,
    documents::problem_codes,
    documents::settings,
    documents::accessibility,
    css::logical_properties,
    words::literals,
    words::idle,
];

pub(crate) fn run(workspace: &Workspace, _: &Options) -> Result<Counts> {
    let files = read(workspace)?;
    let complaints: Complaints = RULES.iter().flat_map(|rule| rule(&files)).collect();
    if !complaints.is_empty() {
        println!("{}", complaints.join("\n"));
        bail!("tidy: {} complaints; the rules are in xtask/src/tidy", complaints.len());
    }
    println!("tidy: {} files", files.len());
    Ok(Counts::default())
}

/// What git tracks or would track: not what is ignored, so that no build output is looked at.
fn read(workspace: &Workspace) -> Result<Files> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(&workspace.root)
        .output()?;
    ensure!(output.status.success(), "`git ls-files` failed; tidy needs a git checkout");
    let paths = String::from_utf8(output.stdout)?;
    let files = paths.split_terminator('\0').filter_map(|path| {
        // What is no text has nothing to say to these rules; what was just deleted neither.
        let text = fs::read_to_string(workspace.root.join(path)).ok()?;
        Some((path.to_owned(), text))
    });
    Ok(files.collect())
}

/// Whether `path` is `folder`'s file (`folder.rs`) or lies in the folder.
fn within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

/// The file's extension, without the dot.
fn extension(path: &str) -> &str {
    Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or_default()
}

/// Files made up for a test.
#[cfg(test)]
fn made_up(files: &[(&str, &str)]) -> Files {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_repository_is_tidy() {
        let files = read(&Workspace::find().unwrap()).unwrap();
        assert!(files.contains_key("Cargo.toml"), "tidy looks at the repository");
        let complaints: Complaints = RULES.iter().flat_map(|rule| rule(&files)).collect();
        assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
    }

    #[test]
    fn a_module_is_its_file_and_its_folder() {
        assert!(within("widget/src/core.rs", "widget/src/core"));
        assert!(within("widget/src/core/flow.rs", "widget/src/core"));
        assert!(!within("widget/src/core_style.rs", "widget/src/core"));
    }
}
