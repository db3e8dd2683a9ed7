//! What must hold whatever happens in whichever order.

use super::{holding::granted, *};
use crate::core::{
    frame::Said,
    keys::{Direction, Key as KeyName, Press},
    options::HourCycle,
    screen::{ScreenView, screen_view},
};
use proptest::prelude::*;
use shared::booking::{LinkReason, LinkResponse};

fn any_event() -> impl Strategy<Value = Event> {
    let failures = || {
        prop_oneof![
            Just(Failure::Unreachable),
            Just(taken()),
            prop::sample::select(ProblemCode::ALL.to_vec()).prop_map(refused),
        ]
    };
    let requests = || (1_u32..14).prop_map(RequestId);
    let link = LinkResponse {
        url: "https://calendly.com/d/abc-def/discovery-call".into(),
        event_type: "discovery-call".into(),
        start: None,
        reason: LinkReason::Unknown,
    };
    let said = prop::sample::select(vec![Said::Here, Said::Height(700), Said::TimeChosen]);
    let of_frame = prop_oneof![
        said.prop_map(Event::CalendlySaid),
        requests().prop_map(Event::FrameSilent),
        prop::sample::select(vec![
            Event::FrameAsked,
            Event::FrameClosed,
            Event::FrameBlocked,
            Event::LinkFollowed
        ]),
    ];
    let of_booking = prop::sample::select(vec![
        Event::MoveAsked,
        Event::CancelAsked,
        Event::KeepAsked,
        Event::CancelConfirmed,
        Event::ReasonTyped("ill".into()),
    ]);
    let starts = || {
        prop::sample::select(vec![
            "2026-11-23T09:30:00Z",
            "2026-11-24T10:00:00Z",
            "2026-11-24T13:00:00Z",
            "2026-12-07T10:00:00Z",
            "2030-01-01T00:00:00Z",
        ])
        .prop_map(str::to_owned)
    };
    let ranges = prop::sample::select(vec![
        answer("2026-12-06", "2026-12-31", &["2026-12-07T10:00:00Z"], 0),
        answer("2026-11-21", "2026-11-30", &[], 0),
        first_answer(),
    ]);
    let keys = prop::sample::select(vec![KeyName::Left, KeyName::Right, KeyName::PageUp, KeyName::PageDown]);
    prop_oneof![
        2 => (requests(), ranges).prop_map(|(request, answer)| Event::SlotsArrived(request, Ok(answer))),
        1 => (requests(), failures()).prop_map(|(request, failure)| Event::SlotsArrived(request, Err(failure))),
        3 => (requests(), failures()).prop_map(|(request, failure)| Event::BookingAnswered(request, Err(failure))),
        1 => requests().prop_map(move |request| Event::BookingAnswered(request, Ok(BookingResponse::Link(link.clone())))),
        2 => requests().prop_map(|request| booked(request, booking(), None)),
        4 => of_booking,
        4 => of_frame,
        1 => (-2_i32..3).prop_map(Event::MonthMoved),
        1 => keys.prop_map(|key| Event::KeyPressed(Press { key, with_shift: false, direction: Direction::Ltr })),
        2 => (0_i64..40).prop_map(|step| Event::DayChosen(day("2026-11-20").plus(step))),
        4 => starts().prop_map(Event::TimeChosen),
        1 => starts().prop_map(Event::AlternativeChosen),
        4 => Just(Event::Continued),
        1 => Just(Event::MonthToggled),
        1 => Just(Event::HourCycleChosen(HourCycle::Twelve)),
        4 => Just(Event::Submitted),
        1 => Just(Event::TimesAsked),
        1 => Just(Event::EventTypesAsked),
        1 => Just(Event::Retried),
        1 => Just(Event::Edited(Edit::Left(Field::Email))),
        1 => requests().prop_map(granted),
        1 => (requests(), failures()).prop_map(|(request, failure)| Event::HoldAnswered(request, Err(failure))),
        2 => requests().prop_map(Event::Waited),
        1 => prop::sample::select(vec![Event::PageLeft, Event::PageShown]),
        1 => prop::sample::select(vec![Event::WentOffline, Event::CameBack, Event::StayAsked, Event::GoAsked]),
        1 => prop::sample::select(vec![("name", "Eve"), ("email", "eve@example.com"), ("a1", "Evil"), ("date", "2026-12-07")])
            .prop_map(|(name, value)| Event::Prefilled(vec![(name.to_owned(), value.to_owned())])),
        1 => Just(Event::FieldAsked(Field::Email)),
    ]
}

proptest! {
    #[test]
    fn nothing_typed_is_lost_and_no_time_stands_on_another_day(events in prop::collection::vec(any_event(), 0..60)) {
        let mut flow = after(filling(), good_edits());
        for event in events {
            let stood = stands(&flow);
            let is_answer = matches!(event, Event::BookingAnswered(_, Ok(_)));
            flow = step(flow, event).0;
            prop_assert!(!stood || stands(&flow) || is_answer, "only the edge ends a booking");
            let (session, visit) = (flow.session().unwrap(), flow.visit().unwrap());
            let view = form_view(&session.form, &visit.event_type, &EN);
            prop_assert_eq!(&view.name.value, "Inês Duarte");
            prop_assert_eq!(&view.email.value, "ines@example.com");
            prop_assert_eq!(&view.answers[0].text.value, "Acme");
            prop_assert!(view.answers[3].choices[1].is_on);
            if let Flow::Linked(_, _, handover) = &flow {
                let ScreenView::Linked(_, view) = screen_view(&flow, NOW, &EN) else { panic!("a link") };
                prop_assert_eq!(view.frame.is_some(), handover.frame.is_shown());
                prop_assert_eq!(&view.url, &handover.link.url, "the link is always there");
            }
            if let Some(browse) = flow.browse() {
                if let Some(chosen) = browse.day {
                    prop_assert!(browse.timetable.times_of(chosen).all(|time| time.day() == chosen));
                }
                if let Some(time) = &browse.time {
                    prop_assert_eq!(Some(time.day()), browse.day);
                    prop_assert_eq!(browse.timetable.find(&time.start), Some(time));
                }
                let bounds = browse.bounds(NOW);
                prop_assert!(browse.focused >= bounds.from && browse.focused <= bounds.to);
                prop_assert!(browse.month.contains(browse.focused));
            }
        }
        prop_assert!(can_still_book(flow), "from every state a visitor comes to a booking");
    }
}

/// Whether there is a booking.
fn stands(flow: &Flow) -> bool {
    matches!(flow, Flow::Confirmed(..) | Flow::ChoosingAnother(..) | Flow::Moving(..))
}

/// Plays a patient visitor and a healthy edge from whatever state, and says whether a booking is sent.
fn can_still_book(mut flow: Flow) -> bool {
    let unreachable = |request: RequestId| Event::BookingAnswered(request, Err(Failure::Unreachable));
    flow = match &flow {
        Flow::Sending(_, _, request) | Flow::Moving(_, _, _, request) => {
            let event = unreachable(*request);
            step(flow, event).0
        }
        _ => flow,
    };
    flow = after(flow, [Event::KeepAsked, Event::CancelAsked, Event::CancelConfirmed]);
    if let Flow::Confirmed(_, _, Care::Cancels(request)) = &flow {
        let event = booked(*request, booking(), None);
        flow = step(flow, event).0;
    }
    flow = after(flow, [Event::TimesAsked, Event::MonthShown(day("2028-10-10")), Event::Retried]);
    let later = answer("2028-10-01", "2028-10-31", &["2028-10-10T10:00:00Z"], 0);
    flow = after(flow, (1..200).map(|id| Event::SlotsArrived(RequestId(id), Ok(later.clone()))));
    flow =
        after(flow, [Event::TimeChosen("2028-10-10T10:00:00Z".into()), Event::Continued, Event::Submitted]);
    matches!(flow, Flow::Sending(..))
}
