//! How a language file becomes a typed table: its lines are the table's fields, in their order.
//!
//! The file has no keys, which halves it and needs no parser; `cargo xtask build` takes them off. In return the
//! number of lines must be right, or the file is refused.

use super::{
    fill,
    names::{CATEGORIES, Names},
};
use core::str::Split;

/// The lines of a language file that have not been taken yet.
#[derive(Debug)]
pub struct Lines {
    left: Split<'static, char>,
    names: &'static Names,
    is_short: bool,
}

impl Lines {
    pub fn new(file: &'static str, names: &'static Names) -> Self {
        Self { left: file.split('\n'), names, is_short: false }
    }

    // A call for each of a hundred fields: inlined it would be the largest function of the bundle.
    #[inline(never)]
    fn next(&mut self, field: &mut &'static str) {
        match self.left.next() {
            Some(line) => *field = line,
            None => self.is_short = true,
        }
    }

    /// Whether there were as many lines as fields.
    pub fn fit(mut self) -> bool {
        !self.is_short && self.left.next().is_none()
    }
}

/// What a field of the table can be. It is filled in where it stands: a table that is put together from values is
/// moved about field by field, which takes ten times the code.
pub trait Entry: Sized {
    /// Before it has any words.
    const EMPTY: Self;

    /// Takes its lines.
    fn fill(&mut self, lines: &mut Lines);

    /// The paths of its lines in the file that translators write, such as `hours.one`.
    #[cfg(test)]
    fn paths(path: &str, found: &mut Vec<String>);
}

impl Entry for &'static str {
    const EMPTY: Self = "";

    fn fill(&mut self, lines: &mut Lines) {
        lines.next(self);
    }

    #[cfg(test)]
    fn paths(path: &str, found: &mut Vec<String>) {
        found.push(path.to_owned());
    }
}

impl Entry for &'static Names {
    const EMPTY: Self = &Names::EMPTY;

    fn fill(&mut self, lines: &mut Lines) {
        *self = lines.names;
    }

    #[cfg(test)]
    fn paths(_: &str, _: &mut Vec<String>) {}
}

/// Words for a count, with a form for each plural category that the language has. `{0}` is the number.
#[derive(Debug)]
pub struct Counted {
    /// Where the language has no such category, the last one.
    forms: [&'static str; CATEGORIES],
    names: &'static Names,
}

impl Counted {
    /// The words for `count`.
    pub fn say(&self, count: usize) -> String {
        let form = self.forms.get(self.names.category(count)).copied().unwrap_or_default();
        fill(form, &[&self.names.number(count)])
    }
}

impl Entry for Counted {
    const EMPTY: Self = Self { forms: [""; CATEGORIES], names: &Names::EMPTY };

    #[inline(never)]
    fn fill(&mut self, lines: &mut Lines) {
        self.forms.iter_mut().for_each(|form| lines.next(form));
        self.names = lines.names;
    }

    #[cfg(test)]
    fn paths(path: &str, found: &mut Vec<String>) {
        let categories = ["zero", "one", "two", "few", "many", "other"];
        found.extend(categories.map(|category| [path, ".", category].concat()));
    }
}

/// Declares tables whose fields are entries, and how they are read.
macro_rules! tables {
    ($($(#[$about:meta])* pub struct $table:ident {
        $($(#[$note:meta])* pub $field:ident: $entry:ty,)*
    })*) => {$(
        $(#[$about])*
        #[derive(Debug)]
        pub struct $table {
            $($(#[$note])* pub $field: $entry,)*
        }

        impl $crate::text::entry::Entry for $table {
            const EMPTY: Self = Self { $($field: <$entry>::EMPTY,)* };

            fn fill(&mut self, lines: &mut $crate::text::entry::Lines) {
                $(self.$field.fill(lines);)*
            }

            #[cfg(test)]
            fn paths(path: &str, found: &mut Vec<String>) {
                let dot = if path.is_empty() { "" } else { "." };
                $(<$entry>::paths(&[path, dot, stringify!($field)].concat(), found);)*
            }
        }
    )*};
}
pub(super) use tables;
