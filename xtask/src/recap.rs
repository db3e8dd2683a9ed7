//! What failed, shortly, for the end of a long run: the name of each failing test and the first lines of why. All
//! that a runner said stands where it ran, which may be thousands of lines earlier.

/// So many lines of each.
const LINES: usize = 8;
/// So many failures; where more fail, these will do to begin with.
const FAILURES: usize = 10;
/// So much of a line, in characters.
const WIDTH: usize = 160;

/// The failures in what a test runner said: of Node's `spec` reporter what it repeats at its end, of Rust's runners
/// each panic. What failed in no known manner is its last lines.
pub(crate) fn recap(text: &str) -> Vec<String> {
    let lines: Vec<_> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let repeated: Vec<_> =
        lines.iter().copied().skip_while(|line| line.trim() != "✖ failing tests:").skip(1).collect();
    let mut failures: Vec<Vec<&str>> = Vec::new();
    if repeated.is_empty() {
        split(&lines, |line| line.contains(" panicked at "), &mut failures);
    } else {
        split(&repeated, |line| line.trim_start().starts_with("✖ "), &mut failures);
    }
    if failures.is_empty() {
        failures.push(lines.iter().copied().skip(lines.len().saturating_sub(LINES)).collect());
    }
    failures.iter().take(FAILURES).map(|lines| shortened(lines)).collect()
}

/// Takes from `lines` each that begins a failure, and those that follow it.
fn split<'a>(lines: &[&'a str], begins: impl Fn(&str) -> bool, failures: &mut Vec<Vec<&'a str>>) {
    for line in lines {
        if begins(line) {
            failures.push(Vec::new());
        }
        if let Some(failure) = failures.last_mut().filter(|failure| failure.len() < LINES) {
            failure.push(line);
        }
    }
}

fn shortened(lines: &[&str]) -> String {
    let line = |line: &&str| line.chars().take(WIDTH).collect::<String>();
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(recap(text), expected);
    }

    #[test]
    fn what_node_repeats_at_its_end_is_taken_from_there() {
        check(
            "✖ b (3ms)\n✔ c (1ms)\nℹ fail 2\n\n✖ failing tests:\n\ntest at tests/b.mjs:3:1\n✖ b (3ms)\n  \
             AssertionError: 1 !== 2\n\ntest at tests/d.mjs:9:1\n✖ d (4ms)\n  Error: late",
            &["✖ b (3ms)\n  AssertionError: 1 !== 2\ntest at tests/d.mjs:9:1", "✖ d (4ms)\n  Error: late"],
        );
    }

    #[test]
    fn each_panic_is_taken_with_what_follows_it() {
        check(
            "running 2 tests\nthread 'a' (7) panicked at src/a.rs:3:5:\nleft: 1\nright: 2\n\nSummary [1s] 2 tests run",
            &["thread 'a' (7) panicked at src/a.rs:3:5:\nleft: 1\nright: 2\nSummary [1s] 2 tests run"],
        );
    }

    #[test]
    fn long_lines_and_long_stories_are_cut() {
        let text = format!("thread 'a' panicked at {}\n{}", "x".repeat(500), "y\n".repeat(500));
        let [told] = &recap(&text)[..] else { panic!("one failure") };
        assert_eq!((told.lines().count(), told.lines().next().unwrap().len()), (LINES, WIDTH));
        assert_eq!(recap(&text.repeat(30)).len(), FAILURES);
    }

    #[test]
    fn of_what_failed_in_no_known_manner_the_last_lines_are_told() {
        check("one\n\nSyntaxError: no such export", &["one\nSyntaxError: no such export"]);
        check("", &[""]);
    }
}
