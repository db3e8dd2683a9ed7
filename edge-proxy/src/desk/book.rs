//! One attempt under one key: written down before Calendly is asked, and after.

use super::{
    Desk,
    kept::{self, Attempt, Stage},
    question::{Answer, Outcome, Replaced, Settled},
};
use crate::{
    booking::{self, fingerprint},
    context::Context,
    error::ApiError,
    gate::Cost,
    guard,
    platform::Platform,
    records::Records,
    storage::Storage,
    visitor::Caller,
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
    pub(super) request: BookingRequest,
    pub(super) caller: Option<Caller>,
    pub(super) replaces: Option<Replaced>,
}

impl<S: Storage> Desk<S> {
    /// Makes a booking, or gives the answer that its key was given before. Requests with one key that come
    /// together share one attempt.
    pub(super) async fn book<P: Platform>(&self, context: Context<P>, wish: Wish) -> Answer {
        let (fingerprint, key) = (fingerprint(&wish.request), wish.key.clone());
        let platform = context.app.platform.clone();
        let (flight, is_new) = {
            let mut state = self.state();
            let known = state.fingerprints.entry(key.clone()).or_insert_with(|| fingerprint.clone());
            if *known != fingerprint {
                return Answer::Settled(refused(ProblemCode::IdempotencyKeyReused));
            }
            let desk = self.clone();
            state.attempts.join(key.clone(), |number| async move {
                let settled = desk.settle(&context, &wish, fingerprint).await;
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

    async fn settle<P: Platform>(&self, context: &Context<P>, wish: &Wish, fingerprint: String) -> Settled {
        let Wish { event_type, key, request, caller, replaces } = wish;
        let place = kept::place(key);
        let platform = &context.app.platform;
        let known = self.storage.get(place.clone()).await;
        let known = known.and_then(|text| serde_json::from_str::<Attempt>(&text).ok());
        let resumed = match known.filter(|known| known.is_current(platform.now())) {
            Some(known) if known.fingerprint != fingerprint => {
                return refused(ProblemCode::IdempotencyKeyReused);
            }
            Some(Attempt { stage: Stage::Settled(outcome), .. }) => {
                return Settled { outcome, touched: None, cost: Cost::default() };
            }
            Some(Attempt { stage: Stage::Started, began, .. }) => Some(began),
            None => {
                // Before anything is written down, so that the next try may bring another token. One that was
                // written down had passed.
                if let Some(caller) = caller
                    && let Err(error) = guard::turnstile(context, caller, key, request).await
                {
                    return told(error.problem());
                }
                None
            }
        };
        if resumed.is_none() && replaces.as_ref().is_some_and(|replaced| replaced.is_gone) {
            return refused(ProblemCode::BookingCanceled);
        }
        let Some(start) = shared::instant::parse(&request.start) else {
            return refused(ProblemCode::ValidationFailed);
        };
        let turn = self.turn(start);
        let its_turn = turn.lock().await;
        let began = resumed.unwrap_or_else(|| platform.now());
        let attempt = Attempt { fingerprint, began, stage: Stage::Started };
        self.write(&place, &attempt).await;
        self.storage.wake_at(began + TimeDelta::hours(24)).await;
        let own = request.hold.as_deref().and_then(shared::hold::split).map(|(_, id)| id);
        let held_by_others = self.state().holds.by_others(start, &[own], platform.now());
        let plan = booking::Plan { start, resumed, held_by_others, is_move: replaces.is_some() };
        let records = Records::new(platform, &context.app.settings);
        let record = booking::record_of(context, key, request, start, replaces.as_ref()).await;
        if let Some(record) = &record {
            records.begin(record);
        }
        let (mut result, event_uri) = booking::attempt(context, request, &plan).await;
        if let (Ok(BookingResponse::Confirmed { previous, .. }), Some(replaced)) = (&mut result, replaces) {
            *previous = Some(self.clear_away(context, replaced).await);
        }
        let is_touched = match &result {
            Ok(answer) => matches!(answer, BookingResponse::Confirmed { .. }),
            Err(error) => matches!(error, ApiError::SlotTaken { .. }),
        };
        let came_of_it = booking::came_of(&result, event_uri);
        let outcome = match result {
            Ok(answer) => created(&answer),
            Err(error) => Outcome::Refused(Box::new(error.problem())),
        };
        if let (Some(record), Some(came_of_it)) = (&record, came_of_it) {
            records.finish(record, &came_of_it);
        }
        if kept::is_final(&outcome) {
            self.write(&place, &Attempt { stage: Stage::Settled(outcome.clone()), ..attempt }).await;
        } else if kept::is_certain(&outcome) {
            self.storage.remove(place).await;
        }
        // Behind a link the visitor is still to book, on Calendly's page; meanwhile the seat is kept for them.
        if let Some(id) = own.filter(|_| is_touched) {
            self.release(context, event_type, id).await;
        }
        drop(its_turn);
        self.leave(start, turn);
        let cost = Cost { calls: context.trace.calls(), slowest_ms: context.trace.slowest_call_ms() };
        Settled { touched: is_touched.then_some(start), outcome, cost }
    }

    async fn write(&self, place: &str, attempt: &Attempt) {
        let text = serde_json::to_string(attempt).unwrap_or_default();
        self.storage.put(place.to_owned(), text).await;
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
    let outcome = Outcome::Refused(Box::new(problem));
    Settled { outcome, touched: None, cost: Cost::default() }
}
