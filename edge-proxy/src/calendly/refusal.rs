//! What Calendly refused a booking for. Told by `details[].code` and `parameter`, and by the recorded messages where
//! there is nothing better; titles are unreliable and are never looked at. Pure.

use super::error::{Detail, Rejection};

/// What a refused booking was refused for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The time is not free.
    SlotTaken,
    /// The place.
    Location,
    /// The number that the host is to call.
    LocationNumber,
    /// A required answer is missing.
    RequiredAnswer,
    /// An answer.
    Answer {
        /// Calendly's sentence, which begins with the question.
        said: String,
        /// Whether it should have been a telephone number.
        is_phone: bool,
    },
    /// The name.
    Name,
    /// The e-mail address.
    Email,
    /// The time zone.
    Timezone,
    /// The number for text reminders.
    ReminderNumber,
    /// The guests, or one of them.
    Guests {
        /// Which, from 0, where Calendly says.
        index: Option<usize>,
    },
    /// Something that Calendly does not say.
    Unclear,
}

/// How Calendly was heard to say that a time is gone.
const GONE: [&str; 4] =
    ["has been filled", "time is unavailable", "no longer available", "event is at capacity"];
const NOT_A_PHONE: &str = "is not a valid phone number";

impl Rejection {
    /// What a booking was refused for.
    pub(crate) fn refusal(&self) -> Refusal {
        let is_filled = self.details.iter().any(|detail| detail.code == "already_filled");
        if is_filled || GONE.iter().any(|words| self.says(words)) {
            return Refusal::SlotTaken;
        }
        if self.says("Required Questions and Answers") {
            return Refusal::RequiredAnswer;
        }
        if self.says("name or first_name") {
            return Refusal::Name;
        }
        self.details.iter().find_map(of_parameter).unwrap_or(Refusal::Unclear)
    }
}

/// The field of ours that a parameter of Calendly's came from.
fn of_parameter(detail: &Detail) -> Option<Refusal> {
    let Detail { parameter, message, .. } = detail;
    let is_phone = message.contains(NOT_A_PHONE);
    let concerns = |part: &str| parameter.contains(part);
    if concerns("text_reminder_number") {
        Some(Refusal::ReminderNumber)
    } else if concerns("location") {
        Some(if is_phone { Refusal::LocationNumber } else { Refusal::Location })
    } else if concerns("questions_and_answers") {
        Some(Refusal::Answer { said: message.clone(), is_phone })
    } else if concerns("event_guests") {
        let index = parameter.split(|char: char| !char.is_ascii_digit()).find_map(|part| part.parse().ok());
        Some(Refusal::Guests { index })
    } else if concerns("timezone") {
        Some(Refusal::Timezone)
    } else if concerns("email") {
        Some(Refusal::Email)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &str, detail: Option<(&str, &str, &str)>, expected: &Refusal) {
        let details = detail.map(|(parameter, message, code)| Detail {
            parameter: parameter.into(),
            message: message.into(),
            code: code.into(),
        });
        let rejection = Rejection { message: message.into(), details: details.into_iter().collect() };
        assert_eq!(&rejection.refusal(), expected);
    }

    const GENERAL: &str = "The supplied parameters are invalid.";

    #[test]
    fn each_recorded_refusal_is_told_apart() {
        let filled = ("event.start_time", "That start time has been filled", "already_filled");
        check(GENERAL, Some(filled), &Refusal::SlotTaken);
        check("The event is at capacity", None, &Refusal::SlotTaken);
        check(
            "Specified location kind is not configured for this event type.",
            Some((
                "event.location_configuration.location",
                "invalid location choice",
                "invalid_location_choice",
            )),
            &Refusal::Location,
        );
        check(GENERAL, Some(("location_configuration.kind", "is invalid", "")), &Refusal::Location);
        check("Required Questions and Answers cannot be blank.", None, &Refusal::RequiredAnswer);
        let said = "Mobile is not a valid phone number";
        let phone = Refusal::Answer { said: said.into(), is_phone: true };
        check(GENERAL, Some(("questions_and_answers", said, "")), &phone);
        check(GENERAL, Some(("invitee", "either name or first_name must be filled", "")), &Refusal::Name);
        check(GENERAL, Some(("tracking.utm_content", "is missing", "")), &Refusal::Unclear);
        check("", None, &Refusal::Unclear);
    }

    #[test]
    fn what_was_not_recorded_yet_is_told_by_its_parameter() {
        check(GENERAL, Some(("invitee.email", "is invalid", "")), &Refusal::Email);
        check(GENERAL, Some(("invitee.timezone", "is invalid", "")), &Refusal::Timezone);
        let number = "is not a valid phone number";
        check(GENERAL, Some(("location.location", number, "")), &Refusal::LocationNumber);
        check(GENERAL, Some(("invitee.text_reminder_number", number, "")), &Refusal::ReminderNumber);
        let answer = Refusal::Answer { said: "Team size is odd".into(), is_phone: false };
        check(GENERAL, Some(("questions_and_answers[3]", "Team size is odd", "")), &answer);
        check(GENERAL, Some(("event_guests[12]", "is invalid", "")), &Refusal::Guests { index: Some(12) });
        check(GENERAL, Some(("event_guests", "is too long", "")), &Refusal::Guests { index: None });
    }
}
