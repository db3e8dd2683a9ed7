//! Zones: the list to choose from, the default that the edge guesses, and what a wrong name is answered.

use crate::requests::{Answer, Deployment, booking, deployment};
use axum::body::Body;
use edge_proxy::visitor::EdgeTimezone;
use http::{Request, StatusCode};
use serde_json::{Value, json};

const SLOTS: &str = "/v1/event-types/30min/slots";

#[tokio::test(start_paused = true)]
async fn the_list_has_the_documented_shape() {
    let deployment = deployment(&[]);
    let answer = deployment.get("/v1/timezones").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(deployment.fake.take_routes().is_empty(), "Calendly is not asked");
    let mut list = answer.json();
    list["tzdb"] = "[release]".into();
    let zones = list["timezones"].as_array_mut().unwrap();
    assert!(zones.len() > 400, "{}", zones.len());
    let utc = zones.iter().find(|zone| zone["id"] == "UTC").unwrap();
    let known = json!({"id": "UTC", "city": "UTC", "offset_seconds": 0, "abbreviation": "UTC"});
    assert_eq!(*utc, known, "which lies in no country");
    zones.truncate(5);
    insta::assert_json_snapshot!(list);
}

#[tokio::test(start_paused = true)]
async fn the_list_may_be_kept_for_an_hour_and_is_not_sent_twice() {
    let deployment = deployment(&[]);
    let first = deployment.get("/v1/timezones").await;
    assert_eq!(first.header("cache-control"), "public, max-age=3600");
    let ask = |tag: String| Request::get("/v1/timezones").header("if-none-match", tag).body(Body::empty());

    // An hour later nothing has changed, and the tag is the same.
    tokio::time::advance(core::time::Duration::from_hours(1)).await;
    let again = deployment.send(ask(first.header("etag").to_owned()).unwrap()).await;
    assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    assert_eq!(again.header("cache-control"), "public, max-age=3600");
    assert_eq!(again.header("etag"), first.header("etag"));

    let other = deployment.send(ask("W/\"older\"".to_owned()).unwrap()).await;
    assert_eq!((other.status, other.text), (StatusCode::OK, first.text));
}

#[tokio::test(start_paused = true)]
async fn a_list_is_not_kept_past_the_next_change_of_a_clock() {
    let deployment = deployment(&[]);
    let first = deployment.get("/v1/timezones").await;
    assert_eq!(first.json()["at"], "2026-11-01T11:00:00Z", "when the last place left summer time");
    // Havana is the first to begin it.
    let shortly_before = shared::instant::parse("2027-03-14T04:30:00Z").unwrap();
    let today = shared::instant::parse("2026-11-20T12:00:00Z").unwrap();
    tokio::time::advance((shortly_before - today).to_std().unwrap()).await;
    let last = deployment.get("/v1/timezones").await;
    assert_eq!(last.header("cache-control"), "public, max-age=1800");
    assert_eq!(last.header("etag"), first.header("etag"));
    tokio::time::advance(core::time::Duration::from_mins(30)).await;
    let next = deployment.get("/v1/timezones").await;
    assert_ne!(next.header("etag"), first.header("etag"));
    assert_eq!(next.json()["at"], "2027-03-14T05:00:00Z");
}

#[tokio::test(start_paused = true)]
async fn the_list_has_no_parameters_and_needs_no_account() {
    let public = deployment(&[("CALENDLY_SCHEDULING_URL", "https://calendly.com/acme")]);
    assert_eq!(public.get("/v1/timezones").await.status, StatusCode::OK);
    let answer = public.get("/v1/timezones?at=2026-11-20").await;
    assert_eq!(answer.problem(), "400 invalid-query at=unknown-field");
    let posted = public.post("/v1/timezones", None, &json!({})).await;
    assert_eq!(posted.problem(), "405 method-not-allowed");
}

async fn ask_from(deployment: &Deployment, zone: &str, query: &str) -> Answer {
    let guess = EdgeTimezone(zone.to_owned());
    let request = Request::get(format!("{SLOTS}{query}")).extension(guess);
    deployment.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test(start_paused = true)]
async fn who_names_no_zone_is_answered_in_the_one_the_edge_guesses() {
    let deployment = deployment(&[]);
    let zone = |answer: Answer| answer.json()["timezone"]["id"].as_str().unwrap().to_owned();
    assert_eq!(zone(ask_from(&deployment, "Asia/Tokyo", "").await), "Asia/Tokyo");
    assert_eq!(zone(ask_from(&deployment, "Asia/Tokyo", "?timezone=Europe/Lisbon").await), "Europe/Lisbon");
    assert_eq!(zone(ask_from(&deployment, "Mars/Base", "").await), "UTC");
    assert_eq!(zone(deployment.get(SLOTS).await), "UTC");
}

#[tokio::test(start_paused = true)]
async fn a_link_is_accepted_and_keeps_its_name() {
    let answer = deployment(&[]).get(&format!("{SLOTS}?timezone=asia/calcutta")).await.json();
    assert_eq!(answer["timezone"]["id"], "Asia/Calcutta");
    assert_eq!(answer["timezone"]["offsets"][0]["offset_seconds"], 19_800);
}

#[track_caller]
fn check_suggestion(answer: &Answer, place: &str) {
    let error = answer.json()["errors"][0].clone();
    assert_eq!(error["parameter"].as_str().or(error["pointer"].as_str()), Some(place), "{error}");
    assert_eq!(error["code"], "unknown-timezone");
    assert_eq!(error["suggestions"], json!(["Europe/Lisbon"]), "{error}");
    assert!(error["detail"].as_str().unwrap().ends_with("Did you mean Europe/Lisbon?"), "{error}");
    assert!(!answer.text.contains("Lisboa"), "what was written is not repeated");
}

#[tokio::test(start_paused = true)]
async fn a_wrong_name_suggests_the_right_one_wherever_it_stands() {
    let deployment = deployment(&[]);
    let in_query = deployment.get(&format!("{SLOTS}?timezone=Europe/Lisboa")).await;
    check_suggestion(&in_query, "timezone");

    let mut body: Value = booking("2026-11-24T15:00:00Z");
    body["invitee"]["timezone"] = "Europe/Lisboa".into();
    check_suggestion(&deployment.book(&body).await, "/invitee/timezone");
    check_suggestion(&deployment.post("/v1/links", None, &body).await, "/invitee/timezone");

    let hopeless = deployment.get(&format!("{SLOTS}?timezone=Mars/Base")).await.json();
    assert_eq!(hopeless["errors"][0].get("suggestions"), None, "rather than an empty list");
}
