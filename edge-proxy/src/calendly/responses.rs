//! Calendly's answers, read into our words. Pure: a response goes in, a meaning or an error comes out.

mod booked;
mod filled_in;

pub(crate) use booked::{BookedEvent, BookedInvitee};
pub(super) use booked::{cancellation, event, events, invitee, invitees};
pub(crate) use filled_in::FilledIn;
pub(super) use filled_in::filled_in;

use super::{
    error::{CalendlyError, Detail, Rejection},
    wire,
};
use bytes::Bytes;
use http::Response;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use shared::{
    event_type::{EventType, Kind, LocationKind, LocationOption, Question, QuestionType},
    instant,
};

/// Whose token it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Owner {
    /// Calendly's URI of the user.
    pub(crate) uri: String,
    /// Public name.
    pub(crate) name: Option<String>,
    /// IANA zone.
    pub(crate) timezone: Option<String>,
    /// Calendly's own page.
    pub(crate) scheduling_url: Option<String>,
    /// Calendly's URI of the organization that the user is in.
    #[serde(default)]
    pub(crate) organization: Option<String>,
}

/// A page of a list.
#[derive(Clone, Debug)]
pub(crate) struct Page<T> {
    /// What is on it.
    pub(crate) items: Vec<T>,
    /// Names the next one.
    pub(crate) next: Option<String>,
}

/// A start that is free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AvailableTime {
    /// Calendly's own string, which is RFC 3339.
    pub(crate) start: String,
    /// Places left, at least 1.
    pub(crate) invitees_remaining: u32,
}

/// The body of a success, or what the failure means.
fn read<T: DeserializeOwned>(response: &Response<Bytes>) -> Result<T, CalendlyError> {
    let status = response.status().as_u16();
    match status {
        200..=299 => serde_json::from_slice(response.body()).map_err(|_| CalendlyError::Unreadable),
        400 => Err(CalendlyError::Rejected(rejection(response.body()))),
        401 => Err(CalendlyError::Unauthenticated),
        403 => Err(CalendlyError::Forbidden),
        404 => Err(CalendlyError::NotFound),
        429 => Err(CalendlyError::RateLimited { retry_after: retry_after(response) }),
        _ => Err(CalendlyError::Failed(status)),
    }
}

fn rejection(body: &[u8]) -> Rejection {
    let failure: wire::Failure = serde_json::from_slice(body).unwrap_or_default();
    let detail = |detail: wire::FailureDetail| Detail {
        parameter: detail.parameter.unwrap_or_default(),
        message: detail.message.unwrap_or_default(),
        code: detail.code.unwrap_or_default(),
    };
    Rejection {
        message: failure.message.unwrap_or_default(),
        details: failure.details.unwrap_or_default().into_iter().map(detail).collect(),
    }
}

/// `Retry-After` in seconds (RFC 9110 §10.2.3), else Calendly's `X-RateLimit-Reset`, also in seconds.
fn retry_after(response: &Response<Bytes>) -> Option<u32> {
    ["retry-after", "x-ratelimit-reset"]
        .iter()
        .find_map(|name| response.headers().get(*name)?.to_str().ok()?.trim().parse().ok())
}

/// Reads `GET /users/me`.
pub(super) fn owner(response: &Response<Bytes>) -> Result<Owner, CalendlyError> {
    let user = read::<wire::Resource<wire::User>>(response)?.resource;
    Ok(Owner {
        uri: user.uri,
        name: user.name,
        timezone: user.timezone,
        scheduling_url: user.scheduling_url,
        organization: user.current_organization,
    })
}

/// Reads a page of `GET /event_types`: those a visitor may see, each with its URI.
pub(super) fn event_types(response: &Response<Bytes>) -> Result<Page<(String, EventType)>, CalendlyError> {
    let page: wire::Collection<wire::EventType> = read(response)?;
    Ok(Page {
        items: page.collection.into_iter().filter_map(event_type).collect(),
        next: page.pagination.and_then(|pagination| pagination.next_page_token),
    })
}

/// What a visitor may see of an event type; `None` for one that is not on public offer.
fn event_type(wire: wire::EventType) -> Option<(String, EventType)> {
    let is_offered = wire.active
        && !wire.secret
        && wire.deleted_at.is_none()
        && wire.booking_method.as_deref().is_none_or(|method| method == "instant");
    let (slug, name) = (wire.slug?, wire.name?);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1..=720 minutes")]
    let duration = wire.duration.clamp(1.0, 720.0) as u32;
    let location = |location: wire::Location| LocationOption {
        // An address is shown before booking, as on Calendly's page; numbers and conference links are not.
        location: location
            .location
            .filter(|_| matches!(location.kind, LocationKind::Physical | LocationKind::Custom)),
        kind: location.kind,
    };
    is_offered.then(|| {
        let event_type = EventType {
            slug,
            name,
            duration,
            duration_options: wire.duration_options.unwrap_or_default(),
            description: wire.description_plain.filter(|text| !text.trim().is_empty()),
            color: wire.color.unwrap_or_default(),
            kind: if wire.kind.as_deref() == Some("group") { Kind::Group } else { Kind::Solo },
            pooling_type: wire.pooling_type,
            host_name: wire.profile.and_then(|profile| profile.name),
            locations: wire.locations.unwrap_or_default().into_iter().map(location).collect(),
            custom_questions: questions(wire.custom_questions),
            locale: wire.locale,
            is_paid: wire.is_paid,
            scheduling_url: wire.scheduling_url.unwrap_or_default(),
        };
        (wire.uri, event_type)
    })
}

/// The enabled questions in their order. One of a kind that is not known here is asked as plain text,
/// for Calendly would refuse a booking that leaves out a required answer.
fn questions(mut wire: Vec<wire::Question>) -> Vec<Question> {
    wire.sort_by_key(|question| question.position);
    let question = |question: wire::Question| Question {
        r#type: match question.r#type.as_str() {
            "text" => QuestionType::Text,
            "phone_number" => QuestionType::PhoneNumber,
            "single_select" => QuestionType::SingleSelect,
            "multi_select" => QuestionType::MultiSelect,
            _ => QuestionType::String,
        },
        name: question.name,
        position: question.position,
        required: question.required,
        answer_choices: question.answer_choices.unwrap_or_default(),
        include_other: question.include_other,
    };
    wire.into_iter().filter(|question| question.enabled).map(question).collect()
}

/// Reads `GET /event_type_available_times`.
pub(super) fn available_times(response: &Response<Bytes>) -> Result<Vec<AvailableTime>, CalendlyError> {
    let times: wire::Collection<wire::AvailableTime> = read(response).map_err(|error| match error {
        CalendlyError::Rejected(rejection) if rejection.is_span_too_long() => CalendlyError::SpanTooLong,
        error => error,
    })?;
    let time = |time: wire::AvailableTime| {
        let invitees_remaining = time.invitees_remaining.unwrap_or(1);
        let is_free = time.status.as_deref().is_none_or(|status| status == "available")
            && invitees_remaining > 0
            && instant::parse(&time.start_time).is_some();
        is_free.then_some(AvailableTime { start: time.start_time, invitees_remaining })
    };
    Ok(times.collection.into_iter().filter_map(time).collect())
}

/// Reads `POST /scheduling_links`: the address of the page.
pub(super) fn scheduling_link(response: &Response<Bytes>) -> Result<String, CalendlyError> {
    read::<wire::Resource<wire::SchedulingLink>>(response).map(|link| link.resource.booking_url)
}
