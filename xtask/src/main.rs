//! Openslot's commands. `cargo xtask` lists them.
//!
//! One file a command. Each does its own set-up, says what it does, and names the remedy when it cannot.
//! Nothing in here knows anything about booking, and no crate of the product depends on it.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks to whoever started it")]

mod arrange;
mod assets;
mod bench;
mod build;
mod bundle;
mod checks;
mod child;
mod counts;
mod dev;
mod integrity;
mod languages;
mod linker;
mod node;
mod packages;
mod recap;
mod run;
mod setup;
mod shorten;
mod size;
mod split;
mod test;
mod tidy;
mod unit;
mod wasm;
mod worker;
mod workspace;

use anyhow::{Result, bail};
use build::Profile;
use std::process::ExitCode;
use workspace::Workspace;

const USAGE: &str = "\
cargo xtask <command>

  dev [--port N] [-- …]   the Worker on http://127.0.0.1:8787/, rebuilt on change; what follows -- goes to wrangler
  build [--dev]           the widget into dist/, the Worker into build/
  size [--json|--parts]   what a page downloads, against the budget; --parts: what each part of the widget costs in it
  bench edge [--quick]    the Worker beside Workers that do less, into docs/PERFORMANCE.md; --quick only shows it
  packages                the npm packages, built, packed into target/packages and tested in empty projects
  sandbox [-- …]          the native sandbox: a Calendly of one's own
  test [--fast] [word…]   everything CI checks; with words, only the tests whose names contain one of them

The steps of `test`, each alone:
  fmt · tidy · clippy · unit · doc · deny · packages · api · browser
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match linker::link().unwrap_or_else(|| dispatch(&arguments)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<ExitCode> {
    let Some((command, rest)) = arguments.split_first() else {
        print!("{USAGE}");
        return Ok(ExitCode::SUCCESS);
    };
    let workspace = Workspace::find()?;
    match command.as_str() {
        "dev" => dev::run(&workspace, rest),
        "build" => build::run(&workspace, Profile::from_arguments(rest)?),
        "size" => size::run(&workspace, rest),
        "bench" => bench::run(&workspace, rest),
        "sandbox" => dev::sandbox(&workspace, rest),
        "test" => return test::run(&workspace, rest),
        "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(())
        }
        name => match test::step(name) {
            Some(step) => return test::run_alone(&workspace, step, rest),
            None => bail!("there is no command `{name}`\n\n{USAGE}"),
        },
    }?;
    Ok(ExitCode::SUCCESS)
}
