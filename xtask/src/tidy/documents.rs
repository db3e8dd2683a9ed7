//! What the documents promise is what the code has: problem codes in `docs/API.md`, settings in `README.md`, criteria
//! and the tests that prove them in `docs/ACCESSIBILITY.md`.
//!
//! A list that cannot be found is a complaint too, because otherwise moving it would switch the rule off.

use super::{Complaints, Files, within};

/// Every variant of `ProblemCode` is in the API's description, as callers meet it: in kebab-case.
pub(super) fn problem_codes(files: &Files) -> Complaints {
    let source = "shared/src/problem.rs";
    let codes = files.get(source).map(|text| variants(text, "ProblemCode")).unwrap_or_default();
    // `Unknown` is what a receiver reads an unknown code as; no document carries it.
    let codes = codes.iter().filter(|variant| *variant != "Unknown").map(|variant| kebab(variant));
    listed(files, source, "docs/API.md", codes.collect())
}

/// Every setting is in the README. Settings are what `edge-proxy/src/settings` asks for by a name in capitals.
pub(super) fn settings(files: &Files) -> Complaints {
    let source = "edge-proxy/src/settings";
    let sources = files.iter().filter(|(path, _)| within(path, source)).map(|(_, text)| text);
    let shipped = sources.filter_map(|text| text.split("#[cfg(test)]").next());
    let literals = shipped.flat_map(|text| text.split('"').skip(1).step_by(2));
    let mut names: Vec<_> = literals.filter(|literal| is_setting(literal)).map(str::to_owned).collect();
    names.sort();
    names.dedup();
    listed(files, source, "README.md", names)
}

/// The criteria of WCAG 2.2 at levels A and AA, by guideline and number within it.
const CRITERIA: [(&str, &[u8]); 13] = [
    ("1.1", &[1]),
    ("1.2", &[1, 2, 3, 4, 5]),
    ("1.3", &[1, 2, 3, 4, 5]),
    ("1.4", &[1, 2, 3, 4, 5, 10, 11, 12, 13]),
    ("2.1", &[1, 2, 4]),
    ("2.2", &[1, 2]),
    ("2.3", &[1]),
    ("2.4", &[1, 2, 3, 4, 5, 6, 7, 11]),
    ("2.5", &[1, 2, 3, 4, 7, 8]),
    ("3.1", &[1, 2]),
    ("3.2", &[1, 2, 3, 4, 6]),
    ("3.3", &[1, 2, 3, 4, 7, 8]),
    ("4.1", &[2, 3]),
];

/// Every criterion has its row in the conformance table, and every test that a row names exists.
pub(super) fn accessibility(files: &Files) -> Complaints {
    let document = "docs/ACCESSIBILITY.md";
    let text = files.get(document).map(String::as_str).unwrap_or_default();
    let criteria = CRITERIA
        .iter()
        .flat_map(|(guideline, numbers)| numbers.iter().map(move |number| format!("{guideline}.{number}")));
    let rowless = criteria.filter(|criterion| !text.contains(&format!("\n| {criterion} ")));
    let rowless = rowless.map(|criterion| format!("{document}: has no row for WCAG {criterion}"));
    let named = text.split('`').skip(1).step_by(2).filter(|name| {
        !name.contains(' ') && [".mjs", ".rs"].iter().any(|extension| name.ends_with(extension))
    });
    let paths =
        named.map(|name| if name.contains('/') { name.into() } else { format!("tests/browser/{name}") });
    let missing = paths.filter(|path| !files.contains_key(path));
    let missing = missing.map(|path| format!("{document}: names {path}, which does not exist"));
    rowless.chain(missing).collect()
}

/// A complaint for each of `names` that `document` does not contain between backquotes.
fn listed(files: &Files, source: &str, document: &str, names: Vec<String>) -> Complaints {
    if names.is_empty() {
        return vec![format!("{source}: tidy finds no names to look for in {document}")];
    }
    let text = files.get(document).map(String::as_str).unwrap_or_default();
    let missing = names.into_iter().filter(|name| !text.contains(&format!("`{name}`")));
    missing.map(|name| format!("{document}: does not mention `{name}` of {source}")).collect()
}

/// `CALENDLY_TOKEN`, and nothing that merely stands between two quotation marks.
fn is_setting(literal: &str) -> bool {
    let capitals = literal.chars().all(|character| character.is_ascii_uppercase() || character == '_');
    literal.len() > 3 && literal.contains('_') && capitals
}

/// The names of the variants without fields of `enum name`.
fn variants(text: &str, name: &str) -> Vec<String> {
    let Some((_, after)) = text.split_once(&format!("enum {name} {{")) else {
        return Vec::new();
    };
    let body = after.split("\n}").next().unwrap_or_default();
    let lines = body.lines().map(str::trim).filter_map(|line| line.strip_suffix(','));
    lines.filter(|line| line.chars().all(char::is_alphanumeric)).map(str::to_owned).collect()
}

/// `SlotTaken` as `slot-taken`, the way serde writes it.
fn kebab(variant: &str) -> String {
    let mut text = String::new();
    for character in variant.chars() {
        if character.is_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.extend(character.to_lowercase());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{super::made_up, *};

    const PROBLEMS: &str =
        "pub enum ProblemCode {\n    /// Taken, says Calendly.\n    SlotTaken,\n    Unknown,\n}\n";
    const SETTINGS: &str = "lookup(\"CALENDLY_TOKEN\"); println!(\"OK\"); f(\"not a SETTING_NAME\");\n#[cfg(test)]\nset(\"NO_SUCH_NAME\")";

    #[test]
    fn a_problem_code_is_in_the_apis_description() {
        let check = |document: &str| {
            problem_codes(&made_up(&[("shared/src/problem.rs", PROBLEMS), ("docs/API.md", document)])).len()
        };
        assert_eq!(check("| `slot-taken` | 409 |"), 0);
        assert_eq!(check("| slot | taken |"), 1);
    }

    #[test]
    fn a_setting_is_in_the_readme() {
        let check = |readme: &str| {
            settings(&made_up(&[("edge-proxy/src/settings.rs", SETTINGS), ("README.md", readme)])).len()
        };
        assert_eq!(check("Set `CALENDLY_TOKEN` first."), 0);
        assert_eq!(check("Set the token first."), 1);
    }

    #[test]
    fn every_criterion_has_a_row_and_every_test_in_it_exists() {
        let rows: Vec<String> = CRITERIA
            .iter()
            .flat_map(|(guideline, numbers)| numbers.iter().map(move |number| (guideline, number)))
            .map(|(guideline, number)| format!("\n| {guideline}.{number} Name | how | `a.test.mjs` |"))
            .collect();
        let rows = rows.concat();
        assert_eq!(rows.lines().count() - 1, 55, "31 of level A, 24 of level AA");
        let check = |text: &str| {
            accessibility(&made_up(&[("docs/ACCESSIBILITY.md", text), ("tests/browser/a.test.mjs", "")]))
                .len()
        };
        assert_eq!(check(&rows), 0);
        assert_eq!(check(&rows.replace("| 2.5.8 ", "| 2.5 ")), 1);
        assert_eq!(check(&format!("{rows} `widget/src/gone.rs`")), 1);
        assert_eq!(check(""), 55);
    }

    #[test]
    fn a_list_that_moved_away_is_missed() {
        assert_eq!(problem_codes(&made_up(&[("docs/API.md", "")])).len(), 1);
        assert_eq!(settings(&made_up(&[("edge-proxy/src/settings.rs", "")])).len(), 1);
    }
}
