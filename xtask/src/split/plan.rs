//! What goes where: which functions move, and what the first module must hand to the second for them.

use super::read::{Source, called};
use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use wasm_encoder::ExportKind;
use wasmparser::Operator;

/// What goes where.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) moved: BTreeSet<u32>,
    /// The slots of the table in which moved functions stand, old and new ones.
    pub(super) slots: BTreeMap<u32, u32>,
    /// How many slots are new.
    pub(super) added: u32,
    /// Functions and globals of the first module that the second one uses.
    pub(super) functions: BTreeSet<u32>,
    pub(super) globals: BTreeSet<u32>,
}

impl Plan {
    /// What is reached without a door stays, and what only doors lead to goes.
    pub(super) fn of(source: &Source<'_>, doors: &BTreeSet<u32>) -> Result<Self> {
        let tabled = source.table.iter().map(|&(_, function)| function);
        let kept = reached(source, source.pinned.iter().copied().chain(tabled), doors)?;
        let moved = reached(source, doors.iter().copied(), &kept)?;
        let moved = moved.into_iter().filter(|function| *function >= source.imported).collect();
        let mut plan = Self { moved, ..Self::default() };
        let tabled = source.table.iter().copied();
        plan.slots = tabled.filter(|(_, function)| plan.moved.contains(function)).collect();
        for function in source.defined().filter(|function| !plan.moved.contains(function)) {
            for &door in called(source.body(function)?)?.intersection(&plan.moved) {
                if plan.slot(door).is_none() {
                    plan.slots.insert(source.slots + plan.added, door);
                    plan.added += 1;
                }
            }
        }
        for &function in &plan.moved {
            plan.functions.extend(called(source.body(function)?)?.difference(&plan.moved));
            let body = source.body(function)?.context("no such function")?;
            for operator in body.get_operators_reader()? {
                let operator = operator?;
                if let Operator::GlobalGet { global_index } | Operator::GlobalSet { global_index } = operator
                {
                    plan.globals.insert(global_index);
                }
                let name = source.names.get(&function).map_or("a function without a name", String::as_str);
                ensure!(!is_of_its_module(&operator), "{name} uses what only its own module has");
            }
        }
        Ok(plan)
    }

    /// Where the first module finds a moved function that it calls.
    pub(super) fn slot(&self, moved: u32) -> Option<u32> {
        self.slots.iter().find_map(|(&slot, &function)| (function == moved).then_some(slot))
    }

    /// Where a function of the first module is once the moved ones are gone.
    pub(super) fn place(&self, old: u32) -> Option<u32> {
        let gone = self.moved.range(..old).count();
        (!self.moved.contains(&old)).then(|| old - u32::try_from(gone).unwrap_or_default())
    }

    /// What the first module hands to the second, in the order of its names.
    pub(super) fn shared(&self, source: &Source<'_>) -> Vec<(ExportKind, u32)> {
        let functions = self.functions.iter().map(|&index| (ExportKind::Func, index));
        let tables = (0..).zip(&source.tables).map(|(index, _)| (ExportKind::Table, index));
        let globals = self.globals.iter().map(|&index| (ExportKind::Global, index));
        functions.chain(tables).chain([(ExportKind::Memory, 0)]).chain(globals).collect()
    }
}

/// What is called from `roots` on, with them, without what is `barred` and what only that leads to.
fn reached(
    source: &Source<'_>,
    roots: impl Iterator<Item = u32>,
    barred: &BTreeSet<u32>,
) -> Result<BTreeSet<u32>> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<u32> = roots.collect();
    while let Some(function) = open.pop() {
        if !barred.contains(&function) && reached.insert(function) {
            open.extend(called(source.body(function)?)?);
        }
    }
    Ok(reached)
}

/// Whether it names a piece of data or a segment of a table, which cannot be shared, or a function without calling it.
fn is_of_its_module(operator: &Operator<'_>) -> bool {
    matches!(
        operator,
        Operator::RefFunc { .. }
            | Operator::MemoryInit { .. }
            | Operator::DataDrop { .. }
            | Operator::TableInit { .. }
            | Operator::ElemDrop { .. }
    )
}
