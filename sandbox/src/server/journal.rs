//! What was asked, in order. Tokens are never written down, bodies only when the server was started so.

use std::time::Duration;

use serde::Serialize;

#[derive(Debug, Default)]
pub(super) struct Journal {
    entries: Vec<Entry>,
    sequence: u64,
    in_flight: u32,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Entry {
    sequence: u64,
    method: String,
    path: String,
    query: String,
    /// `null` while the request is under way, and for good when no answer was sent.
    status: Option<u16>,
    /// Milliseconds since the server started.
    start_ms: f64,
    end_ms: Option<f64>,
    /// Requests under way when this one came, itself included.
    in_flight: u32,
    /// Names of the faults that were applied.
    faults: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
}

/// What is known of a request when it comes.
#[derive(Debug)]
pub(super) struct Arrival {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) body: Option<String>,
    pub(super) at: Duration,
}

impl Journal {
    /// Writes down a request; gives back the number under which it ends.
    pub(super) fn begin(&mut self, arrival: Arrival) -> u64 {
        self.sequence += 1;
        self.in_flight += 1;
        self.entries.push(Entry {
            sequence: self.sequence,
            method: arrival.method,
            path: arrival.path,
            query: arrival.query,
            status: None,
            start_ms: milliseconds(arrival.at),
            end_ms: None,
            in_flight: self.in_flight,
            faults: Vec::new(),
            body: arrival.body,
        });
        self.sequence
    }

    pub(super) fn note_fault(&mut self, sequence: u64, fault: &'static str) {
        if let Some(entry) = self.entry(sequence) {
            entry.faults.push(fault);
        }
    }

    /// A request is over, with an answer or without one.
    pub(super) fn end(&mut self, sequence: u64, status: Option<u16>, at: Duration) {
        self.in_flight = self.in_flight.saturating_sub(1);
        if let Some(entry) = self.entry(sequence) {
            entry.status = status;
            entry.end_ms = Some(milliseconds(at));
        }
    }

    /// Forgets what was written; numbers go on.
    pub(super) fn clear(&mut self) {
        self.entries.clear();
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry may be gone when the journal was cleared in between.
    fn entry(&mut self, sequence: u64) -> Option<&mut Entry> {
        self.entries.iter_mut().rev().find(|entry| entry.sequence == sequence)
    }
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
