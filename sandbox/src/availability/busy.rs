//! What fills a host's time: meetings booked here, with their buffers, and entries of the host's own calendar.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::account::{Account, agenda, host};
use crate::moment::DAY;
use crate::state::State;

/// A stretch of a host's time that is taken, in seconds since the epoch.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Busy<'a> {
    pub(crate) start: i64,
    pub(crate) end: i64,
    /// With the buffers; the same as `start` and `end` for entries of the host's own calendar.
    pub(crate) buffered: (i64, i64),
    /// Id of the meeting, when it was booked here.
    pub(crate) meeting: Option<&'a str>,
}

impl Busy<'_> {
    /// Whether a meeting from `start` to `end`, with `before` and `after` seconds kept free around it, collides.
    /// Buffers of two neighbours may share the same minutes; neither meeting may lie in the other's buffer.
    pub(crate) fn collides(&self, start: i64, end: i64, before: i64, after: i64) -> bool {
        let in_their_buffer = start < self.buffered.1 && end > self.buffered.0;
        let in_our_buffer = start - before < self.end && end + after > self.start;
        in_their_buffer || in_our_buffer
    }
}

/// What takes the time of the host at `index` between two instants, sorted by start.
pub(crate) fn between<'a>(
    account: &Account,
    state: &'a State,
    index: usize,
    zone: &TimeZone,
    (from, to): (i64, i64),
) -> Vec<Busy<'a>> {
    // A day more on both sides, for entries and buffers that reach into the range.
    let (from, to) = (from - DAY, to + DAY);
    let mut all: Vec<Busy<'a>> = days(zone, from, to)
        .flat_map(|date| agenda::entries(account.seed, index, date, zone))
        .map(|(start, end)| Busy { start, end, buffered: (start, end), meeting: None })
        .collect();
    let host = account.hosts.get(index).map_or("", |host| host.id.as_str());
    all.extend(
        state.meetings.iter().filter(|meeting| meeting.is_active() && meeting.host == host).filter_map(
            |meeting| {
                let (before, _, after) = account.event_type(&meeting.event_type)?.spans();
                let (start, end) = (meeting.start.seconds(), meeting.end.seconds());
                let buffered = (start - before, end + after);
                (end > from && start < to).then_some(Busy {
                    start,
                    end,
                    buffered,
                    meeting: Some(&meeting.id),
                })
            },
        ),
    );
    all.sort_by_key(|busy| (busy.start, busy.end));
    all
}

/// The hosts' zone.
pub(crate) fn zone() -> TimeZone {
    // The database is compiled in, so the zone is always found.
    TimeZone::get(host::TIME_ZONE).unwrap_or(TimeZone::UTC)
}

/// The local days from the one that holds `from` to the one that holds `to`.
pub(crate) fn days(zone: &TimeZone, from: i64, to: i64) -> impl Iterator<Item = Date> + use<> {
    let day = |second| Timestamp::from_second(second).map(|instant| zone.to_datetime(instant).date()).ok();
    let (first, last) = (day(from), day(to));
    std::iter::successors(first, |date| date.tomorrow().ok()).take_while(move |date| Some(*date) <= last)
}
