//! The second module: what has moved, with all else that it uses imported from the first.

use super::{FIRST, fill, plan::Plan, read::Source};
use anyhow::{Context, Result, anyhow};
use std::convert::Infallible;
use wasm_encoder::{
    CodeSection, ElementSection, EntityType, ExportKind, FunctionSection, ImportSection, MemoryType, Module,
    TypeSection,
    reencode::{Error, Reencode, RoundtripReencoder},
};
use wasmparser::TableType;

/// Makes it.
pub(super) fn module(source: &Source<'_>, plan: &Plan) -> Result<Vec<u8>> {
    let broken = |error| anyhow!("{error}");
    let mut types = TypeSection::new();
    RoundtripReencoder.parse_type_section(&mut types, source.types()?).map_err(broken)?;
    let mut imports = ImportSection::new();
    for (name, (kind, index)) in plan.shared(source).into_iter().enumerate() {
        imports.import(FIRST, &name.to_string(), imported(source, plan, kind, index)?);
    }
    let order: Vec<u32> = plan.functions.iter().chain(&plan.moved).copied().collect();
    let globals: Vec<u32> = plan.globals.iter().copied().collect();
    let mut second = Second { functions: &order, globals: &globals };
    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    for &function in &plan.moved {
        functions.function(source.type_of(function)?);
        let body = source.body(function)?.context("no such function")?.clone();
        second.parse_function_body(&mut code, body).map_err(broken)?;
    }
    let mut slots = Vec::new();
    for (&slot, &function) in &plan.slots {
        slots.push((slot, index_in(&order, function).map_err(broken)?));
    }
    let mut elements = ElementSection::new();
    fill(&mut elements, source.function_table, &slots);
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&elements).section(&code);
    Ok(module.finish())
}

/// What the second module expects of something that the first one has.
fn imported(source: &Source<'_>, plan: &Plan, kind: ExportKind, index: u32) -> Result<EntityType> {
    let broken = |error| anyhow!("{error}");
    Ok(match kind {
        ExportKind::Func => EntityType::Function(source.type_of(index)?),
        ExportKind::Global => {
            let global = *source.globals.get(index as usize).context("no such global")?;
            EntityType::Global(RoundtripReencoder.global_type(global).map_err(broken)?)
        }
        ExportKind::Table => {
            let table = *source.tables.get(index as usize).context("no such table")?;
            let added = if index == source.function_table { plan.added } else { 0 };
            let table = TableType { initial: table.initial + u64::from(added), maximum: None, ..table };
            EntityType::Table(RoundtripReencoder.table_type(table).map_err(broken)?)
        }
        _ => EntityType::Memory(MemoryType {
            minimum: 0,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        }),
    })
}

/// Where the second module has what the old one had.
struct Second<'a> {
    functions: &'a [u32],
    globals: &'a [u32],
}

fn index_in(order: &[u32], old: u32) -> Result<u32, Error> {
    let place = order.iter().position(|other| *other == old);
    place.and_then(|place| u32::try_from(place).ok()).ok_or(Error::InvalidConstExpr)
}

impl Reencode for Second<'_> {
    type Error = Infallible;

    fn function_index(&mut self, old: u32) -> Result<u32, Error> {
        index_in(self.functions, old)
    }

    fn global_index(&mut self, old: u32) -> Result<u32, Error> {
        index_in(self.globals, old)
    }
}
