//! One attempt under one key: written down before Calendly is asked, and after.

use super::{
    Desk,
    kept::{self, Attempt, Stage},
    question::{Answer, Outcome, Replaced, Settled},
    turns::Queue,
};
use crate::{
    booking::{self, Made, Plan},
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
use serde::{Deserialize, Serialize};
use shared::{
    booking::{BookingRequest, BookingResponse},
    problem::{Problem, ProblemCode},
};

/// What is to be booked.
#[derive(Clone, Debug, Serialize, Deserialize)]
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
    pub(super) purpose: Purpose,
}

/// What an attempt is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Purpose {
    /// To book.
    Book,
    /// To find what an attempt that was cut short has booked.
    Find,
}

impl Wish {
    /// The id of the hold under which the visitor filled in the form.
    fn own_hold(&self) -> Option<&str> {
        self.request.hold.as_deref().and_then(shared::hold::split).map(|(_, id)| id)
    }
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
        let Some(replaced) = &wish.replaces else { return self.settle_in_turn(context, wish).await };
        let queue = Queue::Booking(replaced.event.clone());
        let turn = self.turn(queue.clone());
        let its_turn = turn.lock().await;
        let settled = self.settle_in_turn(context, wish).await;
        drop(its_turn);
        self.leave(&queue, turn);
        settled
    }

    async fn settle_in_turn<P: Platform>(&self, context: &Context<P>, wish: &Wish) -> Settled {
        let resumed = match self.remember(context, wish).await {
            Ok(resumed) => resumed,
            Err(settled) => return settled,
        };
        let Some(start) = shared::instant::parse(&wish.request.start) else {
            return refused(ProblemCode::ValidationFailed);
        };
        let queue = Queue::Start(start);
        let turn = self.turn(queue.clone());
        let (its_turn, is_second) = match turn.try_lock() {
            Some(guard) => (guard, false),
            None => (turn.lock().await, true),
        };
        let settled = self.make(context, wish, self.plan(wish, start, resumed, is_second, context)).await;
        drop(its_turn);
        self.leave(&queue, turn);
        settled
    }

    /// When the attempt began that this one goes on with, if it does; or the answer, where there is nothing to be made.
    async fn remember<P: Platform>(
        &self,
        context: &Context<P>,
        wish: &Wish,
    ) -> Result<Option<DateTime<Utc>>, Settled> {
        let Wish { event_type, key, fingerprint, request, caller, replaces, purpose } = wish;
        match self.read(key, context.app.platform.now()).await {
            Some(known) if known.fingerprint != *fingerprint => {
                return Err(refused(ProblemCode::IdempotencyKeyReused));
            }
            Some(Attempt { stage: Stage::Settled(outcome), .. }) => {
                self.end_move(wish).await;
                return Err(again(outcome));
            }
            Some(Attempt { stage: Stage::Started, began, .. }) => return Ok(Some(began)),
            Some(Attempt { stage: Stage::Failed, .. }) | None => {}
        }
        if *purpose == Purpose::Find {
            self.end_move(wish).await;
            return Err(refused(ProblemCode::BookingUnconfirmed));
        }
        // Before anything is written down, so that the next try may bring another token. One that was written down
        // had passed.
        if let Some(caller) = caller {
            guard::turnstile(context, caller, key, request).await.map_err(|error| told(error.problem()))?;
        }
        let owner = booking::desk_of(context, key, Some(event_type)).await;
        if owner.is_some_and(|owner| owner != *event_type) {
            return Err(refused(ProblemCode::IdempotencyKeyReused));
        }
        match replaces {
            // Somebody else may have moved it since the Worker looked.
            Some(replaced)
                if replaced.is_gone
                    || self.has_to_go(replaced).await
                    || booking::is_canceled(context, &replaced.event).await =>
            {
                Err(refused(ProblemCode::BookingCanceled))
            }
            Some(_) | None => Ok(None),
        }
    }

    /// What this desk knows of an attempt whose turn it is.
    fn plan<P: Platform>(
        &self,
        wish: &Wish,
        start: DateTime<Utc>,
        resumed: Option<DateTime<Utc>>,
        is_second: bool,
        context: &Context<P>,
    ) -> Plan {
        let state = self.state();
        Plan {
            start,
            resumed,
            is_second,
            held_by_others: state.holds.by_others(start, &[wish.own_hold()], context.app.platform.now()),
            holds: state.holds.spans(),
            reported: state.reported.get(&start).into_iter().flatten().cloned().collect(),
            is_move: wish.replaces.is_some(),
            is_gone: wish.replaces.as_ref().is_some_and(|replaced| replaced.is_gone),
        }
    }

    /// Writes down what is about to be done, does it, and writes down what came of it.
    async fn make<P: Platform>(&self, context: &Context<P>, wish: &Wish, plan: Plan) -> Settled {
        let Wish { event_type, key, request, replaces, .. } = wish;
        let platform = &context.app.platform;
        let began = plan.resumed.unwrap_or_else(|| platform.now());
        let attempt = Attempt { fingerprint: wish.fingerprint.clone(), began, stage: Stage::Started };
        self.write(key, &attempt).await;
        self.storage.wake_at(began + TimeDelta::hours(24)).await;
        self.begin_move(context, wish).await;
        let records = Records::new(platform, &context.app.settings);
        let record = booking::record_of(context, key, request, plan.start, replaces.as_ref()).await;
        if let Some(record) = &record {
            records.begin(record);
        }
        let Made { mut answer, event_uri, is_in_doubt } = match wish.purpose {
            Purpose::Book => booking::attempt(context, request, &plan).await,
            Purpose::Find => match booking::find(context, request, &plan).await {
                Ok(Some(made)) => made,
                found => {
                    if found.is_ok() {
                        self.end_move(wish).await;
                    }
                    return refused(ProblemCode::BookingUnconfirmed);
                }
            },
        };
        if let (Ok(BookingResponse::Confirmed { previous, .. }), Some(replaced)) = (&mut answer, replaces) {
            *previous = Some(self.clear_away(context, replaced).await);
        }
        let is_booked = matches!(answer, Ok(BookingResponse::Confirmed { .. }));
        let is_taken = matches!(answer, Err(ApiError::SlotTaken { .. }));
        if let (Some(record), Some(came_of_it)) = (&record, booking::came_of(&answer, event_uri)) {
            records.finish(record, &came_of_it);
        }
        let outcome = match answer {
            Ok(answer) => created(&answer),
            Err(error) => Outcome::Refused(Box::new(error.problem())),
        };
        let attempt = attempt.ended(&outcome, is_in_doubt);
        self.write(key, &attempt).await;
        self.state().note_reported(&attempt);
        if attempt.stage != Stage::Started {
            self.end_move(wish).await;
        }
        // Behind a link the visitor is still to book, on Calendly's page; meanwhile the seat is kept for them.
        if let Some(id) = wish.own_hold().filter(|_| is_booked || is_taken) {
            self.release(context, event_type, id).await;
        }
        let cost = Cost { calls: context.trace.calls(), slowest_ms: context.trace.slowest_call_ms() };
        Settled { touched: (is_booked || is_taken).then_some(plan.start), outcome, cost }
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
