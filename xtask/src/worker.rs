//! The Worker as wrangler uploads it: one JavaScript file, one module, and the settings it runs under.
//!
//! `worker-build`, the usual tool for this, is not used. It links OpenSSL, whose headers a bare machine lacks,
//! and takes minutes to install; it comes as a program only; and what it does is the four steps below, of which
//! the widget needs three anyway. Its glue between workerd and the module is `worker_entry.js` here.

use crate::{
    assets::Tree,
    build::Profile,
    wasm::{self, Host, Names, Workshop},
    workspace::Workspace,
};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::{fmt::Write, fs};
use toml::Table;

const MODULE: &str = "index_bg.wasm";
const ENTRY: &str = include_str!("worker_entry.js");

/// Builds the Worker.
pub(crate) fn bundle(workspace: &Workspace, profile: Profile) -> Result<Tree> {
    let settings: Table = workspace.read("wrangler.toml")?.parse().context("wrangler.toml")?;
    let classes = durable_objects(&settings);
    let compiled = wasm::compile(workspace, "edge-proxy", &[], Host::Workerd, profile)?;
    let workshop = Workshop::open(workspace, &compiled, profile, &classes.join(" "))?;
    workshop.unless_done(|folder| {
        wasm::bind(&compiled, folder, "index", Host::Workerd, profile)?;
        if profile == Profile::Release {
            // Function names stay: they turn a trap in production into a stack trace one can read.
            wasm::optimise(workspace, &folder.join(MODULE), Host::Workerd, Names::Kept)?;
        }
        let glue = fs::read_to_string(folder.join("index.js"))?;
        fs::write(folder.join("entry.js"), entry(&classes, &glue)?)?;
        let mut options =
            vec!["--bundle", "--format=esm", "--external:./index_bg.wasm", "--external:cloudflare:*"];
        if profile == Profile::Release {
            options.push("--minify");
        }
        wasm::esbuild(workspace, &folder.join("entry.js"), &folder.join("bundled.js"), &options)
    })?;

    let script = fs::read_to_string(workshop.folder.join("bundled.js"))?;
    // wrangler understands a plain import of a module and not yet the proposal's `import source`.
    let script = script.replace("import source ", "import ");
    Ok(Tree::from([
        ("index.js".to_owned(), script.into_bytes()),
        (MODULE.to_owned(), fs::read(workshop.folder.join(MODULE))?),
        ("wrangler.json".to_owned(), built_settings(settings)?),
    ]))
}

/// The classes that `wrangler.toml` binds as Durable Objects.
fn durable_objects(settings: &Table) -> Vec<String> {
    let bindings = settings.get("durable_objects").and_then(|table| table.get("bindings"));
    let classes = bindings.and_then(toml::Value::as_array).into_iter().flatten();
    classes.filter_map(|binding| Some(binding.get("class_name")?.as_str()?.to_owned())).collect()
}

/// `worker_entry.js` with one export for each Durable Object.
fn entry(classes: &[String], glue: &str) -> Result<String> {
    let mut entry = ENTRY.to_owned();
    for class in classes {
        ensure!(
            glue.contains(&format!("class {class} ")),
            "wrangler.toml binds the Durable Object {class}, and edge-proxy exports no such class"
        );
        writeln!(entry, "export const {class} = durable(core.{class});")?;
    }
    Ok(entry)
}

/// The settings for what is built already: `wrangler.toml` without the build, with paths that start in `build/`.
/// Tests run the Worker with these, so that no test ever builds anything.
fn built_settings(mut settings: Table) -> Result<Vec<u8>> {
    settings.remove("build");
    let mut settings = serde_json::to_value(settings)?;
    let object = settings.as_object_mut().context("a table is an object")?;
    object.insert("main".to_owned(), Value::from("index.js"));
    if let Some(assets) = object.get_mut("assets").and_then(Value::as_object_mut) {
        assets.insert("directory".to_owned(), Value::from("../dist"));
    }
    Ok(serde_json::to_vec_pretty(&settings)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: &str = r#"
        main = "build/index.js"
        compatibility_date = "2026-11-01"
        [build]
        command = "cargo xtask build"
        [assets]
        directory = "dist"
        binding = "ASSETS"
        [[durable_objects.bindings]]
        name = "DESK"
        class_name = "Desk"
    "#;

    #[test]
    fn the_built_worker_is_run_without_building_it_again() {
        let settings = built_settings(SETTINGS.parse().unwrap()).unwrap();
        let settings: Value = serde_json::from_slice(&settings).unwrap();
        let expected = serde_json::json!({
            "main": "index.js",
            "compatibility_date": "2026-11-01",
            "assets": { "directory": "../dist", "binding": "ASSETS" },
            "durable_objects": { "bindings": [{ "name": "DESK", "class_name": "Desk" }] },
        });
        assert_eq!(settings, expected);
    }

    #[test]
    fn every_durable_object_is_exported_and_a_missing_one_is_named() {
        let classes = durable_objects(&SETTINGS.parse().unwrap());
        let exported = entry(&classes, "export class Desk {}").unwrap();
        assert!(exported.ends_with("export const Desk = durable(core.Desk);\n"));
        assert!(entry(&classes, "export class Gate {}").unwrap_err().to_string().contains("Desk"));
    }
}
