//! What is known fills in what is empty, whatever it holds, and what was kept brings back what was typed.

use super::*;
use crate::core::{
    flow::samples::{day, every_question, places},
    form::{Asks, Edit, Field, build},
};
use proptest::prelude::*;
use shared::attribution::Attribution;

fn known(pairs: &[(&str, &str)]) -> Vec<Known> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn filled(is_split: bool, pairs: &[(&str, &str)], event_type: &EventType) -> Form {
    let mut form = Form::new(Asks { splits_name: is_split, text_reminder: true, consent: None });
    form.fill_in(known(pairs));
    form.settle(event_type);
    form
}

#[test]
fn a_name_is_put_together_or_taken_apart_as_the_form_wants_it() {
    let check = |is_split: bool, pairs: &[(&str, &str)], expected: (&str, &str)| {
        let form = filled(is_split, pairs, &places());
        assert_eq!((form.name.as_str(), form.last_name.as_str()), expected, "{is_split} {pairs:?}");
    };
    check(false, &[("name", "Ada Lovelace")], ("Ada Lovelace", ""));
    check(false, &[("first_name", "Ada"), ("last_name", "Lovelace")], ("Ada Lovelace", ""));
    check(true, &[("first_name", "Ada"), ("last_name", "Lovelace")], ("Ada", "Lovelace"));
    check(true, &[("name", "Ada King Lovelace")], ("Ada King", "Lovelace"));
    check(true, &[("name", "Ada")], ("Ada", ""));
    check(true, &[("first_name", "Ada")], ("Ada", ""));
}

#[test]
fn answers_go_to_their_questions_and_choices_by_number_or_by_words() {
    let event_type = every_question();
    let pairs =
        [("a1", "Acme"), ("a2", "two\nlines"), ("phone", "+351 912 345 678"), ("a4", "2"), ("a5", "1,3")];
    let form = filled(false, &pairs, &event_type);
    let answer = |index: usize| form.answer(&event_type.custom_questions[index]);
    assert_eq!([0, 1, 2, 3].map(answer), ["Acme", "two\nlines", "+351 912 345 678", "2–10"]);
    assert_eq!(answer(4), "Growth\nFunding");
    let form = filled(false, &[("Company", "Acme"), ("a4", "11+"), ("a5", "Hiring\nPatents")], &event_type);
    let answer = |index: usize| form.answer(&event_type.custom_questions[index]);
    assert_eq!([0, 3, 4].map(answer), ["Acme", "11+", "Hiring\nPatents"]);
    let form = filled(false, &[("a4", "9"), ("a5", "0,7")], &event_type);
    assert_eq!(form.answer(&event_type.custom_questions[3]), "9", "a choice of one's own is allowed there");
}

#[test]
fn what_was_typed_stays_and_what_is_hostile_is_made_harmless() {
    let event_type = every_question();
    let mut form = filled(false, &[], &event_type);
    form.edit(Edit::Typed(Field::Email, "ines@example.com".into()), &event_type);
    let long = "x".repeat(100_000);
    form.fill_in(known(&[("email", "eve@example.com"), ("name", "Eve\u{0}\r\nBcc: x"), ("a1", &long)]));
    form.fill_in(known(&[("name", "Mallory"), ("a99", "x"), ("__proto__", "x"), ("place", "-1")]));
    form.settle(&event_type);
    assert_eq!(form.email(), "ines@example.com");
    assert_eq!(form.name, "Eve  \nBcc: x", "and the rules refuse the line break");
    assert_eq!(form.answer(&event_type.custom_questions[0]).len(), LONGEST);
    assert_eq!(form.place, None);
}

#[test]
fn a_day_or_a_month_is_read_and_nothing_else() {
    let check = |pairs: &[(&str, &str)], expected: Option<&str>| {
        assert_eq!(wished_day(&known(pairs)), expected.map(day), "{pairs:?}");
    };
    check(&[("date", "2026-12-24"), ("month", "2027-01")], Some("2026-12-24"));
    check(&[("month", "2027-01")], Some("2027-01-01"));
    check(&[("month", "2027-13")], None);
    check(&[("date", "tomorrow")], None);
    check(&[], None);
}

#[test]
fn answers_that_were_typed_for_another_event_type_are_none_of_this_one() {
    let event_type = every_question();
    let form = filled(false, &[("event_type", "visit"), ("a1", "Acme"), ("email", "a@b.cd")], &event_type);
    assert_eq!((form.email(), form.answer(&event_type.custom_questions[0]).as_str()), ("a@b.cd", ""));
}

proptest! {
    #[test]
    fn what_is_kept_brings_back_the_same_request(
        texts in prop::collection::vec("[a-zA-Z0-9@. ]{0,12}", 8),
        guests in prop::collection::vec("[a-z]{1,5}@[a-z]{1,5}\\.com", 0..4),
        single in 0_usize..4,
        several in prop::collection::btree_set(0_usize..4, 0..4),
        place in 0_usize..3,
        is_split in any::<bool>(),
        with_places in any::<bool>(),
    ) {
        let event_type = if with_places { places() } else { every_question() };
        let asks = Asks { splits_name: is_split, text_reminder: true, consent: None };
        let mut form = Form::new(asks.clone());
        let fields = [
            Field::Name, Field::LastName, Field::Email, Field::Place, Field::Reminder, Field::Answer(0),
            Field::Answer(1), Field::Answer(3),
        ];
        for (field, text) in fields.into_iter().zip(&texts) {
            // Spaces around a text are not sent, and a field that is not there is not typed in.
            if is_split || field != Field::LastName {
                form.edit(Edit::Typed(field, text.trim().to_owned()), &event_type);
            }
        }
        form.edit(Edit::Typed(Field::Guests, guests.join(",")), &event_type);
        form.edit(Edit::Left(Field::Guests), &event_type);
        let pick = |question: usize, at: usize| match event_type.custom_questions.get(question) {
            Some(asked) => match asked.answer_choices.get(at) {
                Some(choice) => Edit::Picked { question, choice: choice.clone(), on: true },
                None => Edit::PickedOther { question, on: true },
            },
            None => Edit::PickedPlace(place),
        };
        form.edit(pick(3, single), &event_type);
        for at in several {
            form.edit(pick(4, at), &event_type);
        }
        let mut again = Form::new(asks);
        again.fill_in(form.kept(&event_type, day("2026-11-24")));
        again.settle(&event_type);
        let request = |form: &Form| {
            build(form, &event_type, "2026-11-24T10:00:00Z", "UTC", &Attribution::default())
        };
        prop_assert_eq!(request(&again), request(&form));
    }
}
