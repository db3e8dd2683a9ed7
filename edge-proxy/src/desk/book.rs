//! One attempt under one key: written down before Calendly is asked, and after.

use super::{
    Desk,
    kept::{self, Attempt, Stage},
    question::{Answer, Outcome, Replaced, Settled},
};
use crate::{
    booking, context::Context, error::ApiError, gate::Cost, guard, platform::Platform, records::Records,
    storage::Storage, visitor::Caller,
};
use chrono::{DateTime, TimeDelta, Utc};
use shared::{
    booking::{BookingRequest, BookingResponse},
    problem::{Problem, ProblemCode},
};
use std::sync::Arc;

/// What is to be booked.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    /// The last part of Calendly's URI of the event type.
    pub(super) event_type: String,
    /// Digest of the caller's `Idempotency-Key`.
    pub(super) key: String,
    /// Tells what the caller asked for from anything else under this key.
    pub(super) fingerprint: String,
    pub(super) request: BookingRequest,
    pub(super) caller: Option<Caller>,
    pub(super) replaces: Option<Replaced>,
}

impl<S: Storage> Desk<S> {
    /// Makes a booking, or gives the answer that its key was given before. Requests with one key that come
    /// together share one attempt.
    pub(super) async fn book<P: Platform>(&self, context: Context<P>, wish: Wish) -> Answer {
        let key = wish.key.clone();
        let platform = context.app.platform.clone();
        let (flight, is_new) = {
            let mut state = self.state();
            let known = state.fingerprints.entry(key.clone()).or_insert_with(|| wish.fingerprint.clone());
            if *known != wish.fingerprint {
                return Answer::Settled(refused(ProblemCode::IdempotencyKeyReused));
            }
            let desk = self.clone();
            state.attempts.join(key.clone(), |number| async move {
                let settled = desk.settle(&context, &wish).await;
                let mut state = desk.state();
                state.attempts.land(&wish.key, number);
                state.fingerprints.remove(&wish.key);
                settled
            })
        };
        if is_new {
            // It comes to its end even when the visitor has gone.
            let landing = flight.landing();
            platform.defer(async move { drop(landing.await) });
        }
        let settled = (*flight.landing().await).clone();
        let cost = if is_new { settled.cost } else { Cost::default() };
        Answer::Settled(Settled { cost, ..settled })
    }

    /// Gives the answer to a key again, or waits for the one that is under way.
    pub(super) async fn recall(&self, key: String, fingerprint: &str, now: DateTime<Utc>) -> Answer {
        let under_way = {
            let state = self.state();
            let is_same = state.fingerprints.get(&key).is_some_and(|known| known == fingerprint);
            if is_same { state.attempts.find(&key) } else { None }
        };
        if let Some(flight) = under_way {
            let settled = (*flight.landing().await).clone();
            return Answer::Settled(Settled { cost: Cost::default(), ..settled });
        }
        match self.read(&key, now).await {
            Some(Attempt { stage: Stage::Settled(outcome), fingerprint: known, .. })
                if known == fingerprint =>
            {
                Answer::Settled(again(outcome))
            }
            _ => Answer::Unknown,
        }
    }

    async fn settle<P: Platform>(&self, context: &Context<P>, wish: &Wish) -> Settled {
        let Wish { event_type, key, fingerprint, request, caller, replaces } = wish;
        let platform = &context.app.platform;
        let resumed = match self.read(key, platform.now()).await {
            Some(known) if known.fingerprint != *fingerprint => {
                return refused(ProblemCode::IdempotencyKeyReused);
            }
            Some(Attempt { stage: Stage::Settled(outcome), .. }) => return again(outcome),
            Some(Attempt { stage: Stage::Started, began, .. }) => Some(began),
            Some(Attempt { stage: Stage::Failed, .. }) | None => {
                // Before anything is written down, so that the next try may bring another token. One that was
                // written down had passed.
                if let Some(caller) = caller
                    && let Err(error) = guard::turnstile(context, caller, key, request).await
                {
                    return told(error.problem());
                }
                let owner = booking::desk_of(context, key, Some(event_type)).await;
                if owner.is_some_and(|owner| owner != *event_type) {
                    return refused(ProblemCode::IdempotencyKeyReused);
                }
                None
            }
        };
        let is_gone = replaces.as_ref().is_some_and(|replaced| replaced.is_gone);
        if resumed.is_none() && is_gone {
            return refused(ProblemCode::BookingCanceled);
        }
        let Some(start) = shared::instant::parse(&request.start) else {
            return refused(ProblemCode::ValidationFailed);
        };
        let turn = self.turn(start);
        let (its_turn, is_second) = match turn.try_lock() {
            Some(guard) => (guard, false),
            None => (turn.lock().await, true),
        };
        let began = resumed.unwrap_or_else(|| platform.now());
        let attempt = Attempt { fingerprint: fingerprint.clone(), began, stage: Stage::Started };
        self.write(key, &attempt).await;
        self.storage.wake_at(began + TimeDelta::hours(24)).await;
        let own = request.hold.as_deref().and_then(crate::holds::split).map(|(_, id)| id);
        let plan = {
            let state = self.state();
            booking::Plan {
                start,
                resumed,
                is_second,
                held_by_others: state.holds.by_others(start, own, platform.now()),
                holds: state.holds.spans(),
                reported: state.reported.get(&start).into_iter().flatten().cloned().collect(),
                is_move: replaces.is_some(),
                is_gone,
            }
        };
        let records = Records::new(platform, &context.app.settings);
        let record = booking::record_of(context, key, request, start, replaces.as_ref()).await;
        if let Some(record) = &record {
            records.begin(record);
        }
        let booking::Made { answer: mut result, event_uri, is_in_doubt } =
            booking::attempt(context, request, &plan).await;
        if let (Ok(BookingResponse::Confirmed { previous, .. }), Some(replaced)) = (&mut result, replaces) {
            *previous = Some(self.clear_away(context, replaced).await);
        }
        let is_booked = matches!(result, Ok(BookingResponse::Confirmed { .. }));
        let is_taken = matches!(result, Err(ApiError::SlotTaken { .. }));
        let came_of_it = booking::came_of(&result, event_uri);
        let outcome = match result {
            Ok(answer) => created(&answer),
            Err(error) => Outcome::Refused(Box::new(error.problem())),
        };
        if let (Some(record), Some(came_of_it)) = (&record, came_of_it) {
            records.finish(record, &came_of_it);
        }
        let attempt = attempt.ended(&outcome, is_in_doubt);
        self.write(key, &attempt).await;
        self.state().note_reported(&attempt);
        // Whoever was handed a link has not booked yet, and keeps the seat while they are at it.
        if let Some(id) = own.filter(|_| is_booked) {
            self.release(context, event_type, id).await;
        }
        drop(its_turn);
        self.leave(start, turn);
        let cost = Cost { calls: context.trace.calls(), slowest_ms: context.trace.slowest_call_ms() };
        Settled { touched: (is_booked || is_taken).then_some(start), outcome, cost }
    }

    /// What is written down under a key, for as long as that counts.
    async fn read(&self, key: &str, now: DateTime<Utc>) -> Option<Attempt> {
        let text = self.storage.get(kept::place(key)).await?;
        serde_json::from_str::<Attempt>(&text).ok().filter(|known| known.is_current(now))
    }

    async fn write(&self, key: &str, attempt: &Attempt) {
        let text = serde_json::to_string(attempt).unwrap_or_default();
        self.storage.put(kept::place(key), text).await;
    }

    /// The queue at a start.
    fn turn(&self, start: DateTime<Utc>) -> Arc<async_lock::Mutex<()>> {
        self.state().turns.entry(start).or_default().clone()
    }

    /// Leaves the queue; the last one takes it down.
    fn leave(&self, start: DateTime<Utc>, turn: Arc<async_lock::Mutex<()>>) {
        let mut state = self.state();
        drop(turn);
        if state.turns.get(&start).is_some_and(|turn| Arc::strong_count(turn) == 1) {
            state.turns.remove(&start);
        }
    }
}

fn created(answer: &BookingResponse) -> Outcome {
    match serde_json::to_string(answer) {
        Ok(text) => Outcome::Created(text),
        Err(_) => Outcome::Refused(Box::new(ApiError::Plain(ProblemCode::Internal).problem())),
    }
}

fn refused(code: ProblemCode) -> Settled {
    told(Problem::new(code))
}

fn told(problem: Problem) -> Settled {
    again(Outcome::Refused(Box::new(problem)))
}

/// An outcome that cost nothing and changed nothing.
fn again(outcome: Outcome) -> Settled {
    Settled { outcome, touched: None, cost: Cost::default() }
}
