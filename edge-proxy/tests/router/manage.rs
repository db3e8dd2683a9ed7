//! A booking that its invitee comes back to: who may see it, and what they see.

use crate::{
    faults::Fault,
    requests::{Answer, Deployment, booking, deployment, deployment_of},
};
use axum::body::Body;
use core::time::Duration;
use http::{Request, StatusCode};
use sandbox::Options;
use serde_json::{Value, json};

/// A booking as its invitee holds it.
pub(crate) struct Held {
    pub(crate) booking: Value,
    pub(crate) token: String,
    /// `/v1/bookings/{id}`
    pub(crate) path: String,
}

impl Held {
    pub(crate) fn of(answer: &Answer) -> Self {
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
        let body = answer.json();
        let path = format!("/v1/bookings/{}", body["booking"]["id"].as_str().unwrap());
        let token = body["manage_token"].as_str().unwrap().to_owned();
        Self { booking: body["booking"].clone(), token, path }
    }

    /// The address of its calendar file.
    pub(crate) fn file(&self) -> String {
        self.booking["calendar_links"]["ics"].as_str().unwrap().to_owned()
    }

    pub(crate) fn start(&self) -> chrono::DateTime<chrono::Utc> {
        shared::instant::parse(self.booking["start"].as_str().unwrap()).unwrap()
    }
}

/// Books the `index`th free time of an event type.
pub(crate) async fn hold(deployment: &Deployment, slug: &str, index: usize) -> Held {
    let starts = deployment.starts(slug).await;
    let body = json!({
        "event_type": slug,
        "start": starts[index],
        "invitee": {"first_name": "Inês", "last_name": "Duarte", "email": "ines@example.com", "timezone": "Europe/Lisbon"},
    });
    let held = Held::of(&deployment.book(&body).await);
    deployment.fake.take_routes();
    held
}

/// Lets time go by until an instant.
pub(crate) async fn wait_until(deployment: &Deployment, instant: chrono::DateTime<chrono::Utc>) {
    let left = (instant - deployment.fake.time()).to_std().unwrap();
    tokio::time::advance(left).await;
}

#[tokio::test(start_paused = true)]
async fn a_booking_is_shown_as_it_was_confirmed() {
    let deployment = deployment(&[]);
    let held = hold(&deployment, "30min", 3).await;
    let answer = deployment.get_as(&held.token, &held.path).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.json(), json!({ "booking": held.booking }));
    assert_eq!(held.booking["status"], "active");
}

#[tokio::test(start_paused = true)]
async fn what_an_invitee_sees_has_the_documented_shape() {
    let deployment = deployment(&[]);
    let held = hold(&deployment, "coaching-session", 0).await;
    tokio::time::advance(Duration::from_secs(8)).await;
    let mut shown = deployment.get_as(&held.token, &held.path).await.json();
    let booking = &mut shown["booking"];
    for (pointer, mask) in [("/calendar_links/ics", "[address]"), ("/id", "[id]")] {
        *booking.pointer_mut(pointer).unwrap() = mask.into();
    }
    let id = held.booking["id"].as_str().unwrap();
    for key in ["cancel_url", "reschedule_url"] {
        booking[key] = booking[key].as_str().unwrap().replace(id, "[id]").into();
    }
    let uri = booking["invitee_uri"].as_str().unwrap();
    let (event, invitee) = uri.split_once("/invitees/").unwrap();
    assert_eq!(
        (event.rsplit_once('/').unwrap().0, invitee),
        ("https://api.calendly.com/scheduled_events", id)
    );
    booking["invitee_uri"] = "[uri]".into();
    insta::assert_json_snapshot!(shown);
}

#[tokio::test(start_paused = true)]
async fn a_conferences_link_that_comes_later_is_asked_for_again() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("coaching-session").await;
    let mut body = booking(&starts[0]);
    body["event_type"] = "coaching-session".into();
    body["invitee"] = json!({"first_name": "Inês", "email": "ines@example.com", "timezone": "UTC"});
    let began = tokio::time::Instant::now();
    let held = Held::of(&deployment.book(&body).await);
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    let reads = deployment.fake.take_routes().iter().filter(|route| route.starts_with("GET /sched")).count();
    assert_eq!(reads, 2, "one look and one more");
    assert_eq!(held.booking["location"], json!({"kind": "zoom_conference", "status": "processing"}));

    let place =
        async || deployment.get_as(&held.token, &held.path).await.json()["booking"]["location"].clone();
    assert_eq!(place().await["status"], "processing");
    tokio::time::advance(Duration::from_secs(8)).await;
    let place = place().await;
    assert_eq!(place["status"], "pushed");
    assert!(place["join_url"].as_str().unwrap().starts_with("https://zoom.example/j/"));
}

#[tokio::test(start_paused = true)]
async fn a_booking_whose_event_cannot_be_read_is_confirmed_with_what_is_known() {
    for fault in [Fault::Answer(500, "{}"), Fault::Reset, Fault::Hang, Fault::Answer(404, "{}")] {
        let deployment = deployment(&[]);
        let starts = deployment.starts("30min").await;
        deployment.fake.plan("/scheduled_events", fault.clone(), 99);
        let began = tokio::time::Instant::now();
        let held = Held::of(&deployment.book(&booking(&starts[0])).await);
        assert!(began.elapsed() < Duration::from_secs(4), "{fault:?}: {:?}", began.elapsed());
        let expected = json!({"kind": "google_conference", "status": "processing"});
        assert_eq!(held.booking["location"], expected, "{fault:?}");
        assert_eq!(held.booking["name"], "30 Minute Meeting");
        deployment.fake.heal();
        let shown = deployment.get_as(&held.token, &held.path).await.json();
        assert!(shown["booking"]["location"]["join_url"].is_string(), "{shown}");
    }
}

/// Every route of one booking, asked with this in `Authorization`.
async fn outcomes(deployment: &Deployment, path: &str, authorization: Option<&str>) -> Vec<String> {
    let mut outcomes = Vec::new();
    for (method, route, body) in [("GET", "", ""), ("GET", "/calendar.ics", ""), ("POST", "/cancel", "{}")] {
        let mut request = Request::builder().method(method).uri(format!("{path}{route}"));
        if let Some(value) = authorization {
            request = request.header("authorization", value);
        }
        let request = request.header("content-type", "application/json").body(Body::from(body));
        let answer = deployment.send(request.unwrap()).await;
        if answer.status == StatusCode::UNAUTHORIZED {
            assert_eq!(answer.header("www-authenticate"), "Bearer");
        }
        let is_problem = answer.status.is_client_error();
        outcomes.push(if is_problem { answer.problem() } else { answer.status.to_string() });
    }
    outcomes
}

#[tokio::test(start_paused = true)]
async fn nothing_but_the_bookings_own_token_opens_it() {
    let deployment = deployment(&[]);
    let other = hold(&deployment, "30min", 9).await;
    let held = hold(&deployment, "30min", 3).await;
    let calendar_token = held.file().split_once("token=").unwrap().1.to_owned();
    let refused = ["401 manage-token-invalid"; 3];
    for wrong in [
        None,
        Some(String::new()),
        Some("Bearer ".into()),
        Some("Bearer x".into()),
        Some(format!("Basic {}", held.token)),
        Some(held.token.clone()),
        Some(format!("Bearer {}x", held.token)),
        Some(format!("Bearer {}", other.token)),
        Some(format!("Bearer {calendar_token}")),
    ] {
        let found = outcomes(&deployment, &held.path, wrong.as_deref()).await;
        assert_eq!(found, refused, "{wrong:?}");
    }
    assert!(deployment.fake.take_routes().is_empty(), "Calendly is not asked on behalf of strangers");
    let right = format!("bearer {}", held.token);
    assert_eq!(outcomes(&deployment, &held.path, Some(&right)).await, ["200 OK"; 3]);
}

#[tokio::test(start_paused = true)]
async fn a_token_ends_with_the_event() {
    let deployment = deployment(&[]);
    let held = hold(&deployment, "30min", 3).await;
    let authorization = format!("Bearer {}", held.token);
    wait_until(&deployment, held.start() + chrono::TimeDelta::minutes(29)).await;
    let during = outcomes(&deployment, &held.path, Some(&authorization)).await;
    assert_eq!(during, ["200 OK", "200 OK", "409 booking-started"]);
    wait_until(&deployment, held.start() + chrono::TimeDelta::minutes(30)).await;
    let after = outcomes(&deployment, &held.path, Some(&authorization)).await;
    assert_eq!(after, ["401 manage-token-invalid"; 3]);
}

#[tokio::test(start_paused = true)]
async fn without_a_key_there_are_no_tokens_and_none_is_believed() {
    let deployment = deployment(&[("CALENDLY_TOKEN", sandbox::DEMO_TOKEN)]);
    let starts = deployment.starts("30min").await;
    let answer = deployment.book(&booking(&starts[0])).await.json();
    assert_eq!(answer["manage_token"], Value::Null);
    let links = answer["booking"]["calendar_links"].as_object().unwrap();
    assert_eq!(links.keys().collect::<Vec<_>>(), ["google", "office365", "outlook"]);
    let foreign = crate::requests::deployment(&[]);
    let held = hold(&foreign, "30min", 0).await;
    let path = format!("/v1/bookings/{}", answer["booking"]["id"].as_str().unwrap());
    let found = outcomes(&deployment, &path, Some(&format!("Bearer {}", held.token))).await;
    assert_eq!(found, ["401 manage-token-invalid"; 3]);
}

#[tokio::test(start_paused = true)]
async fn each_failure_of_calendlys_is_told_apart() {
    let deployment = deployment(&[]);
    let held = hold(&deployment, "30min", 3).await;
    for (part, status, expected) in [
        ("", 404, "404 booking-not-found"),
        ("/invitees/", 404, "404 booking-not-found"),
        ("", 401, "502 token-refused"),
        ("", 403, "502 token-refused"),
        ("", 500, "503 calendly-unavailable"),
        ("/invitees/", 429, "503 calendly-unavailable"),
    ] {
        deployment.fake.plan_for("/scheduled_events", part, Fault::Answer(status, "{}"), 99);
        for path in [held.path.clone(), format!("{}/calendar.ics", held.path)] {
            assert_eq!(deployment.get_as(&held.token, &path).await.problem(), expected, "{status} {part}");
        }
        deployment.fake.heal();
    }
    deployment.fake.plan("/scheduled_events", Fault::Answer(500, "{}"), 2);
    assert_eq!(deployment.get_as(&held.token, &held.path).await.status, StatusCode::OK, "tried again");
}

#[tokio::test(start_paused = true)]
async fn a_booking_is_shown_even_when_nothing_else_is_known_of_the_account() {
    let deployment = deployment(&[]);
    let held = hold(&deployment, "30min", 30).await;
    // Whatever was kept of the account is older than a day, and there is nothing new.
    tokio::time::advance(Duration::from_hours(25)).await;
    deployment.fake.plan("/users/me", Fault::Answer(403, "{}"), 99);
    let shown = deployment.elsewhere().get_as(&held.token, &held.path).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    let booking = &shown.json()["booking"];
    assert_eq!((&booking["event_type"], &booking["timezone"]), (&"30min".into(), &"Europe/Lisbon".into()));
    assert_eq!((&booking["host_name"], &booking["host_timezone"]), (&"Maya Lindqvist".into(), &Value::Null));
}

#[tokio::test(start_paused = true)]
async fn a_booking_moved_on_calendlys_page_says_so() {
    let deployment = deployment(&[]);
    let held = hold(&deployment, "30min", 3).await;
    let start = deployment.starts("30min").await[7].clone();
    let page = format!("{}/{start}", held.booking["reschedule_url"].as_str().unwrap());
    let status = deployment.fake.submit_page(&page, "name=In%C3%AAs&email=ines%40example.com");
    assert_eq!(status, StatusCode::OK);
    let shown = deployment.get_as(&held.token, &held.path).await.json();
    assert_eq!(
        (&shown["booking"]["status"], &shown["booking"]["rescheduled"]),
        (&"canceled".into(), &true.into())
    );
}

#[tokio::test(start_paused = true)]
async fn the_routes_of_a_booking_have_their_methods_and_no_parameters() {
    let deployment = deployment(&[]);
    let held = hold(&deployment, "30min", 3).await;
    for (method, route, allowed) in
        [("DELETE", "", "GET,HEAD"), ("GET", "/cancel", "POST"), ("POST", "/calendar.ics", "GET,HEAD")]
    {
        let request = Request::builder().method(method).uri(format!("{}{route}", held.path));
        let answer = deployment.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.problem(), "405 method-not-allowed");
        assert_eq!(answer.header("allow"), allowed);
    }
    let expected = "400 invalid-query manage_token=unknown-field";
    let path = format!("{}?manage_token={}", held.path, held.token);
    assert_eq!(deployment.get(&path).await.problem(), expected, "a manage token has no place in an address");
}

#[tokio::test(start_paused = true)]
async fn a_public_deployment_has_no_bookings_to_show() {
    let key = ("SIGNING_KEY", "0123456789abcdef0123456789abcdef");
    let public = deployment_of(
        &[("CALENDLY_SCHEDULING_URL", "https://calendly.com/me"), key],
        Options::default(),
        Duration::ZERO,
    );
    let connected = deployment(&[("CALENDLY_TOKEN", sandbox::DEMO_TOKEN), key]);
    let held = hold(&connected, "30min", 0).await;
    let answer = public.get_as(&held.token, &held.path).await;
    assert_eq!(answer.problem(), "409 not-connected");
    assert_eq!(answer.json()["scheduling_url"], "https://calendly.com/me");
}
