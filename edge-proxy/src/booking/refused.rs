//! From what Calendly refused to the field of the form that the visitor has to change. Pure.

use crate::calendly::Refusal;
use shared::{
    booking::BookingRequest,
    problem::{FieldCode, FieldError},
    timezone,
    validation::phone,
};

/// The field, for a refusal that is about one; `None` for one about the time, or about nothing in particular.
pub(super) fn field(refusal: &Refusal, request: &BookingRequest) -> Option<FieldError> {
    const EMAIL: &str = "Enter a full e-mail address, like name@example.com.";
    let at = |pointer: &str, code, detail: &str| Some(FieldError::at(pointer, code, detail));
    match refusal {
        Refusal::SlotTaken | Refusal::Unclear => None,
        Refusal::Location => {
            at("/location", FieldCode::InvalidLocation, "Choose one of the places now on offer.")
        }
        Refusal::LocationNumber => at("/location/location", FieldCode::InvalidPhone, phone::ADVICE),
        Refusal::RequiredAnswer => {
            at("/answers", FieldCode::Required, "Answer every required question; the host has changed them.")
        }
        Refusal::Answer { said, is_phone } => {
            let (code, advice) = match is_phone {
                true => (FieldCode::InvalidPhone, phone::ADVICE),
                false => (FieldCode::InvalidText, "Calendly does not take this answer. Change it."),
            };
            at(&answer(said, request), code, advice)
        }
        Refusal::Name => at("/invitee/name", FieldCode::Required, "Enter your name."),
        Refusal::Email => at("/invitee/email", FieldCode::InvalidEmail, EMAIL),
        Refusal::Timezone => at("/invitee/timezone", FieldCode::UnknownTimezone, timezone::ADVICE),
        Refusal::ReminderNumber => {
            at("/invitee/text_reminder_number", FieldCode::InvalidPhone, phone::ADVICE)
        }
        Refusal::Guests { index } => {
            let known = index.filter(|index| *index < request.guests.len());
            let pointer = known.map_or("/guests".to_owned(), |index| format!("/guests/{index}"));
            at(&pointer, FieldCode::InvalidEmail, EMAIL)
        }
    }
}

/// The answer that a sentence of Calendly's is about. It begins with the question; where one question begins like
/// another, the longer one is meant.
fn answer(said: &str, request: &BookingRequest) -> String {
    let answers = request.answers.iter().enumerate();
    let named = answers.filter(|(_, answer)| said.starts_with(answer.question.as_str()));
    let longest = named.max_by_key(|(_, answer)| answer.question.len());
    longest.map_or("/answers".to_owned(), |(index, _)| format!("/answers/{index}/answer"))
}
