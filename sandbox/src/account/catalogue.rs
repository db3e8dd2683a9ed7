//! The event types of the seeded account: one of each kind that a client has to cope with.

use crate::account::event_type::{EventType, Kind, LocationOption, NameFields};
use crate::account::questions::{DISCOVERY, PREPARATION, WORKSHOP};
use crate::availability::schedule::Plan;
use crate::chance::Chance;

const GOOGLE_MEET: LocationOption = place("google_conference");
const ZOOM: LocationOption = place("zoom_conference");
const TEAMS: LocationOption = place("microsoft_teams_conference");

pub(crate) fn event_types(seed: u64) -> Vec<EventType> {
    let mut types = vec![thirty_minutes(), consultation(), discovery(), coffee(), coaching()];
    types.extend([workshop(), demo(), open_studio(), spanish(), board(), review()]);
    for (position, event_type) in types.iter_mut().enumerate() {
        event_type.position = position;
        event_type.id = Chance::named(seed, &format!("event type {}", event_type.slug)).uuid();
        if event_type.secret || event_type.is_round_robin() {
            let mut chance = Chance::named(seed, &format!("code {}", event_type.slug));
            event_type.code = Some(format!("{}-{}-{}", chance.code(4), chance.code(3), chance.code(3)));
        }
    }
    types
}

/// The plain one-on-one from which the others differ.
fn thirty_minutes() -> EventType {
    EventType {
        id: String::new(),
        code: None,
        name: "30 Minute Meeting",
        slug: "30min",
        active: true,
        secret: false,
        kind: Kind::OneOnOne,
        name_fields: NameFields::Full,
        duration: 30,
        duration_options: None,
        start_time_increment: 30,
        before_buffer: 0,
        after_buffer: 0,
        notice: 240,
        horizon_days: 120,
        schedule: Plan::WorkingHours,
        color: "#0069ff",
        locale: "en",
        description_plain: "A first conversation about your project. No preparation needed.",
        description_html: "<p>A first conversation about your project. No preparation needed.</p>",
        internal_note: None,
        locations: vec![GOOGLE_MEET],
        questions: PREPARATION.to_vec(),
        position: 0,
    }
}

fn consultation() -> EventType {
    EventType {
        name: "Project Consultation",
        slug: "project-consultation",
        duration_options: Some(&[15, 30, 60]),
        start_time_increment: 15,
        after_buffer: 15,
        color: "#17e885",
        description_plain: "Bring a concrete question; pick how long we need.",
        description_html: "<p>Bring a <strong>concrete question</strong>; pick how long we need.</p>",
        internal_note: Some("Send the rate card afterwards."),
        ..thirty_minutes()
    }
}

fn discovery() -> EventType {
    EventType {
        name: "Discovery Session",
        slug: "discovery-session",
        duration: 60,
        before_buffer: 15,
        after_buffer: 15,
        notice: 1440,
        color: "#8247f5",
        description_plain: "We look at goals, audience and budget:\n- where you are today\n- what success looks like\n- what to do first",
        description_html: "<p>We look at goals, audience and budget:</p><ul><li>where you are today</li><li>what success looks like</li><li>what to do first</li></ul>",
        questions: DISCOVERY.to_vec(),
        ..thirty_minutes()
    }
}

fn coffee() -> EventType {
    EventType {
        name: "Coffee or Call",
        slug: "coffee-or-call",
        after_buffer: 30,
        color: "#ff4f00",
        description_plain: "You choose: at the studio, at the café, on the phone, or wherever suits you.",
        description_html: "<p>You choose: at the studio, at the café, on the phone, or wherever suits you.</p>",
        locations: vec![
            LocationOption {
                location: Some("Northlight Studio, 214 Mercer Street, New York"),
                additional_info: Some("Ring the bell marked Northlight."),
                ..place("physical")
            },
            LocationOption {
                location: Some("Café Lumen, 9 Bleecker Street, New York"), ..place("physical")
            },
            place("outbound_call"),
            LocationOption {
                phone_number: Some("+1 212-555-0142"),
                additional_info: Some("Please call on time."),
                ..place("inbound_call")
            },
            place("ask_invitee"),
        ],
        ..thirty_minutes()
    }
}

fn coaching() -> EventType {
    EventType {
        name: "Coaching Session",
        slug: "coaching-session",
        name_fields: NameFields::FirstAndLast,
        duration: 50,
        start_time_increment: 60,
        before_buffer: 10,
        color: "#0ae8f0",
        description_plain: "Fifty minutes on one topic of your choice.",
        description_html: "<p>Fifty minutes on <em>one</em> topic of your choice.</p>",
        locations: vec![ZOOM],
        ..thirty_minutes()
    }
}

fn workshop() -> EventType {
    EventType {
        name: "Onboarding Workshop",
        slug: "onboarding-workshop",
        kind: Kind::Group { seats: 8 },
        duration: 90,
        start_time_increment: 90,
        schedule: Plan::Workshops,
        color: "#e55cff",
        description_plain: "A small group, up to eight people, learns the basics together.",
        description_html: "<p>A small group, up to eight people, learns the basics together.</p>",
        locations: vec![ZOOM],
        questions: WORKSHOP.to_vec(),
        ..thirty_minutes()
    }
}

fn demo() -> EventType {
    EventType {
        name: "Product Demo",
        slug: "product-demo",
        kind: Kind::RoundRobin,
        duration: 45,
        color: "#f8e436",
        description_plain: "A tour of the product with whoever of us is free first.",
        description_html: "<p>A tour of the product with whoever of us is free first.</p>",
        locations: vec![ZOOM],
        ..thirty_minutes()
    }
}

fn open_studio() -> EventType {
    EventType {
        name: "Open Studio (weekends)",
        slug: "open-studio",
        duration: 20,
        start_time_increment: 20,
        schedule: Plan::Weekends,
        color: "#ffa600",
        description_plain: "Drop in. We arrange the place by e-mail.",
        description_html: "<p>Drop in. We arrange the place by e-mail.</p>",
        locations: Vec::new(),
        questions: Vec::new(),
        ..thirty_minutes()
    }
}

fn spanish() -> EventType {
    EventType {
        name: "Consulta inicial",
        slug: "consulta-inicial",
        color: "#004eba",
        locale: "es",
        description_plain: "Una primera conversación en español.",
        description_html: "<p>Una primera conversación en español.</p>",
        ..thirty_minutes()
    }
}

fn board() -> EventType {
    EventType {
        name: "Board Advisory",
        slug: "board-advisory",
        secret: true,
        duration: 60,
        color: "#333333",
        description_plain: "By invitation.",
        description_html: "<p>By invitation.</p>",
        locations: vec![TEAMS],
        ..thirty_minutes()
    }
}

fn review() -> EventType {
    EventType {
        name: "Quarterly Review",
        slug: "quarterly-review",
        active: false,
        color: "#ccf000",
        description_plain: "Paused until the next quarter.",
        description_html: "<p>Paused until the next quarter.</p>",
        ..thirty_minutes()
    }
}

const fn place(kind: &'static str) -> LocationOption {
    LocationOption { kind, location: None, additional_info: None, phone_number: None }
}
