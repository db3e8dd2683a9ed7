//! Which functions of a module are the doors, by the names that the compiler gave them.

use super::read::Source;
use anyhow::{Result, ensure};
use std::collections::BTreeSet;

/// What a name begins with, before the path of the closure that it is about.
const ABOUT_CLOSURES: [&str; 2] = ["core::ptr::drop_in_place::<", "<"];

/// The functions that `doors` names, one in each line, and the closures that they make, which nobody can call before. A
/// name without a function is a mistake: it was changed, or the function was copied into its caller.
pub(super) fn find(source: &Source<'_>, doors: &str) -> Result<BTreeSet<u32>> {
    let mut found = BTreeSet::new();
    for door in doors.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        ensure!(source.names.values().any(|name| name == door), "there is no function {door}");
        let is_door = |name: &str| name == door || is_closure_of(name, door);
        for (&function, name) in source.names.iter().filter(|(_, name)| is_door(name)) {
            ensure!(!source.pinned.contains(&function), "{name} is for others than this module, and no door");
            found.insert(function);
        }
    }
    Ok(found)
}

/// Whether it is the code of a closure made in `door`, or calls or drops one.
fn is_closure_of(name: &str, door: &str) -> bool {
    let path = ABOUT_CLOSURES.into_iter().find_map(|start| name.strip_prefix(start)).unwrap_or(name);
    path.strip_prefix(door).is_some_and(|rest| rest.starts_with("::{closure#"))
}
