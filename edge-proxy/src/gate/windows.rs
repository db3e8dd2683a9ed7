//! Answering for several windows at once: from what is kept, from a flight under way, or from a new one.

use super::{
    Gate,
    question::{Answer, AskedWindow, Cost, Found},
    state::Outcome,
};
use crate::{
    calendly::CalendlyError,
    context::Trace,
    platform::{Platform, TransportError},
    slots::{Key, PackedEntry, is_younger},
    storage::Storage,
};
use core::{future::Future, time::Duration};
use futures_util::{
    FutureExt as _, StreamExt as _,
    future::{Either, select},
    stream::FuturesUnordered,
};
use shared::windows::NARROW_DAYS;
use std::sync::Arc;

/// After this long a visitor who can be shown something is not made to wait for the rest; the fetch goes on.
const PATIENCE: Duration = Duration::from_secs(4);

impl<S: Storage> Gate<S> {
    /// Answers for each window, in order.
    pub(super) async fn windows<P: Platform>(
        &self,
        platform: &P,
        event_type: &str,
        windows: Vec<AskedWindow>,
        is_urgent: bool,
    ) -> Answer {
        let asked: FuturesUnordered<_> = windows
            .iter()
            .enumerate()
            .map(|(index, window)| {
                self.window(platform, event_type, *window).map(move |found| (index, found))
            })
            .collect();
        let mut answers: Vec<Option<Found>> = vec![None; windows.len()];
        collect(asked, &mut answers, platform.sleep(PATIENCE), is_urgent).await;
        let state = self.state();
        let late = |asked: &AskedWindow| {
            let trace = state.under_way.get(&Key::new(event_type, asked.days, asked.cell));
            let met = trace.and_then(Trace::failure);
            Found::Failed(met.unwrap_or(CalendlyError::Transport(TransportError::TimedOut)), Cost::default())
        };
        let answers = answers.into_iter().zip(&windows);
        Answer::Windows {
            windows: answers.map(|(found, asked)| found.unwrap_or_else(|| late(asked))).collect(),
            narrow_until: state.ledger.narrow_until(platform.now()),
            holds: state.holds_of(&Key::new(event_type, 0, 0).event_type, platform.now()),
        }
    }

    async fn window<P: Platform>(&self, platform: &P, event_type: &str, asked: AskedWindow) -> Found {
        let key = Key::new(event_type, asked.days, asked.cell);
        let (flight, is_new) = {
            let mut state = self.state();
            let now = platform.now();
            if asked.days > NARROW_DAYS && state.ledger.narrow_until(now).is_some() {
                return Found::Failed(CalendlyError::SpanTooLong, Cost::default());
            }
            let kept = state.windows.get(&key);
            if let Some(entry) =
                kept.filter(|kept| is_younger(kept.fetched_at(), self.settings.slots_ttl, now))
            {
                let is_known = asked.known.is_some_and(|known| known >= entry.fetched_at());
                return if is_known { Found::Unchanged } else { Found::Kept(entry.clone()) };
            }
            let (gate, platform, event_type) = (self.clone(), platform.clone(), event_type.to_owned());
            state
                .window_flights
                .join(key.clone(), |number| gate.fetch_window(platform, event_type, key, number))
        };
        if is_new {
            // It lands even when all who asked have gone.
            let landing = flight.landing();
            platform.defer(async move { drop(landing.await) });
        }
        let landed: Arc<Outcome<PackedEntry>> = flight.landing().await;
        let cost = if is_new { landed.1 } else { Cost::default() };
        match &landed.0 {
            Ok(entry) => Found::Fetched(entry.clone(), cost),
            Err(error) => Found::Failed(error.clone(), cost),
        }
    }
}

/// Gathers answers until all are there; or, once there is something to show, until the patience ends.
async fn collect(
    mut asked: FuturesUnordered<impl Future<Output = (usize, Found)>>,
    answers: &mut [Option<Found>],
    patience: impl Future<Output = ()>,
    mut has_something: bool,
) {
    let mut patience = core::pin::pin!(patience.fuse());
    let mut is_over = false;
    loop {
        if is_over && has_something {
            return;
        }
        let next = if is_over {
            asked.next().await
        } else {
            match select(asked.next(), patience.as_mut()).await {
                Either::Left((next, _)) => next,
                Either::Right(((), _)) => {
                    is_over = true;
                    continue;
                }
            }
        };
        let Some((index, found)) = next else { return };
        has_something |= !matches!(found, Found::Failed(..));
        if let Some(answer) = answers.get_mut(index) {
            *answer = Some(found);
        }
    }
}
