//! What the documents promise is what the code has: problem codes in `docs/API.md`, settings in `README.md`.
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
    fn a_list_that_moved_away_is_missed() {
        assert_eq!(problem_codes(&made_up(&[("docs/API.md", "")])).len(), 1);
        assert_eq!(settings(&made_up(&[("edge-proxy/src/settings.rs", "")])).len(), 1);
    }
}
