//! Soft holds: a seat that one visitor is filling in the form for is not offered to our other visitors.
//!
//! Calendly has no such thing. Somebody on Calendly's own page can take the time meanwhile, and then the booking
//! is refused as any other would be.

use super::{Desk, question::Answer};
use crate::{context::Context, gate::Question as GateQuestion, platform::Platform, storage::Storage};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// How long a hold lasts, in seconds.
const LASTS: u32 = 5 * 60;
/// So many holds on times of one event type at once; a crowd that is larger is none. Who comes then is kept no
/// seat, but is not told that a time is taken either: they can still book it.
const MOST: usize = 200;
/// Where holds lie in storage.
pub(super) const PREFIX: &str = "hold:";

/// A seat kept for a visitor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Hold {
    /// Names it; nobody can guess it.
    pub(crate) id: String,
    pub(crate) start: DateTime<Utc>,
    pub(crate) until: DateTime<Utc>,
}

/// What a visitor asks for.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    pub(super) start: DateTime<Utc>,
    /// Seats that Calendly has left there.
    pub(super) seats: u32,
    /// What the hold shall be called; else a name is made up.
    pub(super) name: Option<String>,
    /// The hold that ends with this one.
    pub(super) replaces: Option<String>,
}

/// A start that somebody holds, and until when.
pub(crate) type Held = (DateTime<Utc>, DateTime<Utc>);

/// The holds of one event type.
#[derive(Clone, Debug, Default)]
pub(super) struct Holds(Vec<Hold>);

impl Holds {
    pub(super) fn insert(&mut self, hold: Hold) {
        self.remove(&hold.id);
        self.0.push(hold);
    }

    pub(super) fn remove(&mut self, id: &str) -> Option<Hold> {
        let index = self.0.iter().position(|hold| hold.id == id)?;
        Some(self.0.swap_remove(index))
    }

    pub(super) fn expire(&mut self, now: DateTime<Utc>) {
        self.0.retain(|hold| now < hold.until);
    }

    /// How many seats at a start others hold than those who hold `own`.
    pub(super) fn by_others(&self, start: DateTime<Utc>, own: &[Option<&str>], now: DateTime<Utc>) -> u32 {
        let others = self.others(own).filter(|hold| hold.start == start && now < hold.until);
        u32::try_from(others.count()).unwrap_or(u32::MAX)
    }

    /// All but the visitor's own.
    fn others(&self, own: &[Option<&str>]) -> impl Iterator<Item = &Hold> {
        self.0.iter().filter(|hold| !own.contains(&Some(hold.id.as_str())))
    }

    /// Start and end of each.
    pub(super) fn spans(&self) -> Vec<Held> {
        self.0.iter().map(|hold| (hold.start, hold.until)).collect()
    }
}

impl<S: Storage> Desk<S> {
    /// Keeps a seat, unless others hold all that are left. Asked under a name that is known it renews that hold,
    /// or moves it; what a refusal leaves is as it was.
    pub(super) async fn hold<P: Platform>(
        &self,
        context: &Context<P>,
        event_type: &str,
        wish: Wish,
    ) -> Answer {
        let now = context.app.platform.now();
        let Wish { start, seats, name, replaces } = wish;
        let (replaced, hold) = {
            let mut state = self.state();
            state.holds.expire(now);
            let own = [name.as_deref(), replaces.as_deref()];
            if state.holds.by_others(start, &own, now) >= seats {
                return Answer::AllHeld;
            }
            if state.holds.others(&own).count() >= MOST {
                return Answer::TooMany;
            }
            let replaced = replaces.and_then(|id| state.holds.remove(&id));
            let id = name.unwrap_or_else(|| URL_SAFE_NO_PAD.encode(context.app.platform.random()));
            let hold = Hold { id, start, until: now + TimeDelta::seconds(LASTS.into()) };
            state.holds.insert(hold.clone());
            (replaced, hold)
        };
        if let Some(replaced) = replaced {
            self.storage.remove(format!("{PREFIX}{}", replaced.id)).await;
        }
        let text = serde_json::to_string(&hold).unwrap_or_default();
        self.storage.put(format!("{PREFIX}{}", hold.id), text).await;
        self.storage.wake_at(hold.until).await;
        self.tell_gate(context, event_type).await;
        let holds = self.state().holds.spans();
        Answer::Held { hold, lasts: LASTS, holds }
    }

    /// Gives a seat back.
    pub(super) async fn release<P: Platform>(
        &self,
        context: &Context<P>,
        event_type: &str,
        id: &str,
    ) -> Answer {
        let released = self.state().holds.remove(id);
        if released.is_some() {
            self.storage.remove(format!("{PREFIX}{id}")).await;
            self.tell_gate(context, event_type).await;
        }
        Answer::Released(self.state().holds.spans())
    }

    /// Lets the gate know which starts are held, from which all isolates learn it.
    async fn tell_gate<P: Platform>(&self, context: &Context<P>, event_type: &str) {
        let holds = self.state().holds.spans();
        let question = GateQuestion::Holds { event_type: event_type.to_owned(), holds };
        // A gate that cannot be reached offers the start meanwhile; the desk still knows.
        let _ = context.ask_gate(question).await;
    }
}
