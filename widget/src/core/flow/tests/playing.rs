//! A visitor, a network and an edge to play against the flow: whatever is asked for is answered at some time or never,
//! rightly or with any failure, and the visitor does what comes to mind. A number decides each move.

use super::{holding::granted, *};
use crate::core::{
    frame::Said,
    keys::{Direction, Key as KeyName, Press},
    options::{Arrangement, HourCycle},
    zones::{Picker, Zone},
};
use chrono::{DateTime, TimeDelta, Utc};
use shared::{
    booking::{LinkReason, LinkResponse},
    day::Day,
    event_type::EventType,
    instant::{self, Instant},
    slots::{CacheState, DayRange, Missing, MissingReason, Offset, Slot, SlotsResponse, Timezone},
};

pub(super) const ZONES: [&str; 3] = ["Europe/Lisbon", "Asia/Tokyo", "America/New_York"];

/// What the page may know of the visitor.
pub(super) const KNOWN: [(&str, &str); 4] =
    [("name", "Eve"), ("email", "eve@example.com"), ("a1", "Evil"), ("date", "2026-12-07")];

/// What a clock in `zone` is ahead of UTC.
pub(super) fn offset(zone: &str, at: DateTime<Utc>) -> i32 {
    let is_summer = at >= utc("2027-03-28T01:00:00Z") && at < utc("2027-10-31T01:00:00Z");
    match zone {
        "Asia/Tokyo" => 32_400,
        "America/New_York" => -18_000,
        _ if is_summer => 3600,
        _ => 0,
    }
}

/// What the edge answers: a time by day and one at night, but on every third day; now and then nothing at all.
fn slots(slug: &str, zone: &str, range: Option<DayRange>, how: u32) -> SlotsResponse {
    let long = slug == "visit";
    let range = range.unwrap_or(DayRange { from: day("2026-11-21"), to: day("2026-12-05") });
    let midnight = |of: Day| of.0.and_time(chrono::NaiveTime::MIN).and_utc();
    let is_in = |at: DateTime<Utc>| {
        let local = Day((at + TimeDelta::seconds(offset(zone, at).into())).date_naive());
        range.from <= local && local <= range.to && at > NOW
    };
    let days = (-1..=range.from.days_until(range.to) + 1).map(|step| range.from.plus(step));
    let free = days.filter(|of| midnight(*of).timestamp() / 86_400 % 3 != 0 && how % 7 != 1);
    let minutes = if long { [615, 1425] } else { [600, 1410] };
    let starts = free.flat_map(|of| minutes.map(|minute| midnight(of) + TimeDelta::minutes(minute)));
    let slot = |at: DateTime<Utc>| Slot {
        start: instant::format(at),
        end: instant::format(at + TimeDelta::minutes(if long { 60 } else { 30 })),
        invitees_remaining: 1,
    };
    let (from, to) = (midnight(range.from) - TimeDelta::days(1), midnight(range.to) + TimeDelta::days(2));
    let changes = [from, utc("2027-03-28T01:00:00Z"), utc("2027-10-31T01:00:00Z")];
    let offsets = changes.into_iter().filter(|at| from <= *at && *at < to).map(|at| Offset {
        from: Instant(at),
        offset_seconds: offset(zone, at),
        abbreviation: String::new(),
    });
    let missing = (how % 7 == 2).then(|| Missing {
        from: Instant(midnight(range.from)),
        to: Instant(midnight(range.from) + TimeDelta::days(3)),
        reason: MissingReason::TimedOut,
    });
    SlotsResponse {
        event_type: slug.into(),
        range,
        timezone: Timezone { id: zone.into(), offsets: offsets.collect(), tzdb: "2026a".into() },
        slots: starts.filter(|at| is_in(*at)).map(slot).collect(),
        missing: missing.into_iter().collect(),
        fetched_at: Instant(NOW),
        cache: if how % 7 == 3 { CacheState::Revalidating } else { CacheState::Hit },
    }
}

/// A flow, what it waits for, and what was typed into it.
#[derive(Clone, Debug)]
pub(super) struct Play {
    pub flow: Flow,
    pending: Vec<Effect>,
    old: Option<Event>,
    pub name: String,
    pub email: String,
    pub company: String,
    /// What the page was told last of what is on the screen.
    pub view: Option<HostEvent>,
}

impl Play {
    /// Begins with both event types on offer, the second one another length of the first.
    pub fn begin() -> Self {
        let options = Options {
            event_type: Some("discovery-call,visit".into()),
            zone: "Europe/Lisbon".into(),
            visitor: "3b0c1d5e-visitor".into(),
            ..Options::default()
        };
        let (flow, pending) = Flow::start(options);
        let nothing = String::new();
        let (name, email) = (nothing.clone(), nothing.clone());
        Self { flow, pending, old: None, name, email, company: nothing, view: None }
    }

    /// Sends an event, and notes what the flow asks for and what the visitor types.
    pub fn send(&mut self, event: Event) {
        let filling = match &self.flow {
            Flow::FillingIn(visit, ..) | Flow::Sending(visit, ..) => Some(visit),
            _ => None,
        };
        if let (Some(visit), Event::Edited(Edit::Typed(field, typed))) = (filling, &event) {
            match field {
                Field::Name => self.name.clone_from(typed),
                Field::Email => self.email.clone_from(typed),
                Field::Answer(0) if visit.event_type.slug != "visit" => self.company.clone_from(typed),
                _ => {}
            }
        }
        let (flow, effects) = core::mem::take(&mut self.flow).advance(event, NOW);
        self.flow = flow;
        let view = told(&effects).filter(|event| event.name == "view").last().cloned();
        assert!(view.is_none() || view != self.view, "told twice");
        self.view = view.or_else(|| self.view.take()).filter(|_| !self.flow.view().0.is_empty());
        self.pending.extend(effects);
    }

    /// Answers what the flow asked for at `which` place; with 0 as a healthy edge does.
    pub fn answer(&mut self, which: usize, how: u32) -> Option<Event> {
        self.pending
            .retain(|effect| !matches!(effect, Effect::Focus(_) | Effect::Announce(_) | Effect::Notify(_)));
        let count = self.pending.len();
        let effect = (count > 0).then(|| self.pending.swap_remove(which % count))?;
        let codes = ProblemCode::ALL;
        let slug = match &effect {
            Effect::Book { body, .. } => body.event_type.clone(),
            Effect::Hold { body, .. } => body.event_type.clone(),
            _ => self.flow.visit().map(|visit| visit.event_type.slug.clone()).unwrap_or_default(),
        };
        let failure = || match how % 13 {
            5 => Some(Failure::Unreachable),
            6 => Some(taken_of(&slug)),
            7 | 8 => codes.get(usize::try_from(how / 13).unwrap() % codes.len()).map(|code| refused(*code)),
            _ => None,
        };
        let event = match effect {
            Effect::FetchConfig(request) => {
                let offer = config(Mode::Connected, vec![every_question(), another_length()]);
                Event::ConfigArrived(request, failure().map_or(Ok(offer), Err))
            }
            Effect::FetchSlots { request, slug, zone, range, .. } => {
                let answer = || slots(&slug, &zone, range, how);
                Event::SlotsArrived(request, failure().map_or_else(|| Ok(answer()), Err))
            }
            Effect::FetchZones(request) => {
                let zone = |id: &&str| Zone {
                    id: (*id).into(),
                    city: (*id).into(),
                    country: None,
                    offset_seconds: offset(id, NOW),
                    found_by: id.to_lowercase(),
                };
                Event::ZonesArrived(
                    request,
                    failure().map_or_else(|| Ok(ZONES.iter().map(zone).collect()), Err),
                )
            }
            Effect::Book { request, .. } if how % 13 == 9 => {
                let link = LinkResponse {
                    url: "https://calendly.com/d/abc-def/discovery-call".into(),
                    event_type: "discovery-call".into(),
                    start: None,
                    reason: LinkReason::Unknown,
                };
                Event::BookingAnswered(request, Ok(BookingResponse::Link(link)))
            }
            Effect::Book { request, key, .. } if how % 13 == 10 => Event::BookingPrevented(request, key),
            Effect::Book { request, .. } | Effect::Manage { request, .. } => match failure() {
                Some(failure) => Event::BookingAnswered(request, Err(failure)),
                None => booked(request, booking(), None),
            },
            Effect::Hold { request, .. } => match failure() {
                Some(failure) => Event::HoldAnswered(request, Err(failure)),
                None => granted(request),
            },
            Effect::Wait { request, .. } => Event::Waited(request),
            Effect::OpenFrame(request) => Event::FrameSilent(request),
            _ => return None,
        };
        self.old = Some(event.clone());
        Some(event)
    }

    /// What happens next.
    pub fn event(&mut self, number: u32) -> Option<Event> {
        // The upper half says what, the lower half how.
        let (what, how) = (number >> 16, number & 0xffff);
        let pick = usize::try_from(how).unwrap();
        let keys =
            [KeyName::Left, KeyName::Down, KeyName::PageUp, KeyName::PageDown, KeyName::End, KeyName::Right];
        let text = || ["Inês ", &how.to_string()].concat();
        let times = |flow: &Flow| {
            let starts =
                |browse: &Browse| browse.timetable.upcoming(NOW).map(|time| time.start.clone()).collect();
            let known: Vec<String> = flow.browse().map_or_else(Vec::new, starts);
            let chosen = known.get(pick % known.len().max(1)).cloned();
            chosen.unwrap_or_else(|| "2030-01-01T00:00:00Z".into())
        };
        Some(match what % 68 {
            0..=17 => return self.answer(pick, how % 5),
            18..=22 => return self.answer(pick, how),
            23 => return self.old.clone(),
            24..=27 => Event::TimeChosen(times(&self.flow)),
            28..=31 => Event::Continued,
            32 => Event::AlternativeChosen(["2026-11-24T13:00:00Z", "2026-11-25T15:00:00Z"][pick % 2].into()),
            33 => Event::MonthMoved([-1, 1, 1, 2, -40, 40][pick % 6]),
            34 => Event::MonthNeared,
            35 => Event::MonthShown(day("2026-11-20").plus(i64::from(how % 200))),
            36 => Event::KeyPressed(Press {
                key: keys[pick % keys.len()],
                with_shift: how % 5 == 0,
                direction: Direction::Ltr,
            }),
            37 | 38 => Event::DayChosen(day("2026-11-20").plus(i64::from(how % 60))),
            39 | 40 => {
                Event::ArrangementChosen([Arrangement::Month, Arrangement::Week, Arrangement::List][pick % 3])
            }
            41 => Event::MoreAsked,
            42 => Event::HourCycleChosen([HourCycle::Twelve, HourCycle::TwentyFour][pick % 2]),
            43 => [Event::MonthToggled, Event::ZonesAsked, Event::ZonesClosed, Event::ZoneMoved(1)][pick % 4]
                .clone(),
            44 => {
                let session = self.flow.session();
                let is_open = session.is_some_and(|session| matches!(session.picker, Picker::Open(_)));
                let chosen = Event::ZoneChosen(Some(ZONES[pick % 3].into()));
                if is_open { chosen } else { Event::ZonesAsked }
            }
            45 => [Event::ZoneChosen(None), Event::ZoneSought("asia".into())][pick % 2].clone(),
            46 | 47 => Event::EventTypeChosen(["discovery-call", "visit", "gone"][pick % 3].into()),
            48 => Event::EventTypesAsked,
            49 => Event::Edited(Edit::Typed(Field::Name, text())),
            50 => {
                Event::Edited(Edit::Typed(Field::Email, ["ines", &how.to_string(), "@example.com"].concat()))
            }
            51 => Event::Edited(Edit::Typed(Field::Answer(0), text())),
            52 => Event::Edited(match how % 4 {
                0 => Edit::Left(Field::Email),
                1 => Edit::PickedPlace(pick % 3),
                2 => Edit::AskedForGuests,
                _ => Edit::Picked { question: 3, choice: "2–10".into(), on: true },
            }),
            53..=55 => Event::Submitted,
            56 | 57 => Event::TimesAsked,
            58 => Event::Retried,
            59 => [Event::PageLeft, Event::PageShown][pick % 2].clone(),
            60 => [Event::MoveAsked, Event::CancelAsked][pick % 2].clone(),
            61 => {
                [Event::KeepAsked, Event::CancelConfirmed, Event::ReasonTyped("ill".into())][pick % 3].clone()
            }
            62 => [Event::FrameAsked, Event::FrameClosed, Event::FrameBlocked, Event::LinkFollowed][pick % 4]
                .clone(),
            63 => [Event::WentOffline, Event::CameBack, Event::StayAsked, Event::GoAsked][pick % 4].clone(),
            64 => {
                let (name, value) = KNOWN[pick % KNOWN.len()];
                Event::Prefilled(vec![(name.to_owned(), value.to_owned())])
            }
            65 => Event::FieldAsked([Field::Email, Field::Guests, Field::Consent][pick % 3]),
            66 => Event::Edited(match how % 4 {
                0 => Edit::Typed(Field::Guests, "bo@example.com, Cy <cy@example.com>".into()),
                1 => Edit::RemovedGuest(pick % 3),
                2 => Edit::PickedCountry(Field::Place, "PT".into()),
                _ => Edit::Agreed(how % 8 == 3),
            }),
            _ => Event::CalendlySaid(
                [Said::Here, Said::Height(700), Said::TimeChosen, Said::Booked("i_1".into())][pick % 4]
                    .clone(),
            ),
        })
    }
}

/// That a time is taken, with others nearby that are as long as the event type's are.
fn taken_of(slug: &str) -> Failure {
    let Failure::Refused(mut problem) = taken() else { return Failure::Unreachable };
    for slot in &mut problem.alternatives {
        slot.end =
            instant::format(utc(&slot.start) + TimeDelta::minutes(if slug == "visit" { 60 } else { 30 }));
    }
    Failure::Refused(problem)
}

/// The other event type on offer: of the same host, and longer.
fn another_length() -> EventType {
    EventType { host_name: every_question().host_name, ..places() }
}
