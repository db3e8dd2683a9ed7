//! The functions of a module in an order that compresses well: each beside the one that is most like it.
//!
//! A compressor says «the same again» the more cheaply, the nearer the first time is. The order of functions means
//! nothing to a module, so it costs nobody anything; the widget's becomes some three per cent smaller.

use anyhow::{Context, Result, anyhow};
use std::{
    collections::{HashMap, HashSet},
    convert::Infallible,
    fs,
    path::Path,
};
use wasm_encoder::{
    CodeSection, FunctionSection, Module,
    reencode::{Error, Reencode},
};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef};

/// How many bytes two functions must have in common somewhere, so that it counts.
const GRAM: usize = 5;

/// Rewrites `module` with its functions in another order.
pub(crate) fn arrange(module: &Path) -> Result<()> {
    let bytes = fs::read(module).with_context(|| format!("cannot read {}", module.display()))?;
    let arranged = rearranged(&bytes).with_context(|| format!("cannot rewrite {}", module.display()))?;
    fs::write(module, arranged)?;
    Ok(())
}

fn rearranged(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut imported = 0;
    let mut bodies: Vec<&[u8]> = Vec::new();
    for payload in Parser::new(0).parse_all(bytes) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let mut arrangement = Arrangement::of(&bodies, imported)?;
    let mut module = Module::new();
    arrangement.parse_core_module(&mut module, Parser::new(0), bytes).map_err(|error| anyhow!("{error}"))?;
    Ok(module.finish())
}

/// An order of functions.
struct Arrangement {
    imported: u32,
    /// Which of the old functions comes at each place.
    order: Vec<usize>,
    /// The place of each of the old functions.
    places: Vec<u32>,
}

impl Arrangement {
    fn of(bodies: &[&[u8]], imported: u32) -> Result<Self> {
        let order = by_likeness(bodies);
        let mut places = vec![0; order.len()];
        for (place, &old) in order.iter().enumerate() {
            if let Some(slot) = places.get_mut(old) {
                *slot = u32::try_from(place)?;
            }
        }
        Ok(Self { imported, order, places })
    }
}

impl Reencode for Arrangement {
    type Error = Infallible;

    fn function_index(&mut self, old: u32) -> Result<u32, Error> {
        let place = old.checked_sub(self.imported).and_then(|local| self.places.get(local as usize));
        Ok(place.map_or(old, |place| self.imported + place))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types = section.into_iter().collect::<Result<Vec<u32>, _>>()?;
        for &old in &self.order {
            functions.function(types.get(old).copied().ok_or(Error::InvalidConstExpr)?);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies = section.into_iter().collect::<Result<Vec<FunctionBody<'_>>, _>>()?;
        for old in self.order.clone() {
            let body = bodies.get(old).cloned().ok_or(Error::InvalidCodeSectionSize)?;
            self.parse_function_body(code, body)?;
        }
        Ok(())
    }
}

/// Begins with the longest, and goes on with the one of those left that has most of itself in common with the last.
fn by_likeness(bodies: &[&[u8]]) -> Vec<usize> {
    let grams: Vec<HashSet<&[u8]>> = bodies.iter().map(|body| body.windows(GRAM).collect()).collect();
    let mut holders: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (body, grams) in grams.iter().enumerate() {
        for gram in grams {
            holders.entry(gram).or_default().push(body);
        }
    }
    let mut left: HashSet<usize> = (0..bodies.len()).collect();
    let mut order = Vec::with_capacity(bodies.len());
    let longest = |left: &HashSet<usize>| {
        let length = |body: usize| bodies.get(body).map_or(0, |body| body.len());
        left.iter().copied().max_by_key(|&body| (length(body), std::cmp::Reverse(body)))
    };
    let mut next = longest(&left);
    while let Some(body) = next {
        left.remove(&body);
        order.push(body);
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for gram in grams.get(body).into_iter().flatten() {
            for holder in holders.get(gram).into_iter().flatten().filter(|holder| left.contains(holder)) {
                *shared.entry(*holder).or_default() += 1;
            }
        }
        next = shared
            .into_iter()
            .max_by_key(|&(body, count)| {
                // In parts of a million; a short function must not win by its ends alone.
                let of = grams.get(body).map_or(0, HashSet::len) + 8;
                (count * 1_000_000 / of, std::cmp::Reverse(body))
            })
            .map(|(body, _)| body)
            .or_else(|| longest(&left));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_function_comes_once_beside_the_most_similar_one() {
        let bodies: [&[u8]; 5] = [b"abcdefghijkl", b"0123456789", b"abcdefghijkm+", b"0123456788", b"zz"];
        assert_eq!(by_likeness(&bodies), [2, 0, 1, 3, 4]);
    }
}
