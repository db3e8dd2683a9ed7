//! What is known comes in at any time, and what was typed is kept until it has been booked.

use super::*;
use crate::core::form::{AnswerView, Known};

fn known(pairs: &[(&str, &str)]) -> Event {
    let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Event::Prefilled(pairs.collect())
}

fn seen(flow: &Flow) -> (String, Vec<AnswerView>) {
    let visit = flow.visit().unwrap();
    let view = form_view(&visit.session.form, &visit.event_type, &EN);
    (view.name.value, view.answers)
}

fn kept(effects: &[Effect]) -> Option<&[Known]> {
    effects.iter().find_map(|effect| match effect {
        Effect::Keep(known) => Some(known.as_slice()),
        _ => None,
    })
}

#[test]
fn whenever_it_comes_it_stands_in_the_form() {
    let about = || known(&[("name", "Ada Lovelace"), ("a1", "Acme")]);
    let offer = || Event::ConfigArrived(RequestId(1), Ok(config(Mode::Connected, vec![every_question()])));
    let times = || Event::SlotsArrived(RequestId(2), Ok(first_answer()));
    let choice = || Event::TimeChosen("2026-11-24T10:00:00Z".into());
    let start = || starting(Some("discovery-call"));
    for events in [
        vec![about(), offer(), times(), choice(), Event::Continued],
        vec![offer(), about(), times(), choice(), Event::Continued],
        vec![offer(), times(), choice(), about(), Event::Continued],
        vec![offer(), times(), choice(), Event::Continued, about()],
    ] {
        let (name, answers) = seen(&after(start(), events));
        assert_eq!((name.as_str(), answers[0].text.value.as_str()), ("Ada Lovelace", "Acme"));
    }
}

#[test]
fn what_was_typed_is_not_written_over() {
    let flow = after(after(filling(), good_edits()), [known(&[("name", "Eve"), ("a1", "Evil")])]);
    let (name, answers) = seen(&flow);
    assert_eq!((name.as_str(), answers[0].text.value.as_str()), ("Inês Duarte", "Acme"));
}

#[test]
fn a_day_that_is_wished_for_is_shown_before_or_after_the_times_are_there() {
    let check = |pairs: &[(&str, &str)], day_shown: &str| {
        let before = after(
            starting(Some("discovery-call")),
            [
                known(pairs),
                Event::ConfigArrived(RequestId(1), Ok(config(Mode::Connected, vec![every_question()]))),
                Event::SlotsArrived(RequestId(2), Ok(first_answer())),
            ],
        );
        let later = after(choosing(), [known(pairs)]);
        for flow in [before, later] {
            let browse = flow.browse().unwrap();
            assert_eq!(browse.focused, day(day_shown), "{pairs:?}");
        }
    };
    check(&[("date", "2026-11-25")], "2026-11-25");
    check(&[("month", "2027-02")], "2027-02-01");
    check(&[("date", "2020-01-01")], "2026-11-23");
    check(&[("date", "9999-12-31")], "2026-11-23");
    check(&[("month", "2026-11")], "2026-11-23");
    let flow = after(time_chosen(), [known(&[("date", "2026-11-25")])]);
    assert_eq!(flow.browse().unwrap().day, Some(day("2026-11-24")), "who has chosen is left alone");
}

#[test]
fn what_is_typed_is_kept_and_forgotten_once_it_is_booked() {
    let (flow, effects) = step(filling(), Event::Edited(Edit::Typed(Field::Name, "Inês".into())));
    let pairs = kept(&effects).unwrap().to_vec();
    assert!(pairs.contains(&("name".to_owned(), "Inês".to_owned())));
    assert!(pairs.contains(&("date".to_owned(), "2026-11-24".to_owned())));
    let for_them = Edit::PickedCountry(Field::Answer(2), "351//PT".into());
    assert_eq!(step(flow, Event::Edited(for_them)).1, [], "what was chosen for them says nothing of them");
    let (_, effects) = step(sending(), confirmed_answer());
    assert_eq!(kept(&effects), Some(&[][..]));
}

#[test]
fn guests_are_taken_out_of_their_field_and_read_aloud() {
    let guests = "Ada <ada@example.com>, bob@example.com";
    let (flow, effects) = step(filling(), Event::Edited(Edit::Typed(Field::Guests, guests.into())));
    let said = "ada@example.com, bob@example.com".to_owned();
    assert!(effects.contains(&Effect::Clear(Field::Guests)));
    assert!(effects.contains(&Effect::Announce(Announcement::Guests(said))));
    let (flow, effects) = step(flow, Event::Edited(Edit::RemovedGuest(0)));
    assert!(effects.contains(&Effect::Focus(Target::Field(Field::Guests))));
    let flow = after(after(flow, good_edits()), [Event::Edited(Edit::Typed(Field::Guests, "c@d.ef".into()))]);
    let (_, effects) = step(flow, Event::Submitted);
    assert!(effects.contains(&Effect::Clear(Field::Guests)));
    assert_eq!(booked_body(&effects).unwrap().0.guests, ["bob@example.com", "c@d.ef"]);
}

#[test]
fn nothing_is_sent_without_the_consent_that_the_owner_wants() {
    let mut flow = after(filling(), good_edits());
    let asks = crate::core::form::Asks { consent: Some(("I agree".into(), None)), ..Default::default() };
    let session = flow.session_mut().unwrap();
    let mut form = crate::core::form::Form::new(asks);
    core::mem::swap(&mut session.form, &mut form);
    let flow = after(flow, good_edits());
    let (flow, effects) = step(flow, Event::Submitted);
    assert!(booked_body(&effects).is_none());
    assert!(effects.contains(&Effect::Focus(Target::Field(Field::Consent))));
    let flow = after(flow, [Event::Edited(Edit::Agreed(true))]);
    assert!(booked_body(&step(flow, Event::Submitted).1).is_some());
}

#[test]
fn how_the_page_was_found_comes_at_any_time_and_may_be_anything() {
    #[track_caller]
    fn check(flow: Flow, pairs: &[(&str, &str)], source: Option<&str>) {
        let (flow, effects) = step(flow, known(pairs));
        assert!(effects.is_empty(), "nobody notices");
        let options = match &flow {
            Flow::Starting(starting) => &starting.options,
            flow => &flow.session().unwrap().options,
        };
        let last = options.attribution.last.as_ref();
        assert_eq!(last.and_then(|touch| touch.utm_source.as_deref()), source);
    }
    let good = [("first.referrer", "https://a.example"), ("last.utm_source", "newsletter")];
    for flow in
        [starting(None), starting(Some("discovery-call")), choosing(), filling(), sending(), confirmed()]
    {
        check(flow, &good, Some("newsletter"));
    }
    check(choosing(), &[("last.utm_source", "ada@example.com")], None);
    check(choosing(), &[("last.", "x"), ("first.last.utm_source", "x"), ("utm_source", "x")], None);
    check(choosing(), &[("last.utm_source", "")], None);

    // What is known of the visitor is none of it, and a question may be called as it likes.
    let flow = after(filling(), [known(&good), known(&[("name", "Ada Lovelace")])]);
    assert_eq!(seen(&flow).0, "Ada Lovelace");
    assert!(flow.session().unwrap().options.attribution.last.is_some());
}
