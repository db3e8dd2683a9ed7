//! What the connections of a server share: the sandbox, its clock, the faults and the journal, behind one lock
//! that is never held while anything waits.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use tokio::time::Instant;

use crate::Sandbox;
use crate::options::Options;
use crate::server::ServerOptions;
use crate::server::clock::Clock;
use crate::server::deliveries::Post;
use crate::server::faults::Faults;
use crate::server::journal::Journal;

#[derive(Debug)]
pub(super) struct Core {
    started: Instant,
    pub(super) journal_bodies: bool,
    post: Post,
    /// What a reset goes back to.
    pub(super) first: (Options, Clock),
    inner: Mutex<Inner>,
}

#[derive(Debug)]
pub(super) struct Inner {
    pub(super) sandbox: Sandbox,
    pub(super) clock: Clock,
    pub(super) faults: Faults,
    pub(super) journal: Journal,
}

impl Core {
    pub(super) fn new(options: ServerOptions, post: Post) -> Self {
        let first = (options.sandbox, options.clock);
        Self {
            started: Instant::now(),
            journal_bodies: options.journal_bodies,
            post,
            inner: Mutex::new(Inner {
                sandbox: Sandbox::new(first.0.clone()),
                clock: first.1,
                faults: Faults::new(first.0.seed),
                journal: Journal::default(),
            }),
            first,
        }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Inner> {
        // A panic elsewhere leaves data that is still whole: every change is made in one go.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Time since the server started.
    pub(super) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    pub(super) fn post(&self) -> &Post {
        &self.post
    }

    /// Lets the sandbox answer, and hands what it wants to tell others to the post.
    pub(super) fn act(&self, request: &Request<Bytes>) -> Response<Bytes> {
        let mut inner = self.lock();
        let now = inner.clock.now();
        let response = inner.sandbox.handle(request, now);
        let deliveries = inner.sandbox.take_deliveries();
        drop(inner);
        for delivery in deliveries {
            self.post.send(delivery);
        }
        response
    }

    /// Starts over with `options`: no bookings, no faults, an empty journal, the first clock.
    pub(super) fn reset(&self, options: Options) {
        let mut inner = self.lock();
        inner.faults = Faults::new(options.seed);
        inner.sandbox = Sandbox::new(options);
        inner.clock = self.first.1;
        inner.journal.clear();
        drop(inner);
        self.post.clear();
    }
}
