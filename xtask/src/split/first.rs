//! The first module: the old one without what has moved, which it calls through the table.

use super::{
    fill,
    plan::Plan,
    read::{self, Source},
};
use crate::wasm::Names;
use std::convert::Infallible;
use wasm_encoder::{
    CodeSection, ElementSection, ExportKind, ExportSection, FunctionSection, Instruction, Module, NameMap,
    NameSection,
    reencode::{Error, Reencode, utils},
};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, ElementSectionReader, ExportSectionReader, FunctionBody,
    FunctionSectionReader, Operator, RefType, TableType,
};

/// The first module.
pub(super) struct First<'a> {
    pub(super) source: &'a Source<'a>,
    pub(super) plan: &'a Plan,
    pub(super) names: Names,
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

    /// Names have done their work, unless somebody wants to know of what the module consists.
    fn parse_custom_section(
        &mut self,
        module: &mut Module,
        section: CustomSectionReader<'_>,
    ) -> Result<(), Error> {
        if self.names == Names::Kept && section.name() == "name" {
            let mut functions = NameMap::new();
            for (&function, name) in &self.source.names {
                if let Some(place) = self.plan.place(function) {
                    functions.append(place, name);
                }
            }
            let mut names = NameSection::new();
            names.functions(&functions);
            module.section(&names);
        }
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
                    let slot = self.plan.slot(function_index).ok_or(Error::InvalidConstExpr)?;
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
