//! `cargo xtask dev`: from a bare machine to a Worker one can open. `cargo xtask sandbox`: a Calendly to talk to.

use crate::{
    build::{self, Profile},
    child::{GRACE, POLL, end, end_flag},
    setup,
    workspace::Workspace,
};
use anyhow::{Context, Result, bail, ensure};
use std::{
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    sync::atomic::Ordering,
    thread,
};

const PORT: u16 = 8787;

/// Builds, then hands over to `wrangler dev`, which builds again whenever a source changes.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let (port, for_wrangler) = read(arguments)?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address)
        .with_context(|| format!("port {port} is taken; choose another with `cargo xtask dev --port N`"))?;
    setup::wasm_target()?;
    setup::npm_packages(workspace)?;
    // wrangler would build too, and show cargo's output only once it is over.
    build::run(workspace, Profile::Dev)?;

    let mut wrangler = workspace.npm_tool("wrangler")?;
    wrangler.args(["dev", "--local", "--ip", "127.0.0.1", "--port", &port.to_string()]).args(for_wrangler);
    wrangler.env("WRANGLER_SEND_METRICS", "false");
    // wrangler asks Cloudflare where this machine is, unless told not to; nothing here needs to know.
    wrangler.env("CLOUDFLARE_CF_FETCH_ENABLED", "false");

    let ended = end_flag()?;
    let mut child = wrangler.spawn().context("cannot start wrangler")?;
    let mut announced = false;
    loop {
        if let Some(status) = child.try_wait()? {
            ensure!(status.success() || ended.load(Ordering::SeqCst), "wrangler ended with {status}");
            return Ok(());
        }
        if ended.load(Ordering::SeqCst) {
            return end(&mut child);
        }
        if !announced && answers(address) {
            println!("Open http://{address}/");
            announced = true;
        }
        thread::sleep(POLL);
    }
}

/// The port, and what follows `--`.
fn read(arguments: &[String]) -> Result<(u16, &[String])> {
    let end = arguments.iter().position(|argument| argument == "--").unwrap_or(arguments.len());
    let (ours, rest) = arguments.split_at(end);
    let port = match ours {
        [] => PORT,
        [flag, port] if flag == "--port" => port.parse().with_context(|| format!("{port} is no port"))?,
        _ => bail!("`dev` knows --port N; write what wrangler should get after --"),
    };
    Ok((port, rest.get(1..).unwrap_or_default()))
}

/// Whether the Worker behind `address` answers a request.
fn answers(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect_timeout(&address, POLL)?;
        stream.set_read_timeout(Some(GRACE))?;
        stream.write_all(
            format!("GET /healthz HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").as_bytes(),
        )?;
        let mut status = [0; 12];
        stream.read_exact(&mut status)?;
        Ok(status.starts_with(b"HTTP/1.1 "))
    };
    ask().unwrap_or(false)
}

/// Runs the native sandbox in the foreground.
pub(crate) fn sandbox(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let arguments = arguments.strip_prefix(&["--".to_owned()]).unwrap_or(arguments);
    let mut cargo = workspace.cargo(["run", "--quiet", "--package", "sandbox", "--features", "server", "--"]);
    // Ctrl-C reaches the sandbox too, which then ends by itself; this process only waits for it.
    let ended = end_flag()?;
    let status = cargo.args(arguments).status()?;
    ensure!(status.success() || ended.load(Ordering::SeqCst), "the sandbox ended with {status}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(arguments: &str, port: u16, for_wrangler: &str) {
        let arguments: Vec<_> = arguments.split_whitespace().map(str::to_owned).collect();
        let (found, rest) = read(&arguments).unwrap();
        assert_eq!((found, rest.join(" ").as_str()), (port, for_wrangler));
    }

    #[test]
    fn what_follows_two_hyphens_is_wranglers() {
        check("", 8787, "");
        check("--port 9000", 9000, "");
        check("-- --var BOOKING_MODE:link", 8787, "--var BOOKING_MODE:link");
        check("--port 9000 -- --port 1", 9000, "--port 1");
        assert!(read(&["--var".to_owned()]).is_err());
        assert!(read(&["--port".to_owned(), "http".to_owned()]).is_err());
    }
}
