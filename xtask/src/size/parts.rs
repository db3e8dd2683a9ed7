//! `cargo xtask size --parts`: what each part of the source costs in the module that a page loads first.
//!
//! The functions of a part are made empty, the module is compressed again, and what it has become shorter by is the
//! cost. Which function belongs to which part is told by its name alone. How a module is made, and how large it may be,
//! is not known here.

use super::brotli;
use crate::{
    build::{self, Profile},
    bundle,
    run::told,
    split::read::Source,
    workspace::Workspace,
};
use anyhow::{Context, Result};
use wasm_encoder::{CodeSection, Module, RawSection, SectionId};
use wasmparser::{Parser, Payload};

mod table;

use table::{PARTS, Part};

/// A function without locals that does nothing but trap.
const EMPTY: [u8; 3] = [0x00, 0x00, 0x0b];
/// A data section without data: their number.
const NO_DATA: [u8; 1] = [0x00];

const REMARK: &str = "\
Each row is what would be saved if its functions were empty and all others stayed. The rows do not add up to the whole:
what several parts have in common, a compressor writes once, and no row is charged for it.
";

/// What is made empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Nothing,
    /// The functions of that part; the number after the last is that of everything else.
    Part(usize),
    Data,
}

/// What would be saved; a compressor may also need more for less.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    label: String,
    functions: usize,
    raw: i64,
    brotli: i64,
}

pub(super) fn run(workspace: &Workspace) -> Result<()> {
    build::prepare(workspace, Profile::Release)?;
    let module = bundle::named(workspace)?;
    let rows = told("size: compressing without each part", |step| costs(&module, PARTS, step))?;
    print!("{}", report(&rows));
    Ok(())
}

/// One row a part, one for the data, one for everything else, and at last the whole; `step` hears what is compressed.
fn costs(bytes: &[u8], parts: &[Part], step: &mut dyn FnMut(&str)) -> Result<Vec<Row>> {
    let source = Source::read(bytes)?;
    let owners: Vec<usize> = source
        .defined()
        .map(|function| source.names.get(&function).map_or(parts.len(), |name| table::part_of(name, parts)))
        .collect();
    let whole = module(bytes, &owners, What::Nothing)?;
    let before = weigh(&whole)?;

    let whats = parts.iter().enumerate().map(|(index, part)| (part.label, What::Part(index)));
    let rest = [("data", What::Data), ("everything else", What::Part(parts.len()))];
    let mut rows = Vec::new();
    for (label, what) in whats.chain(rest) {
        let functions = owners.iter().filter(|&&owner| what == What::Part(owner)).count();
        let without = module(bytes, &owners, what)?;
        step(label);
        let after = weigh(&without)?;
        rows.push(Row {
            label: label.to_owned(),
            functions,
            raw: before.0 - after.0,
            brotli: before.1 - after.1,
        });
    }
    rows.push(Row {
        label: "the whole".to_owned(),
        functions: owners.len(),
        raw: before.0,
        brotli: before.1,
    });
    Ok(rows)
}

fn weigh(bytes: &[u8]) -> Result<(i64, i64)> {
    Ok((i64::try_from(bytes.len())?, i64::try_from(brotli(bytes)?)?))
}

/// The module as a page would get it, without names, and with `what` made empty; `owners` are the parts of its functions.
fn module(bytes: &[u8], owners: &[usize], what: What) -> Result<Vec<u8>> {
    let mut module = Module::new();
    let mut code = CodeSection::new();
    let mut owners = owners.iter();
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload?;
        match &payload {
            Payload::CustomSection(custom) if custom.name() == "name" => {}
            Payload::CodeSectionStart { .. } => {}
            Payload::CodeSectionEntry(body) => {
                let owner = owners.next().context("a function is not in the list")?;
                let is_empty = what == What::Part(*owner);
                code.raw(if is_empty { &EMPTY } else { body.as_bytes() });
                if owners.len() == 0 {
                    module.section(&code);
                }
            }
            Payload::DataSection(_) if what == What::Data => {
                module.section(&RawSection { id: SectionId::Data.into(), data: &NO_DATA });
            }
            _ => {
                if let Some((id, range)) = payload.as_section() {
                    let data = bytes.get(range).context("a section goes on behind the end of the module")?;
                    module.section(&RawSection { id, data });
                }
            }
        }
    }
    Ok(module.finish())
}

fn report(rows: &[Row]) -> String {
    let mut lines = vec![format!("{:<28}{:>10}{:>10}{:>10}", "part", "functions", "raw", "brotli 11")];
    lines.extend(
        rows.iter()
            .map(|row| format!("{:<28}{:>10}{:>10}{:>10}", row.label, row.functions, row.raw, row.brotli)),
    );
    lines.join("\n") + "\n" + REMARK
}

#[cfg(test)]
mod tests {
    use super::*;

    const TINY: &str = r#"(module
        (memory 1)
        (export "form" (func $"<app::form::Form>::check"))
        (func $"<app::form::Form>::check" (param i32) (result i32)
            (i32.mul (i32.add (local.get 0) (i32.const 1234567)) (i32.const 7654321)))
        (func $"app::flow::step" (result i32) (i32.load (i32.const 16)))
        (func (result i32) (i32.const 99))
        (data (i32.const 16) "what is known from the beginning"))"#;
    const TWO: &[Part] = &[
        Part { label: "the form", paths: &["app::form::"] },
        Part { label: "the flow", paths: &["app::form::Form", "app::flow::"] },
    ];

    fn saved(rows: &[Row]) -> Vec<(&str, usize, i64)> {
        rows.iter().map(|row| (row.label.as_str(), row.functions, row.raw)).collect()
    }

    #[test]
    fn a_part_costs_what_its_functions_take_up() {
        let bytes = wat::parse_str(TINY).unwrap();
        let mut told = Vec::new();
        let rows = costs(&bytes, TWO, &mut |label| told.push(label.to_owned())).unwrap();
        let bare = module(&bytes, &[0, 1, 2], What::Nothing).unwrap();
        let whole = i64::try_from(bare.len()).unwrap();
        // Three bytes of each function stay: it is there, and ends.
        let expected = [
            ("the form", 1, 13),
            ("the flow", 1, 4),
            ("data", 0, 37),
            ("everything else", 1, 2),
            ("the whole", 3, whole),
        ];
        assert_eq!(saved(&rows), expected);
        assert_eq!(told, ["the form", "the flow", "data", "everything else"]);
        assert_eq!(rows.last().unwrap().brotli, i64::try_from(brotli(&bare).unwrap()).unwrap());
        assert!(rows.iter().all(|row| row.brotli > 0), "{rows:?}");
    }

    #[test]
    fn names_are_not_weighed_and_nothing_else_is_left_out() {
        let bytes = wat::parse_str(TINY).unwrap();
        let nameless =
            TINY.replace("$\"<app::form::Form>::check\"", "0").replace("(func 0 (param", "(func (param");
        let nameless = wat::parse_str(nameless.replace("$\"app::flow::step\"", "")).unwrap();
        assert_eq!(module(&bytes, &[0, 1, 2], What::Nothing).unwrap(), nameless);
    }

    #[test]
    fn the_table_says_that_it_does_not_add_up() {
        let row = Row { label: "the form".to_owned(), functions: 12, raw: 3456, brotli: -7 };
        let shown = report(&[row]);
        assert!(shown.contains("\nthe form                            12      3456        -7\n"), "{shown}");
        assert!(shown.contains("do not add up"));
    }
}
