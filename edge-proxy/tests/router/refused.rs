//! Every answer with which Calendly is known to refuse a booking, word for word, and what becomes of it: one test for
//! each.

use crate::{
    faults::Fault,
    requests::{Deployment, deployment},
};
use http::StatusCode;
use serde_json::{Value, json};

/// A booking of the type that asks for everything.
async fn whole(deployment: &Deployment) -> Value {
    let starts = deployment.starts("discovery-session").await;
    json!({
        "event_type": "discovery-session",
        "start": starts[9],
        "invitee": {
            "name": "Inês Duarte", "email": "ines@example.com", "timezone": "Europe/Lisbon",
            "text_reminder_number": "+351 912 345 678",
        },
        "answers": [
            {"question": "Company name", "answer": "Acme"},
            {"question": "Phone number", "answer": "+351 912 345 678"},
            {"question": "How large is your team?", "answer": "2–10"},
        ],
        "guests": ["ada@example.com", "bob@example.com"],
    })
}

/// What the visitor gets when Calendly answers with this.
async fn outcome(deployment: &Deployment, status: u16, body: &'static str) -> String {
    let request = whole(deployment).await;
    deployment.fake.plan("/invitees", Fault::Answer(status, body), 99);
    deployment.fake.take_routes();
    let answer = deployment.book(&request).await;
    assert!(deployment.fake.events_of("ines@example.com").is_empty());
    let minted = deployment.fake.take_routes().contains(&"POST /scheduling_links".to_owned());
    assert_eq!(minted, answer.status == StatusCode::CREATED, "a link is minted only to be handed over");
    if minted {
        let told = answer.json();
        return format!("{} {}", told["status"].as_str().unwrap(), told["reason"].as_str().unwrap());
    }
    if answer.status == StatusCode::CONFLICT {
        assert!(
            answer.json()["alternatives"].as_array().is_some_and(|free| !free.is_empty()),
            "{}",
            answer.text
        );
    }
    answer.problem()
}

macro_rules! each {
    ($($name:ident: $status:literal $body:literal => $expected:literal)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            assert_eq!(outcome(&deployment(&[]), $status, $body).await, $expected);
        }
    )*};
}

each! {
    a_start_that_has_been_filled:
        400 r#"{"title":"Invalid Argument","message":"The supplied parameters are invalid.","details":[{"parameter":"event.start_time","message":"That start time has been filled","code":"already_filled"}]}"#
        => "409 slot-taken"
    the_same_under_a_title_that_says_something_else:
        400 r#"{"title":"Internal Server Error","message":"The supplied parameters are invalid.","details":[{"parameter":"event.start_time","message":"That start time has been filled","code":"already_filled"}]}"#
        => "409 slot-taken"
    the_same_by_its_code_alone:
        400 r#"{"title":"Invalid Argument","message":"x","details":[{"message":"x","code":"already_filled"}]}"#
        => "409 slot-taken"
    a_time_that_is_unavailable:
        400 r#"{"title":"Invalid Argument","message":"That time is unavailable"}"# => "409 slot-taken"
    a_time_that_is_no_longer_available:
        400 r#"{"title":"Invalid Argument","message":"This time is no longer available"}"# => "409 slot-taken"
    an_event_at_capacity:
        400 r#"{"title":"Invalid Argument","message":"The event is at capacity"}"# => "409 slot-taken"
    a_refusal_without_a_reason_of_a_time_that_is_still_free:
        400 r#"{"title":"Internal Server Error","message":"The server encountered an unexpected condition that prevented it from fulfilling the request."}"#
        => "link calendly-failed"
    a_location_that_is_not_configured:
        400 r#"{"title":"Invalid Argument","message":"Specified location kind is not configured for this event type.","details":[{"parameter":"event.location_configuration.location","message":"invalid location choice","code":"invalid_location_choice"}]}"#
        => "422 validation-failed /location=invalid-location"
    a_location_of_the_wrong_kind:
        400 r#"{"title":"Invalid Argument","message":"The supplied parameters are invalid.","details":[{"parameter":"location_configuration.kind","message":"invalid location choice","code":"invalid_location_choice"}]}"#
        => "422 validation-failed /location=invalid-location"
    a_number_to_call_that_is_none:
        400 r#"{"title":"Invalid Argument","message":"The supplied parameters are invalid.","details":[{"parameter":"location.location","message":"is not a valid phone number"}]}"#
        => "422 validation-failed /location/location=invalid-phone"
    a_required_answer_that_is_missing:
        400 r#"{"title":"Invalid Argument","message":"Required Questions and Answers cannot be blank."}"#
        => "422 validation-failed /answers=required"
    an_answer_that_is_no_telephone_number:
        400 r#"{"title":"Invalid Argument","message":"The supplied parameters are invalid.","details":[{"parameter":"questions_and_answers","message":"Phone number is not a valid phone number"}]}"#
        => "422 validation-failed /answers/1/answer=invalid-phone"
    an_answer_that_is_wrong_in_another_way:
        400 r#"{"title":"Invalid Argument","message":"The supplied parameters are invalid.","details":[{"parameter":"questions_and_answers","message":"How large is your team? is not one of the answer choices"}]}"#
        => "422 validation-failed /answers/2/answer=invalid-text"
    an_answer_to_a_question_that_is_not_named:
        400 r#"{"title":"Invalid Argument","message":"The supplied parameters are invalid.","details":[{"parameter":"questions_and_answers","message":"is invalid"}]}"#
        => "422 validation-failed /answers=invalid-text"
    a_name_that_is_missing:
        400 r#"{"title":"Invalid Argument","message":"The supplied parameters are invalid.","details":[{"parameter":"invitee","message":"either name or first_name must be filled"}]}"#
        => "422 validation-failed /invitee/name=required"
    an_address_that_calendly_does_not_take:
        400 r#"{"title":"Invalid Argument","message":"The supplied parameters are invalid.","details":[{"parameter":"invitee.email","message":"is invalid"}]}"#
        => "422 validation-failed /invitee/email=invalid-email"
    a_zone_that_calendly_does_not_know:
        400 r#"{"title":"Invalid Argument","message":"The supplied parameters are invalid.","details":[{"parameter":"invitee.timezone","message":"is not a valid timezone"}]}"#
        => "422 validation-failed /invitee/timezone=unknown-timezone"
    a_number_for_reminders_that_is_none:
        400 r#"{"title":"Invalid Argument","message":"The supplied parameters are invalid.","details":[{"parameter":"invitee.text_reminder_number","message":"is not a valid phone number"}]}"#
        => "422 validation-failed /invitee/text_reminder_number=invalid-phone"
    a_guest_whose_address_calendly_does_not_take:
        400 r#"{"title":"Invalid Argument","message":"The supplied parameters are invalid.","details":[{"parameter":"event_guests[1]","message":"is not a valid email address"}]}"#
        => "422 validation-failed /guests/1=invalid-email"
    tracking_that_is_incomplete:
        400 r#"{"title":"Invalid Argument","message":"The supplied parameters are invalid.","details":[{"parameter":"tracking.utm_content","message":"is missing"}]}"#
        => "link calendly-failed"
    a_plan_without_the_scheduling_api_until_november_2026:
        403 r#"{"title":"Permission Denied","message":"The Scheduling API is only available on paid Calendly plans. Upgrade your plan to access this feature."}"#
        => "link direct-booking-refused"
    a_plan_without_the_scheduling_api_since_then:
        403 r#"{"title":"Permission Denied","message":"Please upgrade to a paid Calendly account."}"#
        => "link direct-booking-refused"
    a_token_without_the_scope:
        403 r#"{"title":"Insufficient scope","message":"This operation requires the scopes listed in the 'required_scopes' array.","required_scopes":["scheduled_events:write"]}"#
        => "link direct-booking-refused"
    somebody_without_permission:
        403 r#"{"title":"Permission Denied","message":"You do not have permission"}"# => "link direct-booking-refused"
    somebody_without_permission_to_access_it:
        403 r#"{"title":"Permission Denied","message":"You do not have permission to access this resource."}"#
        => "link direct-booking-refused"
    a_token_that_is_invalid:
        401 r#"{"title":"Unauthenticated","message":"The access token is invalid"}"# => "502 token-refused"
    a_token_that_has_expired:
        401 r#"{"title":"Unauthenticated","message":"The access token expired"}"# => "502 token-refused"
    a_token_that_was_revoked:
        401 r#"{"title":"Unauthenticated","message":"The access token was revoked"}"# => "502 token-refused"
    an_event_type_that_is_gone:
        404 r#"{"title":"Resource Not Found","message":"The server could not find the requested resource."}"#
        => "404 event-type-not-found"
    something_that_exists_already:
        409 r#"{"title":"Already Exists","message":"The resource already exists"}"# => "link calendly-failed"
    a_calendar_that_cannot_be_reached:
        424 r#"{"title":"External Calendar Error","message":"There is a problem accessing your calendar."}"#
        => "link calendly-failed"
    a_limit_that_is_reached: 429 "{}" => "link rate-limited"
    a_limit_that_is_reached_in_words:
        429 r#"{"title":"Too Many Requests","message":"You have exceeded the rate limit."}"# => "link rate-limited"
    a_server_that_fails:
        500 r#"{"title":"Internal Server Error","message":"The server encountered an unexpected condition that prevented it from fulfilling the request."}"#
        => "link calendly-failed"
    a_server_in_front_that_fails: 503 "<html>503 Service Unavailable</html>" => "link calendly-failed"
    an_answer_that_cannot_be_read: 201 "<html>" => "link calendly-failed"
}

#[tokio::test(start_paused = true)]
async fn a_refusal_without_a_reason_or_as_not_found_of_a_time_that_is_gone_is_a_taken_slot() {
    for (status, body) in [(400, "{}"), (404, "{}")] {
        let deployment = deployment(&[]);
        let starts = deployment.starts("30min").await;
        deployment.fake.book_elsewhere("30min", &starts[9]);
        deployment.fake.plan("/invitees", Fault::Answer(status, body), 9);
        let answer = deployment.book(&crate::requests::booking(&starts[9])).await;
        assert_eq!(answer.problem(), "409 slot-taken", "{status}");
        assert!(!answer.json()["alternatives"].as_array().unwrap().is_empty());
    }
}

#[tokio::test(start_paused = true)]
async fn where_no_link_can_be_minted_either_calendlys_own_page_is_the_way_on() {
    for (status, booking, links) in [
        ("502 token-refused", 401, 401),
        ("503 calendly-unavailable", 429, 429),
        ("503 calendly-unavailable", 500, 500),
    ] {
        let deployment = deployment(&[]);
        let request = whole(&deployment).await;
        deployment.fake.plan("/invitees", Fault::Answer(booking, "{}"), 9);
        deployment.fake.plan("/scheduling_links", Fault::Answer(links, "{}"), 9);
        let answer = deployment.book(&request).await;
        assert_eq!(answer.problem(), status);
        let page = answer.json()["scheduling_url"].as_str().map(str::to_owned);
        assert!(
            page.is_some_and(|page| page.ends_with("/maya-lindqvist/discovery-session")),
            "{}",
            answer.text
        );
    }
}
