//! `cargo xtask test`: everything that CI checks, in one command, and each step of it alone.

use crate::{
    build::{self, Profile},
    checks,
    counts::Counts,
    node, packages, size, tidy, unit,
    workspace::Workspace,
};
use anyhow::{Result, anyhow, bail};
use std::process::ExitCode;

/// What the caller asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// Leave out what needs a release build or a tool that takes minutes to install.
    fast: bool,
    /// For a step alone that runs the built Worker: build it in a hurry.
    dev: bool,
    /// Run only tests whose names contain one of these.
    pub(crate) words: Vec<String>,
}

/// One step.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    name: &'static str,
    cost: Cost,
    run: fn(&Workspace, &Options) -> Result<Counts>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cost {
    /// Looks at the code; part of `--fast`, left out when words choose tests.
    Check,
    /// Native tests; part of `--fast`.
    Unit,
    /// A check that `--fast` leaves out.
    Slow,
    /// Tests that need no build of ours but take longer than `--fast` may.
    Packages,
    /// The release build, on which the steps below depend.
    Build,
    /// Runs or measures what was built.
    NeedsBuild { tests: bool },
}

/// In order: what fails most often and costs least comes first.
const STEPS: [Step; 11] = [
    Step { name: "fmt", cost: Cost::Check, run: checks::fmt },
    Step { name: "tidy", cost: Cost::Check, run: tidy::run },
    Step { name: "clippy", cost: Cost::Check, run: checks::clippy },
    Step { name: "unit", cost: Cost::Unit, run: unit::run },
    Step { name: "doc", cost: Cost::Check, run: checks::doc },
    Step { name: "deny", cost: Cost::Slow, run: checks::deny },
    Step { name: "packages", cost: Cost::Packages, run: packages::test },
    Step { name: "build", cost: Cost::Build, run: build_release },
    Step { name: "size", cost: Cost::NeedsBuild { tests: false }, run: size::check },
    Step { name: "api", cost: Cost::NeedsBuild { tests: true }, run: node::api },
    Step { name: "browser", cost: Cost::NeedsBuild { tests: true }, run: node::browser },
];

fn build_release(workspace: &Workspace, _: &Options) -> Result<Counts> {
    build::run(workspace, Profile::Release)?;
    Ok(Counts::default())
}

/// The step called `name`.
pub(crate) fn step(name: &str) -> Option<Step> {
    STEPS.into_iter().find(|step| step.name == name)
}

/// Runs every step that the arguments ask for, to the end, so that one run shows everything that is wrong.
/// The last line is the tally.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode> {
    let options = Options::read(arguments)?;
    let (wanted, left_out): (Vec<_>, Vec<_>) = STEPS.into_iter().partition(|step| options.wants(*step));
    if !left_out.is_empty() {
        println!("left out: {}", names(&left_out));
    }
    let mut sum = Counts::default();
    let mut failed = Vec::new();
    for step in wanted {
        println!("== {}", step.name);
        let needs_build = matches!(step.cost, Cost::NeedsBuild { .. });
        let result = if needs_build && failed.iter().any(|step: &Step| step.cost == Cost::Build) {
            Err(anyhow!("{}: not run, because the build failed", step.name))
        } else {
            (step.run)(workspace, &options)
        };
        sum += tally(step, result, &mut failed);
    }
    if !options.words.is_empty() && sum.total() == 0 {
        bail!("no test's name contains {}", options.words.join(" or "));
    }
    for failure in &sum.failures {
        println!("\n{failure}");
    }
    for step in &failed {
        println!("FAILED {}; again alone: cargo xtask {}", step.name, step.name);
    }
    println!("{sum}");
    Ok(if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs one step, after the build it needs.
pub(crate) fn run_alone(workspace: &Workspace, step: Step, arguments: &[String]) -> Result<ExitCode> {
    let options = Options::read(arguments)?;
    if matches!(step.cost, Cost::NeedsBuild { .. }) {
        build::run(workspace, if options.dev { Profile::Dev } else { Profile::Release })?;
    }
    let counts = (step.run)(workspace, &options)?;
    if counts.total() > 0 {
        println!("{counts}");
    } else {
        println!("{}: ok", step.name);
    }
    Ok(if counts.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What a step adds to the tally. One that broke without a failing test to show for it counts as one failure,
/// so that `0 failed` always means that nothing did.
fn tally(step: Step, result: Result<Counts>, failed: &mut Vec<Step>) -> Counts {
    let counts = result.unwrap_or_else(|error| {
        let failure = format!("{error:#}");
        println!("{failure}");
        Counts { passed: 0, failed: 1, failures: vec![failure] }
    });
    if counts.failed > 0 {
        failed.push(step);
    }
    counts
}

fn names(steps: &[Step]) -> String {
    steps.iter().map(|step| step.name).collect::<Vec<_>>().join(", ")
}

impl Options {
    fn read(arguments: &[String]) -> Result<Self> {
        let mut options = Self::default();
        for argument in arguments {
            match argument.as_str() {
                "--fast" => options.fast = true,
                "--dev" => options.dev = true,
                flag if flag.starts_with('-') => bail!("there is no option {flag}"),
                word => options.words.push(word.to_owned()),
            }
        }
        Ok(options)
    }

    fn wants(&self, step: Step) -> bool {
        let chosen_by_words = match step.cost {
            Cost::Unit | Cost::Packages | Cost::Build | Cost::NeedsBuild { tests: true } => true,
            Cost::Check | Cost::Slow | Cost::NeedsBuild { tests: false } => self.words.is_empty(),
        };
        let quick = matches!(step.cost, Cost::Check | Cost::Unit);
        chosen_by_words && (quick || !self.fast)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(arguments: &str, steps: &str) {
        let arguments: Vec<_> = arguments.split_whitespace().map(str::to_owned).collect();
        let options = Options::read(&arguments).unwrap();
        let wanted: Vec<_> = STEPS.into_iter().filter(|step| options.wants(*step)).collect();
        assert_eq!(names(&wanted), steps);
    }

    #[test]
    fn the_arguments_choose_the_steps() {
        check("", "fmt, tidy, clippy, unit, doc, deny, packages, build, size, api, browser");
        check("--fast", "fmt, tidy, clippy, unit, doc");
        check("slots", "unit, packages, build, api, browser");
        check("--fast slots cache", "unit");
        assert!(Options::read(&["--quick".to_owned()]).is_err());
    }

    #[test]
    fn a_step_that_breaks_is_never_zero_failed() {
        let mut failed = Vec::new();
        let step = step("clippy").unwrap();
        assert_eq!(tally(step, Err(anyhow!("a warning")), &mut failed).failed, 1);
        assert_eq!(tally(step, Ok(Counts { passed: 3, ..Counts::default() }), &mut failed).passed, 3);
        assert_eq!(names(&failed), "clippy");
    }
}
