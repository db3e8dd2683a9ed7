//! Every transition; what must hold whatever happens is in `properties`.

mod arranging;
mod connection;
mod early;
mod handover;
mod holding;
mod keeping;
mod onward;
mod playing;
mod prefilling;
mod properties;
mod renewal;
mod robots;
mod standing;
mod telling;
mod zoning;

use super::{samples::*, *};
use crate::core::{
    form::{Edit, Field, form_view},
    keys::{self, Press},
};
use crate::text::en::EN;
use shared::{
    booking::{BookingRequest, BookingResponse},
    config::{Config, Mode},
    problem::{FieldCode, FieldError, Problem, ProblemCode},
};

fn step(flow: Flow, event: Event) -> (Flow, Vec<Effect>) {
    flow.step(event, NOW)
}

fn booked_body(effects: &[Effect]) -> Option<(&BookingRequest, Key)> {
    effects.iter().find_map(|effect| match effect {
        Effect::Book { body, key, .. } => Some((&**body, *key)),
        _ => None,
    })
}

fn told(effects: &[Effect]) -> impl Iterator<Item = &HostEvent> {
    effects.iter().filter_map(|effect| if let Effect::Notify(event) = effect { Some(event) } else { None })
}

fn errors_sent(effects: &[Effect]) -> Vec<&str> {
    told(effects).filter(|event| event.name == "error").filter_map(|event| event.get("code")).collect()
}

#[test]
fn the_configuration_and_the_first_times_are_asked_for_together() {
    let options =
        Options { event_type: Some("call".into()), zone: "Europe/Lisbon".into(), ..Options::default() };
    let (_, effects) = Flow::start(options);
    insta::assert_debug_snapshot!(effects);
}

#[test]
fn times_that_arrive_before_the_configuration_are_kept() {
    let flow =
        after(starting(Some("discovery-call")), [Event::SlotsArrived(RequestId(2), Ok(first_answer()))]);
    let offer = config(Mode::Connected, vec![every_question()]);
    let (flow, effects) = step(flow, Event::ConfigArrived(RequestId(1), Ok(offer)));
    assert_eq!(flow.browse().unwrap().day, Some(day("2026-11-23")));
    assert!(effects.contains(&Effect::Notify(HostEvent::new("ready", &[]))));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Focus(_))), "no focus is stolen on load");
}

#[test]
fn escape_leaves_the_month_that_was_opened_and_stays_on_its_day() {
    let escape = Press { key: keys::Key::Escape, with_shift: false, direction: keys::Direction::Ltr };
    let (flow, effects) = step(after(choosing(), [Event::MonthToggled]), Event::KeyPressed(escape));
    let browse = flow.browse().unwrap();
    assert!(!browse.month_is_open);
    assert_eq!(effects, [Effect::Focus(Target::Day(browse.focused))]);
}

#[test]
fn each_offer_has_its_first_screen() {
    let start = |slug: Option<&str>, mode, event_types| {
        step(starting(slug), Event::ConfigArrived(RequestId(1), Ok(config(mode, event_types)))).0
    };
    let both = || vec![every_question(), places()];
    assert!(matches!(start(None, Mode::Connected, both()), Flow::ChoosingType(_)));
    assert!(matches!(start(None, Mode::Connected, vec![places()]), Flow::ChoosingTime(_)));
    assert!(matches!(start(Some("visit"), Mode::Connected, both()), Flow::ChoosingTime(_)));
    assert!(matches!(start(Some("gone"), Mode::Connected, both()), Flow::Stuck(_)));
    assert!(matches!(start(None, Mode::Connected, Vec::new()), Flow::Stuck(_)));
    assert!(matches!(start(None, Mode::Public, Vec::new()), Flow::Elsewhere(_)));
}

#[test]
fn a_failed_start_can_be_tried_again_and_its_late_answer_is_ignored() {
    let failed = Event::ConfigArrived(RequestId(1), Err(Failure::Unreachable));
    let (flow, effects) = step(starting(None), failed.clone());
    assert_eq!(errors_sent(&effects), ["unreachable"]);
    let (flow, effects) = step(flow, Event::Retried);
    assert_eq!(effects, [Effect::FetchConfig(RequestId(2))]);
    let (flow, _) = step(flow, failed);
    assert!(matches!(flow, Flow::Starting(_)));
}

#[test]
fn a_late_answer_to_another_request_changes_nothing() {
    let flow = choosing();
    let late = Event::SlotsArrived(RequestId(2), Ok(answer("2026-11-21", "2026-12-05", &[], 0)));
    assert_eq!(step(flow.clone(), late), (flow, Vec::new()));
    let flow = filling();
    assert_eq!(step(flow.clone(), confirmed_answer()), (flow, Vec::new()));
}

#[test]
fn a_zone_that_the_edge_does_not_know_becomes_utc() {
    let errors = vec![FieldError::parameter("timezone", FieldCode::UnknownTimezone, "No.")];
    let failure = Failure::Refused(Box::new(Problem::new(ProblemCode::InvalidQuery).with_errors(errors)));
    let (flow, effects) = step(awaiting(), Event::SlotsArrived(RequestId(2), Err(failure)));
    assert_eq!(flow.visit().unwrap().zone, "UTC");
    assert!(matches!(&effects[..], [Effect::FetchSlots { zone, range: None, .. }] if zone == "UTC"));
}

#[test]
fn a_month_is_asked_for_once_and_again_after_a_failure() {
    let (flow, effects) = step(choosing(), Event::MonthShown(day("2027-02-01")));
    let [Effect::FetchSlots { request, range: Some(range), .. }] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!((range.from, range.to), (day("2027-02-01"), day("2027-03-31")));
    let (flow, _) = step(flow, Event::SlotsArrived(*request, Err(Failure::Unreachable)));
    assert!(flow.browse().unwrap().failure(NOW).is_some());
    let (flow, effects) = step(flow, Event::Retried);
    assert_eq!(effects.len(), 1);
    let (_, effects) = step(flow, Event::Retried);
    assert_eq!(effects, [], "what is on its way is not asked for twice");
}

#[test]
fn a_chosen_time_is_told_to_the_page_and_opens_the_form() {
    let (flow, effects) = step(time_chosen(), Event::Continued);
    assert!(matches!(flow, Flow::FillingIn(..)));
    insta::assert_debug_snapshot!(effects);
}

#[test]
fn a_form_with_mistakes_is_not_sent_and_the_first_one_gets_the_focus() {
    let (flow, effects) = step(filling(), Event::Submitted);
    assert!(matches!(flow, Flow::FillingIn(..)));
    let expected = [Effect::Announce(Announcement::Issues(4)), Effect::Focus(Target::Field(Field::Name))];
    assert_eq!(effects, expected);
}

#[test]
fn the_same_content_keeps_its_key_only_while_its_outcome_is_in_doubt() {
    let check = |failure: Failure, edit: Option<Event>, expected: Key| {
        let flow = after(sending(), [Event::BookingAnswered(BOOKING, Err(failure))]);
        let flow = after(flow, edit);
        let (_, effects) = step(flow, Event::Submitted);
        assert_eq!(booked_body(&effects).map(|(_, key)| key), Some(expected));
    };
    let rename = || Event::Edited(Edit::Typed(Field::Name, "Inês D.".into()));
    check(Failure::Unreachable, None, Key::Same);
    check(Failure::Unreachable, Some(rename()), Key::Fresh);
    check(Failure::Unread, None, Key::Same);
    check(refused(ProblemCode::BookingUnconfirmed), None, Key::Same);
    check(refused(ProblemCode::OriginNotAllowed), None, Key::Fresh);
}

#[test]
fn a_taken_time_leads_back_with_times_nearby_and_the_form_is_kept() {
    let before = sending().session().unwrap().form.clone();
    let (flow, effects) = step(sending(), Event::BookingAnswered(BOOKING, Err(taken())));
    let browse = flow.browse().unwrap();
    assert!(browse.was_taken && browse.alternatives.len() == 2);
    assert!(browse.timetable.find("2026-11-24T10:00:00Z").is_none());
    assert_eq!(errors_sent(&effects), ["slot-taken"]);
    assert!(effects.contains(&Effect::Focus(Target::Notice)));
    let (other, _) = step(flow.clone(), Event::AlternativeChosen("2026-11-25T15:00:00Z".into()));
    let (back, _) = step(other, Event::TimesAsked);
    assert_eq!(back.browse().unwrap().day, Some(day("2026-11-25")), "a time brings its day along");
    let (flow, _) = step(flow, Event::AlternativeChosen("2026-11-24T13:00:00Z".into()));
    assert!(matches!(flow, Flow::FillingIn(..)));
    assert_eq!(flow.session().unwrap().form, before);
    let (_, effects) = step(flow, Event::Submitted);
    let (body, key) = booked_body(&effects).unwrap();
    assert_eq!((body.start.as_str(), key), ("2026-11-24T13:00:00Z", Key::Fresh));
}

#[test]
fn what_the_edge_refuses_is_marked_at_its_field() {
    let errors = vec![FieldError::at("/invitee/email", FieldCode::InvalidEmail, "No.")];
    let failure = Failure::Refused(Box::new(Problem::new(ProblemCode::ValidationFailed).with_errors(errors)));
    let (flow, effects) = step(sending(), Event::BookingAnswered(BOOKING, Err(failure)));
    assert!(effects.contains(&Effect::Focus(Target::Field(Field::Email))));
    let visit = flow.visit().unwrap();
    let view = form_view(&visit.session.form, &visit.event_type, &EN);
    assert_eq!(view.email.error.as_deref(), Some(EN.field_errors.email_incomplete));
}

#[test]
fn a_booking_is_confirmed_and_told_to_the_page() {
    let (flow, effects) = step(sending(), confirmed_answer());
    assert!(matches!(flow, Flow::Confirmed(..)));
    insta::assert_debug_snapshot!(effects);
}

#[test]
fn a_link_leads_out_and_back() {
    let flow = linked();
    assert!(matches!(flow, Flow::Linked(..)));
    assert!(matches!(after(flow, [Event::TimesAsked]), Flow::ChoosingTime(_)));
}
