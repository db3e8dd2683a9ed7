//! The browser loses its connection and has it back. What failed meanwhile is asked for again by itself; a booking is
//! not, for nobody but the visitor decides that.

use super::{
    Flow,
    event::{Announcement, Effect, Event},
};
use chrono::{DateTime, Utc};

pub(super) fn step(mut flow: Flow, is_offline: bool, now: DateTime<Utc>) -> (Flow, Vec<Effect>) {
    let was_offline =
        flow.session_mut().map(|session| core::mem::replace(&mut session.is_offline, is_offline));
    if is_offline {
        let is_news = was_offline == Some(false);
        return (flow, is_news.then_some(Effect::Announce(Announcement::Offline)).into_iter().collect());
    }
    match flow {
        Flow::Stuck(_) | Flow::ChoosingTime(_) | Flow::ChoosingAnother(..) => flow.step(Event::Retried, now),
        flow => (flow, Vec::new()),
    }
}
