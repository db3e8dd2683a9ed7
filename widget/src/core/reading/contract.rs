//! Which fields and words the answers of the edge have: the contract's types once more, to be read.
//!
//! `shared` says what they mean, and how they are written. Where a list here forgets a field or a word, it does not
//! compile; that both lists read the same is tested.

use super::{Json, Reader};
use chrono::{DateTime, NaiveDate};
use shared::{
    booking::{
        BookedLocation, Booking, BookingResponse, BookingStatus, CalendarLinks, Canceler, Cancellation,
        LinkReason, LinkResponse, LocationStatus, Previous,
    },
    config::{BookingMode, Config, Mode, Theme},
    day::Day,
    event_type::{EventType, Kind, LocationKind, LocationOption, PoolingType, Question, QuestionType},
    hold::HoldResponse,
    instant::{self, Instant},
    problem::{FieldCode, FieldError, Problem, ProblemCode},
    slots::{CacheState, DayRange, Missing, MissingReason, Offset, Slot, SlotsResponse, Timezone},
    timezone::{TimezoneEntry, TimezonesResponse},
};

/// What can be read from an answer.
pub trait Read {
    /// Takes the next value. One of another shape is noted, and what is read in its place means nothing.
    fn read<V: Json>(reader: &mut Reader<V>) -> Self;
}

/// A type by its fields. One that says `or default` may be missing; an `Option` may in any case.
macro_rules! fields {
    ($($type:ident { $($field:ident $(or $otherwise:ident)?),* })*) => { $(
        impl Read for $type {
            fn read<V: Json>(reader: &mut Reader<V>) -> Self {
                reader.enter(concat!($(stringify!($field), " "),*));
                let read = Self { $($field: fields!(@ reader $($otherwise)?)),* };
                reader.leave();
                read
            }
        }
    )* };
    (@ $reader:ident) => { Read::read($reader) };
    (@ $reader:ident default) => { or_default($reader) };
}

/// A word of the contract.
pub trait Word {
    /// As it is written.
    fn word(self) -> &'static str;
}

/// A type by its words. With an `else` any other word is taken as that; without one it is wrong.
macro_rules! words {
    ($($type:ident { $($word:literal $variant:ident),* $(; else $last:literal $other:ident)? })*) => { $(
        const _: () = {
            const ALL: [$type; [$($word),*].len()] = [$($type::$variant),*];
            const INSTEAD: $type = ALL[0];
            const WORDS: &str = concat!($($word, " "),* $(, $last)?);

            impl Read for $type {
                fn read<V: Json>(reader: &mut Reader<V>) -> Self {
                    let known = ALL.get(reader.word(WORDS)).copied();
                    reader.known(known $(.or(Some($type::$other)))?, INSTEAD)
                }
            }

            impl Word for $type {
                fn word(self) -> &'static str {
                    let place = match self { $($type::$variant)|* $(| $type::$other)? => self as usize };
                    WORDS.split(' ').nth(place).unwrap_or_default()
                }
            }
        };
    )* };
}

fields! {
    Config {
        mode, event_types, booking_mode, theme, turnstile_site_key, scheduling_url, host_name, host_timezone,
        host_offset_seconds
    }
    EventType {
        slug, name, duration, duration_options or default, description, color, kind, pooling_type, host_name, locations or default,
        custom_questions or default, locale, is_paid or default, scheduling_url
    }
    Question { name, r#type, position, required, answer_choices or default, include_other or default }
    LocationOption { kind, location }
    SlotsResponse { event_type, range, timezone, slots, missing, fetched_at, cache }
    DayRange { from, to }
    Timezone { id, offsets, tzdb }
    Offset { from, offset_seconds, abbreviation }
    Slot { start, end, invitees_remaining }
    Missing { from, to, reason }
    TimezonesResponse { timezones, tzdb, at }
    TimezoneEntry { id, city, country, offset_seconds, abbreviation }
    HoldResponse { id, event_type, start, expires_at, expires_in }
    Booked { booking, manage_token, previous }
    Booking {
        id, invitee_uri, event_type, name, start, end, timezone, host_name, host_timezone, host_offset_seconds, location, cancel_url,
        reschedule_url, status or default, cancellation, rescheduled or default, calendar_links
    }
    Cancellation { by, reason, at }
    BookedLocation { kind, location, join_url, status }
    CalendarLinks { google, outlook, office365, ics }
    LinkResponse { url, event_type, start, reason }
    Problem {
        r#type, title, status, detail, instance, code, errors or default, alternatives or default, retry_after, scheduling_url
    }
    FieldError { pointer, parameter, code, detail, suggestions or default }
}

words! {
    Mode { "demo" Demo, "public" Public, "connected" Connected }
    BookingMode { "auto" Auto, "direct" Direct, "link" Link }
    Theme { "auto" Auto, "light" Light, "dark" Dark }
    Kind { "solo" Solo, "group" Group }
    PoolingType {
        "round_robin" RoundRobin, "collective" Collective, "multi_pool" MultiPool; else "other" Other
    }
    LocationKind {
        "ask_invitee" AskInvitee, "custom" Custom, "google_conference" GoogleConference,
        "gotomeeting_conference" GotomeetingConference, "inbound_call" InboundCall,
        "microsoft_teams_conference" MicrosoftTeamsConference, "outbound_call" OutboundCall, "physical" Physical,
        "webex_conference" WebexConference, "zoom_conference" ZoomConference; else "other" Other
    }
    QuestionType {
        "string" String, "text" Text, "phone_number" PhoneNumber, "single_select" SingleSelect,
        "multi_select" MultiSelect
    }
    CacheState { "hit" Hit, "miss" Miss, "revalidating" Revalidating, "stale" Stale }
    MissingReason {
        "timed-out" TimedOut, "rate-limited" RateLimited, "calendly-failed" CalendlyFailed; else "unknown" Unknown
    }
    BookingStatus { "active" Active, "canceled" Canceled; else "unknown" Unknown }
    Canceler { "host" Host, "invitee" Invitee; else "unknown" Unknown }
    LocationStatus {
        "initiated" Initiated, "processing" Processing, "pushed" Pushed, "failed" Failed; else "unknown" Unknown
    }
    Previous { "canceled" Canceled, "cancelation-pending" CancelationPending; else "unknown" Unknown }
    LinkReason {
        "requested" Requested, "direct-booking-refused" DirectBookingRefused, "rate-limited" RateLimited,
        "payment-required" PaymentRequired, "calendly-failed" CalendlyFailed; else "unknown" Unknown
    }
    ProblemCode {
        "not-found" NotFound, "method-not-allowed" MethodNotAllowed, "event-type-not-found" EventTypeNotFound,
        "invalid-query" InvalidQuery, "malformed-json" MalformedJson, "unsupported-media-type" UnsupportedMediaType,
        "body-too-large" BodyTooLarge, "validation-failed" ValidationFailed,
        "idempotency-key-missing" IdempotencyKeyMissing, "idempotency-key-reused" IdempotencyKeyReused,
        "slot-taken" SlotTaken, "origin-not-allowed" OriginNotAllowed, "admin-token-required" AdminTokenRequired,
        "manage-token-invalid" ManageTokenInvalid, "booking-not-found" BookingNotFound,
        "cancel-at-calendly" CancelAtCalendly, "reschedule-at-calendly" RescheduleAtCalendly,
        "booking-canceled" BookingCanceled, "booking-started" BookingStarted, "rate-limited" RateLimited,
        "bot-check-unavailable" BotCheckUnavailable, "not-connected" NotConnected, "token-refused" TokenRefused,
        "direct-booking-unavailable" DirectBookingUnavailable, "calendly-unavailable" CalendlyUnavailable,
        "booking-unconfirmed" BookingUnconfirmed, "cancellation-unconfirmed" CancellationUnconfirmed,
        "internal" Internal; else "unknown" Unknown
    }
    FieldCode {
        "required" Required, "too-long" TooLong, "too-many" TooMany, "invalid-email" InvalidEmail,
        "invalid-phone" InvalidPhone, "invalid-date" InvalidDate, "invalid-time" InvalidTime,
        "unknown-timezone" UnknownTimezone, "from-after-to" FromAfterTo, "range-too-long" RangeTooLong,
        "unknown-question" UnknownQuestion, "duplicate" Duplicate, "invalid-choice" InvalidChoice,
        "invalid-location" InvalidLocation, "invalid-text" InvalidText, "invalid-type" InvalidType,
        "unknown-field" UnknownField, "turnstile-failed" TurnstileFailed, "looks-automated" LooksAutomated; else "unknown" Unknown
    }
}

/// A field that may be missing. A call of its own, so that every field is read straight into its place.
#[inline(never)]
fn or_default<T: Read + Default, V: Json>(reader: &mut Reader<V>) -> T {
    if reader.passes_absent() { T::default() } else { T::read(reader) }
}

/// Every answer that tells of a booking, without its tag.
#[derive(Debug)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Booked {
    booking: Box<Booking>,
    manage_token: Option<String>,
    previous: Option<Previous>,
}

impl Booked {
    pub fn confirmed(self) -> BookingResponse {
        let Self { booking, manage_token, previous } = self;
        BookingResponse::Confirmed { booking, manage_token, previous }
    }
}

impl Read for BookingResponse {
    fn read<V: Json>(reader: &mut Reader<V>) -> Self {
        match reader.tag("status").as_deref() {
            Some("confirmed") => Booked::read(reader).confirmed(),
            tag => {
                reader.known(tag.filter(|tag| *tag == "link"), "");
                Self::Link(Read::read(reader))
            }
        }
    }
}

impl Read for bool {
    fn read<V: Json>(reader: &mut Reader<V>) -> Self {
        reader.bool()
    }
}

/// Whole numbers that fit.
macro_rules! numbers {
    ($($type:ident)*) => { $(
        impl Read for $type {
            fn read<V: Json>(reader: &mut Reader<V>) -> Self {
                let number = reader.number();
                reader.known(Self::try_from(number).ok(), 0)
            }
        }
    )* };
}

numbers! { u16 u32 i32 }

impl Read for String {
    fn read<V: Json>(reader: &mut Reader<V>) -> Self {
        reader.text()
    }
}

impl Read for Instant {
    fn read<V: Json>(reader: &mut Reader<V>) -> Self {
        let text = reader.text();
        Self(reader.known(instant::parse(&text), DateTime::UNIX_EPOCH))
    }
}

impl Read for Day {
    fn read<V: Json>(reader: &mut Reader<V>) -> Self {
        let day: Option<Self> = reader.text().parse().ok();
        Self(reader.known(day.map(|day| day.0), NaiveDate::MIN))
    }
}

impl<T: Read> Read for Option<T> {
    fn read<V: Json>(reader: &mut Reader<V>) -> Self {
        (!reader.passes_nothing()).then(|| T::read(reader))
    }
}

impl<T: Read> Read for Box<T> {
    fn read<V: Json>(reader: &mut Reader<V>) -> Self {
        Self::new(T::read(reader))
    }
}

impl<T: Read> Read for Vec<T> {
    fn read<V: Json>(reader: &mut Reader<V>) -> Self {
        let length = reader.enter_array();
        let mut items = Self::with_capacity(length as usize);
        while reader.has_more() {
            items.push(T::read(reader));
        }
        items
    }
}

#[cfg(test)]
mod tests;
