//! Which sentence a failure becomes, and what the visitor can do about it. Texts from the wire are never
//! shown: only the code is read.

use super::reading::contract::Word as _;
use crate::text::Text;
use shared::{
    event_type::{LocationKind, QuestionType},
    problem::{FieldCode, Problem, ProblemCode},
};

/// What a request to the edge can come to besides an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No answer: offline, blocked, too slow, or not what the contract promises.
    Unreachable,
    /// The edge said no.
    Refused(Box<Problem>),
    /// The edge answered, and what the page asks for is not on offer. A code and no [`Problem`]: one of the widget's own
    /// making would bring the titles and advice of every other along, which nobody reads here.
    NotOnOffer,
    /// The edge said yes to a booking, and the part of the module that could show what it said is not there.
    Unread,
}

/// What went wrong, as far as a sentence tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    Unreachable,
    /// The edge could not tell that a person had sent the form.
    Suspicion,
    Refused(ProblemCode),
}

impl Failure {
    /// What a sentence tells of it.
    pub fn trouble(&self) -> Trouble {
        match self {
            Self::Unreachable => Trouble::Unreachable,
            _ if self.suspects_robot() => Trouble::Suspicion,
            Self::Refused(problem) => Trouble::Refused(problem.code),
            Self::NotOnOffer => Trouble::Refused(ProblemCode::EventTypeNotFound),
            Self::Unread => Trouble::Refused(ProblemCode::BookingUnconfirmed),
        }
    }

    /// The code for the page's own scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Refused(problem) => problem.code.word(),
            Self::NotOnOffer => ProblemCode::EventTypeNotFound.word(),
            Self::Unread => ProblemCode::BookingUnconfirmed.word(),
        }
    }

    /// Whether the booking may have happened all the same, so that the next attempt with the same
    /// content must carry the same `Idempotency-Key`. A refusal before anything was tried (too often, or it
    /// looks like a robot's) says nothing of the attempt before it, and is no reason to change the key.
    pub fn leaves_doubt(&self) -> bool {
        match self {
            Self::Unreachable | Self::Unread => true,
            Self::NotOnOffer => false,
            Self::Refused(problem) => {
                let is_doubtful = matches!(
                    problem.code,
                    ProblemCode::BookingUnconfirmed
                        | ProblemCode::CalendlyUnavailable
                        | ProblemCode::RateLimited
                        | ProblemCode::BotCheckUnavailable
                        | ProblemCode::Internal
                        | ProblemCode::Unknown
                );
                is_doubtful || self.suspects_robot()
            }
        }
    }

    /// Whether the edge could not tell that a person had sent the form.
    pub fn suspects_robot(&self) -> bool {
        let Self::Refused(problem) = self else { return false };
        let is_suspicion = |code| matches!(code, FieldCode::TurnstileFailed | FieldCode::LooksAutomated);
        problem.errors.iter().any(|error| is_suspicion(error.code))
    }

    /// Whether it was the time zone that the edge does not know.
    pub fn is_about_zone(&self) -> bool {
        let Self::Refused(problem) = self else { return false };
        problem.errors.iter().any(|error| error.code == FieldCode::UnknownTimezone)
    }
}

/// What the visitor can do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Ask again.
    Retry,
    /// Nothing here: the sentence says whom to ask or what to change.
    None,
}

/// How loud a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something went wrong.
    Trouble,
    /// Something is worth knowing, and the visitor can go on.
    Hint,
}

/// A failure in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub tone: Tone,
    pub sentence: &'static str,
    pub action: Action,
    /// Calendly's own page, where that is the way on.
    pub way_on: Option<String>,
}

/// Puts a failure into words.
pub fn notice(failure: &Failure, text: &Text) -> Notice {
    let (sentence, action) = said(failure.trouble(), text);
    let way_on = match failure {
        Failure::Unreachable | Failure::NotOnOffer | Failure::Unread => None,
        Failure::Refused(problem) => problem.scheduling_url.clone(),
    };
    Notice { tone: Tone::Trouble, sentence, action, way_on }
}

/// What is said of it, and what the visitor can do.
pub fn said(trouble: Trouble, text: &Text) -> (&'static str, Action) {
    match trouble {
        Trouble::Unreachable => (text.troubles.unreachable, Action::Retry),
        Trouble::Suspicion => (text.troubles.robot_check, Action::None),
        Trouble::Refused(code) => sentence(code, text),
    }
}

/// One sentence and one action for each code. No `_` arm: a new code must be thought about.
fn sentence(code: ProblemCode, text: &Text) -> (&'static str, Action) {
    let troubles = &text.troubles;
    match code {
        ProblemCode::CalendlyUnavailable => (troubles.calendly_unavailable, Action::Retry),
        ProblemCode::EventTypeNotFound => (troubles.event_type_gone, Action::None),
        ProblemCode::SlotTaken => (troubles.taken, Action::None),
        ProblemCode::ValidationFailed => (troubles.check_fields, Action::None),
        ProblemCode::BodyTooLarge => (troubles.too_long, Action::None),
        ProblemCode::OriginNotAllowed => (troubles.not_allowed_here, Action::None),
        ProblemCode::NotConnected | ProblemCode::TokenRefused | ProblemCode::DirectBookingUnavailable => {
            (troubles.not_set_up, Action::None)
        }
        ProblemCode::RateLimited => (troubles.too_often, Action::Retry),
        ProblemCode::BotCheckUnavailable => (troubles.robot_check_down, Action::Retry),
        ProblemCode::BookingUnconfirmed => (troubles.unconfirmed, Action::Retry),
        ProblemCode::ManageTokenInvalid | ProblemCode::BookingNotFound => {
            (troubles.not_changeable, Action::None)
        }
        ProblemCode::CancelAtCalendly => (troubles.cancel_at_calendly, Action::None),
        ProblemCode::RescheduleAtCalendly => (troubles.move_at_calendly, Action::None),
        ProblemCode::BookingCanceled => (troubles.already_canceled, Action::None),
        ProblemCode::BookingStarted => (troubles.already_begun, Action::None),
        ProblemCode::CancellationUnconfirmed => (troubles.cancel_unconfirmed, Action::Retry),
        ProblemCode::NotFound
        | ProblemCode::MethodNotAllowed
        | ProblemCode::InvalidQuery
        | ProblemCode::MalformedJson
        | ProblemCode::UnsupportedMediaType
        | ProblemCode::IdempotencyKeyMissing
        | ProblemCode::IdempotencyKeyReused
        | ProblemCode::AdminTokenRequired
        | ProblemCode::Internal
        | ProblemCode::Unknown => (troubles.unexpected, Action::Retry),
    }
}

/// What stands under a field, by what the field asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Name,
    Email,
    Answer(QuestionType),
    PlaceChoice,
    Place(LocationKind),
    Guests,
    Reminder,
    Consent,
}

/// The sentence under a field; `value` is the entry it is about.
pub fn field_error(asked: Asked, code: FieldCode, value: &str, text: &Text) -> String {
    let errors = &text.field_errors;
    let sentence = match (asked, code) {
        (Asked::Name, FieldCode::Required) => errors.name,
        (Asked::Email, FieldCode::Required) => errors.email,
        (Asked::Email, FieldCode::InvalidEmail) => errors.email_incomplete,
        (Asked::Answer(QuestionType::SingleSelect | QuestionType::MultiSelect), FieldCode::Required)
        | (Asked::Answer(_), FieldCode::InvalidChoice) => errors.choice,
        (Asked::Answer(_), FieldCode::Required) => errors.answer,
        (Asked::Answer(_), FieldCode::Duplicate) => errors.twice,
        (Asked::PlaceChoice, FieldCode::Required | FieldCode::InvalidLocation) => errors.place_choice,
        (Asked::Place(LocationKind::OutboundCall), FieldCode::Required) => errors.number,
        (Asked::Place(_), FieldCode::Required) => errors.place,
        (Asked::Guests, FieldCode::InvalidEmail | FieldCode::TooLong) => errors.guest_incomplete,
        (Asked::Guests, FieldCode::Duplicate) => errors.guest_twice,
        (Asked::Guests, FieldCode::TooMany) => errors.guests_too_many,
        (Asked::Consent, _) => errors.consent,
        (_, FieldCode::InvalidPhone) => errors.phone,
        (_, FieldCode::TooLong) => errors.too_long,
        (_, FieldCode::InvalidText) => errors.unusable,
        _ => errors.other,
    };
    crate::text::fill(sentence, &[value])
}

/// A sort of place in the visitor's words; a conference by its maker's name, which is the same everywhere.
pub fn place(kind: LocationKind, text: &Text) -> &'static str {
    let places = &text.places;
    match kind {
        LocationKind::AskInvitee => places.ask_invitee,
        LocationKind::Custom => places.custom,
        LocationKind::GoogleConference => "Google Meet",
        LocationKind::GotomeetingConference => "GoTo Meeting",
        LocationKind::InboundCall => places.inbound_call,
        LocationKind::MicrosoftTeamsConference => "Microsoft Teams",
        LocationKind::OutboundCall => places.outbound_call,
        LocationKind::Physical => places.physical,
        LocationKind::WebexConference => "Webex",
        LocationKind::ZoomConference => "Zoom",
        LocationKind::Other => places.other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::en::EN;

    #[test]
    fn every_code_becomes_a_whole_sentence() {
        let table: Vec<String> = ProblemCode::ALL
            .iter()
            .map(|code| {
                let notice = notice(&Failure::Refused(Box::new(Problem::new(*code))), &EN);
                assert!(notice.sentence.ends_with('.'));
                format!("{}: {} [{:?}]", code.as_str(), notice.sentence, notice.action)
            })
            .collect();
        insta::assert_snapshot!(table.join("\n"));
    }

    #[test]
    fn a_field_error_says_what_to_do() {
        let check = |asked, code, expected: &str| {
            assert_eq!(field_error(asked, code, "ada@", &EN), expected);
        };
        check(Asked::Email, FieldCode::InvalidEmail, EN.field_errors.email_incomplete);
        check(Asked::Guests, FieldCode::InvalidEmail, "“ada@” is not a full e-mail address.");
        check(Asked::Answer(QuestionType::PhoneNumber), FieldCode::InvalidPhone, EN.field_errors.phone);
        check(Asked::Answer(QuestionType::SingleSelect), FieldCode::Required, EN.field_errors.choice);
        check(Asked::Place(LocationKind::OutboundCall), FieldCode::Required, EN.field_errors.number);
        check(Asked::Name, FieldCode::Unknown, EN.field_errors.other);
    }
}
