//! Answers of the edge and flows in each state, for the tests of every module and of the views.

mod booked;

pub use booked::{booked, booking, confirmed, confirmed_answer, standing};

use super::{Event, Flow, RequestId};
use crate::core::{
    form::{Edit, Field},
    message::Failure,
    options::Options,
};
use chrono::{DateTime, NaiveDate, Utc};
use shared::{
    booking::{BookingResponse, LinkReason, LinkResponse},
    config::{BookingMode, Config, Mode, Theme},
    day::Day,
    event_type::{EventType, Kind, LocationKind, LocationOption, Question, QuestionType},
    instant::{self, Instant},
    problem::{Problem, ProblemCode},
    slots::{CacheState, DayRange, Offset, Slot, SlotsResponse, Timezone},
};

/// Saturday 21 November 2026, 14:32 in Lisbon.
pub const NOW: DateTime<Utc> = match NaiveDate::from_ymd_opt(2026, 11, 21) {
    Some(date) => match date.and_hms_opt(14, 32, 0) {
        Some(at) => at.and_utc(),
        None => DateTime::UNIX_EPOCH,
    },
    None => DateTime::UNIX_EPOCH,
};

/// The day written so.
///
/// # Panics
/// When it is none.
pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The instant written so.
///
/// # Panics
/// When it is none.
pub fn utc(text: &str) -> DateTime<Utc> {
    instant::parse(text).unwrap()
}

/// Half an hour from `start`.
pub fn slot(start: &str) -> Slot {
    let end = utc(start) + chrono::TimeDelta::minutes(30);
    Slot { start: start.into(), end: instant::format(end), invitees_remaining: 1 }
}

/// An answer in a zone with one offset.
pub fn answer(from: &str, to: &str, starts: &[&str], offset_seconds: i32) -> SlotsResponse {
    let mut slots: Vec<Slot> = starts.iter().map(|start| slot(start)).collect();
    slots.sort_by_key(Slot::starts_at);
    SlotsResponse {
        event_type: "discovery-call".into(),
        range: DayRange { from: day(from), to: day(to) },
        timezone: Timezone {
            id: "Europe/Lisbon".into(),
            offsets: vec![Offset {
                from: Instant(utc("2026-10-25T01:00:00Z")),
                offset_seconds,
                abbreviation: "WET".into(),
            }],
            tzdb: "2026a".into(),
        },
        slots,
        missing: Vec::new(),
        fetched_at: Instant(NOW),
        cache: CacheState::Hit,
    }
}

/// The first answer of most samples: two weeks, free on four days of the first one.
pub fn first_answer() -> SlotsResponse {
    let starts = [
        "2026-11-23T09:30:00Z",
        "2026-11-23T11:00:00Z",
        "2026-11-24T09:30:00Z",
        "2026-11-24T10:00:00Z",
        "2026-11-24T13:00:00Z",
        "2026-11-24T18:00:00Z",
        "2026-11-25T15:00:00Z",
        "2026-11-27T10:00:00Z",
    ];
    answer("2026-11-21", "2026-12-05", &starts, 0)
}

fn question(position: u32, name: &str, r#type: QuestionType, required: bool, choices: &[&str]) -> Question {
    Question {
        name: name.into(),
        r#type,
        position,
        required,
        answer_choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
        include_other: matches!(r#type, QuestionType::MultiSelect) || choices.len() == 3,
    }
}

/// An event type that asks a question of each kind.
pub fn every_question() -> EventType {
    EventType {
        slug: "discovery-call".into(),
        name: "Discovery call".into(),
        duration: 30,
        duration_options: Vec::new(),
        description: Some("Tell us what you are building.".into()),
        color: "#1f5eff".into(),
        kind: Kind::Solo,
        pooling_type: None,
        host_name: Some("Maya Lindqvist".into()),
        locations: vec![LocationOption { kind: LocationKind::GoogleConference, location: None }],
        custom_questions: vec![
            question(0, "Company", QuestionType::String, true, &[]),
            question(1, "What should we look at?", QuestionType::Text, false, &[]),
            question(2, "Mobile", QuestionType::PhoneNumber, false, &[]),
            question(4, "How big is your team?", QuestionType::SingleSelect, true, &["1", "2–10", "11+"]),
            question(5, "Topics", QuestionType::MultiSelect, false, &["Growth", "Hiring", "Funding"]),
        ],
        locale: Some("en".into()),
        is_paid: false,
        scheduling_url: "https://calendly.com/maya/discovery-call".into(),
    }
}

/// An event type with three places to choose from and no questions.
pub fn places() -> EventType {
    let place = |kind, location: Option<&str>| LocationOption { kind, location: location.map(str::to_owned) };
    EventType {
        slug: "visit".into(),
        name: "Visit".into(),
        duration: 60,
        description: None,
        locations: vec![
            place(LocationKind::ZoomConference, None),
            place(LocationKind::Physical, Some("12 Rua Augusta, Lisbon")),
            place(LocationKind::OutboundCall, None),
        ],
        custom_questions: Vec::new(),
        ..every_question()
    }
}

/// What is on offer.
pub fn config(mode: Mode, event_types: Vec<EventType>) -> Config {
    Config {
        mode,
        event_types,
        booking_mode: BookingMode::Auto,
        theme: Theme::Auto,
        turnstile_site_key: None,
        scheduling_url: Some("https://calendly.com/maya".into()),
        host_name: Some("Maya Lindqvist".into()),
        host_timezone: Some("Europe/Stockholm".into()),
        host_offset_seconds: Some(3600),
    }
}

/// A refusal.
pub fn refused(code: ProblemCode) -> Failure {
    Failure::Refused(Box::new(Problem::new(code)))
}

/// A refusal because the time is taken, with two times nearby.
pub fn taken() -> Failure {
    let alternatives = vec![slot("2026-11-24T13:00:00Z"), slot("2026-11-25T15:00:00Z")];
    Failure::Refused(Box::new(Problem { alternatives, ..Problem::new(ProblemCode::SlotTaken) }))
}

/// The flow after some events.
pub fn after(flow: Flow, events: impl IntoIterator<Item = Event>) -> Flow {
    events.into_iter().fold(flow, |flow, event| flow.step(event, NOW).0)
}

/// A flow that has just begun, for one event type or for any.
pub fn starting(event_type: Option<&str>) -> Flow {
    let options = Options {
        event_type: event_type.map(str::to_owned),
        zone: "Europe/Lisbon".into(),
        visitor: "3b0c1d5e-visitor".into(),
        ..Options::default()
    };
    Flow::start(options).0
}

/// The configuration has arrived and names one event type that asks everything.
pub fn awaiting() -> Flow {
    let offer = config(Mode::Connected, vec![every_question()]);
    after(starting(Some("discovery-call")), [Event::ConfigArrived(RequestId(1), Ok(offer))])
}

/// The first times have arrived, and the month has been completed.
pub fn choosing() -> Flow {
    let rest = answer("2026-12-06", "2026-12-31", &["2026-12-07T10:00:00Z"], 0);
    after(
        awaiting(),
        [Event::SlotsArrived(RequestId(2), Ok(first_answer())), Event::SlotsArrived(RequestId(3), Ok(rest))],
    )
}

/// No time is free in the month.
pub fn empty() -> Flow {
    after(
        awaiting(),
        [
            Event::SlotsArrived(RequestId(2), Ok(answer("2026-11-21", "2026-12-05", &[], 0))),
            Event::SlotsArrived(RequestId(3), Ok(answer("2026-12-06", "2026-12-31", &[], 0))),
        ],
    )
}

/// A time is chosen, and Next stands beside it.
pub fn time_chosen() -> Flow {
    after(choosing(), [Event::TimeChosen("2026-11-24T10:00:00Z".into())])
}

/// The form is open.
pub fn filling() -> Flow {
    after(time_chosen(), [Event::Continued])
}

/// What a visitor types who makes no mistake.
pub fn good_edits() -> Vec<Event> {
    let typed = |field, text: &str| Event::Edited(Edit::Typed(field, text.into()));
    vec![
        typed(Field::Name, "Inês Duarte"),
        typed(Field::Email, "ines@example.com"),
        typed(Field::Answer(0), "Acme"),
        Event::Edited(Edit::Picked { question: 3, choice: "2–10".into(), on: true }),
    ]
}

/// The booking is on its way; its request is the fifth, after that for the hold.
pub fn sending() -> Flow {
    after(after(filling(), good_edits()), [Event::Submitted])
}

/// The request that [`sending`] waits for.
pub const BOOKING: RequestId = RequestId(5);

/// To be finished on Calendly's page.
pub fn linked() -> Flow {
    let link = LinkResponse {
        url: "https://calendly.com/d/abc-def/discovery-call?name=In%C3%AAs".into(),
        event_type: "discovery-call".into(),
        start: Some("2026-11-24T10:00:00Z".into()),
        reason: LinkReason::DirectBookingRefused,
    };
    after(sending(), [Event::BookingAnswered(BOOKING, Ok(BookingResponse::Link(link)))])
}
