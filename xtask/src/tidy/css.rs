//! Style sheets use logical properties only, so that the widget is right in scripts that run from right to left
//! without a second set of rules. They reorder nothing either: what is read and what is seen have one order.

use super::{Complaints, Files, extension};

/// Properties that name a side of the screen, each with what to write instead.
const PHYSICAL: [(&str, &str); 14] = [
    ("margin-", "margin-inline-start and its like"),
    ("padding-", "padding-inline-start and its like"),
    ("border-", "border-inline-start and its like"),
    ("scroll-margin-", "scroll-margin-inline-start and its like"),
    ("scroll-padding-", "scroll-padding-inline-start and its like"),
    ("left", "inset-inline-start"),
    ("right", "inset-inline-end"),
    ("top", "inset-block-start"),
    ("bottom", "inset-block-end"),
    ("width", "inline-size"),
    ("height", "block-size"),
    ("min-width", "min-inline-size, and so on"),
    ("max-width", "max-inline-size, and so on"),
    ("max-height", "max-block-size, and so on"),
];
const SIDES: [&str; 4] = ["left", "right", "top", "bottom"];
/// Shorthands whose second value is for the right and whose fourth is for the left.
const ALL_SIDES: [&str; 8] = [
    "margin",
    "padding",
    "inset",
    "border-width",
    "border-style",
    "border-color",
    "scroll-margin",
    "scroll-padding",
];

pub(super) fn logical_properties(files: &Files) -> Complaints {
    let sheets = files.iter().filter(|(path, _)| extension(path) == "css");
    sheets.flat_map(|(path, text)| complaints(path, text)).collect()
}

fn complaints(path: &str, text: &str) -> Complaints {
    let mut found = Complaints::new();
    for (number, line) in without_comments(text).lines().enumerate() {
        // Several declarations may share a line with their selector. What stands in brackets, such as the
        // condition of a media query, is no declaration.
        for declaration in line.split(['{', '}', ';']).filter(|part| !part.trim_start().starts_with('@')) {
            let Some((property, value)) = declaration.split_once(':') else { continue };
            if let Some(instead) = replacement(property.trim(), value.trim()) {
                let place = format!("{path}:{}", number + 1);
                found.push(format!("{place}: `{}`: write {instead}", declaration.trim()));
            }
        }
    }
    found
}

/// What to write instead of a declaration, if it is physical.
fn replacement(property: &str, value: &str) -> Option<&'static str> {
    if property == "order" {
        return Some("the elements in the order in which they are read");
    }
    if matches!(property, "text-align" | "float" | "clear") {
        return matches!(value, "left" | "right").then_some("start or end");
    }
    if ALL_SIDES.contains(&property) {
        let sides = values(value);
        let differ = sides.len() == 4 && sides.get(1) != sides.get(3);
        return differ.then_some("one for the block and one for the inline sides");
    }
    if value.contains("translateX(") {
        return Some("an inset, or a scale that :dir(rtl) turns around");
    }
    let physical = |name: &str| match property.strip_prefix(name) {
        Some("") => !name.ends_with('-'),
        // `margin-left`, `border-top-width`, `border-top-left-radius`; not `border-inline-start`.
        Some(rest) => name.ends_with('-') && rest.split('-').any(|part| SIDES.contains(&part)),
        None => false,
    };
    PHYSICAL.iter().find(|(name, _)| physical(name)).map(|(_, instead)| *instead)
}

/// The values of a shorthand; what stands in brackets is one.
fn values(value: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let parts = value.split(|character: char| {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && character.is_whitespace()
    });
    parts.filter(|part| !part.is_empty()).collect()
}

/// The text with its comments blanked, line breaks kept.
fn without_comments(text: &str) -> String {
    let mut parts = text.split("/*");
    let mut clean = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (comment, rest) = part.split_once("*/").unwrap_or((part, ""));
        clean.extend(comment.chars().filter(|character| *character == '\n'));
        clean.push_str(rest);
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sheet: &str, expected: usize) {
        let found = complaints("a.css", sheet);
        assert_eq!(found.len(), expected, "`{sheet}`: {found:?}");
    }

    #[test]
    fn a_physical_property_is_found_wherever_it_stands() {
        check(".a { margin-left: 1px; }", 1);
        check("  padding-top: 0;", 1);
        check(".a{color:red;left:0;width:1px}", 2);
        check("border-top-left-radius: 2px;", 1);
        check("border-bottom-width: 2px;", 1);
        check("text-align: right;", 1);
        check("max-height: 3rem;", 1);
        check("padding: 1px 2px 1px calc(2px + 1em);", 1);
        check("transform: translateX(4px);", 1);
        check(".a { order: -1 }", 1);
    }

    #[test]
    fn logical_properties_and_conditions_are_left_alone() {
        check(".a { margin-inline-start: 1px; padding-block: 0; inset: 0; }", 0);
        check("border-radius: 2px; border-start-start-radius: 0; text-align: start;", 0);
        check("@media (min-width: 40rem) { .a { inline-size: 1px; } }", 0);
        check("margin: 1px 2px 3px 2px; padding: 0 calc(1px + 2px); inset: auto 0 0;", 0);
        check("line-height: 1.5; border-width: 1px; transition: width 1s;", 0);
        check("/* margin-left: 0;\nleft: 0; */ .a:hover { color: red; }", 0);
    }

    #[test]
    fn a_complaint_names_the_line() {
        assert!(complaints("a.css", "/* one\ntwo */\n.a {\n  left: 0;\n}").join("").starts_with("a.css:4:"));
    }
}
