//! Which functions of a module are the doors, by the names that the compiler gave them.

use super::read::Source;
use anyhow::{Result, ensure};
use std::collections::BTreeSet;

/// What a name begins with, before the path of the closure that it is about.
const ABOUT_CLOSURES: [&str; 2] = ["<", "core::ptr::drop_in_place::<"];

/// The functions that `doors` names, a path in each line: the function or those of the module that is called so, and the
/// closures that are made there, which nobody can call before. A path that names none is a mistake: it was changed, or
/// the function was copied into its caller.
pub(super) fn find(source: &Source<'_>, doors: &str) -> Result<BTreeSet<u32>> {
    let mut found = BTreeSet::new();
    for door in doors.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut is_there = false;
        for (&function, name) in source.names.iter().filter(|(_, name)| is_named(name, door)) {
            ensure!(!source.pinned.contains(&function), "{name} is for others than this module, and no door");
            is_there |= is_below(name, door);
            found.insert(function);
        }
        ensure!(is_there, "there is no function {door}");
    }
    Ok(found)
}

fn is_named(name: &str, door: &str) -> bool {
    let is_closure = |start| {
        let path = name.strip_prefix(start).filter(|path| is_below(path, door));
        path.and_then(|path| path.split([' ', '>']).next()).is_some_and(|path| path.contains("{closure#"))
    };
    is_below(name, door) || ABOUT_CLOSURES.into_iter().any(is_closure)
}

fn is_below(name: &str, door: &str) -> bool {
    name.strip_prefix(door).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}
