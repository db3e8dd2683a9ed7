//! What is refused, and in which words: one row for each error that Calendly is known to send.

use http::{Method, StatusCode};
use sandbox::{Options, Scopes, Token, Validity};
use serde_json::{Value, json};

use crate::client::Client;

fn invalid(details: &Value) -> Value {
    json!({
        "status": 400,
        "body": {
            "title": "Invalid Argument",
            "message": "The supplied parameters are invalid.",
            "details": details,
        },
    })
}

fn refused(status: u16, title: &str, message: &str) -> Value {
    json!({ "status": status, "body": { "title": title, "message": message } })
}

#[test]
fn a_token_is_refused_with_the_reason() {
    let token = |name: &str, validity| Token { validity, ..Token::new(name, Scopes::All) };
    let tokens = vec![token("old", Validity::Expired), token("gone", Validity::Revoked)];
    let mut client = Client::new(Options { tokens, ..Options::default() });
    for (sent, message) in [
        (None, "The access token is invalid"),
        (Some("unheard of"), "The access token is invalid"),
        (Some("old"), "The access token expired"),
        (Some("gone"), "The access token was revoked"),
    ] {
        client.token = sent.map(str::to_owned);
        assert_eq!(client.get("/users/me").document(), refused(401, "Unauthenticated", message), "{sent:?}");
    }
}

#[test]
fn a_token_without_the_scope_is_told_which_one_it_lacks() {
    let scopes = Scopes::list(["users:read", "webhooks:write", "event_types:write"]);
    let mut client = Client::new(Options { tokens: vec![Token::new("t", scopes)], ..Options::default() });
    client.token = Some("t".to_owned());
    for (method, path, scope) in [
        (Method::POST, "/invitees", "scheduled_events:write"),
        (Method::GET, "/scheduled_events", "scheduled_events:read"),
        (Method::GET, "/event_type_available_times", "availability:read"),
        (Method::GET, "/user_busy_times", "availability:read"),
        (Method::POST, "/scheduling_links", "scheduling_links:write"),
        (Method::POST, "/data_compliance/deletion/invitees", "data_compliance:write"),
        (Method::GET, "/organization_memberships", "organizations:read"),
    ] {
        let expected = json!({ "status": 403, "body": {
            "title": "Insufficient scope",
            "message": "This operation requires the scopes listed in the 'required_scopes' array.",
            "required_scopes": [scope],
        }});
        assert_eq!(client.send(method, path, "").document(), expected, "{path}");
    }
    assert_eq!(client.get("/users/me").status, StatusCode::OK);
    // Writing includes reading.
    assert_eq!(client.get("/event_types").status, StatusCode::BAD_REQUEST);
}

#[test]
fn what_does_not_exist_is_not_found() {
    let mut client = Client::default();
    let expected = refused(404, "Resource Not Found", "The server could not find the requested resource.");
    for path in
        ["/", "/users", "/nothing", "/event_types/nothing", "/scheduled_events/x/invitees/y", "/v2/users/me"]
    {
        assert_eq!(client.get(path).document(), expected, "{path}");
    }
}

#[test]
fn no_answer_carries_cross_origin_headers_and_every_answer_says_what_is_left() {
    let mut client = Client::default();
    for path in ["/users/me", "/nothing", "/event_types"] {
        let reply = client.get(path);
        assert!(!reply.headers.keys().any(|name| name.as_str().starts_with("access-control")));
        for header in ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"] {
            assert!(reply.headers.contains_key(header), "{path} {header}");
        }
    }
}

#[test]
fn ranges_of_available_times_are_checked() {
    let mut client = Client::default();
    let event_type = client.event_type_uri("30min");
    let range = |from: &str, to: &str| format!("event_type={event_type}&start_time={from}&end_time={to}");
    for (query, parameter, message) in [
        (range("2026-11-20T14:59:59Z", "2026-11-21T00:00:00Z"), "start_time", "must be in the future"),
        (range("2026-11-22T00:00:00Z", "2026-11-21T00:00:00Z"), "start_time", "must be before end_time"),
        (
            range("2026-11-21T00:00:00Z", "2026-12-22T00:00:01Z"),
            "end_time",
            "date range can be no greater than 31 days",
        ),
        (range("tomorrow", "2026-11-21T00:00:00Z"), "start_time", "is not a valid date-time"),
        (
            "start_time=2026-11-21T00:00:00Z&end_time=2026-11-22T00:00:00Z".to_owned(),
            "event_type",
            "is missing",
        ),
        (
            "event_type=30min&start_time=2026-11-21T00:00:00Z&end_time=2026-11-22T00:00:00Z".to_owned(),
            "event_type",
            "is not a valid URI",
        ),
    ] {
        let reply = client.get(&format!("/event_type_available_times?{query}"));
        let expected = invalid(&json!([{ "parameter": parameter, "message": message }]));
        assert_eq!(reply.document(), expected, "{query}");
    }
}

/// Books with a body that was changed and compares the whole answer.
#[track_caller]
fn check_booking(slug: &str, change: impl FnOnce(&mut Value), expected: &Value) {
    let mut client = Client::default();
    let start = client.starts(slug, 14).remove(1);
    let mut body = client.booking(slug, &start);
    change(&mut body);
    let reply = client.post("/invitees", &body);
    assert_eq!(&reply.document(), expected);
    assert!(client.starts(slug, 14).contains(&start), "a refused booking takes nothing");
}

#[test]
fn a_start_that_is_not_on_offer_has_been_filled() {
    let filled = invalid(&json!([{
        "parameter": "event.start_time", "message": "That start time has been filled", "code": "already_filled",
    }]));
    for start in [
        "2026-11-23T08:00:00Z",
        "2020-01-01T00:00:00Z",
        "2026-11-24T15:07:00.000000Z",
        "2029-01-02T15:00:00Z",
    ] {
        check_booking("30min", |body| body["start_time"] = json!(start), &filled);
    }
}

#[test]
fn a_location_has_to_be_one_of_the_event_types() {
    let wrong = json!({ "status": 400, "body": {
        "title": "Invalid Argument",
        "message": "Specified location kind is not configured for this event type.",
        "details": [{
            "parameter": "event.location_configuration.location",
            "message": "invalid location choice",
            "code": "invalid_location_choice",
        }],
    }});
    check_booking("30min", |body| body["location"] = json!({ "kind": "zoom_conference" }), &wrong);
    check_booking("30min", |body| body["location"] = json!(null), &wrong);
    check_booking("product-demo", |body| body["location"] = json!({ "kind": "zoom_conference" }), &wrong);
    check_booking(
        "open-studio",
        |body| body["location"] = json!({ "kind": "physical", "location": "x" }),
        &wrong,
    );
    let elsewhere = json!({ "kind": "physical", "location": "The Moon" });
    check_booking("coffee-or-call", |body| body["location"] = elsewhere, &wrong);
    let missing = invalid(&json!([{ "parameter": "location.location", "message": "must be filled" }]));
    for kind in ["physical", "outbound_call", "ask_invitee"] {
        check_booking("coffee-or-call", |body| body["location"] = json!({ "kind": kind }), &missing);
    }
}

#[test]
fn answers_have_to_fit_the_questions() {
    let answers = |phone: &str, team: &str| {
        json!([
            { "question": "Company name", "answer": "Analytical Engines", "position": 0 },
            { "question": "Phone number", "answer": phone, "position": 2 },
            { "question": "How large is your team?", "answer": team, "position": 3 },
        ])
    };
    let slug = "discovery-session";
    let blank = refused(400, "Invalid Argument", "Required Questions and Answers cannot be blank.");
    check_booking(slug, |_| {}, &blank);
    check_booking(slug, |body| body["questions_and_answers"] = answers("+14155551234", " "), &blank);
    let said =
        |message: &str| invalid(&json!([{ "parameter": "questions_and_answers", "message": message }]));
    let phone = said("Phone number is not a valid phone number");
    check_booking(slug, |body| body["questions_and_answers"] = answers("soon", "Just me"), &phone);
    let choice = said("How large is your team? is not one of the answer choices");
    check_booking(slug, |body| body["questions_and_answers"] = answers("+14155551234", "Vast"), &choice);
    for unknown in ["company name", "How did you hear about us?"] {
        let mut all = answers("+14155551234", "Just me");
        all.as_array_mut()
            .expect("a list")
            .push(json!({ "question": unknown, "answer": "x", "position": 5 }));
        let expected = said(&format!("{unknown} is not a question of this event type"));
        check_booking(slug, |body| body["questions_and_answers"] = all, &expected);
    }
    let incomplete = json!([{ "question": "Company name", "answer": "x" }]);
    let expected =
        invalid(&json!([{ "parameter": "questions_and_answers[0].position", "message": "is missing" }]));
    check_booking(slug, |body| body["questions_and_answers"] = incomplete, &expected);
}

#[test]
fn the_invitee_has_to_be_complete() {
    let said =
        |parameter: &str, message: &str| invalid(&json!([{ "parameter": parameter, "message": message }]));
    let set = |key: &'static str, value: Value| move |body: &mut Value| body["invitee"][key] = value;
    let no_name = said("invitee", "either name or first_name must be filled");
    check_booking("30min", set("name", json!(null)), &no_name);
    check_booking("30min", set("name", json!("  ")), &no_name);
    for email in ["ada", "ada@", "ada@example", "a da@example.com", "ada@example..com"] {
        check_booking(
            "30min",
            set("email", json!(email)),
            &said("invitee.email", "is not a valid email address"),
        );
    }
    check_booking(
        "30min",
        set("timezone", json!("Mars/Base")),
        &said("invitee.timezone", "is not a valid timezone"),
    );
    // A program that sends whatever case it likes must not find out only at the real Calendly.
    check_booking(
        "30min",
        set("timezone", json!("europe/lisbon")),
        &said("invitee.timezone", "is not a valid timezone"),
    );
    check_booking("30min", set("timezone", json!(null)), &said("invitee.timezone", "is missing"));
    let number = said("invitee.text_reminder_number", "is not a valid phone number");
    check_booking("30min", set("text_reminder_number", json!("555-1234")), &number);
    check_booking("30min", |body| body["invitee"] = json!(null), &said("invitee", "is missing"));
}

#[test]
fn tracking_has_six_keys_or_none() {
    let keys = ["utm_campaign", "utm_source", "utm_medium", "utm_content", "utm_term", "salesforce_uuid"];
    for missing in keys {
        let tracking: Value =
            keys.iter().filter(|key| **key != missing).map(|key| ((*key).to_owned(), json!(null))).collect();
        let expected =
            invalid(&json!([{ "parameter": format!("tracking.{missing}"), "message": "is missing" }]));
        check_booking("30min", |body| body["tracking"] = tracking, &expected);
    }
}

#[test]
fn at_most_ten_guests_come_along() {
    let guests: Vec<String> = (0..11).map(|number| format!("guest{number}@example.com")).collect();
    let expected =
        invalid(&json!([{ "parameter": "event_guests", "message": "must have at most 10 items" }]));
    check_booking("30min", |body| body["event_guests"] = json!(guests), &expected);
}

#[test]
fn an_unknown_or_inactive_type_is_not_found_and_a_bare_id_is_no_uri() {
    let not_found = refused(404, "Resource Not Found", "The server could not find the requested resource.");
    let unknown = "https://api.calendly.com/event_types/00000000-0000-4000-8000-000000000000";
    check_booking("30min", |body| body["event_type"] = json!(unknown), &not_found);
    let inactive = Client::default().event_type_uri("quarterly-review");
    check_booking("30min", |body| body["event_type"] = json!(inactive), &not_found);
    let expected = invalid(&json!([{ "parameter": "event_type", "message": "is not a valid URI" }]));
    check_booking("30min", |body| body["event_type"] = json!("30min"), &expected);
}

#[test]
fn an_account_without_the_scheduling_api_is_asked_to_upgrade() {
    let mut client = Client::new(Options { scheduling_api: false, ..Options::default() });
    let expected = refused(403, "Permission Denied", "Please upgrade to a paid Calendly account.");
    assert_eq!(client.post("/invitees", &json!({})).document(), expected);
}

#[test]
fn a_stranger_is_not_in_the_organization() {
    let mut client = Client::default();
    let user = "https://api.calendly.com/users/00000000-0000-4000-8000-000000000000";
    let expected = refused(403, "Permission Denied", "This user is not in your organization");
    for path in ["event_types", "scheduled_events", "user_availability_schedules"] {
        assert_eq!(client.get(&format!("/{path}?user={user}")).document(), expected, "{path}");
    }
    let colleague = client.organization();
    let members = client.get(&format!("/organization_memberships?organization={colleague}&role=user")).json();
    let colleague = members["collection"][0]["user"]["uri"].as_str().expect("a URI").to_owned();
    let message =
        "Please also specify organization when requesting events for a user within your organization.";
    let reply = client.get(&format!("/scheduled_events?user={colleague}"));
    assert_eq!(reply.document(), refused(403, "Permission Denied", message));
}
