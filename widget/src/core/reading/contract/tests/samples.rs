//! One of each type with everything in it, as an edge would write it.

use serde_json::{Value, json};

pub(super) fn slot() -> Value {
    json!({ "start": "2026-11-23T14:30:00.000000Z", "end": "2026-11-23T15:00:00Z", "invitees_remaining": 3 })
}

pub(super) fn location() -> Value {
    json!({ "kind": "zoom_conference", "location": "Room 1" })
}

pub(super) fn question() -> Value {
    json!({
        "name": "Topics", "type": "multi_select", "position": 4, "required": true, "answer_choices": ["A", "B"],
        "include_other": true
    })
}

pub(super) fn event_type() -> Value {
    json!({
        "slug": "intro", "name": "Intro", "duration": 30, "duration_options": [30, 60], "description": "Hello.",
        "color": "#0069ff", "kind": "group", "pooling_type": "round_robin", "host_name": "Ada",
        "locations": [location(), location()], "custom_questions": [question()], "locale": "de", "is_paid": true,
        "scheduling_url": "https://calendly.com/ada/intro"
    })
}

pub(super) fn offset() -> Value {
    json!({ "from": "2026-10-25T01:00:00Z", "offset_seconds": -18_000, "abbreviation": "EST" })
}

pub(super) fn timezone() -> Value {
    json!({ "id": "America/New_York", "offsets": [offset(), offset()], "tzdb": "2026a" })
}

pub(super) fn range() -> Value {
    json!({ "from": "2026-11-01", "to": "2026-11-30" })
}

pub(super) fn missing() -> Value {
    json!({ "from": "2026-11-01T00:00:00Z", "to": "2026-11-02T00:00:00+01:00", "reason": "timed-out" })
}

pub(super) fn field_error() -> Value {
    json!({
        "pointer": "/invitee/timezone", "parameter": "timezone", "code": "unknown-timezone", "detail": "Name a zone.",
        "suggestions": ["Europe/Lisbon"]
    })
}

pub(super) fn entry() -> Value {
    json!({
        "id": "Europe/Lisbon", "city": "Lisbon", "country": "PT", "offset_seconds": 0, "abbreviation": "WET"
    })
}

pub(super) fn booked_location() -> Value {
    json!({ "kind": "google_conference", "location": "x", "join_url": "https://a.example", "status": "pushed" })
}

pub(super) fn cancellation() -> Value {
    json!({ "by": "host", "reason": "Ill.", "at": "2026-11-20T08:00:00Z" })
}

pub(super) fn links() -> Value {
    json!({ "google": "https://g", "outlook": "https://o", "office365": "https://p", "ics": "https://i" })
}

pub(super) fn booking() -> Value {
    json!({
        "id": "b", "invitee_uri": "https://u", "event_type": "intro", "name": "Intro", "start": "2026-11-23T14:30:00Z",
        "end": "2026-11-23T15:00:00Z", "timezone": "Europe/Lisbon", "host_name": "Ada", "host_timezone": "UTC",
        "host_offset_seconds": -3600, "location": booked_location(), "cancel_url": "https://c",
        "reschedule_url": "https://r", "status": "canceled", "cancellation": cancellation(), "rescheduled": true,
        "calendar_links": links()
    })
}
