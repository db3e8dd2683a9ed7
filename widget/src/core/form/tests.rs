//! The form and the shared rules agree, and what was typed stays.

use super::*;
use crate::core::flow::samples::{every_question, places};
use proptest::prelude::*;
use shared::{attribution::Attribution, booking::Invitee, problem::FieldCode, validation};

const START: &str = "2026-11-24T10:00:00Z";

fn request_of(form: &Form, event_type: &EventType) -> shared::booking::BookingRequest {
    build(form, event_type, START, "Europe/Lisbon", &Attribution::default())
}

/// A form with a name and an address in it.
fn begun(name: &str, email: &str) -> Form {
    let (name, email) = (name.to_owned(), email.to_owned());
    Form { name, email, ..Form::default() }
}

fn typed(form: &mut Form, field: Field, value: &str, event_type: &EventType) {
    form.edit(Edit::Typed(field, value.to_owned()), event_type);
}

#[test]
fn the_request_carries_what_was_typed_and_leaves_blanks_out() {
    let event_type = every_question();
    let mut form = begun(" Inês Duarte ", "");
    typed(&mut form, Field::Email, "ines@example.com ", &event_type);
    typed(&mut form, Field::Answer(0), "Acme", &event_type);
    form.edit(Edit::Picked { question: 3, choice: "2–10".into(), on: true }, &event_type);
    form.edit(Edit::Picked { question: 4, choice: "Hiring".into(), on: true }, &event_type);
    form.edit(Edit::Picked { question: 4, choice: "Growth".into(), on: true }, &event_type);
    form.edit(Edit::PickedOther { question: 4, on: true }, &event_type);
    typed(&mut form, Field::Answer(4), "Patents", &event_type);
    typed(&mut form, Field::Guests, "ada@example.com, bob@example.com;", &event_type);
    insta::assert_json_snapshot!(request_of(&form, &event_type));
    assert_eq!(issues(&request_of(&form, &event_type), &form, &event_type), []);
}

#[test]
fn a_single_choice_replaces_the_one_before_and_one_of_ones_own() {
    let event_type = every_question();
    let mut form = Form::default();
    let answer = |form: &Form| form.answer(&event_type.custom_questions[3]);
    form.edit(Edit::Picked { question: 3, choice: "1".into(), on: true }, &event_type);
    form.edit(Edit::Picked { question: 3, choice: "11+".into(), on: true }, &event_type);
    assert_eq!(answer(&form), "11+");
    form.edit(Edit::PickedOther { question: 3, on: true }, &event_type);
    typed(&mut form, Field::Answer(3), "a village", &event_type);
    assert_eq!(answer(&form), "a village");
    form.edit(Edit::Picked { question: 3, choice: "1".into(), on: true }, &event_type);
    assert_eq!(answer(&form), "1");
}

#[test]
fn an_error_is_shown_once_a_field_with_something_in_it_is_left() {
    let (event_type, text) = (every_question(), &crate::text::en::EN);
    let mut form = Form::default();
    let error = |form: &Form| form_view(form, &event_type, text).email.error;
    form.edit(Edit::Left(Field::Email), &event_type);
    assert_eq!(error(&form), None, "passing by an empty field is no mistake");
    typed(&mut form, Field::Email, "ines@exampl", &event_type);
    assert_eq!(error(&form), None, "nobody is corrected while typing");
    form.edit(Edit::Left(Field::Email), &event_type);
    assert_eq!(error(&form).as_deref(), Some(text.field_errors.email_incomplete));
    typed(&mut form, Field::Email, "ines@example.com", &event_type);
    assert_eq!(error(&form), None);
}

#[test]
fn what_the_edge_refused_is_shown_until_it_changes() {
    let (event_type, text) = (every_question(), &crate::text::en::EN);
    let mut form = Form::default();
    typed(&mut form, Field::Answer(2), "+351 912 345 678", &event_type);
    let errors = [shared::problem::FieldError::at("/answers/0/answer", FieldCode::InvalidPhone, "No.")];
    let rejected = rejected_issues(&errors, &request_of(&form, &event_type), &form, &event_type);
    let entry = String::new();
    assert_eq!(rejected, [Issue { field: Field::Answer(2), code: FieldCode::InvalidPhone, entry }]);
    form.reject(rejected);
    let error = |form: &Form| form_view(form, &event_type, text).answers[2].text.error.clone();
    assert_eq!(error(&form).as_deref(), Some(text.field_errors.phone));
    typed(&mut form, Field::Answer(2), "+351 912 345 679", &event_type);
    assert_eq!(error(&form), None);
}

#[test]
fn a_place_is_asked_for_as_the_event_type_wants_it() {
    let event_type = places();
    let mut form = begun("Ada", "ada@example.com");
    let fields = |form: &Form| -> Vec<Field> {
        issues(&request_of(form, &event_type), form, &event_type).iter().map(|issue| issue.field).collect()
    };
    assert_eq!(fields(&form), [Field::PlaceChoice]);
    form.edit(Edit::PickedPlace(2), &event_type);
    assert_eq!(fields(&form), [Field::Place]);
    typed(&mut form, Field::Place, "+1 415 555 1234", &event_type);
    assert_eq!(fields(&form), []);
    form.edit(Edit::PickedPlace(0), &event_type);
    assert_eq!(fields(&form), []);
}

#[test]
fn a_number_is_sent_with_the_country_beside_it() {
    let event_type = every_question();
    let mut form = begun("Ada", "ada@example.com");
    form.asks.text_reminder = true;
    for field in [Field::Answer(2), Field::Reminder] {
        typed(&mut form, field, "0912 345 678", &event_type);
        form.edit(Edit::PickedCountry(field, "351/0/PT".into()), &event_type);
    }
    let request = request_of(&form, &event_type);
    assert_eq!(request.answers[0].answer, "+351 912 345 678");
    assert_eq!(request.invitee.text_reminder_number.as_deref(), Some("+351 912 345 678"));
    form.asks.text_reminder = false;
    assert_eq!(request_of(&form, &event_type).invitee.text_reminder_number, None);
}

#[test]
fn first_and_last_name_are_sent_apart_where_the_owner_asks_for_both() {
    let event_type = places();
    let check = |first: &str, last: &str, sent: [Option<&str>; 3], wrong: &[Field]| {
        let mut form = begun(first, "ada@example.com");
        form.asks.splits_name = true;
        typed(&mut form, Field::LastName, last, &event_type);
        form.edit(Edit::PickedPlace(0), &event_type);
        let request = request_of(&form, &event_type);
        let Invitee { name, first_name, last_name, .. } = &request.invitee;
        assert_eq!([name, first_name, last_name].map(Option::as_deref), sent);
        let found: Vec<Field> =
            issues(&request, &form, &event_type).iter().map(|issue| issue.field).collect();
        assert_eq!(found, wrong);
    };
    check("Ada", "Lovelace ", [None, Some("Ada"), Some("Lovelace")], &[]);
    check("Ada", " ", [None, Some("Ada"), None], &[]);
    check("", "Lovelace", [None, Some(""), Some("Lovelace")], &[Field::Name]);
    check("Ada", "two\nlines", [None, Some("Ada"), Some("two\nlines")], &[Field::LastName]);
}

#[test]
fn nothing_is_right_until_the_owners_words_are_agreed_to() {
    let (event_type, text) = (places(), &crate::text::en::EN);
    let mut form = begun("Ada", "ada@example.com");
    form.asks.consent = Some(("I agree to the privacy policy".into(), None));
    form.edit(Edit::PickedPlace(0), &event_type);
    let found = |form: &Form| issues(&request_of(form, &event_type), form, &event_type);
    assert_eq!(found(&form).iter().map(|issue| issue.field).collect::<Vec<_>>(), [Field::Consent]);
    form.mark_sent();
    let error = |form: &Form| form_view(form, &event_type, text).consent.unwrap().error;
    assert_eq!(error(&form).as_deref(), Some(text.field_errors.consent));
    form.edit(Edit::Agreed(true), &event_type);
    assert_eq!((found(&form), error(&form)), (Vec::new(), None));
    form.edit(Edit::Agreed(false), &event_type);
    assert!(!found(&form).is_empty());
}

#[test]
fn several_mistakes_are_listed_with_their_fields_and_each_guest_has_its_own() {
    let (event_type, text) = (every_question(), &crate::text::en::EN);
    let mut form = begun("Ada", "ada@exampl");
    typed(&mut form, Field::Guests, "bob@example.com, carl", &event_type);
    form.edit(Edit::Picked { question: 3, choice: "1".into(), on: true }, &event_type);
    let view = |form: &Form| form_view(form, &event_type, text);
    assert_eq!(view(&form).summary, [], "nobody has sent it yet");
    let guests = view(&form).guests.unwrap().guests;
    assert_eq!(guests[0], ("bob@example.com".to_owned(), None));
    assert_eq!(guests[1].1.as_deref(), Some("“carl” is not a full e-mail address."));
    form.mark_sent();
    let summary = view(&form).summary;
    let lines: Vec<&str> = summary.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(
        lines,
        [
            "E-mail · Enter a full e-mail address, like name@example.com.",
            "Company · Please answer this question.",
            "Guests’ e-mail addresses · “carl” is not a full e-mail address.",
        ]
    );
    form.edit(Edit::RemovedGuest(1), &event_type);
    typed(&mut form, Field::Email, "ada@example.com", &event_type);
    assert_eq!(view(&form).summary, [], "one is left, at its field");
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let fields = prop::sample::select(vec![
        Field::Name,
        Field::Email,
        Field::Place,
        Field::Guests,
        Field::LastName,
        Field::Reminder,
        Field::Answer(0),
        Field::Answer(1),
        Field::Answer(2),
        Field::Answer(3),
        Field::Answer(4),
        Field::Answer(9),
    ]);
    let texts = prop::sample::select(vec![
        "",
        " ",
        "Ada",
        "ada@example.com",
        "ada@example.com, ada@example.com",
        "a@b",
        "+351 912 345 678",
        "12",
        "two\nlines",
        "bell\u{7}",
        "Growth",
        "1",
    ]);
    let choices = prop::sample::select(vec!["1", "2–10", "11+", "Growth", "Hiring", "Funding"]);
    prop_oneof![
        4 => (fields.clone(), texts).prop_map(|(field, text)| Edit::Typed(field, text.to_owned())),
        2 => (3_usize..5, choices, any::<bool>())
            .prop_map(|(question, choice, on)| Edit::Picked { question, choice: choice.to_owned(), on }),
        1 => (3_usize..5, any::<bool>()).prop_map(|(question, on)| Edit::PickedOther { question, on }),
        1 => (0_usize..4).prop_map(Edit::PickedPlace),
        1 => fields.clone().prop_map(Edit::Left),
        1 => Just(Edit::AskedForGuests),
        1 => (0_usize..3).prop_map(Edit::RemovedGuest),
        1 => fields.prop_map(|field| Edit::PickedCountry(field, "351//PT".to_owned())),
    ]
}

proptest! {
    #[test]
    fn the_form_accepts_exactly_what_the_shared_rules_accept(
        edits in prop::collection::vec(any_edit(), 0..30),
        with_places in any::<bool>(),
    ) {
        let event_type = if with_places { places() } else { every_question() };
        let mut form = begun("Ada", "ada@example.com");
        form.asks = Asks { splits_name: with_places, text_reminder: with_places, consent: None };
        for edit in edits {
            form.edit(edit, &event_type);
            let request = request_of(&form, &event_type);
            let own = issues(&request, &form, &event_type);
            let shared = validation::check(&request, &event_type, |_| true);
            prop_assert_eq!(own.is_empty(), shared.is_empty(), "{:?} {:?}", own, shared);
            prop_assert!(own.iter().all(|issue| issue.field != Field::Whole), "every issue has a field: {:?}", own);
            // Once it was sent, each issue has a sentence to be seen.
            let mut sent = form.clone();
            sent.mark_sent();
            let own = issues(&request_of(&sent, &event_type), &sent, &event_type);
            let view = form_view(&sent, &event_type, &crate::text::en::EN);
            let mut errors = vec![&view.name.error, &view.email.error, &view.whole];
            errors.extend(view.answers.iter().map(|answer| &answer.text.error));
            errors.extend(view.place.iter().flat_map(|place| [&place.choice_error]));
            errors.extend(view.place.iter().filter_map(|place| place.asked.as_ref()).map(|asked| &asked.error));
            errors.extend(view.guests.iter().map(|guests| &guests.next.error));
            errors.extend(view.guests.iter().flat_map(|guests| &guests.guests).map(|(_, error)| error));
            errors.extend(view.last_name.iter().chain(&view.reminder).map(|field| &field.error));
            prop_assert_eq!(errors.iter().any(|error| error.is_some()), !own.is_empty());
            let fields: Vec<Field> = view.summary.iter().map(|(field, _)| *field).collect();
            prop_assert!(fields.len() != 1 && (fields.is_empty() || fields[0] == own[0].field));
        }
    }
}
