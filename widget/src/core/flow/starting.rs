//! From nothing to the first screen.

use super::{
    Elsewhere, Flow, Session, Starting, Stuck, StuckReason, Times, Visit, choosing,
    event::{Effect, Event, HostEvent, RequestId, told},
};
use crate::core::{form::Form, lengths::is_one_meeting, message::Failure, options::Options, zones::Picker};
use chrono::{DateTime, Utc};
use shared::{
    config::{Config, Mode},
    event_type::EventType,
};

/// Asks for the configuration and, when the event type is known, for its first times at once.
pub(super) fn start(options: Options, last: RequestId) -> (Flow, Vec<Effect>) {
    let config_request = RequestId(last.0 + 1);
    let slug = options.slug().map(str::to_owned);
    let slots_request = slug.as_ref().map(|_| RequestId(last.0 + 2));
    let mut effects = vec![Effect::FetchConfig(config_request)];
    effects.extend(slots_request.zip(slug).map(|(request, slug)| Effect::FetchSlots {
        request,
        slug,
        zone: options.zone.clone(),
        range: None,
        pause: 0,
    }));
    (
        Flow::Starting(Box::new(Starting { options, config_request, slots_request, early_slots: None })),
        effects,
    )
}

pub(super) fn step(mut starting: Box<Starting>, event: Event, now: DateTime<Utc>) -> (Flow, Vec<Effect>) {
    match event {
        Event::ConfigArrived(request, Ok(config)) if request == starting.config_request => {
            let (flow, mut effects) = offer(*starting, config, now);
            if !matches!(flow, Flow::Stuck(_)) {
                effects.push(Effect::Notify(HostEvent::new("ready", &[])));
            }
            (flow, effects)
        }
        Event::ConfigArrived(request, Err(failure)) if request == starting.config_request => {
            let last_request = last_request(&starting);
            stuck(starting.options, last_request, StuckReason::Failed(failure))
        }
        Event::SlotsArrived(request, answer) if Some(request) == starting.slots_request => {
            starting.early_slots = Some(answer);
            (Flow::Starting(starting), Vec::new())
        }
        _ => (Flow::Starting(starting), Vec::new()),
    }
}

fn last_request(starting: &Starting) -> RequestId {
    starting.slots_request.unwrap_or(starting.config_request)
}

fn stuck(options: Options, last_request: RequestId, reason: StuckReason) -> (Flow, Vec<Effect>) {
    let effects = told(match &reason {
        StuckReason::Failed(failure) => failure,
        StuckReason::NothingOnOffer(_) | StuckReason::NoSuchEventType(_) => &Failure::NotOnOffer,
    });
    (Flow::Stuck(Box::new(Stuck { reason, options, last_request })), effects)
}

/// The first screen for what is on offer.
fn offer(starting: Starting, mut config: Config, now: DateTime<Utc>) -> (Flow, Vec<Effect>) {
    if config.mode == Mode::Public {
        let url = config.scheduling_url.unwrap_or_default();
        return (Flow::Elsewhere(Elsewhere { url, host_name: config.host_name }), Vec::new());
    }
    let last_request = last_request(&starting);
    let Starting { options, early_slots, slots_request, .. } = starting;
    let is_named = options.slugs().next().is_some();
    if is_named {
        let offered = |slug| config.event_types.iter().find(|event_type| event_type.slug == slug);
        config.event_types = options.slugs().filter_map(offered).cloned().collect();
    }
    if config.event_types.is_empty() {
        let way_on = config.scheduling_url.clone();
        let reason = if is_named { StuckReason::NoSuchEventType } else { StuckReason::NothingOnOffer };
        return stuck(options, last_request, reason(way_on));
    }
    let mut form = Form::new(options.asks.clone());
    form.fill_in(options.known.clone());
    let (zones, picker) = (None, Picker::Closed);
    let session = Session { options, config, form, zones, picker, is_offline: false, last_request };
    match session.config.event_types.as_slice() {
        [event_type] if session.options.slug().is_some() => {
            let event_type = event_type.clone();
            let request = slots_request.unwrap_or(last_request);
            let visit = in_front_of(session, event_type, request);
            match early_slots {
                Some(answer) => choosing::step_times(visit, Event::SlotsArrived(request, answer), now),
                None => (Flow::ChoosingTime(visit), Vec::new()),
            }
        }
        [first, others @ ..] if others.is_empty() || is_one_meeting(&session) => {
            let first = first.clone();
            let (visit, effect) = choosing::visit(session, first);
            (Flow::ChoosingTime(visit), vec![effect])
        }
        _ => (Flow::ChoosingType(Box::new(session)), Vec::new()),
    }
}

/// A visitor in front of an event type whose first times are awaited.
pub(super) fn in_front_of(session: Session, event_type: EventType, awaited: RequestId) -> Box<Visit> {
    Box::new(Visit {
        zone: session.options.zone.clone(),
        session,
        event_type,
        times: Times::Awaited(awaited),
        place: None,
        last_attempt: None,
        hold: None,
        leaving: None,
        has_begun: false,
        leads: Vec::new(),
    })
}
