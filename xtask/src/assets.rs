//! Folders as values: read one, write one so that it holds exactly what it should, name a file by its content.

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fmt::Write,
    fs, io,
    path::{Path, PathBuf},
};

/// Files by their path below a folder, with `/` between the parts, in order.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// Reads every file below `folder`.
pub(crate) fn read(folder: &Path) -> Result<Tree> {
    paths(folder)?
        .into_iter()
        .map(|path| {
            Ok((path.clone(), fs::read(folder.join(&path)).with_context(|| format!("cannot read {path}"))?))
        })
        .collect()
}

/// Makes `folder` hold the files of `tree` and no other. Files that are right already are not touched, so that
/// whoever watches the folder sees only what changed.
pub(crate) fn write(folder: &Path, tree: &Tree) -> Result<()> {
    fs::create_dir_all(folder)?;
    for path in paths(folder)? {
        if !tree.contains_key(&path) {
            fs::remove_file(folder.join(path))?;
        }
    }
    for (path, bytes) in tree {
        let file = folder.join(path);
        if fs::read(&file).is_ok_and(|present| present == *bytes) {
            continue;
        }
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}

fn paths(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::new()];
    while let Some(below) = open.pop() {
        let entries: io::Result<Vec<_>> = fs::read_dir(folder.join(&below))
            .with_context(|| format!("cannot list {}", folder.display()))?
            .collect();
        for entry in entries? {
            let path = below.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                open.push(path);
            } else {
                let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
                found.push(parts.join("/"));
            }
        }
    }
    Ok(found)
}

/// A digest in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Eight hexadecimal digits: 32 bits, enough to tell the versions of one file apart.
pub(crate) fn short_digest(bytes: &[u8]) -> String {
    digest(&Sha256::digest(bytes)).chars().take(8).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> Tree {
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn a_folder_holds_what_was_written_last_and_nothing_stale() {
        let folder = std::env::temp_dir().join(format!("openslot-assets-{}", std::process::id()));
        let first = tree(&[("index.html", "one"), ("v1/a-11.js", "old"), ("_headers", "")]);
        let second = tree(&[("index.html", "two"), ("v1/a-22.js", "new")]);
        write(&folder, &first).unwrap();
        assert_eq!(read(&folder).unwrap(), first);
        write(&folder, &second).unwrap();
        assert_eq!(read(&folder).unwrap(), second);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_name_follows_from_the_content_alone() {
        assert_eq!(short_digest(b"abc"), "ba7816bf");
    }
}
