//! Short names on the border between the widget's module and its JavaScript.
//!
//! wasm-bindgen's names hold digests, which no compression takes away, and each stands in both files. esbuild shortens
//! those in the JavaScript and says how; the module follows.

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value};
use std::{fs, path::Path};
use walrus::Module;

/// For esbuild: which names may be shortened. Those that the loader calls do not begin so.
pub(crate) const MANGLED: &str = "--mangle-props=^(__wbg_|__wbindgen_|__externref_|wasm_bindgen_)";

/// Gives the imports and exports of `module` the names that esbuild wrote into `names`.
pub(crate) fn rename(module: &Path, names: &Path) -> Result<()> {
    let names: Map<String, Value> = serde_json::from_str(&fs::read_to_string(names)?)?;
    let mut parsed =
        Module::from_file(module).with_context(|| format!("cannot read {}", module.display()))?;
    for import in parsed.imports.iter_mut() {
        import.name = short(&names, &import.name)?;
    }
    for export in parsed.exports.iter_mut() {
        // Some exports are for debuggers alone.
        export.name = short(&names, &export.name).unwrap_or_else(|_| export.name.clone());
    }
    parsed.emit_wasm_file(module).with_context(|| format!("cannot write {}", module.display()))
}

fn short(names: &Map<String, Value>, name: &str) -> Result<String> {
    let short = names.get(name).and_then(Value::as_str);
    ensure!(short.is_some(), "the JavaScript does not name {name}, which the module wants");
    Ok(short.unwrap_or(name).to_owned())
}
