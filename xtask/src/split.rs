//! One module made into two: what a page needs from the beginning, and what can only be needed after a certain step.
//!
//! The step is a list of functions, the doors. What nothing but them calls goes with them into the second module, which
//! uses the memory, the tables, the globals and the functions of the first: there is one allocator and one stack. A call
//! to a door becomes a call through a slot of the table, which is empty until the second module is there. Which steps
//! there are, and that nobody comes to a door early, is not known here.

use anyhow::{Context, Result, anyhow, bail, ensure};
use std::{
    collections::{BTreeMap, BTreeSet},
    convert::Infallible,
    fs,
    path::Path,
};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, FunctionSection,
    ImportSection, Instruction, MemoryType, Module, TypeSection,
    reencode::{Error, Reencode, RoundtripReencoder, utils},
};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, ElementSectionReader, ExportSectionReader, FunctionBody,
    FunctionSectionReader, Operator, Parser, RefType, TableType,
};

mod read;
use read::{Source, called};

/// What the second module calls the first one. Its names are numbers there, so that they meet no other.
const FIRST: &str = "a";

/// Takes what belongs to `doors`, paths of functions or of Rust modules, out of `module` and into `later`.
pub(crate) fn split(module: &Path, later: &Path, doors: &str) -> Result<()> {
    let bytes = fs::read(module).with_context(|| format!("cannot read {}", module.display()))?;
    let (first, second) =
        halves(&bytes, doors).with_context(|| format!("cannot split {}", module.display()))?;
    fs::write(module, first)?;
    fs::write(later, second)?;
    Ok(())
}

fn halves(bytes: &[u8], doors: &str) -> Result<(Vec<u8>, Vec<u8>)> {
    let source = Source::read(bytes)?;
    let plan = Plan::of(&source, doors)?;
    let second = plan.second(&source)?;
    let mut module = Module::new();
    First { source: &source, plan: &plan }
        .parse_core_module(&mut module, Parser::new(0), bytes)
        .map_err(|error| anyhow!("{error}"))?;
    Ok((module.finish(), second))
}

/// What goes where.
#[derive(Default)]
struct Plan {
    moved: BTreeSet<u32>,
    /// The slots of moved functions that are called through one.
    slots: BTreeMap<u32, u32>,
    /// How many slots are new.
    added: u32,
    /// Functions and globals of the first module that the second one uses.
    functions: BTreeSet<u32>,
    globals: BTreeSet<u32>,
}

impl Plan {
    fn of(source: &Source<'_>, doors: &str) -> Result<Self> {
        let doors = find(source, doors)?;
        let mut kept = BTreeSet::new();
        let tabled = source.table.iter().map(|&(_, function)| function);
        let mut open: Vec<u32> = source.pinned.iter().copied().chain(tabled).collect();
        while let Some(function) = open.pop() {
            if !doors.contains(&function) && kept.insert(function) {
                open.extend(called(source.body(function)?)?);
            }
        }
        let moved: BTreeSet<u32> = source.defined().filter(|function| !kept.contains(function)).collect();
        let mut plan = Self { moved, ..Self::default() };
        for &(slot, function) in source.table.iter().filter(|(_, function)| plan.moved.contains(function)) {
            plan.slots.insert(function, slot);
        }
        for function in source.defined().filter(|function| kept.contains(function)) {
            for door in called(source.body(function)?)?.intersection(&plan.moved) {
                if !plan.slots.contains_key(door) {
                    plan.slots.insert(*door, source.slots + plan.added);
                    plan.added += 1;
                }
            }
        }
        for &function in &plan.moved {
            plan.functions.extend(called(source.body(function)?)?.difference(&plan.moved));
            let body = source.body(function)?.context("no such function")?;
            for operator in body.get_operators_reader()? {
                match operator? {
                    Operator::GlobalGet { global_index } | Operator::GlobalSet { global_index } => {
                        plan.globals.insert(global_index);
                    }
                    Operator::RefFunc { .. } | Operator::MemoryInit { .. } | Operator::TableInit { .. } => {
                        bail!("a function behind a door uses what only its own module has");
                    }
                    _ => {}
                }
            }
        }
        Ok(plan)
    }

    /// Where a function of the first module is once the moved ones are gone.
    fn place(&self, old: u32) -> Option<u32> {
        let gone = self.moved.range(..old).count();
        (!self.moved.contains(&old)).then(|| old - u32::try_from(gone).unwrap_or_default())
    }

    fn second(&self, source: &Source<'_>) -> Result<Vec<u8>> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        let broken = |error| anyhow!("{error}");
        RoundtripReencoder.parse_type_section(&mut types, source.types()?).map_err(broken)?;
        let mut imports = ImportSection::new();
        for (name, (kind, index)) in self.shared(source).into_iter().enumerate() {
            let entity = match kind {
                ExportKind::Func => EntityType::Function(source.type_of(index)?),
                ExportKind::Global => {
                    let global = *source.globals.get(index as usize).context("no such global")?;
                    EntityType::Global(RoundtripReencoder.global_type(global).map_err(broken)?)
                }
                ExportKind::Table => {
                    let table = *source.tables.get(index as usize).context("no such table")?;
                    let table = TableType { initial: 0, maximum: None, ..table };
                    EntityType::Table(RoundtripReencoder.table_type(table).map_err(broken)?)
                }
                _ => EntityType::Memory(MemoryType {
                    minimum: 0,
                    maximum: None,
                    memory64: false,
                    shared: false,
                    page_size_log2: None,
                }),
            };
            imports.import(FIRST, &name.to_string(), entity);
        }
        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        let mut elements = ElementSection::new();
        let order: Vec<u32> = self.functions.iter().chain(&self.moved).copied().collect();
        let place = |index: u32, order: &[u32]| order.iter().position(|old| *old == index);
        let globals: Vec<u32> = self.globals.iter().copied().collect();
        for &function in &self.moved {
            functions.function(source.type_of(function)?);
            let body = source.body(function)?.context("no such function")?.clone();
            Second { functions: &order, globals: &globals }
                .parse_function_body(&mut code, body)
                .map_err(broken)?;
        }
        let mut slots: Vec<(u32, u32)> = Vec::new();
        for (&function, &slot) in &self.slots {
            slots.push((slot, u32::try_from(place(function, &order).context("a door leads nowhere")?)?));
        }
        slots.sort_unstable();
        fill(&mut elements, source.function_table, &slots);
        module.section(&types).section(&imports).section(&functions).section(&elements).section(&code);
        Ok(module.finish())
    }

    /// What the first module hands to the second, in the order of its names.
    fn shared(&self, source: &Source<'_>) -> Vec<(ExportKind, u32)> {
        let functions = self.functions.iter().map(|&index| (ExportKind::Func, index));
        let tables = (0..).zip(&source.tables).map(|(index, _)| (ExportKind::Table, index));
        let globals = self.globals.iter().map(|&index| (ExportKind::Global, index));
        functions.chain(tables).chain([(ExportKind::Memory, 0)]).chain(globals).collect()
    }
}

/// The functions that `doors` names. A path that names none is a mistake: it was changed, or the function was copied
/// into its caller. What stands in several slots is several functions that happen to be the same, perhaps an early one.
fn find(source: &Source<'_>, doors: &str) -> Result<BTreeSet<u32>> {
    let mut found = BTreeSet::new();
    for door in doors.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let is_named = |name: &str| {
            name.strip_prefix(door).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        };
        let before = found.len();
        found.extend(source.names.iter().filter(|(_, name)| is_named(name)).map(|(&function, _)| function));
        ensure!(found.len() > before, "there is no function {door}");
    }
    let slots = |function: u32| source.table.iter().filter(|(_, other)| *other == function).count();
    found.retain(|function| !source.pinned.contains(function) && slots(*function) < 2);
    Ok(found)
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

/// The first module.
struct First<'a> {
    source: &'a Source<'a>,
    plan: &'a Plan,
}

impl Reencode for First<'_> {
    type Error = Infallible;

    fn function_index(&mut self, old: u32) -> Result<u32, Error> {
        self.plan.place(old).ok_or(Error::InvalidConstExpr)
    }

    fn table_type(&mut self, mut table: TableType) -> Result<wasm_encoder::TableType, Error> {
        if table.element_type == RefType::FUNCREF {
            let added = u64::from(self.plan.added);
            table.initial += added;
            table.maximum = table.maximum.map(|most| most + added);
        }
        utils::table_type(self, table)
    }

    /// Names have done their work.
    fn parse_custom_section(&mut self, _: &mut Module, _: CustomSectionReader<'_>) -> Result<(), Error> {
        Ok(())
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        for (index, kind) in (self.source.imported..).zip(section) {
            if self.plan.place(index).is_some() {
                functions.function(kind?);
            }
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> Result<(), Error> {
        utils::parse_export_section(self, exports, section)?;
        for (name, (kind, index)) in self.plan.shared(self.source).into_iter().enumerate() {
            let index = if kind == ExportKind::Func { self.function_index(index)? } else { index };
            exports.export(&name.to_string(), kind, index);
        }
        Ok(())
    }

    fn parse_element_section(
        &mut self,
        elements: &mut ElementSection,
        section: ElementSectionReader<'_>,
    ) -> Result<(), Error> {
        for element in section {
            let element = element?;
            if read::is_of_table(&element, self.source.function_table) {
                continue;
            }
            self.parse_element(elements, element)?;
        }
        let kept = self.source.table.iter();
        let kept = kept.filter_map(|&(slot, function)| Some((slot, self.plan.place(function)?)));
        fill(elements, self.source.function_table, &kept.collect::<Vec<_>>());
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        for (index, body) in (self.source.imported..).zip(section) {
            if self.plan.place(index).is_some() {
                self.parse_function_body(code, body?)?;
            }
        }
        Ok(())
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Result<(), Error> {
        let mut function = self.new_function_with_parsed_locals(&body)?;
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            match operators.read()? {
                Operator::Call { function_index } if self.plan.moved.contains(&function_index) => {
                    let slot = self.plan.slots.get(&function_index).ok_or(Error::InvalidConstExpr)?;
                    let type_index =
                        self.source.type_of(function_index).map_err(|_| Error::InvalidConstExpr)?;
                    function.instruction(&Instruction::I32Const(slot.cast_signed()));
                    let table_index = self.source.function_table;
                    function.instruction(&Instruction::CallIndirect { type_index, table_index });
                }
                operator => {
                    function.instruction(&self.instruction(operator)?);
                }
            }
        }
        code.function(&function);
        Ok(())
    }
}

/// The second module: where it has what the first one had.
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
