//! Our questions as HTTP requests. Pure: nothing is sent, and no token is known here.

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use http::{Method, Request, header};
use serde::Serialize;
use shared::{
    booking::{BookingRequest, LocationChoice, Name},
    event_type::EventType,
    instant,
};

/// A request before it has an address and a token.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    method: Method,
    path_and_query: String,
    body: Bytes,
}

impl Question {
    fn get(path: &str, query: &[(&str, &str)]) -> Self {
        let mut encoder = form_urlencoded::Serializer::new(String::new());
        encoder.extend_pairs(query);
        let query = encoder.finish();
        let separator = if query.is_empty() { "" } else { "?" };
        Self { method: Method::GET, path_and_query: format!("{path}{separator}{query}"), body: Bytes::new() }
    }

    fn post(path: &str, body: &impl Serialize) -> Self {
        let body = serde_json::to_vec(body).unwrap_or_default();
        Self { method: Method::POST, path_and_query: path.to_owned(), body: body.into() }
    }

    /// The route without the ids in it: whoever knows an invitee's can open Calendly's page that cancels, so none is
    /// logged.
    pub(crate) fn route(&self) -> String {
        let path = self.path_and_query.split('?').next().unwrap_or_default();
        let is_word = |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let parts = path.split('/').map(|part| if is_word(part) { part } else { "{uuid}" });
        format!("{} {}", self.method, parts.collect::<Vec<_>>().join("/"))
    }

    /// The request for the API at `base`, with `token` as its bearer.
    pub(crate) fn address(&self, base: &str, token: &str) -> Result<Request<Bytes>, http::Error> {
        let mut request = Request::builder()
            .method(self.method.clone())
            .uri(format!("{base}{}", self.path_and_query))
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::ACCEPT, "application/json")
            // Workers send no User-Agent of their own, and Calendly's front refuses some defaults.
            .header(header::USER_AGENT, concat!("openslot/", env!("CARGO_PKG_VERSION")));
        if self.method == Method::POST {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        request.body(self.body.clone())
    }
}

/// `GET /users/me`
pub(super) fn current_user() -> Question {
    Question::get("/users/me", &[])
}

/// `GET /event_types`: a page of one user's active types.
pub(super) fn event_types(user: &str, page_token: Option<&str>) -> Question {
    let mut query = vec![("user", user), ("active", "true"), ("count", "100"), ("sort", "position:asc")];
    query.extend(page_token.map(|token| ("page_token", token)));
    Question::get("/event_types", &query)
}

/// `GET /event_type_available_times`
pub(super) fn available_times(event_type: &str, start: DateTime<Utc>, end: DateTime<Utc>) -> Question {
    let (start, end) = (instant::format(start), instant::format(end));
    let query = [("event_type", event_type), ("start_time", &start), ("end_time", &end)];
    Question::get("/event_type_available_times", &query)
}

/// `POST /scheduling_links`
pub(super) fn scheduling_link(event_type: &str) -> Question {
    #[derive(Serialize)]
    struct Body<'a> {
        max_event_count: u8,
        owner: &'a str,
        owner_type: &'a str,
    }
    Question::post(
        "/scheduling_links",
        &Body { max_event_count: 1, owner: event_type, owner_type: "EventType" },
    )
}

/// `GET /scheduled_events/{uuid}`
pub(super) fn scheduled_event(uri: &str) -> Question {
    Question::get(&format!("/scheduled_events/{}", last_segment(uri)), &[])
}

/// In whose calendars an event is looked for. Calendly lists an event with the user who hosts it; which of several
/// hosts took it, only the list of the whole organization tells, which not every token may read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Calendars<'a> {
    /// Those of the user with this URI.
    User(&'a str),
    /// Those of everybody in the organization with this URI.
    Organization(&'a str),
}

/// `GET /scheduled_events`: one invitee's active events that begin at one instant.
pub(super) fn events_of_invitee(whose: Calendars<'_>, email: &str, start: DateTime<Utc>) -> Question {
    let (from, to) = (instant::format(start), instant::format(start + TimeDelta::seconds(1)));
    let query = [
        match whose {
            Calendars::User(uri) => ("user", uri),
            Calendars::Organization(uri) => ("organization", uri),
        },
        ("invitee_email", email),
        ("status", "active"),
        ("min_start_time", &from),
        ("max_start_time", &to),
    ];
    Question::get("/scheduled_events", &query)
}

/// `GET /scheduled_events/{uuid}/invitees`: those with one address.
pub(super) fn invitees(event: &str, email: &str) -> Question {
    let path = format!("/scheduled_events/{}/invitees", last_segment(event));
    Question::get(&path, &[("email", email), ("status", "active")])
}

/// `GET /scheduled_events/{uuid}/invitees/{uuid}`
pub(super) fn invitee(event: &str, invitee: &str) -> Question {
    let (event, invitee) = (last_segment(event), last_segment(invitee));
    Question::get(&format!("/scheduled_events/{event}/invitees/{invitee}"), &[])
}

/// `POST /scheduled_events/{uuid}/cancellation`, which cancels it for everybody in it.
pub(super) fn cancel(event: &str, reason: &str) -> Question {
    #[derive(Serialize)]
    struct Body<'a> {
        reason: &'a str,
    }
    Question::post(&format!("/scheduled_events/{}/cancellation", last_segment(event)), &Body { reason })
}

/// Who is to be booked for what: the parts of `POST /invitees`.
#[derive(Clone, Debug)]
pub(crate) struct NewInvitee<'a> {
    /// Calendly's URI of the event type.
    pub(crate) event_type_uri: &'a str,
    /// The event type, for its questions' positions.
    pub(crate) event_type: &'a EventType,
    /// What the visitor sent, already found valid.
    pub(crate) request: &'a BookingRequest,
    /// The place, as the rules resolved it.
    pub(crate) location: Option<LocationChoice>,
}

/// `POST /invitees`
pub(super) fn create_invitee(new: &NewInvitee<'_>) -> Question {
    #[derive(Serialize)]
    struct Body<'a> {
        event_type: &'a str,
        start_time: &'a str,
        invitee: Invitee<'a>,
        #[serde(skip_serializing_if = "Option::is_none")]
        location: Option<&'a LocationChoice>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        questions_and_answers: Vec<QuestionAndAnswer<'a>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        tracking: Option<Tracking<'a>>,
        #[serde(skip_serializing_if = "<[String]>::is_empty")]
        event_guests: &'a [String],
    }
    #[derive(Serialize)]
    struct Invitee<'a> {
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        first_name: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        last_name: Option<&'a str>,
        email: &'a str,
        timezone: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        text_reminder_number: Option<String>,
    }
    #[derive(Serialize)]
    struct QuestionAndAnswer<'a> {
        question: &'a str,
        answer: String,
        position: u32,
    }
    // Calendly wants all six keys or none.
    #[derive(Serialize)]
    struct Tracking<'a> {
        utm_source: Option<&'a str>,
        utm_medium: Option<&'a str>,
        utm_campaign: Option<&'a str>,
        utm_content: Option<&'a str>,
        utm_term: Option<&'a str>,
        salesforce_uuid: Option<&'a str>,
    }
    use shared::{event_type::QuestionType, validation::phone};
    let (request, invitee) = (new.request, &new.request.invitee);
    let (name, first_name, last_name) = match invitee.name() {
        Name::Whole(name) => (Some(name), None, None),
        Name::Parts(first, last) => (None, Some(first), last),
    };
    let answers =
        request.answers.iter().filter(|answer| !answer.answer.trim().is_empty()).filter_map(|answer| {
            let question =
                new.event_type.custom_questions.iter().find(|known| known.name == answer.question)?;
            let answer = match question.r#type {
                QuestionType::PhoneNumber => phone::to_e164(&answer.answer)?,
                _ => answer.answer.clone(),
            };
            Some(QuestionAndAnswer { question: &question.name, answer, position: question.position })
        });
    let tracking = request.tracking_for_calendly();
    Question::post(
        "/invitees",
        &Body {
            event_type: new.event_type_uri,
            start_time: &request.start,
            invitee: Invitee {
                name,
                first_name,
                last_name,
                email: &invitee.email,
                timezone: &invitee.timezone,
                text_reminder_number: invitee.text_reminder_number.as_deref().and_then(phone::to_e164),
            },
            location: new.location.as_ref(),
            questions_and_answers: answers.collect(),
            tracking: (!tracking.is_empty()).then_some(Tracking {
                utm_source: tracking.utm_source.as_deref(),
                utm_medium: tracking.utm_medium.as_deref(),
                utm_campaign: tracking.utm_campaign.as_deref(),
                utm_content: tracking.utm_content.as_deref(),
                utm_term: tracking.utm_term.as_deref(),
                salesforce_uuid: tracking.salesforce_uuid.as_deref(),
            }),
            event_guests: &request.guests,
        },
    )
}

/// The identifier at the end of one of Calendly's URIs.
pub(super) fn last_segment(uri: &str) -> &str {
    uri.rsplit('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(question: &Question, expected: &str) {
        assert_eq!(question.route(), expected);
    }

    #[test]
    fn the_log_learns_a_route_and_no_id() {
        check(&current_user(), "GET /users/me");
        check(
            &scheduled_event("https://api.calendly.com/scheduled_events/9A-1"),
            "GET /scheduled_events/{uuid}",
        );
        check(&invitee("e-1", "i-1"), "GET /scheduled_events/{uuid}/invitees/{uuid}");
        check(&invitees("AAAA", "ines@example.com"), "GET /scheduled_events/{uuid}/invitees");
        check(&cancel("e-1", "I am ill"), "POST /scheduled_events/{uuid}/cancellation");
        check(&event_types("https://api.calendly.com/users/AAAA", None), "GET /event_types");
    }
}
