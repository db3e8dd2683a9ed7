//! What happens to a person whom the edge takes for a robot, or who was too quick or too often: pressing the button
//! again is enough.

use super::*;
use crate::core::message::{Action, notice};

fn suspected(pointer: &str, code: FieldCode) -> Failure {
    let errors = vec![FieldError::at(pointer, code, "No.")];
    Failure::Refused(Box::new(Problem::new(ProblemCode::ValidationFailed).with_errors(errors)))
}

/// The flow after an attempt that came to `failure`, and what the next press of the button does.
fn again(failure: Failure) -> (Flow, Vec<Effect>) {
    let (flow, _) = step(sending(), Event::BookingAnswered(BOOKING, Err(failure)));
    step(flow, Event::Submitted)
}

#[test]
fn the_trap_is_sent_and_empty_as_long_as_a_person_fills_in_the_form() {
    let (_, effects) = step(after(filling(), good_edits()), Event::Submitted);
    let (body, _) = booked_body(&effects).unwrap();
    assert_eq!(body.form, Some(shared::booking::FormSigns::default()));
}

#[test]
fn a_trap_that_something_filled_is_emptied_for_the_next_try() {
    let fill = Event::Edited(Edit::Typed(Field::Website, "https://spam.example".into()));
    let (flow, effects) = step(after(after(filling(), good_edits()), [fill]), Event::Submitted);
    assert_eq!(booked_body(&effects).unwrap().0.form.as_ref().unwrap().website, "https://spam.example");
    let refusal = suspected("/form/website", FieldCode::LooksAutomated);
    let (flow, effects) = step(flow, Event::BookingAnswered(BOOKING, Err(refusal)));
    assert!(effects.contains(&Effect::Focus(Target::Notice)));
    let (_, effects) = step(flow, Event::Submitted);
    let (body, key) = booked_body(&effects).unwrap();
    assert_eq!((body.form.as_ref().unwrap().website.as_str(), key), ("", Key::Fresh));
}

#[test]
fn a_refusal_before_anything_was_tried_does_not_change_the_key() {
    for failure in [
        suspected("/form/filled_ms", FieldCode::LooksAutomated),
        suspected("/turnstile_token", FieldCode::TurnstileFailed),
        refused(ProblemCode::RateLimited),
        refused(ProblemCode::BotCheckUnavailable),
    ] {
        let (_, effects) = again(failure.clone());
        assert_eq!(booked_body(&effects).unwrap().1, Key::Same, "{failure:?}");
    }
}

#[test]
fn no_field_is_blamed_for_it() {
    for failure in [
        suspected("/turnstile_token", FieldCode::TurnstileFailed),
        suspected("/form/website", FieldCode::LooksAutomated),
    ] {
        let said = notice(&failure, &EN);
        assert_eq!((said.sentence, said.action), (EN.troubles.robot_check, Action::None));
        let flow = after(sending(), [Event::BookingAnswered(BOOKING, Err(failure))]);
        let view = form_view(&flow.session().unwrap().form, &flow.visit().unwrap().event_type, &EN);
        assert_eq!((view.whole, view.name.error, view.email.error), (None, None, None));
    }
}

#[test]
fn the_check_against_robots_begins_with_the_form_where_there_is_one() {
    let shown = |site_key: Option<&str>| {
        let offer = Config {
            turnstile_site_key: site_key.map(str::to_owned),
            ..config(Mode::Connected, vec![every_question()])
        };
        let flow = after(
            starting(Some("discovery-call")),
            [
                Event::ConfigArrived(RequestId(1), Ok(offer)),
                Event::SlotsArrived(RequestId(2), Ok(first_answer())),
                Event::TimeChosen("2026-11-24T10:00:00Z".into()),
            ],
        );
        step(flow, Event::Continued).1
    };
    assert!(shown(None).contains(&Effect::FormShown(None)));
    assert!(shown(Some("0x4A")).contains(&Effect::FormShown(Some("0x4A".into()))));
}
