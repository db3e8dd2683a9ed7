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

    // One call for each of two hundred fields: inlined it would be the largest function of the bundle.
    #[inline(never)]
    fn next(&mut self) -> &'static str {
        self.left.next().unwrap_or_else(|| {
            self.is_short = true;
            ""
        })
    }

    /// Whether there were as many lines as fields.
    pub fn fit(mut self) -> bool {
        !self.is_short && self.left.next().is_none()
    }
}

/// What a field of the table can be.
pub trait Entry: Sized {
    /// Takes its lines.
    fn read(lines: &mut Lines) -> Self;

    /// The paths of its lines in the file that translators write, such as `hours.one`.
    #[cfg(test)]
    fn paths(path: &str, found: &mut Vec<String>);
}

impl Entry for &'static str {
    fn read(lines: &mut Lines) -> Self {
        lines.next()
    }

    #[cfg(test)]
    fn paths(path: &str, found: &mut Vec<String>) {
        found.push(path.to_owned());
    }
}

impl Entry for &'static Names {
    fn read(lines: &mut Lines) -> Self {
        lines.names
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
    // A closure for each form would be inlined at each of its uses.
    #[inline(never)]
    fn read(lines: &mut Lines) -> Self {
        Self { forms: core::array::from_fn(|_| lines.next()), names: lines.names }
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
            fn read(lines: &mut $crate::text::entry::Lines) -> Self {
                // In the order in which they are written.
                Self { $($field: <$entry>::read(lines),)* }
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
