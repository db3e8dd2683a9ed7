//! Runs a program or a piece of work under a label: quiet while all is well, a sign of life while it takes
//! long, its duration at the end, and everything it said when it fails.

use anyhow::{Context, Result, bail};
use std::{
    io::{BufRead, BufReader, IsTerminal, Read, Write},
    process::{Command, Stdio},
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

/// Work shorter than this is not worth a line.
const SILENT: Duration = Duration::from_secs(1);
/// How often work that goes on says so where nobody watches a cursor.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// The width a status line may take on a terminal.
const STATUS_WIDTH: usize = 78;

/// The time, for durations that are shown to a human.
pub(crate) fn now() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "native only; measures the tool, decides nothing")]
    Instant::now()
}

/// What a program said, standard output and standard error in order of arrival.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) success: bool,
    pub(crate) text: String,
}

/// Runs `command` and fails when it does, showing what it said.
pub(crate) fn run(label: &str, command: &mut Command) -> Result<String> {
    let said = attempt(label, command)?;
    if said.success {
        return Ok(said.text);
    }
    println!("{}", said.text.trim_end());
    bail!("{label} failed; it was: {}", as_typed(command))
}

/// Runs `command` and returns what it said, whether it succeeded or not.
pub(crate) fn attempt(label: &str, command: &mut Command) -> Result<Said> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().with_context(|| format!("cannot start {}", as_typed(command)))?;
    let (sender, lines) = mpsc::channel();
    let readers: Vec<_> = [
        child.stdout.take().map(|pipe| forward(pipe, sender.clone())),
        child.stderr.take().map(|pipe| forward(pipe, sender.clone())),
    ]
    .into_iter()
    .flatten()
    .collect();
    drop(sender);

    let mut progress = Progress::new(label);
    let mut text = String::new();
    loop {
        match lines.recv_timeout(progress.patience()) {
            Ok(line) => {
                text.push_str(&line);
                text.push('\n');
                progress.last_line = line;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        progress.show();
    }
    for reader in readers {
        let _ = reader.join();
    }
    let status = child.wait()?;
    progress.finish(status.success());
    Ok(Said { success: status.success(), text })
}

/// Does `work` in this process, and says how long it took if it took long.
pub(crate) fn timed<T>(label: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let progress = Progress::new(label);
    let result = work();
    progress.finish(result.is_ok());
    result
}

/// The same for work in several steps, which names each step as it comes to it.
pub(crate) fn told<T>(label: &str, work: impl FnOnce(&mut dyn FnMut(&str)) -> Result<T>) -> Result<T> {
    let mut progress = Progress::new(label);
    let result = work(&mut |step| {
        step.clone_into(&mut progress.last_line);
        progress.show();
    });
    progress.finish(result.is_ok());
    result
}

fn forward(pipe: impl Read + Send + 'static, lines: Sender<String>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut reader = BufReader::new(pipe);
        let mut raw = Vec::new();
        // By bytes, not by `lines()`: a tool may print what is not UTF-8, and that must not end the reading.
        while reader.read_until(b'\n', &mut raw).is_ok_and(|read| read > 0) {
            let line = String::from_utf8_lossy(&raw).trim_end().to_owned();
            if lines.send(line).is_err() {
                break;
            }
            raw.clear();
        }
    })
}

/// The command as a human would type it.
fn as_typed(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|part| part.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

struct Progress<'a> {
    label: &'a str,
    started: Instant,
    shown: Option<Instant>,
    last_line: String,
    terminal: bool,
}

impl<'a> Progress<'a> {
    fn new(label: &'a str) -> Self {
        let terminal = std::io::stdout().is_terminal();
        Self { label, started: now(), shown: None, last_line: String::new(), terminal }
    }

    /// How long to wait for the next line before saying that the work goes on.
    fn patience(&self) -> Duration {
        if self.shown.is_some() && !self.terminal { HEARTBEAT } else { SILENT }
    }

    fn show(&mut self) {
        let due = self.shown.map_or_else(|| self.started + SILENT, |shown| shown + self.patience());
        if now() < due {
            return;
        }
        let first = self.shown.replace(now()).is_none();
        let seconds = self.started.elapsed().as_secs();
        if self.terminal {
            let status = format!("{} … {seconds} s  {}", self.label, self.last_line.trim());
            let status: String = status.chars().take(STATUS_WIDTH).collect();
            print!("\r\x1b[K{status}");
            let _ = std::io::stdout().flush();
        } else if first {
            println!("{} …", self.label);
        } else {
            println!("{} … {seconds} s  {}", self.label, self.last_line.trim());
        }
    }

    fn finish(&self, success: bool) {
        if self.terminal && self.shown.is_some() {
            print!("\r\x1b[K");
        }
        let took = self.started.elapsed();
        if took >= SILENT || !success {
            let verdict = if success { "" } else { " FAILED after" };
            println!("{}:{verdict} {:.1} s", self.label, took.as_secs_f64());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_it_would_be_typed() {
        let mut command = Command::new("cargo");
        command.args(["fmt", "--all"]);
        assert_eq!(as_typed(&command), "cargo fmt --all");
    }

    #[test]
    fn what_a_failing_program_said_is_kept() {
        let said = attempt("rustc", Command::new("rustc").arg("--no-such-flag")).unwrap();
        assert!(!said.success);
        assert!(said.text.contains("no-such-flag"), "{}", said.text);
    }
}
