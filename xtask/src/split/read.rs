//! What has to be known of a module before it can be split: who calls whom, what stands in the table, what is called what.

use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use wasmparser::{
    Element, ElementItems, ElementKind, ExternalKind, FunctionBody, GlobalType, KnownCustom, Name, Operator,
    Parser, Payload, RefType, TableType, TypeRef, TypeSectionReader,
};

/// A module, read.
#[derive(Default)]
pub(crate) struct Source<'a> {
    /// How many functions are imported; they come first.
    pub(super) imported: u32,
    pub(super) tables: Vec<TableType>,
    pub(super) globals: Vec<GlobalType>,
    /// Which of the tables holds functions, and how many slots it has.
    pub(super) function_table: u32,
    pub(super) slots: u32,
    /// What stands in its slots, in order.
    pub(super) table: Vec<(u32, u32)>,
    /// Functions that others than functions of the module refer to.
    pub(super) pinned: BTreeSet<u32>,
    pub(crate) names: BTreeMap<u32, String>,
    kinds: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
    types: Option<TypeSectionReader<'a>>,
}

impl<'a> Source<'a> {
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self> {
        let mut source = Self::default();
        for payload in Parser::new(0).parse_all(bytes) {
            source.take(payload?)?;
        }
        for body in source.bodies.clone() {
            for operator in body.get_operators_reader()? {
                if let Operator::RefFunc { function_index } = operator? {
                    source.pinned.insert(function_index);
                }
            }
        }
        source.table.sort_unstable();
        Ok(source)
    }

    fn take(&mut self, payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::TypeSection(types) => self.types = Some(types),
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let TypeRef::Func(kind) = import?.ty else {
                        anyhow::bail!("only functions may be imported")
                    };
                    self.kinds.push(kind);
                    self.imported += 1;
                }
            }
            Payload::FunctionSection(kinds) => {
                for kind in kinds {
                    self.kinds.push(kind?);
                }
            }
            Payload::TableSection(tables) => {
                for table in tables {
                    let table = table?.ty;
                    if table.element_type == RefType::FUNCREF {
                        ensure!(self.slots == 0, "there are two tables of functions");
                        self.function_table = u32::try_from(self.tables.len())?;
                        self.slots = u32::try_from(table.initial)?;
                    }
                    self.tables.push(table);
                }
            }
            Payload::GlobalSection(globals) => {
                for global in globals {
                    self.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        self.pinned.insert(export.index);
                    }
                }
            }
            Payload::StartSection { func, .. } => {
                self.pinned.insert(func);
            }
            Payload::ElementSection(elements) => {
                for element in elements {
                    self.element(element?)?;
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::CustomSection(custom) => {
                if let KnownCustom::Name(names) = custom.as_known() {
                    for name in names {
                        let Name::Function(names) = name? else { continue };
                        for name in names {
                            let name = name?;
                            self.names.insert(name.index, without_digests(name.name));
                        }
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn element(&mut self, element: Element<'a>) -> Result<()> {
        let is_of_table = is_of_table(&element, self.function_table);
        let start = match element.kind {
            ElementKind::Active { offset_expr, .. } if is_of_table => {
                let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                    anyhow::bail!("a segment begins at a place that only the browser knows");
                };
                value.cast_unsigned()
            }
            _ => 0,
        };
        match element.items {
            ElementItems::Functions(functions) => {
                for (slot, function) in (start..).zip(functions) {
                    if is_of_table {
                        self.table.push((slot, function?));
                    } else {
                        self.pinned.insert(function?);
                    }
                }
            }
            ElementItems::Expressions(_, expressions) => {
                for expression in expressions {
                    for operator in expression?.get_operators_reader() {
                        if let Operator::RefFunc { function_index } = operator? {
                            self.pinned.insert(function_index);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// The functions that are not imported.
    pub(crate) fn defined(&self) -> impl Iterator<Item = u32> + use<'_> {
        (self.imported..).zip(&self.bodies).map(|(index, _)| index)
    }

    /// What a function does, unless it is imported.
    pub(super) fn body(&self, function: u32) -> Result<Option<&FunctionBody<'a>>> {
        let Some(local) = function.checked_sub(self.imported) else { return Ok(None) };
        self.bodies.get(local as usize).map(Some).context("a function has no body")
    }

    pub(super) fn type_of(&self, function: u32) -> Result<u32> {
        self.kinds.get(function as usize).copied().context("a function has no type")
    }

    pub(super) fn types(&self) -> Result<TypeSectionReader<'a>> {
        self.types.clone().context("the module has no types")
    }
}

/// Whether it fills slots of that table with functions.
pub(super) fn is_of_table(element: &Element<'_>, table: u32) -> bool {
    let is_active =
        matches!(element.kind, ElementKind::Active { table_index, .. } if table_index.unwrap_or(0) == table);
    is_active && matches!(element.items, ElementItems::Functions(_))
}

/// The functions that `body` calls by name.
pub(super) fn called(body: Option<&FunctionBody<'_>>) -> Result<BTreeSet<u32>> {
    let mut called = BTreeSet::new();
    let Some(body) = body else { return Ok(called) };
    for operator in body.get_operators_reader()? {
        if let Operator::Call { function_index } | Operator::ReturnCall { function_index } = operator? {
            called.insert(function_index);
        }
    }
    Ok(called)
}

/// A path without what rustc puts behind the name of a crate.
fn without_digests(name: &str) -> String {
    let mut plain = String::new();
    for (index, part) in name.split('[').enumerate() {
        match part.split_once(']') {
            Some((digest, rest))
                if index > 0 && digest.len() > 8 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()) =>
            {
                plain.push_str(rest);
            }
            _ => {
                plain.push_str(if index > 0 { "[" } else { "" });
                plain.push_str(part);
            }
        }
    }
    plain
}
