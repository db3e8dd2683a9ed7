//! The parts of the widget, and which function belongs to which of them.
//!
//! Names only: what a part costs, and how anybody finds out, is not known here.

/// Functions that are counted together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) label: &'static str,
    /// What a path in the name of a function begins with.
    pub(super) paths: &'static [&'static str],
}

/// A function counts in the first part of which its name holds a path, so that no two rows count the same. What is made
/// for a type of ours, such as what drops it, is therefore ours, and the standard library is what is left of it.
pub(super) const PARTS: &[Part] = &[
    Part { label: "holds", paths: &["widget::core::flow::holding::", "shared::hold::"] },
    Part {
        label: "reading and writing JSON",
        paths: &["widget::core::reading::", "widget::core::writing::", "widget::client::json::"],
    },
    Part { label: "the flow", paths: &["widget::core::flow::"] },
    Part {
        label: "the form",
        paths: &[
            "widget::core::form::",
            "widget::components::booking_form::",
            "widget::components::field::",
            "widget::components::choices::",
            "widget::components::guests::",
            "widget::components::consent::",
        ],
    },
    Part {
        label: "times, months, weeks, lists",
        paths: &[
            "widget::core::slots::",
            "widget::core::times::",
            "widget::core::calendar::",
            "widget::core::month::",
            "widget::core::strip::",
            "widget::core::chooser::",
            "widget::core::offers::",
            "widget::core::lengths::",
        ],
    },
    Part { label: "what is drawn", paths: &["widget::components::"] },
    Part { label: "words and dates", paths: &["widget::text::"] },
    Part { label: "the rest of what is decided", paths: &["widget::core::"] },
    Part { label: "asking the edge", paths: &["widget::client::", "gloo_", "http::"] },
    Part { label: "the page around it", paths: &["widget::"] },
    Part { label: "checks of what is typed", paths: &["shared::validation::"] },
    Part { label: "attribution", paths: &["shared::attribution::"] },
    Part { label: "what both sides know", paths: &["shared::"] },
    Part { label: "chrono", paths: &["chrono::"] },
    Part { label: "Leptos", paths: &["leptos", "tachys::", "reactive_graph::", "any_spawner::"] },
    Part {
        label: "JavaScript's side",
        paths: &["js_sys::", "web_sys::", "wasm_bindgen", "__wbindgen_", "__externref_", "externref shim"],
    },
    Part { label: "the allocator", paths: &["rlsf::", "dlmalloc::", "__rustc::"] },
    Part {
        label: "the standard library",
        // What is written for a type that has no path stands under its plain name.
        paths: &[
            "core::",
            "alloc::",
            "std::",
            "compiler_builtins::",
            "str>",
            "&str",
            "char>",
            "char]",
            "u8]",
            "i32>",
            "i64>",
            "u32>",
            "u16>",
            "usize>",
            "bool>",
        ],
    },
];

/// The number of the part to which the function of that name belongs; the one after the last is everything else.
pub(super) fn part_of(name: &str, parts: &[Part]) -> usize {
    let is_in = |part: &Part| part.paths.iter().any(|path| holds(name, path));
    parts.iter().position(is_in).unwrap_or(parts.len())
}

/// Whether a path in `name` begins with `path`: `core::` is not in `widget::core::`.
fn holds(name: &str, path: &str) -> bool {
    name.match_indices(path).any(|(at, _)| {
        let before = name.get(..at).and_then(|start| start.chars().next_back());
        !before.is_some_and(|before| before.is_alphanumeric() || ['_', ':'].contains(&before))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, label: &str) {
        let part = PARTS.get(part_of(name, PARTS));
        assert_eq!(part.map_or("everything else", |part| part.label), label, "{name}");
    }

    #[test]
    fn a_function_belongs_to_the_first_part_that_it_names() {
        check("<widget::core::flow::Flow>::step", "the flow");
        check("widget::core::flow::holding::step", "holds");
        check("widget::components::field::control", "the form");
        check("widget::components::root::show", "what is drawn");
        check("widget::core::screen::screen_view", "the rest of what is decided");
        check("<alloc::vec::Vec<widget::core::times::TimeView>>::push", "times, months, weeks, lists");
        check("core::ptr::drop_in_place::<shared::day::Day>", "what both sides know");
        check("<alloc::vec::Vec<u8>>::push", "the standard library");
        check("<str>::trim_matches::<[char; 6usize]>", "the standard library");
        check("__wbindgen_malloc", "JavaScript's side");
        check("mount externref shim", "JavaScript's side");
        check("mount", "everything else");
        check("my_core::step", "everything else");
    }

    #[test]
    fn no_part_is_hidden_by_one_before_it() {
        for (index, part) in PARTS.iter().enumerate() {
            for path in part.paths {
                assert_eq!(part_of(path, PARTS), index, "{path}");
            }
        }
    }
}
