//! The starts that are left for an event type. The one place that decides whether a start is on offer, for
//! listing and for booking alike.

use crate::account::Account;
use crate::account::event_type::{EventType, Kind};
use crate::availability::busy::{self, Busy};
use crate::moment::{DAY, MINUTE, Moment};
use crate::state::State;

/// A start on offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    /// Seconds since the epoch.
    pub(crate) start: i64,
    pub(crate) invitees_remaining: u16,
    /// Index of the host who would take it.
    pub(crate) host: usize,
    /// Id of the group meeting that already exists at this start.
    pub(crate) meeting: Option<String>,
}

/// The slot at exactly `start`, if it is on offer.
pub(crate) fn at(
    account: &Account,
    state: &State,
    event_type: &EventType,
    start: Moment,
    now: Moment,
) -> Option<Slot> {
    let whole = start.micros() % 1_000_000 == 0;
    let start = start.seconds();
    between(account, state, event_type, (start, start), now).pop().filter(|_| whole)
}

/// The slots whose start lies in `range` (seconds since the epoch, both ends included), ascending.
pub(crate) fn between(
    account: &Account,
    state: &State,
    event_type: &EventType,
    range: (i64, i64),
    now: Moment,
) -> Vec<Slot> {
    let (earliest, latest) = event_type.bookable(now.seconds());
    let (from, to) = (range.0.max(earliest), range.1.min(latest));
    let Some(schedule) = account.schedule_of(event_type).filter(|_| from <= to && event_type.active) else {
        return Vec::new();
    };
    let zone = busy::zone();
    let diaries: Vec<Vec<Busy<'_>>> = (0..event_type.hosts(account).len())
        .map(|host| busy::between(account, state, host, &zone, (from, to + DAY)))
        .collect();

    let (_, duration, _) = event_type.spans();
    let increment = i64::from(event_type.start_time_increment.max(5)) * MINUTE;
    let mut slots = Vec::new();
    for date in busy::days(&zone, from, to) {
        for (opens, closes) in schedule.open(date, &zone) {
            let mut start = opens;
            while start + duration <= closes && start <= to {
                if start >= from {
                    slots.extend(offer(state, event_type, &diaries, start));
                }
                start += increment;
            }
        }
    }
    slots
}

/// Whether some host can take a meeting at `start`, and who.
fn offer(state: &State, event_type: &EventType, diaries: &[Vec<Busy<'_>>], start: i64) -> Option<Slot> {
    let (before, duration, after) = event_type.spans();
    let end = start + duration;
    let mut free: Option<(usize, usize)> = None; // (entries in the diary, host)
    for (host, diary) in diaries.iter().enumerate() {
        // Sorted by start, so what begins a day later cannot matter any more.
        let mut near = diary.iter().take_while(|busy| busy.start < end + DAY);
        match near.find(|busy| busy.collides(start, end, before, after)) {
            None => {
                if free.is_none_or(|(load, _)| diary.len() < load) {
                    free = Some((diary.len(), host));
                }
            }
            Some(busy) => {
                if let Some(slot) = seat(state, event_type, busy, start, host) {
                    return Some(slot);
                }
            }
        }
    }
    let (_, host) = free?;
    Some(Slot { start, invitees_remaining: event_type.seats(), host, meeting: None })
}

/// A seat in the group meeting of this very type that already stands at `start`.
fn seat(state: &State, event_type: &EventType, busy: &Busy<'_>, start: i64, host: usize) -> Option<Slot> {
    let Kind::Group { seats } = event_type.kind else { return None };
    let meeting = state.meeting(busy.meeting?)?;
    if meeting.event_type != event_type.id || busy.start != start {
        return None;
    }
    let taken = u16::try_from(meeting.active_invitees()).unwrap_or(u16::MAX);
    let invitees_remaining = seats.saturating_sub(taken);
    (invitees_remaining > 0).then(|| Slot {
        start,
        invitees_remaining,
        host,
        meeting: Some(meeting.id.clone()),
    })
}
