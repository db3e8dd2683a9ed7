//! The widget's words as a visitor downloads them: one file a language, a line for each field of the widget's table.
//!
//! What translators write (`widget/languages/*.json`) has a name for each; the English file's order is that of the
//! table (a test of the widget says so). Words that a language lacks are said in English until somebody translates
//! them; the widget's tests say which those are, and fail.

use crate::{
    assets::{self, Tree, short_digest},
    workspace::Workspace,
};
use anyhow::{Context, Result, bail, ensure};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use std::fmt;

const FOLDER: &str = "widget/languages";
const ENGLISH: &str = "en.json";
/// CLDR's plural categories, in the order in which the widget reads them.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// A file, or a part of one, in the order in which it was written.
#[derive(Debug)]
enum Words {
    Line(String),
    Group(Vec<(String, Words)>),
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Words;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("words, or a group of them")
            }
            fn visit_str<E>(self, line: &str) -> Result<Words, E> {
                Ok(Words::Line(line.to_owned()))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Words, A::Error> {
                let mut group = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    group.push(entry);
                }
                Ok(Words::Group(group))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

impl Words {
    fn get(&self, name: &str) -> Option<&Self> {
        let Self::Group(group) = self else { return None };
        group.iter().find(|(known, _)| known == name).map(|(_, words)| words)
    }

    /// Whether it is one saying with a form for each plural category of the language, instead of several.
    fn is_counted(&self) -> bool {
        let Self::Group(group) = self else { return false };
        self.get("other").is_some() && group.iter().all(|(name, _)| CATEGORIES.contains(&name.as_str()))
    }

    /// The lines of `self` where it has them, else those of `english`.
    fn lines<'a>(own: Option<&'a Self>, english: &'a Self, lines: &mut Vec<&'a str>) {
        match english {
            Self::Line(line) => lines.push(match own {
                Some(Self::Line(own)) => own,
                _ => line,
            }),
            counted if counted.is_counted() => {
                let own = own.filter(|own| own.is_counted()).unwrap_or(counted);
                // A category that a language has but nobody has written yet says what the others say.
                let form = |category: &str| own.get(category).or_else(|| own.get("other"));
                lines.extend(CATEGORIES.map(|category| match form(category) {
                    Some(Self::Line(line)) => line.as_str(),
                    _ => "",
                }));
            }
            Self::Group(group) => {
                for (name, english) in group {
                    Self::lines(own.and_then(|own| own.get(name)), english, lines);
                }
            }
        }
    }
}

/// What the loader has to know of the files.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Languages {
    /// The folder on the Worker's origin; its name changes with what is in it.
    pub(crate) folder: String,
    /// BCP 47 tags, in order, with a space between.
    pub(crate) tags: String,
}

/// Adds the files to `tree`.
pub(crate) fn add(workspace: &Workspace, tree: &mut Tree) -> Result<Languages> {
    add_files(tree, &assets::read(&workspace.root.join(FOLDER))?)
}

/// What is said where the widget itself cannot be had: of each language its tag and these words, in a line, with
/// tabs between.
const OUTAGE: [&[&str]; 4] =
    [&["widget"], &["troubles", "offline"], &["troubles", "unreachable"], &["retry"]];

pub(crate) fn outage(workspace: &Workspace) -> Result<String> {
    outage_lines(&assets::read(&workspace.root.join(FOLDER))?)
}

fn outage_lines(sources: &Tree) -> Result<String> {
    let line = |(name, bytes): (&String, &Vec<u8>)| -> Result<String> {
        let words: Words = serde_json::from_slice(bytes).with_context(|| format!("{FOLDER}/{name}"))?;
        let find = |path: &&[&str]| match path.iter().try_fold(&words, |words, key| words.get(key)) {
            Some(Words::Line(line)) if !line.contains(['\t', '\n']) => Ok(line.clone()),
            _ => bail!("{FOLDER}/{name} has no line {}", path.join(".")),
        };
        let said = OUTAGE.iter().map(find).collect::<Result<Vec<_>>>()?;
        Ok(format!("{}\t{}", name.trim_end_matches(".json"), said.join("\t")))
    };
    Ok(sources.iter().map(line).collect::<Result<Vec<_>>>()?.join("\n"))
}

fn add_files(tree: &mut Tree, sources: &Tree) -> Result<Languages> {
    let read = |name: &str, bytes: &[u8]| -> Result<Words> {
        serde_json::from_slice(bytes).with_context(|| format!("{FOLDER}/{name}"))
    };
    let english =
        read(ENGLISH, sources.get(ENGLISH).with_context(|| format!("{FOLDER}/{ENGLISH} is missing"))?)?;
    let mut files = Vec::new();
    for (name, bytes) in sources {
        let tag = name.strip_suffix(".json").with_context(|| format!("{FOLDER}/{name} is not JSON"))?;
        let own = read(name, bytes)?;
        let mut lines = Vec::new();
        Words::lines(Some(&own), &english, &mut lines);
        ensure!(
            !lines.iter().any(|line| line.contains('\n')),
            "{FOLDER}/{name} has a line break in its words"
        );
        files.push((tag, lines.join("\n").into_bytes()));
    }
    let all: Vec<u8> = files.iter().flat_map(|(_, bytes)| bytes).copied().collect();
    let folder = format!("v1/words-{}", short_digest(&all));
    let tags = files.iter().map(|(tag, _)| *tag).collect::<Vec<_>>().join(" ");
    for (tag, bytes) in files {
        tree.insert(format!("{folder}/{tag}.txt"), bytes);
    }
    Ok(Languages { folder: format!("/{folder}"), tags })
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: &str =
        r#"{"retry":"Try","hours":{"one":"{0} hour","other":"{0} hours"},"places":{"b":"B","a":"A"}}"#;

    fn tree(files: &[(&str, &str)]) -> Tree {
        files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    }

    /// The lines of one more language than English.
    #[track_caller]
    fn check(words: &str, expected: &str) {
        let mut built = Tree::new();
        let added = add_files(&mut built, &tree(&[("en.json", EN), ("xx.json", words)])).unwrap();
        assert_eq!(added.tags, "en xx");
        let file = built.get(&format!("{}/xx.txt", added.folder.trim_start_matches('/'))).unwrap();
        assert_eq!(String::from_utf8_lossy(file).replace('\n', "|"), expected);
    }

    #[test]
    fn the_lines_stand_in_the_english_order_whatever_the_language_is_written_in() {
        check(EN, "Try|{0} hours|{0} hour|{0} hours|{0} hours|{0} hours|{0} hours|B|A");
        let words = r#"{"places":{"a":"a","b":"b"},"hours":{"few":"f","other":"o"},"retry":"r"}"#;
        check(words, "r|o|o|o|f|o|o|b|a");
    }

    #[test]
    fn what_a_language_lacks_is_said_in_english() {
        check(
            r#"{"retry":"r","places":{"a":"a"}}"#,
            "r|{0} hours|{0} hour|{0} hours|{0} hours|{0} hours|{0} hours|B|a",
        );
        check("{}", "Try|{0} hours|{0} hour|{0} hours|{0} hours|{0} hours|{0} hours|B|A");
    }

    #[test]
    fn the_folder_is_named_for_what_is_in_it() {
        let folder = |words| {
            add_files(&mut Tree::new(), &tree(&[("en.json", EN), ("xx.json", words)])).unwrap().folder
        };
        assert!(folder("{}").starts_with("/v1/words-"));
        assert_ne!(folder("{}"), folder(r#"{"retry":"r"}"#));
    }

    #[test]
    fn what_is_said_without_the_widget_is_a_line_a_language() {
        let words = r#"{"widget":"W","retry":"R","troubles":{"unreachable":"U","offline":"O"}}"#;
        let lines = |words| outage_lines(&tree(&[("de.json", words), ("en.json", words)]));
        assert_eq!(lines(words).unwrap(), "de\tW\tO\tU\tR\nen\tW\tO\tU\tR");
        assert!(lines(r#"{"widget":"W"}"#).unwrap_err().to_string().contains("troubles.offline"));
    }

    #[test]
    fn what_is_no_language_file_stops_the_build() {
        let add = |files: &[(&str, &str)]| add_files(&mut Tree::new(), &tree(files)).unwrap_err().to_string();
        assert!(add(&[("xx.json", "{}")]).contains("en.json is missing"));
        assert!(add(&[("en.json", EN), ("xx.txt", "{}")]).contains("not JSON"));
        assert!(add(&[("en.json", EN), ("xx.json", "[]")]).contains("xx.json"));
        assert!(add(&[("en.json", EN), ("xx.json", r#"{"retry":"a\nb"}"#)]).contains("line break"));
    }
}
