//! Every state of the flow as HTML, natively. What a browser adds (focus, events) is tested in a browser.

use super::root;
use crate::{
    core::{
        flow::{Event, Flow, RequestId, samples},
        form::{Edit, Field},
        frame::Said,
        keys::Direction,
        message::Failure,
        options::Arrangement,
        wording,
        zones::Zone,
    },
    hooks::{Driver, Shell},
    text::en::EN,
};
use leptos::prelude::*;
use shared::{
    booking::Previous, config::Mode, event_type::EventType, instant::Instant, problem::ProblemCode,
    slots::Offset,
};

/// The widget in a state, one element a line, without the markers that only hydration needs.
fn html(flow: Flow) -> String {
    let driver = Driver { changed: |_| (), perform: |_, _| () };
    let html = root(Shell::new(flow, samples::NOW, &EN, Direction::Ltr, str::to_lowercase, driver)).to_html();
    html.replace("<!>", "").replace("<!---->", "").replace("><", ">\n<")
}

#[track_caller]
fn check(name: &str, flow: Flow) {
    insta::assert_snapshot!(name, html(flow));
}

fn offer(mode: Mode) -> Flow {
    let config = samples::config(mode, vec![samples::every_question(), samples::places()]);
    samples::after(samples::starting(None), [Event::ConfigArrived(RequestId(1), Ok(config))])
}

#[test]
fn nothing_is_known_yet() {
    check("loading", samples::starting(None));
    check("loading_times", samples::awaiting());
}

#[test]
fn several_event_types_are_cards() {
    check("cards_in_a_demo", offer(Mode::Demo));
}

#[test]
fn without_an_account_there_is_a_link_to_calendly() {
    check("elsewhere", offer(Mode::Public));
}

#[test]
fn times_are_chosen_in_a_month() {
    check("choosing", samples::choosing());
    check("time_chosen", samples::time_chosen());
    check("empty_month", samples::empty());
}

#[test]
fn the_same_days_are_a_week_or_a_list() {
    let arranged = |to| samples::after(samples::time_chosen(), [Event::ArrangementChosen(to)]);
    check("week", arranged(Arrangement::Week));
    check("list", arranged(Arrangement::List));
}

#[test]
fn a_day_on_which_the_clock_changes_says_so() {
    let starts = ["2026-11-24T00:30:00Z", "2026-11-24T01:30:00Z", "2026-11-24T02:30:00Z"];
    let mut answer = samples::answer("2026-11-21", "2026-12-05", &starts, 0);
    let offset = answer.timezone.offsets.first().cloned().unwrap();
    let from = Instant(samples::utc("2026-11-24T02:00:00Z"));
    answer.timezone.offsets.push(Offset { from, offset_seconds: -3600, ..offset });
    check(
        "clock_change",
        samples::after(samples::awaiting(), [Event::SlotsArrived(RequestId(2), Ok(answer))]),
    );
}

#[test]
fn a_length_can_be_chosen_where_there_are_several() {
    let short = EventType { slug: "short".into(), duration: 15, ..samples::every_question() };
    let offer = samples::config(Mode::Connected, vec![samples::every_question(), short]);
    let flow = samples::after(
        samples::starting(Some("discovery-call, short")),
        [
            Event::ConfigArrived(RequestId(1), Ok(offer)),
            Event::SlotsArrived(RequestId(2), Ok(samples::first_answer())),
        ],
    );
    let html = html(flow);
    let (_, choice) = html.split_once(r#"aria-label="Length""#).unwrap();
    let (choice, _) = choice.split_once("</div>").unwrap();
    insta::assert_snapshot!(choice.trim_start_matches('>').trim());
}

#[test]
fn what_cannot_be_had_says_what_to_do() {
    let failed = |failure| Event::SlotsArrived(RequestId(2), Err(failure));
    check("times_unreachable", samples::after(samples::awaiting(), [failed(Failure::Unreachable)]));
    let refused = Failure::Refused(Box::new(shared::problem::Problem::new(ProblemCode::NotConnected)));
    check(
        "not_set_up",
        samples::after(samples::starting(None), [Event::ConfigArrived(RequestId(1), Err(refused))]),
    );
    let nothing = samples::config(Mode::Connected, Vec::new());
    check(
        "nothing_on_offer",
        samples::after(samples::starting(None), [Event::ConfigArrived(RequestId(1), Ok(nothing))]),
    );
}

#[test]
fn the_form_asks_what_the_event_type_asks() {
    check("form", samples::filling());
    let guests = Event::Edited(Edit::AskedForGuests);
    check("form_with_mistakes", samples::after(samples::filling(), [guests, Event::Submitted]));
    check("sending", samples::sending());
}

#[test]
fn the_check_against_robots_has_a_place_in_the_form_where_there_is_one() {
    let form = |site_key: Option<&str>| {
        let Flow::FillingIn(mut visit, time, trouble) = samples::filling() else { panic!("a form") };
        visit.session.config.turnstile_site_key = site_key.map(str::to_owned);
        html(Flow::FillingIn(visit, time, trouble))
    };
    assert!(form(Some("0x4A")).contains(r#"<slot name="check">"#));
    assert!(!form(None).contains("<slot"));
}

#[test]
fn a_place_is_chosen_in_the_form() {
    let flow = samples::after(
        offer(Mode::Connected),
        [
            Event::EventTypeChosen("visit".into()),
            Event::SlotsArrived(RequestId(3), Ok(samples::first_answer())),
            Event::TimeChosen("2026-11-24T10:00:00Z".into()),
            Event::Continued,
            Event::Edited(Edit::PickedPlace(2)),
            Event::Edited(Edit::Typed(Field::Place, "12".into())),
            Event::Submitted,
        ],
    );
    check("form_with_places", flow);
}

#[test]
fn a_refused_booking_keeps_the_form_or_offers_times_nearby() {
    let answered = |failure| Event::BookingAnswered(samples::BOOKING, Err(failure));
    check("taken", samples::after(samples::sending(), [answered(samples::taken())]));
    let unsure = samples::refused(ProblemCode::BookingUnconfirmed);
    check("unconfirmed", samples::after(samples::sending(), [answered(unsure)]));
}

#[test]
fn the_end_is_a_booking_or_a_link() {
    check("confirmed", samples::confirmed());
    check("linked", samples::linked());
}

#[test]
fn time_zones_are_found_in_a_list() {
    let zone = |id: &str, country: &str, offset_seconds| Zone {
        id: id.into(),
        city: wording::city(id),
        country: Some(country.into()),
        offset_seconds,
        found_by: id.to_lowercase(),
    };
    let zones = vec![zone("Asia/Tokyo", "Japan", 32_400), zone("Europe/Lisbon", "Portugal", 0)];
    let opened = samples::after(samples::choosing(), [Event::ZonesAsked]);
    check("zones_awaited", opened.clone());
    // The zones were the fourth request.
    let found = samples::after(opened, [Event::ZonesArrived(RequestId(4), Ok(zones))]);
    check("zones", found.clone());
    check("no_zone", samples::after(found, [Event::ZoneSought("atlantis".into())]));
}

#[test]
fn a_booking_can_be_changed_in_place() {
    let meet = Some("https://meet.google.com/abc-defg-hij");
    check("standing", samples::standing(meet));
    let after = |events: Vec<Event>| samples::after(samples::standing(None), events);
    check("standing_without_its_link", after(Vec::new()));
    check("cancel_asked", after(vec![Event::CancelAsked]));
    let canceling =
        after(vec![Event::CancelAsked, Event::ReasonTyped("I am ill.".into()), Event::CancelConfirmed]);
    check("canceling", canceling.clone());
    // The link was the fifth request, canceling is the sixth.
    check("canceled", samples::after(canceling, [samples::booked(RequestId(7), samples::booking(), None)]));
    let time = Event::TimeChosen("2026-11-24T13:00:00Z".into());
    check("another_time", after(vec![Event::MoveAsked, time.clone()]));
    let moving = after(vec![Event::MoveAsked, time, Event::Continued]);
    check("moving", moving.clone());
    let previous = Some(Previous::CancelationPending);
    check("moved", samples::after(moving, [samples::booked(RequestId(8), samples::booking(), previous)]));
}

#[test]
fn a_link_can_be_followed_whatever_becomes_of_its_frame() {
    let frame = |event| samples::after(samples::linked(), [event]);
    check("link_silent", frame(Event::FrameSilent(RequestId(6))));
    check("link_blocked", frame(Event::FrameBlocked));
    check("link_closed", frame(Event::FrameClosed));
    let booked = |said: &[Said]| frame_says(said.iter().cloned().chain([Said::Booked("I-2".into())]));
    check("booked_there", booked(&[]));
    check("booked_there_at_another_time", booked(&[Said::TimeChosen, Said::TimeChosen]));
}

fn frame_says(said: impl Iterator<Item = Said>) -> Flow {
    samples::after(samples::linked(), said.map(Event::CalendlySaid))
}

#[test]
fn no_address_from_the_wire_becomes_a_script() {
    let Flow::Confirmed(visit, mut standing, care) = samples::confirmed() else { panic!("a confirmation") };
    standing.booking.cancel_url = Some("javascript:alert(1)".into());
    assert!(!html(Flow::Confirmed(visit, standing, care)).contains("javascript:"));
}
