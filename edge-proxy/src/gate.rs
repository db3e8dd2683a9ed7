//! The gate: the one place from which Calendly is asked for what many visitors want to know.
//!
//! There is one for each token (on Cloudflare, a Durable Object), so that a thousand visitors who miss the same
//! window at the same moment cost one call, so that the token's budget is counted in one place, and so that a
//! Calendly that is down is left alone by everybody. It keeps what it fetched, writes copies of it to KV within
//! the budget of KV's free plan, and knows what a booking made wrong.
//!
//! Nothing here knows that a Durable Object exists: time, storage and sending come through traits.

mod fetch;
mod keys;
mod ledger;
mod mints;
mod question;
mod state;
mod windows;
mod writes;

pub(crate) use question::{Answer, AskedWindow, Cost, Envelope, Found, Question};

use crate::{
    calendly::{Client, Governor},
    context::Trace,
    desk::Held,
    platform::Platform,
    settings::Settings,
    storage::Storage,
};
use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};
use state::State;
use std::sync::{Arc, Mutex};

/// A gate. Cheap to clone; clones are the same gate.
#[derive(Clone, Debug)]
pub struct Gate<S> {
    settings: Arc<Settings>,
    storage: S,
    state: Arc<Mutex<State>>,
    governor: Governor,
    awake: Arc<async_lock::OnceCell<()>>,
}

impl<S: Storage> Gate<S> {
    /// A gate that still has to read what its storage holds, which it does with the first question.
    pub fn new(settings: Arc<Settings>, storage: S) -> Self {
        let state = State::default();
        let governor = Governor::new(state.health.clone());
        let state = Arc::new(Mutex::new(state));
        Self { settings, storage, state, governor, awake: Arc::default() }
    }

    /// Answers a question of a Worker's. Both are JSON texts that only this module's two sides read;
    /// `None` when the question is none.
    pub async fn answer<P: Platform>(&self, platform: &P, question: &str) -> Option<String> {
        let envelope: Envelope = serde_json::from_str(question).ok()?;
        self.awake.get_or_init(|| self.wake(platform.now())).await;
        self.count(&envelope, platform.now());
        let answer = match envelope.question {
            Question::Catalogue { newer_than } => {
                let (catalogue, cost) = self.catalogue(platform, newer_than).await;
                Answer::Catalogue(catalogue.map(Box::new), cost)
            }
            Question::Windows { event_type, windows, is_urgent } => {
                self.windows(platform, &event_type, windows, is_urgent).await
            }
            Question::Invalidate { start } => {
                self.invalidate(platform, start).await;
                Answer::Done
            }
            Question::Holds { event_type, holds } => {
                self.note_holds(event_type, holds).await;
                Answer::Done
            }
            Question::Key { key, desk } => Answer::Key { desk: self.desk_of(platform, &key, desk).await },
            Question::MintLink => Answer::MintLink { wait: self.mint_link(platform.now()).await },
            Question::Vitals => Answer::Vitals(Box::new(self.vitals(platform.now()))),
        };
        serde_json::to_string(&answer).ok()
    }

    /// A client for one piece of work, and the trace in which its calls are counted.
    fn client<P: Platform>(&self, platform: &P) -> Option<(Client<P>, Trace)> {
        let trace = Trace::default();
        Some((Client::new(platform, &self.settings, &trace, self.governor.clone())?, trace))
    }

    async fn wake(&self, now: DateTime<Utc>) {
        let kept = self.storage.list(String::new()).await;
        let outdated = self.state().restore(kept, now);
        for key in outdated {
            self.storage.remove(key).await;
        }
    }

    /// Remembers which starts of an event type visitors hold, also beyond an eviction: a quiet site's gate does not
    /// live as long as a hold.
    async fn note_holds(&self, event_type: String, holds: Vec<Held>) {
        let place = state::place_of_holds(&event_type);
        let text = serde_json::to_string(&holds).unwrap_or_default();
        let is_last = holds.is_empty();
        self.state().holds.insert(event_type, holds);
        if is_last {
            self.storage.remove(place).await;
        } else {
            self.storage.put(place, text).await;
        }
    }

    /// The desk that a key belongs to, which may be the one that claims it now.
    async fn desk_of<P: Platform>(&self, platform: &P, key: &str, claims: Option<String>) -> Option<String> {
        let now = platform.now();
        let (claimed, ended) = {
            let mut state = self.state();
            let claimed = claims.and_then(|desk| state.keys.claim(key, &desk, now));
            (claimed, state.keys.expire(now))
        };
        if let Some((place, text)) = claimed {
            self.storage.put(place, text).await;
        }
        self.discard(platform, ended);
        self.state().keys.desk_of(key, now).map(str::to_owned)
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        crate::calendly::lock(&self.state)
    }
}

/// The name of the gate of a token: the same for every Worker that holds it, and no way back to the token.
pub(crate) fn name(settings: &Settings) -> Option<String> {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    let mut hash = Sha256::new();
    hash.update(b"openslot gate 1\0");
    hash.update(settings.api_url.as_bytes());
    hash.update(b"\0");
    hash.update(settings.token.as_ref()?.expose().as_bytes());
    let digest = hash.finalize();
    Some(URL_SAFE_NO_PAD.encode(digest.get(..16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name_of(values: &[(&str, &str)]) -> Option<String> {
        let find = |name: &str| Some((*values.iter().find(|(key, _)| *key == name)?.1).to_owned());
        name(&Settings::read(find).0)
    }

    #[test]
    fn each_token_and_each_calendly_has_a_gate_of_its_own_whose_name_tells_nothing() {
        let one = name_of(&[("CALENDLY_TOKEN", "secret-one")]).unwrap();
        assert_eq!(one.len(), 22);
        assert!(!one.contains("secret"));
        assert_eq!(name_of(&[("CALENDLY_TOKEN", "secret-one")]), Some(one.clone()));
        assert_ne!(name_of(&[("CALENDLY_TOKEN", "secret-two")]), Some(one.clone()));
        let elsewhere = [("CALENDLY_TOKEN", "secret-one"), ("CALENDLY_API_URL", "https://calendly.example")];
        assert_ne!(name_of(&elsewhere), Some(one.clone()));
        assert_ne!(name_of(&[]), Some(one), "the demo has one too");
        assert_eq!(name_of(&[("CALENDLY_SCHEDULING_URL", "https://calendly.com/me")]), None);
    }
}
