//! Whatever happens in whichever order, and in whichever order the network delivers it: no seat stays kept for
//! somebody who does not want it any more, and nobody is told that a seat has run out while it is kept.

use super::*;
use proptest::prelude::*;
use shared::{
    hold::{HoldRequest, HoldResponse},
    instant::Instant,
};
use std::collections::BTreeMap;

/// How long the edge keeps a seat, in milliseconds.
const LASTS: i32 = 300_000;

#[derive(Clone, Debug)]
enum Move {
    Visitor(Event),
    /// One of the messages on their way reaches the edge; and what becomes of it.
    Reach(prop::sample::Index, Verdict),
    /// One of the edge's answers arrives.
    Arrive(prop::sample::Index),
    /// One of the waits is over.
    Wait(prop::sample::Index),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Verdict {
    Yes,
    /// Done, but the answer is lost.
    Lost,
    Taken,
    /// A single-use link instead of a booking; for a hold, some other failure.
    Otherwise,
}

#[derive(Debug)]
enum Message {
    Hold(RequestId, HoldRequest),
    Release(String),
    /// Under which hold.
    Book(RequestId, Option<String>),
}

/// A widget, the edge's holds with their age, and what is on its way between them.
struct World {
    flow: Flow,
    held: BTreeMap<String, i32>,
    /// Ids that were ended on purpose. When such a hold is asked for late and the answer is lost as well,
    /// nobody can know of it, and it runs out by itself: that is left out here.
    ended: Vec<String>,
    sent: Vec<Message>,
    answers: Vec<Event>,
    waits: Vec<(RequestId, i32)>,
}

impl World {
    fn step(&mut self, event: Event) {
        let (flow, effects) = core::mem::take(&mut self.flow).step(event, NOW);
        self.flow = flow;
        for effect in effects {
            match effect {
                Effect::Hold { request, body } => self.sent.push(Message::Hold(request, *body)),
                Effect::ReleaseHold(id) => self.sent.push(Message::Release(id)),
                Effect::Book { request, body, .. } => self.sent.push(Message::Book(request, body.hold)),
                Effect::Wait { request, milliseconds } => self.waits.push((request, milliseconds)),
                _ => {}
            }
        }
    }

    fn end(&mut self, id: String) {
        self.held.remove(&id);
        self.ended.push(id);
    }

    fn reach(&mut self, message: Message, verdict: Verdict) {
        match message {
            Message::Release(id) => self.end(id),
            Message::Hold(request, body) => {
                let answer = self.hold(body, verdict);
                self.answers.push(Event::HoldAnswered(request, answer));
            }
            Message::Book(request, hold) => {
                let answer = match verdict {
                    Verdict::Yes => Ok(BookingResponse::Confirmed {
                        booking: Box::new(booking()),
                        manage_token: None,
                        previous: None,
                    }),
                    Verdict::Otherwise => Ok(link()),
                    Verdict::Taken => Err(taken()),
                    Verdict::Lost => Err(Failure::Unreachable),
                };
                if let (Verdict::Yes | Verdict::Taken, Some(id)) = (verdict, hold) {
                    self.end(id);
                }
                self.answers.push(Event::BookingAnswered(request, answer));
            }
        }
    }

    fn hold(&mut self, body: HoldRequest, verdict: Verdict) -> Result<HoldResponse, Failure> {
        let id = body.id.unwrap();
        match verdict {
            // What is left of it then is a minute at most, on a time that nobody is offered.
            Verdict::Taken => {
                self.held.remove(&id);
                Err(taken())
            }
            Verdict::Otherwise => Err(refused(ProblemCode::RateLimited)),
            Verdict::Yes | Verdict::Lost => {
                let is_lost = verdict == Verdict::Lost && !self.ended.contains(&id);
                if let Some(before) = body.replaces {
                    self.end(before);
                }
                self.held.insert(id.clone(), 0);
                if is_lost {
                    return Err(Failure::Unreachable);
                }
                let (event_type, start) = (body.event_type, body.start);
                Ok(HoldResponse { id, event_type, start, expires_at: Instant(NOW), expires_in: 300 })
            }
        }
    }

    fn run(&mut self, step: Move) {
        match step {
            Move::Visitor(event) => self.step(event),
            Move::Reach(index, verdict) if !self.sent.is_empty() => {
                let message = self.sent.remove(index.index(self.sent.len()));
                self.reach(message, verdict);
            }
            Move::Arrive(index) if !self.answers.is_empty() => {
                let answer = self.answers.remove(index.index(self.answers.len()));
                self.step(answer);
            }
            Move::Wait(index) if !self.waits.is_empty() => {
                let (request, milliseconds) = self.waits.remove(index.index(self.waits.len()));
                self.held.retain(|_, age| {
                    *age += milliseconds;
                    *age < LASTS
                });
                self.step(Event::Waited(request));
            }
            Move::Reach(..) | Move::Arrive(_) | Move::Wait(_) => {}
        }
    }

    /// Everything that is on its way arrives.
    fn settle(&mut self) {
        while !(self.sent.is_empty() && self.answers.is_empty()) {
            for message in core::mem::take(&mut self.sent) {
                self.reach(message, Verdict::Yes);
            }
            for answer in core::mem::take(&mut self.answers) {
                self.step(answer);
            }
        }
    }
}

fn link() -> BookingResponse {
    let Flow::Linked(_, _, handover) = linked() else { panic!("a link") };
    BookingResponse::Link(handover.link)
}

fn any_move() -> impl Strategy<Value = Move> {
    let starts = prop::sample::select(vec![
        "2026-11-23T09:30:00Z",
        "2026-11-24T10:00:00Z",
        "2026-11-24T13:00:00Z",
        "2026-11-25T15:00:00Z",
    ]);
    let starts = || starts.clone().prop_map(str::to_owned);
    let typed = || Event::Edited(Edit::Typed(Field::Answer(1), "Plans".into()));
    let others = vec![Event::TimesAsked, Event::PageLeft, Event::PageShown, Event::Submitted];
    let visitor = prop_oneof![
        2 => starts().prop_map(Event::TimeChosen),
        1 => starts().prop_map(Event::AlternativeChosen),
        4 => Just(Event::Continued),
        3 => Just(typed()),
        4 => prop::sample::select(others),
    ];
    let verdicts = prop_oneof![
        6 => Just(Verdict::Yes),
        1 => prop::sample::select(vec![Verdict::Lost, Verdict::Taken, Verdict::Otherwise]),
    ];
    let index = any::<prop::sample::Index>;
    prop_oneof![
        4 => visitor.prop_map(Move::Visitor),
        3 => (index(), verdicts).prop_map(|(index, verdict)| Move::Reach(index, verdict)),
        3 => index().prop_map(Move::Arrive),
        2 => index().prop_map(Move::Wait),
    ]
}

proptest! {
    #[test]
    fn no_seat_stays_kept_for_nobody(moves in prop::collection::vec(any_move(), 0..60)) {
        let flow = after(time_chosen(), good_edits());
        let (held, ended) = (BTreeMap::new(), Vec::new());
        let mut world =
            World { flow, held, ended, sent: Vec::new(), answers: Vec::new(), waits: Vec::new() };
        world.run(Move::Visitor(Event::Continued));
        for event in good_edits() {
            world.step(event);
        }
        for next in moves {
            world.run(next);
            if let Some(hold) = world.flow.visit().unwrap().hold.as_ref().filter(|hold| hold.has_lapsed()) {
                prop_assert!(!world.held.contains_key(hold.id()), "it is said to have run out");
            }
        }
        world.settle();
        world.step(Event::PageLeft);
        world.settle();
        // On Calendly's page the visitor is still about to book it.
        let own = matches!(world.flow, Flow::Linked(..)).then(|| world.flow.visit().unwrap().hold.as_ref());
        let own = own.flatten().map(|hold| hold.id().to_owned());
        prop_assert!(world.held.keys().all(|id| Some(id) == own.as_ref()), "{:?} {:?}", world.held, world.flow);
    }
}
