//! Which files may name what: the layers, and what is true on one machine only.

use super::{Complaints, Files, extension, within};

/// Names that some files must not use, and why.
struct Rule {
    applies: fn(&str) -> bool,
    forbidden: &'static [&'static str],
    reason: &'static str,
}

const LAYERS: [Rule; 3] = [
    Rule {
        applies: is_pure,
        forbidden: &["leptos", "web_sys", "js_sys", "wasm_bindgen", "worker::", "std::time"],
        reason: "this layer knows no framework, no browser, no Worker and no clock",
    },
    Rule {
        applies: |path| {
            let may = ["edge-proxy/src/entry", "edge-proxy/src/workers"];
            within(path, "edge-proxy") && !may.iter().any(|folder| within(path, folder))
        },
        forbidden: &["worker::"],
        reason: "only edge-proxy/src/entry and edge-proxy/src/workers know Cloudflare's API",
    },
    Rule {
        applies: |path| {
            let may = ["widget/src/embed", "widget/src/host", "widget/src/client"];
            within(path, "widget") && !may.iter().any(|folder| within(path, folder))
        },
        forbidden: &["web_sys", "js_sys", "gloo_net"],
        reason: "only widget/src/embed, widget/src/host and widget/src/client know the browser",
    },
];

fn is_pure(path: &str) -> bool {
    let server = ["sandbox/src/main", "sandbox/src/server"];
    within(path, "shared")
        || within(path, "widget/src/core")
        || within(path, "sandbox/src") && !server.iter().any(|folder| within(path, folder))
}

/// Each layer names only what it may know.
pub(super) fn layers(files: &Files) -> Complaints {
    let mut complaints = Complaints::new();
    for (path, text) in files.iter().filter(|(path, _)| extension(path) == "rs") {
        for rule in LAYERS.iter().filter(|rule| (rule.applies)(path)) {
            for (number, line) in text.lines().enumerate() {
                // Prose may mention what code may not use.
                let code = line.split("//").next().unwrap_or_default();
                for name in rule.forbidden.iter().filter(|name| names(code, name)) {
                    complaints.push(format!("{path}:{}: names {name}; {}", number + 1, rule.reason));
                }
            }
        }
    }
    complaints
}

/// Whether `code` contains `name` as a word of its own.
fn names(code: &str, name: &str) -> bool {
    let is_part = |character: Option<char>| character.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code.match_indices(name).any(|(start, _)| {
        let (before, rest) = code.split_at_checked(start).unwrap_or_default();
        let after = rest.strip_prefix(name).unwrap_or_default();
        let open_ended = name.ends_with(':');
        !is_part(before.chars().next_back()) && (open_ended || !is_part(after.chars().next()))
    })
}

/// Folders that exist on one machine only.
const HOMES: [&str; 3] = ["/root/", "/home/", "/Users/"];

/// Nothing committed holds a path of somebody's machine, and the lock file no download address: it works with
/// whichever registry npm is set up for.
pub(super) fn machine(files: &Files) -> Complaints {
    let mut complaints = Complaints::new();
    for (path, text) in files.iter().filter(|(path, _)| path.as_str() != "xtask/src/tidy/names.rs") {
        for (number, line) in text.lines().enumerate() {
            let is_path = |home: &&&str| line.contains(**home);
            if let Some(home) = HOMES.iter().find(is_path) {
                complaints.push(format!("{path}:{}: a path below {home} is on one machine only", number + 1));
            }
            if path == "package-lock.json" && line.contains("\"resolved\"") {
                complaints.push(format!("{path}:{}: leave download addresses out; see .npmrc", number + 1));
            }
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::{super::made_up, *};

    #[track_caller]
    fn check(rule: fn(&Files) -> Complaints, path: &str, line: &str, complaints: usize) {
        let found = rule(&made_up(&[(path, line)]));
        assert_eq!(found.len(), complaints, "{path} `{line}`: {found:?}");
    }

    #[test]
    fn a_pure_layer_names_no_framework_browser_worker_or_clock() {
        check(layers, "shared/src/slots.rs", "use leptos::prelude::*;", 1);
        check(layers, "shared/src/slots.rs", "let now = std::time::Instant::now();", 1);
        check(layers, "widget/src/core.rs", "use wasm_bindgen::JsValue;", 1);
        check(layers, "widget/src/core/flow.rs", "use leptos::prelude::*;", 1);
        check(layers, "sandbox/src/accounts.rs", "use std::time::SystemTime;", 1);
        check(layers, "shared/src/slots.rs", "// unlike leptos, this is pure", 0);
        check(layers, "sandbox/src/server/clock.rs", "use std::time::SystemTime;", 0);
        check(layers, "sandbox/src/main.rs", "use std::time::SystemTime;", 0);
    }

    #[test]
    fn only_the_rim_of_the_edge_names_the_worker_crate() {
        check(layers, "edge-proxy/src/routes/slots.rs", "use worker::Env;", 1);
        check(layers, "edge-proxy/src/workers/kv.rs", "use worker::Env;", 0);
        check(layers, "edge-proxy/src/workers.rs", "use worker::Env;", 0);
        check(layers, "edge-proxy/src/entry.rs", "use worker::Env;", 0);
        check(layers, "edge-proxy/src/routes/slots.rs", "use crate::coworker::Env;", 0);
    }

    #[test]
    fn only_the_rim_of_the_widget_names_the_browser() {
        check(layers, "widget/src/components/day.rs", "use web_sys::window;", 1);
        check(layers, "widget/src/hooks.rs", "use js_sys::Date; use gloo_net::http;", 2);
        check(layers, "widget/src/embed/mount.rs", "use web_sys::window;", 0);
        check(layers, "widget/src/host.rs", "use js_sys::Date;", 0);
        check(layers, "widget/src/client/fetch.rs", "use gloo_net::http::Request;", 0);
        check(layers, "widget/src/components/day.rs", "let my_web_sys_like = 1;", 0);
    }

    #[test]
    fn no_file_holds_what_is_true_on_one_machine_only() {
        check(machine, "package-lock.json", r#""resolved": "https://example.com/x.tgz","#, 1);
        check(machine, "package-lock.json", r#""integrity": "sha512-x","#, 0);
        check(machine, "docs/API.md", "see /home/ada/notes.md", 1);
        check(machine, "README.md", "a home page", 0);
    }
}
