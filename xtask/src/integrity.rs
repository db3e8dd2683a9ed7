//! Hashes by which a page can insist on getting the very files of this build (W3C, Subresource Integrity §3.1), for
//! `cargo xtask build` to print. What the files are is not known here.

use crate::assets::Tree;
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha384};

/// What a browser can check before it uses a file: scripts, style sheets and modules whose address never means another one.
const CHECKED: [&str; 3] = [".js", ".css", ".wasm"];

/// The value of an `integrity` attribute, or of `fetch`'s option of that name.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    ["sha384-", &STANDARD.encode(Sha384::digest(bytes))].concat()
}

/// One line for each file under a versioned address, with its hash.
pub(crate) fn lines(tree: &Tree) -> Vec<String> {
    let is_checked =
        |path: &str| path.starts_with("v1/") && CHECKED.iter().any(|extension| path.ends_with(extension));
    let checked = tree.iter().filter(|(path, _)| is_checked(path));
    checked.map(|(path, bytes)| format!("/{path:<32} {}", integrity(bytes))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_standard() {
        // The example of the specification's §3.1.
        let expected = "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO";
        assert_eq!(integrity(b"alert('Hello, world.');"), expected);
    }

    #[test]
    fn only_what_never_changes_under_its_address_has_one() {
        let paths =
            ["embed.js", "on-demand/form.js", "v1/embed-1.js", "v1/openslot-2.css", "v1/words-3/de.txt"];
        let tree: Tree = paths.iter().map(|path| ((*path).to_owned(), Vec::new())).collect();
        let named: Vec<_> =
            lines(&tree).iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect();
        assert_eq!(named, ["/v1/embed-1.js", "/v1/openslot-2.css"]);
    }
}
