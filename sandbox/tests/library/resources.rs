//! The smaller resources: busy times, schedules, memberships, no-shows, deletion of personal data.

use chrono::Duration;
use http::{Method, StatusCode};
use sandbox::{Options, Plan};
use serde_json::{Value, json};

use crate::client::{Client, path};

#[test]
fn busy_times_show_bookings_with_their_buffers_between_the_entries_of_the_calendar() {
    let mut client = Client::default();
    let start = client.starts("coaching-session", 5).remove(0);
    let invitee = client.book("coaching-session", &start);
    let user = client.me();
    let range = "start_time=2026-11-20T15:01:00Z&end_time=2026-11-27T15:01:00Z";
    let busy = client.get(&format!("/user_busy_times?user={user}&{range}")).json();
    let busy = busy["collection"].as_array().expect("a list");
    let starts: Vec<&str> = busy.iter().map(|one| one["start_time"].as_str().expect("a time")).collect();
    assert!(starts.is_sorted());
    assert!(busy.iter().any(|one| one["type"] == "external"));
    let own: Vec<&Value> = busy.iter().filter(|one| one["type"] == "calendly").collect();
    let expected = json!({
        "type": "calendly",
        "start_time": "2026-11-20T19:00:00.000000Z",
        "end_time": "2026-11-20T19:50:00.000000Z",
        "buffered_start_time": "2026-11-20T18:50:00.000000Z",
        "buffered_end_time": "2026-11-20T19:50:00.000000Z",
        "event": { "uri": invitee["event"] },
    });
    assert_eq!(own, [&expected]);
    let too_long = "start_time=2026-11-20T15:01:00Z&end_time=2026-11-27T15:01:01Z";
    let refused = client.get(&format!("/user_busy_times?user={user}&{too_long}")).json();
    assert_eq!(refused["details"][0]["message"], "date range can be no greater than 7 days");
}

#[test]
fn schedules_have_weekly_rules_and_dates_that_override_them() {
    let mut client = Client::default();
    let user = client.me();
    let list = client.get(&format!("/user_availability_schedules?user={user}")).json();
    let first = &list["collection"][0];
    assert_eq!((&first["default"], &first["timezone"]), (&json!(true), &json!("America/New_York")));
    let rules = first["rules"].as_array().expect("rules");
    let rule = |key: &str, value: &str| rules.iter().find(|rule| rule[key] == value).expect("a rule").clone();
    let office = json!([{ "from": "09:00", "to": "12:00" }, { "from": "13:00", "to": "17:00" }]);
    assert_eq!(rule("wday", "monday"), json!({ "type": "wday", "wday": "monday", "intervals": office }));
    assert_eq!(rule("wday", "sunday")["intervals"], json!([]));
    for closed in ["2026-11-02", "2027-03-15", "2027-11-08", "2026-11-26"] {
        assert_eq!(rule("date", closed), json!({ "type": "date", "date": closed, "intervals": [] }));
    }
    assert_eq!(client.get(&path(&first["uri"])).json()["resource"], *first);
}

#[test]
fn members_are_found_by_organization_user_role_and_address() {
    let mut client = Client::default();
    let (organization, user) = (client.organization(), client.me());
    for (query, expected) in [
        (format!("organization={organization}"), 2),
        (format!("user={user}"), 1),
        (format!("organization={organization}&role=owner"), 1),
        ("email=tomas@northlight.example".to_owned(), 1),
        ("email=nobody@northlight.example".to_owned(), 0),
    ] {
        let list = client.get(&format!("/organization_memberships?{query}")).json();
        assert_eq!(list["pagination"]["count"], expected, "{query}");
        if let Some(member) = list["collection"].get(0) {
            assert_eq!(client.get(&path(&member["uri"])).json()["resource"], *member);
        }
    }
    assert_eq!(client.get(&path(&json!(organization))).json()["resource"]["plan"], "professional");
}

#[test]
fn who_did_not_come_can_be_marked_and_unmarked() {
    let mut client = Client::default();
    let start = client.starts("30min", 7).remove(0);
    let invitee = client.book("30min", &start);
    let body = json!({ "invitee": invitee["uri"] });
    assert_eq!(client.post("/invitee_no_shows", &body).status, StatusCode::BAD_REQUEST);
    client.advance(Duration::days(8));
    let marked = client.post("/invitee_no_shows", &body);
    assert_eq!(marked.status, StatusCode::CREATED);
    let mark = marked.json()["resource"].clone();
    assert_eq!(client.get(&path(&mark["uri"])).json()["resource"], mark);
    let shown = client.get(&path(&invitee["uri"])).json();
    assert_eq!(shown["resource"]["no_show"], json!({ "uri": mark["uri"], "created_at": mark["created_at"] }));
    assert_eq!(client.send(Method::DELETE, &path(&mark["uri"]), "").status, StatusCode::NO_CONTENT);
    assert_eq!(client.get(&path(&invitee["uri"])).json()["resource"]["no_show"], json!(null));
    let canceled = client.post(&format!("{}/cancellation", path(&invitee["event"])), &json!({}));
    assert_eq!(canceled.json(), json!({ "title": "Permission Denied", "message": "Event in the past" }));
}

#[test]
fn personal_data_can_be_deleted_on_the_enterprise_plan() {
    let body = json!({ "emails": ["ada@example.com"] });
    let refused = Client::default().post("/data_compliance/deletion/invitees", &body);
    let expected = json!({ "status": 403, "body": {
        "title": "Permission Denied", "message": "Please upgrade your Calendly account to Enterprise.",
    }});
    assert_eq!(refused.document(), expected);

    let mut client = Client::new(Options { plan: Plan::Enterprise, ..Options::default() });
    let start = client.starts("30min", 7).remove(0);
    let invitee = client.book("30min", &start);
    let accepted = client.post("/data_compliance/deletion/invitees", &body);
    assert_eq!((accepted.status, accepted.text.as_str()), (StatusCode::ACCEPTED, "{}"));
    let shown = client.get(&path(&invitee["uri"]));
    assert!(!shown.text.contains("Ada") && !shown.text.contains("ada@"), "{}", shown.text);
}

#[test]
fn the_account_already_has_bookings_unless_told_otherwise() {
    let mut client = Client::new(Options::default());
    let organization = client.organization();
    let events = client.get(&format!("/scheduled_events?organization={organization}&count=100")).json();
    assert!(events["collection"].as_array().expect("a list").len() >= 5);
    let seats: Vec<Value> = client
        .available("onboarding-workshop", 28)
        .iter()
        .map(|time| time["invitees_remaining"].clone())
        .collect();
    assert!(
        seats.iter().any(|seats| *seats != json!(8)) && seats.contains(&json!(8)) || seats.len() < 6,
        "{seats:?}"
    );
}

#[test]
fn lists_of_events_can_be_sorted_filtered_and_refuse_what_they_do_not_know() {
    let mut client = Client::new(Options::default());
    let user = client.me();
    let start_of = |event: &Value| event["start_time"].as_str().expect("a time").to_owned();
    for (order, is_rising) in [("asc", true), ("desc", false)] {
        let list = client.get(&format!("/scheduled_events?user={user}&sort=start_time:{order}")).json();
        let mut starts: Vec<String> =
            list["collection"].as_array().expect("a list").iter().map(start_of).collect();
        if !is_rising {
            starts.reverse();
        }
        assert!(starts.len() > 2 && starts.is_sorted(), "{order}");
    }
    for query in
        ["sort=name:asc", "status=gone", "count=0", "count=101", "page_token=made-up", "min_start_time=now"]
    {
        let reply = client.get(&format!("/scheduled_events?user={user}&{query}"));
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{query}");
    }
}
