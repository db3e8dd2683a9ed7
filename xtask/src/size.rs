//! `cargo xtask size`: what a page downloads, as servers send it, against the budget.

use crate::{
    assets::{self, Tree},
    build::{self, Profile},
    counts::Counts,
    run::timed,
    test::Options,
    workspace::Workspace,
};
use anyhow::{Context, Result, bail, ensure};
use flate2::{Compression, write::GzEncoder};
use serde_json::json;
use std::io::Write;

mod parts;

/// Bytes of brotli for everything a page loads before a visitor can book.
const TOTAL_BUDGET: usize = 110_000;
/// Bytes of brotli for what comes later, module and style sheet: needed for the list of time zones, and when a booking is
/// answered.
const LATER_BUDGET: usize = 22_000;
/// Bytes of brotli for the loader, the one file that delays the page it stands in.
const LOADER_BUDGET: usize = 3_000;
const LOADER: &str = "embed.js";
/// What the names of the widget's files begin with, and those of what comes later.
const WIDGET: &str = "v1/openslot-";
const LATER: &str = "v1/openslot-later-";
/// The folder of the languages, without its digest.
const WORDS: &str = "v1/words-";
/// The brotli window that browsers accept, and the quality that CDNs use for static files.
const BROTLI_WINDOW: u32 = 22;
const BROTLI_QUALITY: u32 = 11;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Size {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Size {
    fn is_later(&self) -> bool {
        self.name.starts_with(LATER)
    }
}

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let as_json = match arguments {
        [] => false,
        [flag] if flag == "--json" => true,
        [flag] if flag == "--parts" => return parts::run(workspace),
        _ => bail!("`size` knows --json or --parts, and nothing else"),
    };
    if !as_json {
        build::run(workspace, Profile::Release)?;
        return report(workspace);
    }
    // Only the document on standard output, so that it can be piped; it measures what was built last.
    let sizes = measure(&assets::read(&workspace.dist())?)?;
    println!("{:#}", document(&sizes));
    judge(&sizes)
}

/// The step of `cargo xtask test`; the build has been made.
pub(crate) fn check(workspace: &Workspace, _: &Options) -> Result<Counts> {
    report(workspace)?;
    Ok(Counts::default())
}

fn report(workspace: &Workspace) -> Result<()> {
    let dist = assets::read(&workspace.dist())?;
    let sizes = timed("size: compressing", || measure(&dist))?;
    print!("{}", table(&sizes));
    judge(&sizes)
}

/// Measures what a page with the widget loads, at last what comes later. Each kind must be there exactly once; of
/// the languages, of which a visitor loads one, the largest counts.
fn measure(dist: &Tree) -> Result<Vec<Size>> {
    let one = |start: &str, extension: &str| -> Result<&String> {
        let is_one = |path: &&String| path.starts_with(start) && path.ends_with(extension);
        let mut found = dist.keys().filter(is_one).filter(|path| path.starts_with(LATER) == (start == LATER));
        let path = found.next();
        let path = path.with_context(|| format!("dist/ holds no {start}*{extension}; build first"))?;
        ensure!(found.next().is_none(), "dist/ holds two {start}*{extension}");
        Ok(path)
    };
    let loader = LOADER.to_owned();
    let parts = [&loader, one(WIDGET, ".js")?, one(WIDGET, ".wasm")?, one(WIDGET, ".css")?];
    let weigh = |name: &String| {
        let bytes = dist.get(name).with_context(|| format!("dist/{name} is missing; build first"))?;
        Ok(Size { name: name.clone(), raw: bytes.len(), gzip: gzip(bytes)?, brotli: brotli(bytes)? })
    };
    let mut sizes = parts.into_iter().map(weigh).collect::<Result<Vec<_>>>()?;
    let languages = dist.keys().filter(|path| path.starts_with(WORDS));
    let languages = languages.map(weigh).collect::<Result<Vec<_>>>()?;
    let largest = languages.into_iter().max_by_key(|size| size.brotli);
    sizes.push(largest.with_context(|| format!("dist/{WORDS}* is missing; build first"))?);
    for extension in [".wasm", ".css"] {
        sizes.push(weigh(one(LATER, extension)?)?);
    }
    Ok(sizes)
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut compressed = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut compressed, 4096, BROTLI_QUALITY, BROTLI_WINDOW);
    encoder.write_all(bytes)?;
    drop(encoder);
    Ok(compressed.len())
}

/// What comes before a visitor can book.
fn total(sizes: &[Size]) -> Size {
    sum("total", sizes.iter().filter(|size| !size.is_later()))
}

/// What comes later.
fn later(sizes: &[Size]) -> Size {
    sum("later", sizes.iter().filter(|size| size.is_later()))
}

fn sum<'a>(name: &str, sizes: impl Iterator<Item = &'a Size>) -> Size {
    let none = Size { name: name.to_owned(), raw: 0, gzip: 0, brotli: 0 };
    sizes.fold(none, |sum, size| Size {
        raw: sum.raw + size.raw,
        gzip: sum.gzip + size.gzip,
        brotli: sum.brotli + size.brotli,
        ..sum
    })
}

/// Each measured thing that has a budget, with that budget.
fn budgets(sizes: &[Size]) -> Vec<(Size, usize)> {
    let loader = sizes.iter().find(|size| size.name == LOADER);
    let loader = loader.map(|loader| (loader.clone(), LOADER_BUDGET));
    loader.into_iter().chain([(total(sizes), TOTAL_BUDGET), (later(sizes), LATER_BUDGET)]).collect()
}

fn judge(sizes: &[Size]) -> Result<()> {
    for (size, budget) in budgets(sizes) {
        ensure!(size.brotli <= budget, "{} is {} B over its budget", size.name, size.brotli - budget);
    }
    Ok(())
}

fn table(sizes: &[Size]) -> String {
    let mut rows = vec![format!("{:<28}{:>10}{:>10}{:>10}", "file", "raw", "gzip -9", "brotli 11")];
    for size in sizes.iter().chain([&total(sizes), &later(sizes)]) {
        rows.push(format!("{:<28}{:>10}{:>10}{:>10}", size.name, size.raw, size.gzip, size.brotli));
    }
    for (size, budget) in budgets(sizes) {
        let (left, word) = match budget.checked_sub(size.brotli) {
            Some(left) => (left, "to spare"),
            None => (size.brotli - budget, "OVER"),
        };
        rows.push(format!("{}: {left} B {word} of {budget} B brotli", size.name));
    }
    rows.join("\n") + "\n"
}

fn document(sizes: &[Size]) -> serde_json::Value {
    let row =
        |size: &Size| json!({ "file": size.name, "raw": size.raw, "gzip": size.gzip, "brotli": size.brotli });
    let budget =
        |(size, budget): (Size, usize)| json!({ "of": size.name, "brotli": budget, "used": size.brotli });
    json!({
        "files": sizes.iter().map(row).collect::<Vec<_>>(),
        "total": row(&total(sizes)),
        "later": row(&later(sizes)),
        "budgets": budgets(sizes).into_iter().map(budget).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dist() -> Tree {
        let parts = [
            LOADER,
            "index.html",
            "v1/openslot-1.js",
            "v1/openslot-2.wasm",
            "v1/openslot-3.css",
            "v1/openslot-later-5.wasm",
            "v1/openslot-later-6.css",
        ];
        let files =
            parts.into_iter().chain(["v1/words-4/de.txt", "v1/words-4/largest.txt", "v1/words-4/ta.txt"]);
        files.map(|path| (path.to_owned(), path.repeat(100).into_bytes())).collect()
    }

    fn size(name: &str, brotli: usize) -> Size {
        Size { name: name.to_owned(), raw: 0, gzip: 0, brotli }
    }

    #[test]
    fn what_a_page_loads_is_measured_and_nothing_else() {
        let sizes = measure(&dist()).unwrap();
        let names: Vec<_> = sizes.iter().map(|size| size.name.as_str()).collect();
        let widget = ["embed.js", "v1/openslot-1.js", "v1/openslot-2.wasm", "v1/openslot-3.css"];
        let later = ["v1/openslot-later-5.wasm", "v1/openslot-later-6.css"];
        assert_eq!(names, [&widget[..], &["v1/words-4/largest.txt"], &later].concat());
        let brotli: Vec<_> = sizes.iter().map(|size| size.brotli).collect();
        assert_eq!(total(&sizes).brotli, brotli[..5].iter().sum::<usize>());
        assert_eq!(super::later(&sizes).brotli, brotli[5..].iter().sum::<usize>());
        assert!(sizes.iter().all(|size| size.brotli < size.raw && size.gzip < size.raw && size.brotli > 0));
    }

    #[test]
    fn a_part_that_is_missing_or_doubled_is_an_error() {
        let mut missing = dist();
        missing.remove("v1/openslot-2.wasm");
        assert!(measure(&missing).unwrap_err().to_string().contains(".wasm"));
        let mut whole = dist();
        whole.remove("v1/openslot-later-5.wasm");
        assert!(measure(&whole).unwrap_err().to_string().contains("later"));
        let mut silent = dist();
        silent.retain(|path, _| !path.starts_with(WORDS));
        assert!(measure(&silent).unwrap_err().to_string().contains("v1/words-"));
        let mut doubled = dist();
        doubled.insert("v1/openslot-9.css".to_owned(), Vec::new());
        assert!(measure(&doubled).unwrap_err().to_string().contains("two"));
    }

    #[test]
    fn a_byte_over_either_budget_fails() {
        let sizes = |loader, module| [size(LOADER, loader), size("v1/openslot-2.wasm", module)];
        assert!(judge(&sizes(LOADER_BUDGET, TOTAL_BUDGET - LOADER_BUDGET)).is_ok());
        assert!(
            judge(&sizes(LOADER_BUDGET + 1, 0)).unwrap_err().to_string().contains("embed.js is 1 B over")
        );
        assert!(judge(&sizes(1, TOTAL_BUDGET)).unwrap_err().to_string().contains("total is 1 B over"));
        let later = |bytes| [size("v1/openslot-later-5.wasm", bytes - 1), size("v1/openslot-later-6.css", 1)];
        assert!(judge(&later(LATER_BUDGET)).is_ok());
        assert!(judge(&later(LATER_BUDGET + 1)).unwrap_err().to_string().contains("later is 1 B over"));
    }
}
