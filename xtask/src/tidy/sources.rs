//! The shape of a source file: not too long, begun with what it is for, named for its subject.

use super::{Complaints, Files, extension};

/// Lines a source file may have. One that needs more has two subjects.
const LONGEST: usize = 300;
const SOURCES: [&str; 8] = ["rs", "js", "mjs", "jsx", "css", "ts", "mts", "tsx"];
/// Names that promise nothing, and so gather everything.
const NAMELESS: [&str; 8] = ["utils", "util", "helpers", "helper", "common", "types", "misc", "mod"];

pub(super) fn shape(files: &Files) -> Complaints {
    files.iter().flat_map(|(path, text)| complaints(path, text)).collect()
}

/// What a merge leaves behind that nobody has finished.
pub(super) fn merges(files: &Files) -> Complaints {
    let is_left = |line: &str| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ");
    let mut found = Complaints::new();
    for (path, text) in files {
        let lines = text.lines().enumerate().filter(|(_, line)| is_left(line));
        found.extend(lines.map(|(index, _)| format!("{path}:{}: a merge that is not finished", index + 1)));
    }
    found
}

fn complaints(path: &str, text: &str) -> Complaints {
    let extension = extension(path);
    if !SOURCES.contains(&extension) {
        return Complaints::new();
    }
    let mut found = Complaints::new();
    let lines = text.lines().count();
    if lines > LONGEST {
        found.push(format!("{path}: {lines} lines, more than {LONGEST}"));
    }
    if extension == "rs" && !text.starts_with("//!") {
        found.push(format!("{path}:1: does not begin with `//!` and what the file is for"));
    }
    // Up to the first dot, so that `types.test.mjs` is caught as well.
    let stem = path.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
    if NAMELESS.contains(&stem) {
        found.push(format!("{path}: a file called `{stem}` does not say what it is about"));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, text: &str, complaint: &str) {
        let found = complaints(path, text).join("; ");
        assert!(found.contains(complaint) && found.is_empty() == complaint.is_empty(), "{path}: `{found}`");
    }

    #[test]
    fn a_source_file_has_at_most_three_hundred_lines() {
        check("a.rs", &format!("//! A.\n{}", "\n".repeat(299)), "");
        check("a.rs", &format!("//! A.\n{}", "\n".repeat(300)), "301 lines");
        check("a.css", &"\n".repeat(301), "301 lines");
        check("a.md", &"\n".repeat(301), "");
    }

    #[test]
    fn a_rust_file_begins_with_what_it_is_for() {
        check("a.rs", "use std::fmt;\n//! Late.", "does not begin");
        check("a.rs", "", "does not begin");
        check("a.mjs", "export {};", "");
    }

    #[test]
    fn a_merge_is_finished() {
        let files = super::super::made_up(&[("a.md", "One\n<<<<<<< HEAD\nTwo\n"), ("b.md", "=======\n")]);
        assert_eq!(merges(&files), ["a.md:2: a merge that is not finished"]);
    }

    #[test]
    fn a_file_is_named_for_its_subject() {
        check("x/src/utils.rs", "//! A.", "`utils`");
        check("x/src/flow/mod.rs", "//! A.", "`mod`");
        check("x/types.test.mjs", "", "`types`");
        check("x/src/event_types.rs", "//! A.", "");
        check("docs/common.md", "", "");
    }
}
