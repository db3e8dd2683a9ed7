//! Programs that run until somebody wants them to end: noticing that wish, and passing it on.

use crate::run::now;
use anyhow::Result;
use std::{
    process::{Child, Command, ExitStatus},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

/// How often to look whether a program has ended, or is to be ended.
pub(crate) const POLL: Duration = Duration::from_millis(200);
/// How long a program may take to end before it is ended.
pub(crate) const GRACE: Duration = Duration::from_secs(5);

/// Becomes true when somebody wants this to end: Ctrl-C, `kill`, a closed terminal. Can be asked for once.
pub(crate) fn end_flag() -> Result<Arc<AtomicBool>> {
    let ended = Arc::new(AtomicBool::new(false));
    let handler = Arc::clone(&ended);
    ctrlc::set_handler(move || handler.store(true, Ordering::SeqCst))?;
    Ok(ended)
}

/// Waits for a program, and ends it when `ended` becomes true: then there is no status.
pub(crate) fn wait(child: &mut Child, ended: &AtomicBool) -> Result<Option<ExitStatus>> {
    loop {
        if ended.load(Ordering::SeqCst) {
            end(child)?;
            return Ok(None);
        }
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        thread::sleep(POLL);
    }
}

/// Asks a program to end, so that it ends what it started in turn, and insists after a while.
pub(crate) fn end(child: &mut Child) -> Result<()> {
    if cfg!(unix) {
        // The standard library can only kill, which would leave workerd behind.
        let _ = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
    }
    let deadline = now() + GRACE;
    while now() < deadline {
        if child.try_wait()?.is_some() {
            return Ok(());
        }
        thread::sleep(POLL);
    }
    child.kill()?;
    child.wait()?;
    Ok(())
}
