//! The native server as a program. Prints one line with its address when it listens, and runs until it is ended.

mod arguments;

use std::io::Write as _;

use crate::arguments::Wanted;

fn main() -> anyhow::Result<()> {
    match arguments::read(std::env::args().skip(1))? {
        Wanted::Help => writeln!(std::io::stdout(), "{}", arguments::HELP)?,
        Wanted::Server(options) => {
            let running = sandbox::server::start(*options)?;
            let mut stdout = std::io::stdout();
            writeln!(stdout, "sandbox listening at {}", running.url())?;
            stdout.flush()?;
            running.wait();
        }
    }
    Ok(())
}
