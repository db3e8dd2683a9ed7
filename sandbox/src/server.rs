//! A native server around the sandbox: sockets, a clock that can be set, a journal of requests, and faults on
//! demand. Decides nothing about the API itself. Listens on 127.0.0.1 only.

mod clock;
mod connection;
mod control;
mod core;
mod deliveries;
mod faults;
mod journal;
mod parcel;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;

use anyhow::Context as _;
use tokio::sync::oneshot;

use crate::options::Options;
use crate::server::core::Core;
use crate::server::deliveries::Post;

pub use crate::server::clock::Clock;

/// How the server starts. `Default` takes a free port and the time of the machine.
#[derive(Debug, Clone, Default)]
pub struct ServerOptions {
    pub sandbox: Options,
    /// 0 takes any free port.
    pub port: u16,
    pub clock: Clock,
    /// Where booking pages are said to live; the server's own address when `None`.
    pub public_url: Option<String>,
    /// Whether the journal keeps the bodies of requests, which hold personal data.
    pub journal_bodies: bool,
}

/// A server that is listening. It ends when this is dropped.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    /// The server's address, without a trailing slash.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits until the server ends, which it does only with its process.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _already_gone = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

/// Starts a server on a thread of its own. It accepts connections when this returns.
pub fn start(mut options: ServerOptions) -> anyhow::Result<Running> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))
        .with_context(|| format!("port {} of 127.0.0.1 cannot be listened at", options.port))?;
    listener.set_nonblocking(true).context("the socket cannot be made non-blocking")?;
    let address = listener.local_addr().context("the socket has no address")?;
    options.sandbox.public_url = options.public_url.clone().unwrap_or_else(|| format!("http://{address}"));

    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("the runtime cannot be built")?;
    let core = Arc::new(Core::new(options, Post::open()?));
    let (stop, stopped) = oneshot::channel();
    let thread = std::thread::Builder::new()
        .name("sandbox".to_owned())
        .spawn(move || runtime.block_on(connection::accept(listener, core, stopped)))
        .context("the server's thread cannot be started")?;
    Ok(Running { address, stop: Some(stop), thread: Some(thread) })
}
