//! One module made into two: what a page needs from the beginning, and what can only be needed after a certain step.
//!
//! The step is a list of functions, the doors. What nothing but them calls goes with them into the second module, which
//! uses the memory, the tables, the globals and the functions of the first: there is one allocator and one stack. A call
//! to a door becomes a call through a slot of the table, which is empty until the second module is there. Which steps
//! there are, and that nobody comes to a door early, is not known here.
//!
//! It is done before the modules are made small, each by itself: whoever makes one function of two that happen to be the
//! same would otherwise make an early one of a door.

use crate::wasm::Names;
use anyhow::{Context, Result, anyhow};
use std::{fs, path::Path};
use wasm_encoder::{ConstExpr, ElementSection, Elements, Module, reencode::Reencode};
use wasmparser::Parser;

mod doors;
mod first;
mod plan;
pub(crate) mod read;
mod second;
#[cfg(test)]
mod tests;

use first::First;
use plan::Plan;
use read::Source;

/// What the second module calls the first one. Its names are numbers there, so that they meet no other.
const FIRST: &str = "a";

/// Takes what belongs to `doors`, the names of functions, out of `module` and into `later`. Only `module`
/// can keep its `names`.
pub(crate) fn split(module: &Path, later: &Path, doors: &str, names: Names) -> Result<()> {
    let bytes = fs::read(module).with_context(|| format!("cannot read {}", module.display()))?;
    let (first, second) =
        halves(&bytes, doors, names).with_context(|| format!("cannot split {}", module.display()))?;
    fs::write(module, first)?;
    fs::write(later, second)?;
    Ok(())
}

fn halves(bytes: &[u8], doors: &str, names: Names) -> Result<(Vec<u8>, Vec<u8>)> {
    let source = Source::read(bytes)?;
    let plan = Plan::of(&source, &doors::find(&source, doors)?)?;
    let second = second::module(&source, &plan)?;
    let mut first = Module::new();
    First { source: &source, plan: &plan, names }
        .parse_core_module(&mut first, Parser::new(0), bytes)
        .map_err(|error| anyhow!("{error}"))?;
    Ok((first.finish(), second))
}

/// Fills slots of `table`, which are in order, in as few pieces as there are.
fn fill(elements: &mut ElementSection, table: u32, slots: &[(u32, u32)]) {
    for run in slots.chunk_by(|before, after| before.0 + 1 == after.0) {
        let Some(&(start, _)) = run.first() else { continue };
        let functions: Vec<u32> = run.iter().map(|&(_, function)| function).collect();
        let start = ConstExpr::i32_const(start.cast_signed());
        elements.active((table > 0).then_some(table), &start, Elements::Functions(functions.into()));
    }
}
