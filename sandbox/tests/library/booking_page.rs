//! The pages people book on: prefilled, usable once, and deaf to whatever an address tries to smuggle in.

use chrono::Duration;
use http::{Method, StatusCode};
use sandbox::Options;
use serde_json::{Value, json};

use crate::client::{Client, Reply};

/// A fresh single-use link of an event type, as a path.
fn link(client: &mut Client, slug: &str) -> String {
    let owner = client.event_type_uri(slug);
    let body = json!({ "max_event_count": 1, "owner": owner, "owner_type": "EventType" });
    let reply = client.post("/scheduling_links", &body);
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
    let resource = reply.json()["resource"].clone();
    assert_eq!((&resource["owner"], &resource["owner_type"]), (&json!(owner), &json!("EventType")));
    let url = resource["booking_url"].as_str().expect("an address");
    url.strip_prefix("http://127.0.0.1:8787").expect("the public address").to_owned()
}

fn submit(client: &mut Client, path: &str, form: &str) -> Reply {
    client.token = None;
    client.send(Method::POST, path, form.to_owned())
}

fn events(client: &mut Client) -> Value {
    client.token = Some(sandbox::DEMO_TOKEN.to_owned());
    let organization = client.organization();
    client.get(&format!("/scheduled_events?organization={organization}")).json()["collection"].clone()
}

#[test]
fn a_single_use_link_books_once() {
    let mut client = Client::default();
    let path = link(&mut client, "30min");
    let starts = client.starts("30min", 7);
    let form = "name=Ada+Byron&email=ada%40example.com&a1=Nothing&timezone=Europe%2FLondon";
    let done = submit(&mut client, &format!("{path}/{}?utm_source=mail", starts[0]), form);
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    assert!(done.text.contains("You are scheduled"));
    for again in [format!("{path}/{}", starts[1]), path.clone()] {
        let refused = submit(&mut client, &again, form);
        assert_eq!(refused.status, StatusCode::GONE);
        assert!(refused.text.contains("already been used"));
    }
    let events = events(&mut client);
    assert_eq!(events.as_array().map(Vec::len), Some(1));
    let invitees = client.get(&format!("{}/invitees", crate::client::path(&events[0]["uri"]))).json();
    let invitee = &invitees["collection"][0];
    assert_eq!(invitee["scheduling_method"], "instant_book");
    assert_eq!(invitee["timezone"], "Europe/London");
    assert_eq!(invitee["tracking"]["utm_source"], "mail");
    assert_eq!(invitee["questions_and_answers"][0]["answer"], "Nothing");
    assert_eq!(invitee["invitee_scheduled_by"], json!(null));
}

#[test]
fn an_unused_link_ends_after_ninety_days_and_an_unknown_one_never_was() {
    let mut client = Client::default();
    let path = link(&mut client, "30min");
    client.advance(Duration::days(90));
    assert_eq!(client.get(&path).status, StatusCode::OK);
    client.advance(Duration::seconds(1));
    assert_eq!(client.get(&path).status, StatusCode::GONE);
    for unknown in
        ["/d/none-abc-def/30min", "/maya-lindqvist/nothing", "/maya-lindqvist/quarterly-review", "/d"]
    {
        assert_eq!(client.get(unknown).status, StatusCode::NOT_FOUND, "{unknown}");
    }
}

#[test]
fn a_time_in_the_address_leads_to_the_form_with_everything_filled_in() {
    let mut client = Client::default();
    let path = link(&mut client, "discovery-session");
    let start = client.starts("discovery-session", 14).remove(0);
    let query = "month=2026-11&date=2026-11-24&name=Ada%20Byron&email=ada%40example.com&a1=Engines&a3=%2B14155551234&a4=2&a5=1,3";
    // The address may also be written with an offset, and in the visitor's words for the same instant.
    let local = chrono::DateTime::parse_from_rfc3339(&start).expect("a time");
    let local = local.with_timezone(&chrono::FixedOffset::east_opt(7200).expect("an offset")).to_rfc3339();
    for time in [start.clone(), local.replace('+', "%2B")] {
        let page = client.get(&format!("{path}/{time}?{query}"));
        assert_eq!(page.status, StatusCode::OK);
        for filled in [
            r#"name="name" autocomplete="name" value="Ada Byron""#,
            r#"value="ada@example.com""#,
            r#"value="Engines""#,
            r#"value="+14155551234""#,
            r#"type="radio" name="a4" value="2" checked"#,
            r#"type="checkbox" name="a5" value="1" checked"#,
            r#"type="checkbox" name="a5" value="3" checked"#,
        ] {
            assert!(page.text.contains(filled), "{filled}\n{}", page.text);
        }
        assert!(!page.text.contains("How did you hear"), "a disabled question is not asked");
    }
}

#[test]
fn what_is_wrong_with_a_form_is_said_and_nothing_typed_is_lost() {
    let mut client = Client::default();
    let path = link(&mut client, "discovery-session");
    let start = client.starts("discovery-session", 14).remove(0);
    let form = "name=&email=ada&a1=Engines&a3=soon";
    let page = submit(&mut client, &format!("{path}/{start}"), form);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in
        ["Please enter your name.", "valid e-mail address", "value=\"Engines\"", "How large is your team?”"]
    {
        assert!(page.text.contains(said), "{said}\n{}", page.text);
    }
    let form = "name=Ada&email=ada%40example.com&a1=Engines&a3=%2B14155551234&a4=2&a5=1&a5=2&a5_other=Steam";
    assert_eq!(submit(&mut client, &format!("{path}/{start}"), form).status, StatusCode::OK);
    let events = events(&mut client);
    let invitees = client.get(&format!("{}/invitees", crate::client::path(&events[0]["uri"]))).json();
    let answers = &invitees["collection"][0]["questions_and_answers"];
    assert_eq!(answers[2]["answer"], "2–10");
    assert_eq!(answers[3]["answer"], "Brand identity\nWebsite\nSteam");
}

#[test]
fn a_start_that_went_meanwhile_leads_back_to_the_calendar_and_the_link_stays_good() {
    let mut client = Client::default();
    let path = link(&mut client, "30min");
    let starts = client.starts("30min", 7);
    client.book("30min", &starts[0]);
    let form = "name=Ada&email=ada%40example.com";
    let gone = submit(&mut client, &format!("{path}/{}", starts[0]), form);
    assert_eq!(gone.status, StatusCode::CONFLICT);
    assert!(gone.text.contains("no longer available"));
    assert_eq!(submit(&mut client, &format!("{path}/{}", starts[1]), form).status, StatusCode::OK);
}

#[test]
fn the_calendar_lists_the_times_of_the_chosen_day_in_the_chosen_zone() {
    let mut client = Client::default();
    let start = client.starts("30min", 7).remove(0);
    let page =
        client.get("/maya-lindqvist/30min?month=2026-11&date=2026-11-20&timezone=Europe/Berlin&name=Ada");
    assert_eq!(page.status, StatusCode::OK);
    // 19:00 UTC is eight in the evening in Berlin.
    assert_eq!(start, "2026-11-20T19:00:00.000000Z");
    assert!(page.text.contains("8:00 pm"), "{}", page.text);
    let link = "/maya-lindqvist/30min/2026-11-20T19:00:00Z?month=2026-11&amp;date=2026-11-20&amp;timezone=Europe%2FBerlin&amp;name=Ada";
    assert!(page.text.contains(link), "{}", page.text);
}

#[test]
fn hostile_values_stay_text() {
    let mut client = Client::default();
    let start = client.starts("30min", 7).remove(0);
    let hostile = "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E";
    let fields = [
        "name",
        "email",
        "a1",
        "guests",
        "location",
        "utm_source",
        "date",
        "month",
        "timezone",
        "embed_domain",
        hostile,
    ];
    let query = fields.map(|field| format!("{field}={hostile}")).join("&");
    let pages = [
        client.get(&format!("/maya-lindqvist/30min/{start}?{query}")),
        client.get(&format!("/maya-lindqvist/30min?{query}")),
        client.get(&format!("/maya-lindqvist/30min/{hostile}?{query}")),
        submit(&mut client, &format!("/maya-lindqvist/30min/{start}?{query}"), &query),
    ];
    for page in pages {
        assert!(!page.text.contains("<img") && !page.text.contains("<script>alert"), "{}", page.text);
        assert_eq!(page.text.matches("<script>").count(), 1, "only our own script is in the page");
        let policy = page.headers["content-security-policy"].to_str().expect("text");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    }
}

#[test]
fn the_page_around_is_told_only_when_it_asked() {
    let mut client = Client::default();
    let start = client.starts("30min", 7).remove(0);
    let path = format!("/maya-lindqvist/30min/{start}");
    assert!(!client.get(&path).text.contains("data-events"));
    let form = client.get(&format!("{path}?embed_domain=example.com"));
    assert!(
        form.text.contains(r#"data-events="calendly.event_type_viewed calendly.date_and_time_selected""#)
    );
    let done = submit(&mut client, &format!("{path}?embed_domain=1"), "name=Ada&email=ada%40example.com");
    assert!(done.text.contains(r#"data-events="calendly.event_scheduled""#), "{}", done.text);
    let event = events(&mut client)[0]["uri"].as_str().expect("a URI").to_owned();
    assert!(done.text.contains(&format!("data-event-uri=\"{event}\"")));
    assert!(done.text.contains(&format!("data-invitee-uri=\"{event}/invitees/")));
}

#[test]
fn an_invitee_can_move_a_meeting_and_cancel_it() {
    let mut client = Client::default();
    let starts = client.starts("30min", 7);
    let old = client.book("30min", &starts[0]);
    let own_page = |url: &Value| {
        let url = url.as_str().expect("an address");
        url.strip_prefix("http://127.0.0.1:8787").expect("the public address").to_owned()
    };
    let reschedule = own_page(&old["reschedule_url"]);
    let form = client.get(&format!("{reschedule}/{}", starts[1]));
    assert!(form.text.contains("value=\"ada@example.com\""));
    let moved =
        submit(&mut client, &format!("{reschedule}/{}", starts[1]), "name=Ada&email=ada%40example.com");
    assert_eq!(moved.status, StatusCode::OK, "{}", moved.text);
    client.token = Some(sandbox::DEMO_TOKEN.to_owned());
    let old = client.get(&crate::client::path(&old["uri"])).json()["resource"].clone();
    assert_eq!((&old["status"], &old["rescheduled"]), (&json!("canceled"), &json!(true)));
    let new = client.get(&crate::client::path(&old["new_invitee"])).json()["resource"].clone();
    assert_eq!((&new["old_invitee"], &new["rescheduled"]), (&old["uri"], &json!(false)));
    assert!(client.starts("30min", 7).contains(&starts[0]), "the old time is free again");

    let cancel = own_page(&new["cancel_url"]);
    assert!(client.get(&cancel).text.contains("Cancel the meeting"));
    assert_eq!(submit(&mut client, &cancel, "reason=Rain").status, StatusCode::OK);
    assert_eq!(submit(&mut client, &cancel, "reason=Rain").status, StatusCode::GONE);
    assert_eq!(submit(&mut client, &reschedule, "").status, StatusCode::GONE);
    client.token = Some(sandbox::DEMO_TOKEN.to_owned());
    let canceled = client.get(&crate::client::path(&new["uri"])).json();
    assert_eq!(canceled["resource"]["cancellation"]["canceler_type"], "invitee");
    assert_eq!(canceled["resource"]["cancellation"]["reason"], "Rain");
}

#[test]
fn pages_may_live_under_a_path_of_another_site() {
    let public_url = "https://demo.example/calendly".to_owned();
    let mut client = Client::new(Options { public_url, ..Options::default() });
    assert_eq!(
        client.event_type("30min")["scheduling_url"],
        "https://demo.example/calendly/maya-lindqvist/30min"
    );
    let page = client.get("/maya-lindqvist/30min");
    assert!(page.text.contains("href=\"/calendly/maya-lindqvist/30min?"), "{}", page.text);
    assert!(client.get("/maya-lindqvist").text.contains("30 Minute Meeting"));
    assert!(!client.get("/maya-lindqvist").text.contains("Board Advisory"));
}
