//! `cargo xtask packages`: the npm packages of `packages/`, each compiled by TypeScript and packed as it would be
//! published, into `target/packages`; then `tests/packages`, which installs them into empty projects.
//!
//! A package is a folder with a `package.json`. It is compiled after those of ours that it depends on, and what it is
//! packed from is a copy with the licences beside it, so that a checkout holds each of them once.

use crate::{
    assets::{self, Tree},
    counts::Counts,
    node,
    run::run,
    setup,
    test::Options,
    workspace::Workspace,
};
use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::PathBuf, process::Command};

const FOLDER: &str = "packages";
const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];
/// Where a package may name another one of ours.
const DEPENDENCIES: [&str; 3] = ["dependencies", "peerDependencies", "devDependencies"];

/// One package: its folder below `packages/`, and its name.
#[derive(Debug, PartialEq, Eq)]
struct Package {
    folder: String,
    name: String,
    needs: Vec<String>,
}

pub(crate) fn test(workspace: &Workspace, options: &Options) -> Result<Counts> {
    pack(workspace)?;
    node::packages(workspace, options)
}

/// Where the packed packages are.
pub(crate) fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join(FOLDER)
}

/// Compiles and packs every package.
pub(crate) fn pack(workspace: &Workspace) -> Result<()> {
    setup::npm_packages(workspace)?;
    let packages = in_order(read(workspace)?)?;
    let target = folder(workspace);
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    for package in &packages {
        compile(workspace, package)?;
        pack_one(workspace, package)?;
        println!("packed {}", package.name);
    }
    Ok(())
}

/// Removes what an earlier compilation left, because all of it would be packed.
fn compile(workspace: &Workspace, package: &Package) -> Result<()> {
    let folder = workspace.root.join(FOLDER).join(&package.folder);
    let settings = folder.join("tsconfig.json");
    if !settings.is_file() {
        return Ok(());
    }
    let output = folder.join("dist");
    if output.exists() {
        fs::remove_dir_all(&output)?;
    }
    let mut compiler = workspace.npm_tool("tsc")?;
    run(&format!("{}: tsc", package.name), compiler.arg("--project").arg(settings))?;
    Ok(())
}

fn pack_one(workspace: &Workspace, package: &Package) -> Result<()> {
    let mut tree = assets::read(&workspace.root.join(FOLDER).join(&package.folder))?;
    // Nothing that a developer's own tools have put beside the sources.
    tree.retain(|path, _| !path.starts_with("node_modules/"));
    for licence in LICENCES {
        tree.insert(licence.to_owned(), workspace.read(licence)?.into_bytes());
    }
    let stage = folder(workspace).join(&package.folder);
    assets::write(&stage, &tree)?;
    // The machine's npm: the one that brings the packages, too.
    let mut npm = Command::new("npm");
    npm.args(["pack", "--loglevel=error", "--ignore-scripts", "--pack-destination"]);
    npm.arg(folder(workspace)).current_dir(&stage);
    run(&format!("{}: npm pack", package.name), &mut npm)?;
    complete(&package.name, &tree)
}

/// Everything that `exports` leads to is there: a typing mistake there is only met by who installs the package.
fn complete(name: &str, tree: &Tree) -> Result<()> {
    let manifest = tree.get("package.json").context("a package has a package.json")?;
    let manifest: Value = serde_json::from_slice(manifest)?;
    let missing: Vec<String> = targets(manifest.get("exports").unwrap_or(&Value::Null))
        .into_iter()
        .filter(|target| !tree.contains_key(target.trim_start_matches("./")))
        .collect();
    ensure!(missing.is_empty(), "{name}: `exports` leads to what is not there: {}", missing.join(", "));
    Ok(())
}

/// The files that `exports` names, at whatever depth.
fn targets(exports: &Value) -> Vec<String> {
    match exports {
        Value::String(path) => vec![path.clone()],
        Value::Object(conditions) => conditions.values().flat_map(targets).collect(),
        _ => Vec::new(),
    }
}

fn read(workspace: &Workspace) -> Result<Vec<Package>> {
    let mut found = Vec::new();
    let entries = fs::read_dir(workspace.root.join(FOLDER)).context("there is no folder packages/")?;
    for entry in entries {
        let path: PathBuf = entry?.path();
        let Ok(manifest) = fs::read(path.join("package.json")) else { continue };
        let folder = path.file_name().context("a folder has a name")?.to_string_lossy().into_owned();
        found.push(describe(&folder, &manifest).with_context(|| format!("packages/{folder}/package.json"))?);
    }
    Ok(found)
}

fn describe(folder: &str, manifest: &[u8]) -> Result<Package> {
    let manifest: Value = serde_json::from_slice(manifest)?;
    let name = manifest.get("name").and_then(Value::as_str).context("has no name")?;
    let needs = DEPENDENCIES.iter().filter_map(|section| manifest.get(section)?.as_object());
    let needs = needs.flat_map(|section| section.keys().cloned()).collect();
    Ok(Package { folder: folder.to_owned(), name: name.to_owned(), needs })
}

/// Each after those that it needs; otherwise by name.
fn in_order(packages: Vec<Package>) -> Result<Vec<Package>> {
    let mut left: BTreeMap<String, Package> =
        packages.into_iter().map(|package| (package.name.clone(), package)).collect();
    let mut ordered = Vec::new();
    while !left.is_empty() {
        let is_next = |package: &&Package| !package.needs.iter().any(|need| left.contains_key(need));
        let Some(name) = left.values().find(is_next).map(|package| package.name.clone()) else {
            let names: Vec<String> = left.into_keys().collect();
            bail!("packages that need each other: {}", names.join(", "));
        };
        ordered.extend(left.remove(&name));
    }
    Ok(ordered)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, manifest: &str) -> Package {
        describe(name, format!(r#"{{"name": "{name}", {manifest}}}"#).as_bytes()).unwrap()
    }

    #[test]
    fn a_package_comes_after_those_it_needs() {
        let packages = vec![
            package("a", r#""dependencies": {"b": "1", "react": "19"}"#),
            package("b", r#""peerDependencies": {"c": "1"}"#),
            package("c", r#""version": "1""#),
        ];
        let names: Vec<_> = in_order(packages).unwrap().into_iter().map(|package| package.name).collect();
        assert_eq!(names, ["c", "b", "a"]);
    }

    #[test]
    fn packages_that_need_each_other_are_named() {
        let packages = vec![
            package("a", r#""dependencies": {"b": "1"}"#),
            package("b", r#""dependencies": {"a": "1"}"#),
        ];
        assert!(in_order(packages).unwrap_err().to_string().contains("a, b"));
    }

    #[test]
    fn what_exports_lead_to_has_to_be_there() {
        let manifest = br#"{"exports": {".": {"types": "./dist/a.d.ts", "default": "./dist/a.js"}}}"#;
        let mut tree = Tree::from([("package.json".to_owned(), manifest.to_vec())]);
        tree.insert("dist/a.js".to_owned(), Vec::new());
        assert!(complete("a", &tree).unwrap_err().to_string().ends_with("./dist/a.d.ts"));
        tree.insert("dist/a.d.ts".to_owned(), Vec::new());
        complete("a", &tree).unwrap();
    }
}
