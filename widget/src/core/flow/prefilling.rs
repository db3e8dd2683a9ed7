//! What is known of the visitor comes in, whenever that is: before there is a form, or while it is filled in. What they
//! have typed or chosen themselves is left alone. How they found the page comes by the same way, under names that begin
//! with the touch.

use super::{Flow, Session, Times, Visit, choosing::show_wished, event::Effect};
use crate::core::form::{Known, wished_day};
use chrono::{DateTime, Utc};
use shared::attribution::{Attribution, Touch};

/// What the names of a touch's values begin with. They come by themselves.
const FIRST: &str = "first.";
const LAST: &str = "last.";

pub(super) fn step(mut flow: Flow, known: Vec<Known>, now: DateTime<Utc>) -> (Flow, Vec<Effect>) {
    let mut effects = Vec::new();
    if known.iter().any(|(name, _)| name.starts_with(LAST)) {
        let attribution = Attribution::of(touch(&known, FIRST), touch(&known, LAST));
        match &mut flow {
            Flow::Starting(starting) => starting.options.attribution = attribution,
            flow => drop(flow.session_mut().map(|session| session.options.attribution = attribution)),
        }
        return (flow, effects);
    }
    match &mut flow {
        Flow::Starting(starting) => {
            starting.options.day = wished_day(&known).or(starting.options.day);
            starting.options.known.extend(known);
        }
        Flow::ChoosingType(session) => take(session, known),
        Flow::ChoosingTime(visit) => {
            take(&mut visit.session, known);
            if let Times::Known(browse) = &mut visit.times {
                let wished = visit.session.options.day.take().filter(|_| browse.time.is_none());
                show_wished(browse, wished, now);
                effects = visit.fill_gaps(now);
            }
        }
        Flow::FillingIn(visit, ..) => {
            take(&mut visit.session, known);
            let Visit { session, event_type, .. } = &mut **visit;
            session.form.settle(event_type);
        }
        _ => {}
    }
    (flow, effects)
}

/// What lay in the page's storage may be anything, and is checked here.
fn touch(trail: &[Known], which: &str) -> Touch {
    Touch::read(&|wanted| {
        let is_this = |(name, _): &&Known| name.strip_prefix(which) == Some(wanted);
        trail.iter().find(is_this).map(|(_, value)| value.clone())
    })
}

fn take(session: &mut Session, known: Vec<Known>) {
    session.options.day = wished_day(&known).or(session.options.day);
    session.form.fill_in(known);
}
