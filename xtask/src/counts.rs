//! How many tests passed and failed, read from what the three test runners print.

use std::{fmt, ops::AddAssign};

/// A tally. Skipped tests are in neither number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    /// Why, of each that failed.
    pub(crate) failures: Vec<String>,
}

impl fmt::Display for Counts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.failures.extend(other.failures);
    }
}

impl Counts {
    /// `Summary [ 0.031s] 3 tests run: 2 passed (1 slow), 1 failed, 0 skipped`. Whatever ran and did not pass
    /// failed, be it by an assertion, by time or by a crash.
    pub(crate) fn from_nextest(text: &str) -> Self {
        let summary = text.lines().rev().find_map(|line| line.trim_start().strip_prefix("Summary ["));
        let Some((run, results)) = summary.and_then(|line| line.split_once("] ")?.1.split_once(" run: "))
        else {
            return Self::default();
        };
        // `3 tests`, or `3/5 tests` when the run was broken off.
        let run: u64 = run.split([' ', '/']).next().and_then(|count| count.parse().ok()).unwrap_or(0);
        let passed = number_before(results, " passed");
        Self { passed, failed: run.saturating_sub(passed), ..Self::default() }
    }

    /// `test result: FAILED. 2 passed; 1 failed; 0 ignored; …`, once for each test program.
    pub(crate) fn from_cargo_test(text: &str) -> Self {
        let mut sum = Self::default();
        for line in text.lines().filter(|line| line.starts_with("test result: ")) {
            sum.passed += number_before(line, " passed");
            sum.failed += number_before(line, " failed");
        }
        sum
    }

    /// The closing lines of Node's `spec` reporter: `ℹ pass 2`, `ℹ fail 1`, `ℹ cancelled 0`.
    pub(crate) fn from_node(text: &str) -> Self {
        let closing = |word: &str| -> u64 {
            let prefix = format!("ℹ {word} ");
            text.lines().rev().find_map(|line| line.strip_prefix(&prefix)?.trim().parse().ok()).unwrap_or(0)
        };
        Self { passed: closing("pass"), failed: closing("fail") + closing("cancelled"), ..Self::default() }
    }

    /// How many ran.
    pub(crate) fn total(&self) -> u64 {
        self.passed + self.failed
    }
}

fn number_before(text: &str, word: &str) -> u64 {
    let before = text.split_once(word).map_or("", |(before, _)| before);
    before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(read: fn(&str) -> Counts, text: &str, passed: u64, failed: u64) {
        assert_eq!(read(text), Counts { passed, failed, ..Counts::default() });
    }

    #[test]
    fn the_summary_of_nextest_is_read() {
        let nextest = Counts::from_nextest;
        check(nextest, "     Summary [   0.031s] 3 tests run: 3 passed, 0 skipped", 3, 0);
        check(
            nextest,
            "   Summary [ 9.1s] 12 tests run: 9 passed (2 slow), 2 failed, 1 timed out, 4 skipped",
            9,
            3,
        );
        check(
            nextest,
            "   Summary [ 9.1s] 3/12 tests run: 2 passed, 1 failed, 0 skipped\n error: test run failed",
            2,
            1,
        );
        check(nextest, "   Summary [ 0.0s] 1 test run: 1 passed, 0 skipped", 1, 0);
        check(nextest, "error: could not compile", 0, 0);
    }

    #[test]
    fn the_results_of_several_test_programs_are_added_up() {
        let text = "test result: ok. 4 passed; 0 failed; 1 ignored; 0 measured\n\
                    test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured";
        check(Counts::from_cargo_test, text, 6, 3);
    }

    #[test]
    fn what_node_cancelled_has_failed() {
        check(Counts::from_node, "✔ a\nℹ tests 4\nℹ pass 2\nℹ fail 1\nℹ cancelled 1\nℹ skipped 0", 2, 2);
        check(Counts::from_node, "SyntaxError", 0, 0);
    }
}
