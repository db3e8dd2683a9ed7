//! `cargo xtask bench edge`: the edge proxy beside Workers that do less, by numbers and by bars they must meet.
//!
//! What is measured, and how, lies in `tests/bench`; the hour of visits, in virtual time, in `edge-proxy`'s tests.
//! In here it is built, judged and written down.

mod bars;
mod document;
mod hour;
mod measured;
mod quiet;
mod statistics;

use crate::{
    build::{self, Profile},
    child::{end_flag, wait},
    run::run as run_quietly,
    workspace::Workspace,
};
use anyhow::{Context, Result, bail, ensure};
use bars::Bar;
use measured::Measured;
use std::{fs, io::Read, path::PathBuf, process::Stdio, thread};

/// Cargo's profile for native programs that measure, and its folder below `target`.
const NATIVE: &str = "native";
const DOCUMENT: &str = "docs/PERFORMANCE.md";

/// How thoroughly to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effort {
    /// Long enough to be written down.
    Full,
    /// Long enough to see whether a change helped.
    Quick,
}

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let effort = read(arguments)?;
    build::run(workspace, Profile::Release)?;
    run_quietly(
        "sandbox and load generator: cargo build",
        workspace
            .cargo(["build", "--profile", NATIVE, "--bins", "--package", "sandbox", "--package", "tests"])
            .args(["--features", "sandbox/server"]),
    )?;
    let hour = hour::measure(workspace)?;
    let measured = measure(workspace, effort)?;
    let bars = bars::judge(&measured, hour.as_ref());

    let section = document::section(&measured, hour.as_ref(), &bars);
    print!("{section}");
    if effort == Effort::Full {
        let written = document::replace(&workspace.read(DOCUMENT)?, &section)?;
        fs::write(workspace.root.join(DOCUMENT), written)?;
        println!("written to {DOCUMENT}");
    }
    verdict(&bars)
}

fn read(arguments: &[String]) -> Result<Effort> {
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["edge"] => Ok(Effort::Full),
        ["edge", "--quick"] => Ok(Effort::Quick),
        _ => bail!("`bench` knows `edge` and `edge --quick`"),
    }
}

/// Runs the Node program; what it says on the way goes to the terminal.
fn measure(workspace: &Workspace, effort: Effort) -> Result<Measured> {
    let mut node = workspace.npm_tool("node")?;
    node.arg("tests/bench/edge.mjs");
    if effort == Effort::Quick {
        node.arg("--quick");
    }
    node.env("OPENSLOT_SANDBOX_BIN", native(workspace, "sandbox"));
    node.env("OPENSLOT_LOAD_BIN", native(workspace, "load"));
    let ended = end_flag()?;
    let mut child = node.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().context("cannot start Node")?;
    let mut pipe = child.stdout.take().context("Node's output is piped")?;
    let reader = thread::spawn(move || {
        let mut text = String::new();
        pipe.read_to_string(&mut text).map(|_| text)
    });
    let Some(status) = wait(&mut child, &ended)? else { bail!("ended before it was over") };
    ensure!(status.success(), "the measurement failed; what went wrong is above");
    let text = reader.join().ok().context("Node's output could not be read")??;
    serde_json::from_str(&text).with_context(|| format!("this is not what was to be measured: {text}"))
}

fn native(workspace: &Workspace, program: &str) -> PathBuf {
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    workspace.target.join(NATIVE).join(file)
}

/// An error that names every bar that was missed.
fn verdict(bars: &[Bar]) -> Result<()> {
    let missed: Vec<_> = bars.iter().filter(|bar| !bar.is_met).collect();
    for bar in &missed {
        println!("MISSED {}: {}, and it must be {}", bar.what, bar.found, bar.wanted);
    }
    ensure!(missed.is_empty(), "{} of {} bars missed", missed.len(), bars.len());
    println!("all {} bars met", bars.len());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(is_met: bool) -> Bar {
        Bar { what: "speed".to_owned(), wanted: "≥ 1".to_owned(), found: "0".to_owned(), is_met }
    }

    #[test]
    fn only_the_full_measurement_is_written_down() {
        assert_eq!(read(&["edge".to_owned()]).unwrap(), Effort::Full);
        assert_eq!(read(&["edge".to_owned(), "--quick".to_owned()]).unwrap(), Effort::Quick);
        for wrong in [&[][..], &["widget".to_owned()][..], &["edge".to_owned(), "--fast".to_owned()][..]] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn one_missed_bar_fails_the_run() {
        assert!(verdict(&[bar(true)]).is_ok());
        assert_eq!(verdict(&[bar(true), bar(false)]).unwrap_err().to_string(), "1 of 2 bars missed");
    }
}
