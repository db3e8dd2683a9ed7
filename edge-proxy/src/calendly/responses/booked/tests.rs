//! Calendly's documents about bookings, in every variant that was seen or is documented.

use super::*;
use http::StatusCode;
use serde_json::{Value, json};

fn answer(status: u16, body: &Value) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(body.to_string()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    response
}

fn event_with(changes: &Value) -> BookedEvent {
    let mut resource = json!({
        "uri": "https://api.calendly.com/scheduled_events/e-1",
        "start_time": "2026-11-23T14:30:00.000000Z",
        "end_time": "2026-11-23T15:00:00Z",
    });
    resource.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    event(&answer(200, &json!({ "resource": resource }))).unwrap()
}

#[track_caller]
fn check_location(
    location: &Value,
    expected: (LocationKind, Option<&str>, Option<&str>, Option<LocationStatus>),
) {
    let found = event_with(&json!({ "location": location })).location.unwrap();
    let found = (found.kind, found.location.as_deref(), found.join_url.as_deref(), found.status);
    assert_eq!(found, expected);
}

#[test]
fn each_kind_of_place_is_read() {
    use LocationKind as Kind;
    check_location(
        &json!({"type": "physical", "location": "9 Bleecker Street", "additional_info": ""}),
        (Kind::Physical, Some("9 Bleecker Street"), None, None),
    );
    check_location(&json!({"type": "custom", "location": null}), (Kind::Custom, None, None, None));
    check_location(
        &json!({"type": "zoom", "status": "pushed", "join_url": "https://zoom.us/j/1", "data": {"id": 1}}),
        (Kind::ZoomConference, None, Some("https://zoom.us/j/1"), Some(LocationStatus::Pushed)),
    );
    check_location(
        &json!({"type": "gotomeeting", "status": "initiated", "join_url": null, "data": null}),
        (Kind::GotomeetingConference, None, None, Some(LocationStatus::Initiated)),
    );
    check_location(
        &json!({"type": "google_conference", "status": "processing", "join_url": "https://calendly.com/events/e-1/google_meet"}),
        (
            Kind::GoogleConference,
            None,
            Some("https://calendly.com/events/e-1/google_meet"),
            Some(LocationStatus::Processing),
        ),
    );
    check_location(
        &json!({"type": "webex_conference", "status": "failed"}),
        (Kind::WebexConference, None, None, Some(LocationStatus::Failed)),
    );
    check_location(
        &json!({"type": "microsoft_teams_conference", "status": "napping"}),
        (Kind::MicrosoftTeamsConference, None, None, Some(LocationStatus::Unknown)),
    );
    check_location(&json!({"type": "metaverse", "status": "pushed"}), (Kind::Other, None, None, None));
}

#[track_caller]
fn check_link(url: &str, expected: bool) {
    assert_eq!(opens_safely(url), expected, "{url}");
}

#[test]
fn only_an_address_that_cannot_break_out_is_handed_on() {
    check_link("https://calendly.com/cancellations/1?a=b&c=%20#d", true);
    check_link("http://127.0.0.1:8787/cancellations/1", true);
    check_link("javascript:alert(1)", false);
    check_link("https://calendly.com/\r\nATTACH:https://evil.example", false);
    check_link("https://calendly.com/\" onclick=\"x", false);
    check_link("https://calendly.com/ü", false);
    check_link("", false);
}

#[track_caller]
fn check_shared(counter: &Value, expected: bool) {
    assert_eq!(event_with(&json!({ "invitees_counter": counter })).is_shared, expected, "{counter}");
}

#[test]
fn an_event_is_somebodys_own_only_where_calendly_says_so() {
    check_shared(&json!({"total": 1, "active": 1, "limit": 1}), false);
    check_shared(&json!({"total": 2, "active": 1, "limit": 1}), false);
    check_shared(&json!({"total": 1, "active": 1, "limit": 8}), true);
    check_shared(&json!({"total": 2, "active": 2, "limit": 1}), true);
    check_shared(&Value::Null, true);
}

#[track_caller]
fn check_canceled(canceled: &Value, expected: (Canceler, Option<&str>, Option<&str>)) {
    let found = cancellation(&answer(201, &json!({ "resource": canceled }))).unwrap();
    let at = found.at.map(|at| instant::format(at.0));
    assert_eq!((found.by, found.reason.as_deref(), at.as_deref()), expected);
}

#[test]
fn who_canceled_and_why_is_read_as_far_as_it_is_told() {
    check_canceled(
        &json!({"canceled_by": "Maya", "reason": "Rain", "canceler_type": "host", "created_at": "2026-11-20T12:00:00.5Z"}),
        (Canceler::Host, Some("Rain"), Some("2026-11-20T12:00:00Z")),
    );
    check_canceled(
        &json!({"canceled_by": "Inês", "reason": "", "canceler_type": "invitee"}),
        (Canceler::Invitee, None, None),
    );
    check_canceled(&json!({"reason": null}), (Canceler::Unknown, None, None));
}

#[test]
fn an_invitee_may_be_out_of_an_event_that_goes_on() {
    let body = json!({"resource": {
        "uri": "https://api.calendly.com/scheduled_events/e-1/invitees/i-1",
        "event": "https://api.calendly.com/scheduled_events/e-1",
        "status": "canceled",
        "rescheduled": true,
        "timezone": "Europe/Lisbon",
        "cancel_url": "https://calendly.com/cancellations/i-1",
        "reschedule_url": "ftp://calendly.com/reschedulings/i-1",
        "updated_at": "2026-11-20T12:00:00Z",
        "cancellation": {"canceler_type": "invitee", "reason": null},
    }});
    let invitee = invitee(&answer(200, &body)).unwrap();
    assert_eq!((invitee.id.as_str(), invitee.timezone.as_deref()), ("i-1", Some("Europe/Lisbon")));
    assert_eq!((invitee.status, invitee.is_rescheduled), (BookingStatus::Canceled, true));
    assert_eq!(invitee.cancellation.map(|canceled| canceled.by), Some(Canceler::Invitee));
    assert_eq!(invitee.cancel_url.as_deref(), Some("https://calendly.com/cancellations/i-1"));
    assert_eq!((invitee.reschedule_url, invitee.created_at), (None, None));
    assert_eq!(invitee.updated_at, instant::parse("2026-11-20T12:00:00Z"));
}
