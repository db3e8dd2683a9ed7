//! The desk: where bookings of one event type are made, one after the other for each start.
//!
//! There is one for each event type of a token (on Cloudflare, a Durable Object). Before it asks Calendly to
//! book it writes down that it is about to, and afterwards what came of it, under the caller's
//! `Idempotency-Key`: whoever repeats a request gets the same answer, and an attempt that was cut short by a
//! restart begins again with looking whether it had booked. It also keeps soft holds: a start that a visitor is
//! filling in the form for is not offered to others. Calendly knows nothing of that.
//!
//! Nothing here knows that a Durable Object exists: time, storage and sending come through traits.

mod book;
mod hold;
mod kept;
mod leftover;
mod moves;
mod question;
mod turns;

pub(crate) use hold::{Held, Hold};
pub(crate) use question::{Answer, Envelope, Outcome, Question, Replaced, Settled};

use crate::{
    app::{App, Isolate},
    calendly::lock,
    context::{Context, Trace},
    flight::Flights,
    platform::Platform,
    settings::Settings,
    storage::Storage,
};
use chrono::{DateTime, Utc};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard},
};

/// A desk. Cheap to clone; clones are the same desk.
#[derive(Clone, Debug)]
pub struct Desk<S> {
    isolate: Isolate,
    storage: S,
    state: Arc<Mutex<State>>,
    awake: Arc<async_lock::OnceCell<()>>,
}

/// A desk's memory.
#[derive(Debug, Default)]
struct State {
    /// Attempts under way, by key; the fingerprint of each one's request.
    attempts: Flights<String, Settled>,
    fingerprints: BTreeMap<String, String>,
    /// Whose turn it is.
    turns: BTreeMap<turns::Queue, turns::Turn>,
    holds: hold::Holds,
    /// Bookings that were reported, by their start.
    reported: BTreeMap<DateTime<Utc>, BTreeSet<String>>,
}

impl<S: Storage> Desk<S> {
    /// A desk that still has to read what its storage holds, which it does with the first question.
    pub fn new(isolate: Isolate, storage: S) -> Self {
        Self { isolate, storage, state: Arc::default(), awake: Arc::default() }
    }

    /// Answers a question of a Worker's. Both are JSON texts that only this module's two sides read;
    /// `None` when the question is none.
    pub async fn answer<P: Platform>(&self, platform: &P, question: &str) -> Option<String> {
        let Envelope { desk, origin, question } = serde_json::from_str(question).ok()?;
        let now = platform.now();
        self.awake.get_or_init(|| self.wake(now)).await;
        let app = App::new(&self.isolate, platform.clone());
        let context = Context { app, trace: Trace::default(), origin };
        let answer = match question {
            Question::Book { key, fingerprint, request, caller, replaces } => {
                let request = *request;
                let purpose = book::Purpose::Book;
                let wish =
                    book::Wish { event_type: desk, key, fingerprint, request, caller, replaces, purpose };
                self.book(context, wish).await
            }
            Question::Recall { key, fingerprint } => self.recall(key, &fingerprint, now).await,
            Question::Hold { start, seats, name, replaces } => {
                let wish = hold::Wish { start, seats, name, replaces };
                self.hold(&context, &desk, wish).await
            }
            Question::Release { id } => self.release(&context, &desk, &id).await,
        };
        serde_json::to_string(&answer).ok()
    }

    /// What is due at a time that was asked for with [`Storage::wake_at`]: what has expired is dropped, and old
    /// bookings that could not be canceled after a move are tried again.
    pub async fn tidy<P: Platform>(&self, platform: &P) {
        let now = platform.now();
        let app = App::new(&self.isolate, platform.clone());
        self.awake.get_or_init(|| self.wake(now)).await;
        self.clear_leftovers(&Context { app, trace: Trace::default(), origin: String::new() }).await;
        self.finish_moves(platform).await;
        for (key, text) in self.storage.list(String::new()).await {
            if kept::has_expired(&key, &text, now) {
                self.storage.remove(key).await;
            }
        }
        self.state().forget_before(now);
        if let Some(next) = kept::next_expiry(&self.storage.list(String::new()).await, now) {
            self.storage.wake_at(next).await;
        }
    }

    async fn wake(&self, now: DateTime<Utc>) {
        let kept = self.storage.list(String::new()).await;
        let mut state = self.state();
        for (key, text) in kept {
            if key.starts_with(hold::PREFIX) {
                if let Ok(hold) = serde_json::from_str(&text) {
                    state.holds.insert(hold);
                }
            } else if let Ok(attempt) = serde_json::from_str::<kept::Attempt>(&text) {
                state.note_reported(&attempt);
            }
        }
        state.forget_before(now);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

impl State {
    /// Remembers the booking that an attempt reported, if it did.
    fn note_reported(&mut self, attempt: &kept::Attempt) {
        if let Some((start, booking)) = attempt.booked() {
            self.reported.entry(start).or_default().insert(booking);
        }
    }

    /// Drops holds that have ended and bookings that have begun.
    fn forget_before(&mut self, now: DateTime<Utc>) {
        self.holds.expire(now);
        self.reported = self.reported.split_off(&now);
    }
}

/// The name of an event type's desk.
pub(crate) fn name(settings: &Settings, event_type_uri: &str) -> Option<String> {
    let id = event_type_uri.rsplit('/').next().unwrap_or_default();
    Some(format!("{}:{id}", crate::gate::name(settings)?))
}
