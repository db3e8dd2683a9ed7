//! The widget as a page downloads it: its module, the JavaScript that starts it, the style sheet, the loader,
//! the words, and every other file of `public/`.

use crate::{
    arrange,
    assets::{self, Tree, short_digest},
    build::Profile,
    languages::{self, Languages},
    run::timed,
    shorten, split,
    wasm::{self, Host, Names, Workshop},
    workspace::Workspace,
};
use anyhow::{Context, Result, bail, ensure};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What wasm-bindgen calls the files, and what the JavaScript calls the module.
const NAME: &str = "openslot";
const MODULE: &str = "openslot_bg.wasm";
/// What nobody needs before a booking is answered, and the list of what leads there.
const LATER: &str = "openslot_later.wasm";
const DOORS: &str = "widget/later.txt";
/// The loader and the style sheet, which are changed on their way from `public/` to `dist/`.
const LOADER: &str = "embed.js";
const STYLE: &str = "openslot.css";
/// That of what comes later.
const LATER_STYLE: &str = "later.css";
/// What the style sheet and the loader import; it ends up in them, so that each is one request.
const STYLE_PARTS: &str = "styles/";
const LOADER_PARTS: &str = "loader/";
/// The script of the page that apps open, and what it imports.
const WEBVIEW: &str = "embed/webview.js";
const WEBVIEW_PARTS: &str = "embed/webview/";

/// The module that a page loads first, as it downloads it, but with the names of its functions.
pub(crate) fn named(workspace: &Workspace) -> Result<Vec<u8>> {
    let folder = modules(workspace, Profile::Release, Names::Kept)?;
    Ok(fs::read(folder.join(MODULE))?)
}

/// Makes the two modules and their JavaScript, and returns the folder in which they are.
fn modules(workspace: &Workspace, profile: Profile, function_names: Names) -> Result<PathBuf> {
    let features = ["--no-default-features", "--features", "csr"];
    let compiled = wasm::compile(workspace, "widget", &features, Host::Browser, profile)?;
    let doors = workspace.read(DOORS)?;
    let workshop = Workshop::open(workspace, &compiled, profile, &doors)?;
    let workshop = match function_names {
        Names::Kept => workshop.beside("named"),
        Names::Dropped => workshop,
    };
    workshop.unless_done(|folder| {
        wasm::bind(&compiled, folder, NAME, Host::Browser, profile)?;
        let (glue, bundled) = (folder.join("openslot.js"), folder.join("bundled.js"));
        // Bundled, so that snippets of other crates, which come as files of their own, need no request each.
        let options = ["--bundle", "--format=esm", "--target=es2022", "--minify"];
        if profile == Profile::Dev {
            // Everything stays in one module, and the other is empty.
            fs::write(folder.join(LATER), wasm_encoder::Module::new().finish())?;
            return wasm::esbuild(workspace, &glue, &bundled, &options);
        }
        let (names, module) = (folder.join("names.json"), folder.join(MODULE));
        fs::write(&names, "{}")?;
        let cache = format!("--mangle-cache={}", names.display());
        let options: Vec<&str> = options.into_iter().chain([shorten::MANGLED, &cache]).collect();
        wasm::esbuild(workspace, &glue, &bundled, &options)?;
        shorten::rename(&module, &names)?;
        let later = folder.join(LATER);
        split::split(&module, &later, &doors, function_names)?;
        wasm::optimise(workspace, &later, Host::Browser, Names::Dropped)?;
        wasm::optimise(workspace, &module, Host::Browser, function_names)?;
        timed("openslot: arranging", || arrange::arrange(&module).and_then(|()| arrange::arrange(&later)))
    })?;
    Ok(workshop.folder)
}

/// Builds everything that is served as a static asset.
pub(crate) fn page(workspace: &Workspace, profile: Profile) -> Result<Tree> {
    let folder = modules(workspace, profile, Names::Dropped)?;
    let mut tree = assets::read(&workspace.root.join("public"))?;
    let module = fs::read(folder.join(MODULE))?;
    let later = fs::read(folder.join(LATER))?;
    let glue = fs::read_to_string(folder.join("bundled.js"))?;
    tree.retain(|path, _| ![STYLE, LATER_STYLE, LOADER, WEBVIEW].contains(&path.as_str()));
    tree.retain(|path, _| {
        ![STYLE_PARTS, LOADER_PARTS, WEBVIEW_PARTS].iter().any(|part| path.starts_with(part))
    });
    let public = workspace.root.join("public");
    let [style, later_style] =
        [STYLE, LATER_STYLE].map(|name| minify(workspace, &public.join(name), &["--bundle"]));
    // A plain script and no module: only such a one knows the tag that it stands in.
    let options = ["--bundle", "--format=iife", "--target=es2022"];
    let loader = minify(workspace, &public.join(LOADER), &options)?;
    let loader = String::from_utf8(loader).with_context(|| format!("public/{LOADER} is not UTF-8"))?;
    let webview = minify(workspace, &public.join(WEBVIEW), &["--bundle", "--format=esm", "--target=es2022"])?;
    let webview = String::from_utf8(webview).with_context(|| format!("public/{WEBVIEW} is not UTF-8"))?;
    tree.insert(WEBVIEW.to_owned(), speak(&webview, &languages::outage(workspace)?)?.into_bytes());

    let paths = add_widget(&mut tree, [module, later], &glue, [style?, later_style?])?;
    let languages = languages::add(workspace, &mut tree)?;
    let loader = fill_in(&loader, &paths, &languages)?.into_bytes();
    // Twice: under the address that always leads to the newest one, and under one for pages that insist on this one.
    tree.insert(format!("v1/embed-{}.js", short_digest(&loader)), loader.clone());
    tree.insert(LOADER.to_owned(), loader);
    Ok(tree)
}

/// Where the parts of the widget ended up, as paths on the Worker's origin.
#[derive(Debug, PartialEq, Eq)]
struct Paths {
    glue: String,
    module: String,
    later: String,
    style: String,
}

/// Adds the widget's files under names that change with their content, so that they can be cached for ever.
fn add_widget(
    tree: &mut Tree,
    [module, later]: [Vec<u8>; 2],
    glue: &str,
    [style, later_style]: [Vec<u8>; 2],
) -> Result<Paths> {
    let mut add_as = |part: &str, digest: &str, extension: &str, bytes: Vec<u8>| {
        let path = format!("v1/{NAME}{part}-{digest}.{extension}");
        tree.insert(path.clone(), bytes);
        format!("/{path}")
    };
    // One digest for both style sheets: the name of the second follows from that of the first.
    let looks = short_digest(&[style.as_slice(), &later_style].concat());
    let style = add_as("", &looks, "css", style);
    add_as("-later", &looks, "css", later_style);
    let mut add = |part: &str, extension: &str, bytes: Vec<u8>| {
        let digest = short_digest(&bytes);
        add_as(part, &digest, extension, bytes)
    };
    let module = add("", "wasm", module);
    ensure!(glue.contains(MODULE), "wasm-bindgen's JavaScript does not name {MODULE}");
    // The JavaScript lies in the same folder. Its own name follows from this one, so order matters.
    let glue = glue.replace(MODULE, module.trim_start_matches("/v1/"));
    let later = add("-later", "wasm", later);
    Ok(Paths { glue: add("", "js", glue.into_bytes()), module, later, style })
}

/// Puts the paths into the loader.
fn fill_in(loader: &str, paths: &Paths, languages: &Languages) -> Result<String> {
    let mut filled = loader.to_owned();
    let placeholders = [
        ("__OPENSLOT_JS__", &paths.glue),
        ("__OPENSLOT_WASM__", &paths.module),
        ("__OPENSLOT_LATER__", &paths.later),
        ("__OPENSLOT_CSS__", &paths.style),
        ("__OPENSLOT_WORDS__", &languages.folder),
        ("__OPENSLOT_LANGUAGES__", &languages.tags),
    ];
    for (placeholder, path) in placeholders {
        ensure!(filled.contains(placeholder), "public/{LOADER} does not contain {placeholder}");
        filled = filled.replace(placeholder, path);
    }
    if let Some((_, rest)) = filled.split_once("__OPENSLOT_") {
        let name = rest.split("__").next().unwrap_or_default();
        bail!("public/{LOADER} contains __OPENSLOT_{name}__, which the build does not know");
    }
    Ok(filled)
}

/// Puts what is said without a connection into the page that apps open.
fn speak(webview: &str, words: &str) -> Result<String> {
    let placeholder = "\"__OPENSLOT_OUTAGE__\"";
    ensure!(webview.contains(placeholder), "public/{WEBVIEW} does not contain {placeholder}");
    Ok(webview.replace(placeholder, &serde_json::to_string(words)?))
}

/// Minifies one file.
fn minify(workspace: &Workspace, input: &Path, options: &[&str]) -> Result<Vec<u8>> {
    let name = input.file_name().context("a file has a name")?;
    let output = workspace.scratch().join("minified").join(name);
    wasm::esbuild(workspace, input, &output, &[&["--minify"], options].concat())?;
    Ok(fs::read(output)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths() -> Paths {
        let [glue, module, later, style] =
            ["/v1/a.js", "/v1/b.wasm", "/v1/l.wasm", "/v1/c.css"].map(str::to_owned);
        Paths { glue, module, later, style }
    }

    fn fill(loader: &str) -> Result<String> {
        let languages = Languages { folder: "/v1/words-d".to_owned(), tags: "de en".to_owned() };
        fill_in(loader, &paths(), &languages)
    }

    const ALL: &str = "__OPENSLOT_JS__ __OPENSLOT_WASM__ __OPENSLOT_LATER__ __OPENSLOT_CSS__ __OPENSLOT_WORDS__ __OPENSLOT_LANGUAGES__";

    #[test]
    fn every_placeholder_of_the_loader_is_filled_in() {
        assert_eq!(fill(ALL).unwrap(), "/v1/a.js /v1/b.wasm /v1/l.wasm /v1/c.css /v1/words-d de en");
        assert_eq!(fill(&[ALL, ALL].concat()).unwrap().matches("/v1/a.js").count(), 2);
    }

    #[test]
    fn a_placeholder_that_is_missing_or_unknown_stops_the_build() {
        let missing = fill("__OPENSLOT_JS__ __OPENSLOT_WASM__ __OPENSLOT_LATER__").unwrap_err();
        assert!(missing.to_string().contains("__OPENSLOT_CSS__"));
        let unknown = fill(&[ALL, "__OPENSLOT_ICON__"].concat()).unwrap_err();
        assert!(unknown.to_string().contains("__OPENSLOT_ICON__"));
    }

    #[test]
    fn the_page_for_webviews_gets_its_words_as_one_string() {
        assert_eq!(speak(r#"say("__OPENSLOT_OUTAGE__")"#, "en\tA \"B\"").unwrap(), r#"say("en\tA \"B\"")"#);
        assert!(speak("say()", "en").unwrap_err().to_string().contains("__OPENSLOT_OUTAGE__"));
    }

    #[test]
    fn a_new_module_gives_the_javascript_a_new_name_too() {
        let add = |module: &[u8]| {
            let mut tree = Tree::new();
            let paths = add_widget(
                &mut tree,
                [module.to_vec(), vec![]],
                "load('openslot_bg.wasm')",
                [vec![], vec![]],
            )
            .unwrap();
            let glue = tree.get(paths.glue.trim_start_matches('/')).cloned().unwrap();
            (paths, String::from_utf8(glue).unwrap())
        };
        let ((old, glue), (new, _)) = (add(b"old"), add(b"new"));
        assert!(glue.contains(old.module.trim_start_matches("/v1/")), "{glue}");
        assert_ne!(old.module, new.module);
        assert_ne!(old.glue, new.glue);
        assert_eq!(old.style, new.style);
    }

    #[test]
    fn a_change_of_either_style_sheet_gives_both_a_new_name() {
        let names = |style: &[u8], later: &[u8]| {
            let mut tree = Tree::new();
            let glue = "load('openslot_bg.wasm')";
            add_widget(&mut tree, [vec![], vec![]], glue, [style.to_vec(), later.to_vec()]).unwrap();
            let sheets = tree.into_keys().filter(|path| path.contains(".css"));
            sheets.map(|path| path.replace("-later", "")).collect::<Vec<_>>()
        };
        let before = names(b"a{}", b"b{}");
        assert_eq!(before[0], before[1], "they differ in one word");
        for after in [names(b"a{top:0}", b"b{}"), names(b"a{}", b"b{top:0}")] {
            assert_ne!(before[0], after[0]);
        }
    }
}
