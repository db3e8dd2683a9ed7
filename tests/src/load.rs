//! Asks one address the same thing over many open connections, and tells how long each answer took.
//!
//! Every connection is open before the first request leaves it, asks again as soon as it was answered, and each
//! answer is read to its end and looked at: a fast wrong answer is a failure, not a fast answer. One thread does
//! it all, so that on a small machine the rest is left to the server.

mod connection;
mod target;

use crate::{cpu, latency::Percentiles};
use connection::{Answer, Connection};
use serde::Serialize;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
pub use target::Target;
use tokio::{task::JoinSet, time::Instant};

/// What to ask, and how often.
#[derive(Clone, Debug)]
pub struct Plan {
    pub target: Target,
    pub connections: usize,
    /// Requests of this time are answered and forgotten.
    pub warm_up: Duration,
    pub amount: Amount,
    pub expected: Expected,
    /// An answer that takes longer is a failure.
    pub patience: Duration,
    /// A process whose processor time is of interest.
    pub watched: Option<u32>,
}

/// What makes a body the right one. What is absent is not looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// Its number of bytes.
    pub length: Option<usize>,
    /// Text that occurs in it.
    pub text: Option<Arc<str>>,
}

/// When it is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// So many requests in all.
    Requests(usize),
    /// Whatever can be answered in this time.
    Time(Duration),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Right answers.
    pub answers: usize,
    /// Requests that were not answered, or wrongly.
    pub failures: usize,
    /// What was wrong with one of them.
    pub failure: Option<String>,
    /// From the first request to the last answer.
    pub seconds: f64,
    /// Right answers a second.
    pub per_second: f64,
    pub latency_ms: Percentiles,
    /// `Server-Timing` of the last right answer.
    pub server_timing: Option<String>,
    /// Processor time of this program in that time, where it can be known.
    pub own_cpu_seconds: Option<f64>,
    /// Processor time of the watched process.
    pub watched_cpu_seconds: Option<f64>,
}

/// What one connection saw.
#[derive(Debug, Default)]
struct Tally {
    durations: Vec<Duration>,
    failures: usize,
    failure: Option<String>,
    server_timing: Option<String>,
}

/// How many requests are left to be made, shared by all connections.
#[derive(Clone, Debug)]
enum Left {
    Requests(Arc<AtomicUsize>),
    Until(Instant),
}

/// Carries out `plan`.
pub async fn run(plan: &Plan) -> anyhow::Result<Report> {
    let mut connections = Vec::with_capacity(plan.connections);
    for _ in 0..plan.connections {
        connections.push(Connection::open(&plan.target).await?);
    }
    let mut tally = Tally::default();
    if !plan.warm_up.is_zero() {
        (connections, tally) = stage(plan, connections, Amount::Time(plan.warm_up)).await?;
        // What took how long is forgotten, what went wrong is not.
        tally.durations.clear();
    }
    let cpu = || (cpu::seconds_of(std::process::id()), plan.watched.and_then(cpu::seconds_of));
    let (before, began) = (cpu(), Instant::now());
    let (_, measured) = stage(plan, connections, plan.amount).await?;
    let (seconds, after) = (began.elapsed().as_secs_f64(), cpu());
    tally.add(measured);

    let answers = tally.durations.len();
    let unasked = match plan.amount {
        Amount::Requests(wanted) => wanted.saturating_sub(answers + tally.failures),
        Amount::Time(_) => 0,
    };
    Ok(Report {
        answers,
        failures: tally.failures + unasked,
        failure: tally.failure,
        seconds,
        #[expect(clippy::cast_precision_loss, reason = "nobody makes 2^52 requests")]
        per_second: answers as f64 / seconds,
        latency_ms: Percentiles::of(tally.durations),
        server_timing: tally.server_timing,
        own_cpu_seconds: used(before.0, after.0),
        watched_cpu_seconds: used(before.1, after.1),
    })
}

fn used(before: Option<f64>, after: Option<f64>) -> Option<f64> {
    Some(after? - before?)
}

/// Lets every connection ask until it is enough. Returns those that are still open.
async fn stage(
    plan: &Plan,
    connections: Vec<Connection>,
    amount: Amount,
) -> anyhow::Result<(Vec<Connection>, Tally)> {
    let left = match amount {
        Amount::Requests(count) => Left::Requests(Arc::new(AtomicUsize::new(count))),
        Amount::Time(time) => Left::Until(Instant::now() + time),
    };
    let mut tasks = JoinSet::new();
    for connection in connections {
        tasks.spawn(ask(connection, left.clone(), plan.expected.clone(), plan.patience));
    }
    let (mut open, mut sum) = (Vec::new(), Tally::default());
    while let Some(done) = tasks.join_next().await {
        let (connection, tally) = done?;
        open.extend(connection);
        sum.add(tally);
    }
    Ok((open, sum))
}

async fn ask(
    mut connection: Connection,
    left: Left,
    expected: Expected,
    patience: Duration,
) -> (Option<Connection>, Tally) {
    let mut tally = Tally::default();
    while left.take() {
        let began = Instant::now();
        let answer = tokio::time::timeout(patience, connection.ask(expected.text.is_some())).await;
        let took = began.elapsed();
        match answer {
            Ok(Ok(answer)) => tally.note(answer, took, &expected),
            // After either of these the connection is good for nothing.
            Ok(Err(error)) => return (None, tally.broken_by(error.to_string())),
            Err(_) => {
                return (None, tally.broken_by(format!("no answer within {} s", patience.as_secs_f64())));
            }
        }
    }
    (Some(connection), tally)
}

impl Left {
    fn take(&self) -> bool {
        match self {
            Self::Requests(count) => {
                count.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok()
            }
            Self::Until(end) => Instant::now() < *end,
        }
    }
}

impl Tally {
    fn note(&mut self, answer: Answer, took: Duration, expected: &Expected) {
        if let Some(wrong) = answer.what_is_wrong(expected) {
            self.failures += 1;
            self.failure.get_or_insert(wrong);
            return;
        }
        self.durations.push(took);
        self.server_timing = answer.server_timing.or(self.server_timing.take());
    }

    fn broken_by(mut self, failure: String) -> Self {
        self.failures += 1;
        self.failure.get_or_insert(failure);
        self
    }

    fn add(&mut self, other: Self) {
        self.durations.extend(other.durations);
        self.failures += other.failures;
        self.failure = self.failure.take().or(other.failure);
        self.server_timing = self.server_timing.take().or(other.server_timing);
    }
}

#[cfg(test)]
mod tests;
