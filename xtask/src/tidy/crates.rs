//! Dependencies between our crates point one way, and every crate takes the workspace's lints.

use super::{Complaints, Files};
use toml::{Table, Value};

/// Each crate of ours, and which of the others it may depend on. What only its tests need is not looked at.
const MAY_DEPEND_ON: [(&str, &[&str]); 6] = [
    ("shared", &[]),
    ("sandbox", &[]),
    ("widget", &["shared"]),
    ("edge-proxy", &["shared", "sandbox"]),
    ("tests", &["shared", "sandbox", "edge-proxy", "widget"]),
    ("xtask", &[]),
];

/// Each crate depends on those of the table, and no crate is missing from it.
pub(super) fn dependencies(files: &Files) -> Complaints {
    let mut complaints = Complaints::new();
    for (path, manifest) in manifests(files) {
        let manifest = match manifest {
            Ok(manifest) => manifest,
            Err(error) => {
                complaints.push(format!("{path}: {error}"));
                continue;
            }
        };
        let name =
            manifest.get("package").and_then(|package| package.get("name")?.as_str()).unwrap_or_default();
        let Some((_, may)) = MAY_DEPEND_ON.iter().find(|(ours, _)| *ours == name) else {
            complaints.push(format!("{path}: {name} is not in the table of xtask/src/tidy/crates.rs"));
            continue;
        };
        let ours = dependencies_of(&manifest).filter(|it| MAY_DEPEND_ON.iter().any(|(ours, _)| ours == it));
        complaints.extend(
            ours.filter(|dependency| !may.contains(&dependency.as_str()))
                .map(|dependency| format!("{path}: {name} must not depend on {dependency}")),
        );
    }
    complaints
}

/// Each crate has `[lints] workspace = true`: without it, it silently has no lints at all.
pub(super) fn lints(files: &Files) -> Complaints {
    let inherits = |manifest: &Table| {
        manifest.get("lints").and_then(|lints| lints.get("workspace")).and_then(Value::as_bool) == Some(true)
    };
    manifests(files)
        .filter(|(_, manifest)| !manifest.as_ref().is_ok_and(inherits))
        .map(|(path, _)| format!("{path}: lacks `[lints] workspace = true`"))
        .collect()
}

fn manifests(files: &Files) -> impl Iterator<Item = (&str, Result<Table, toml::de::Error>)> {
    let crates = files.iter().filter(|(path, _)| path.ends_with("/Cargo.toml"));
    crates.map(|(path, text)| (path.as_str(), text.parse()))
}

fn dependencies_of(manifest: &Table) -> impl Iterator<Item = String> {
    let targets = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    let tables = targets.filter_map(Value::as_table).chain([manifest]);
    let sections =
        tables.flat_map(|table| ["dependencies", "build-dependencies"].map(|section| table.get(section)));
    let dependencies = sections.flatten().filter_map(Value::as_table).flatten();
    dependencies.map(|(name, value)| {
        // `other = { package = "shared" }` is a dependency on `shared` too.
        let package = value.get("package").and_then(Value::as_str);
        package.unwrap_or(name).to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::{super::made_up, *};

    #[track_caller]
    fn check(name: &str, rest: &str, complaint: &str) {
        let manifest = format!("[package]\nname = \"{name}\"\n{rest}");
        let found = dependencies(&made_up(&[("x/Cargo.toml", &manifest)])).join("; ");
        assert!(found.contains(complaint) && found.is_empty() == complaint.is_empty(), "{name}: `{found}`");
    }

    #[test]
    fn dependencies_point_one_way() {
        check("shared", "[dependencies]\nsandbox.workspace = true", "must not depend on sandbox");
        check("widget", "[dependencies]\nedge-proxy.workspace = true", "must not depend on edge-proxy");
        check(
            "sandbox",
            "[target.'cfg(unix)'.dependencies]\nshared.workspace = true",
            "must not depend on shared",
        );
        check("sandbox", "[dependencies]\nrules = { package = \"shared\" }", "must not depend on shared");
        check("xtask", "[build-dependencies]\nshared.workspace = true", "must not depend on shared");
        check("widget", "[dependencies]\nshared.workspace = true\nserde.workspace = true", "");
        check("widget", "[dev-dependencies]\nsandbox.workspace = true", "");
        check("billing", "", "not in the table");
    }

    #[test]
    fn a_manifest_that_cannot_be_read_is_named() {
        let found = dependencies(&made_up(&[("x/Cargo.toml", "[package")]));
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn every_crate_takes_the_workspaces_lints() {
        let with = ("a/Cargo.toml", "[lints]\nworkspace = true");
        assert!(lints(&made_up(&[with])).is_empty());
        assert_eq!(lints(&made_up(&[with, ("b/Cargo.toml", "[package]\nname = \"b\"")])).len(), 1);
        assert_eq!(lints(&made_up(&[("b/Cargo.toml", "[lints]\nworkspace = false")])).len(), 1);
    }
}
