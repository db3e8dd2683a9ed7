//! The bookings the account already has when it is first asked: seats in the next workshops and a few calls.
//! They go through the same door as every other booking, so nothing about them is special.

use crate::account::event_type::EventType;
use crate::availability::slots;
use crate::booking::record::{Method, Person, Tracking};
use crate::booking::{self, Wish, place};
use crate::chance::Chance;
use crate::moment::{DAY, Moment};
use crate::service::Service;

/// Who came before: name, e-mail address, time zone.
const PEOPLE: [(&str, &str, &str); 8] = [
    ("Ines Carvalho", "ines.carvalho@example.com", "Europe/Lisbon"),
    ("Jonah Whitfield", "jonah.whitfield@example.com", "America/New_York"),
    ("Priya Raman", "priya.raman@example.com", "Asia/Kolkata"),
    ("Lukas Berger", "lukas.berger@example.com", "Europe/Vienna"),
    ("Amara Okafor", "amara.okafor@example.com", "Africa/Lagos"),
    ("Sofia Marchetti", "sofia.marchetti@example.com", "Europe/Rome"),
    ("Daniel Kim", "daniel.kim@example.com", "America/Los_Angeles"),
    ("Freya Nilsen", "freya.nilsen@example.com", "Europe/Oslo"),
];
/// Seats taken in the workshops to come; the second one is full.
const SEATS: [usize; 5] = [3, 8, 5, 1, 6];
/// Every how many-th offered start of a one-on-one somebody has taken.
const CALLS: [(&str, usize); 2] = [("30min", 17), ("coaching-session", 11)];
const WEEKS: i64 = 4;

/// Makes the first bookings, once.
pub(crate) fn open(service: &mut Service<'_>) {
    if std::mem::replace(&mut service.state.opened, true) || !service.options.seeded_bookings {
        return;
    }
    let account = service.account;
    let mut chance = Chance::named(account.seed, "opening");
    let until = service.now.seconds() + WEEKS * 7 * DAY;
    let starts = |service: &Service<'_>, event_type: &EventType| -> Vec<i64> {
        let range = (service.now.seconds(), until);
        let slots = slots::between(service.account, service.state, event_type, range, service.now);
        slots.into_iter().map(|slot| slot.start).collect()
    };
    // Workshops come first: a call at their hour would leave no workshop.
    for event_type in account.event_types.iter().filter(|event_type| event_type.seats() > 1) {
        for (start, seats) in starts(service, event_type).into_iter().zip(SEATS) {
            for person in PEOPLE.iter().take(seats) {
                take(service, event_type, start, person);
            }
        }
    }
    for event_type in &account.event_types {
        let Some((_, every)) = CALLS.iter().find(|(slug, _)| *slug == event_type.slug) else { continue };
        for start in starts(service, event_type).into_iter().skip(every / 2).step_by(*every) {
            if let Some(person) = chance.pick(&PEOPLE) {
                take(service, event_type, start, person);
            }
        }
    }
}

fn take(service: &mut Service<'_>, event_type: &EventType, start: i64, person: &(&str, &str, &str)) {
    let (name, email, timezone) = person;
    let asked = event_type
        .locations
        .first()
        .map(|option| place::Asked { kind: option.kind, location: option.location });
    let Ok(place) = place::choose(event_type, asked) else { return };
    let wish = Wish {
        event_type: event_type.id.clone(),
        start: Moment::from_seconds(start),
        person: Person {
            name: (*name).to_owned(),
            parts: None,
            email: (*email).to_owned(),
            timezone: (*timezone).to_owned(),
            text_reminder_number: None,
        },
        place,
        answers: Vec::new(),
        tracking: Tracking::default(),
        guests: Vec::new(),
        method: Method::InstantBook,
        replaces: None,
    };
    // A start that went to an earlier booking in this very list is no longer on offer; that is fine.
    let _already_taken = booking::book(service, wish);
}
