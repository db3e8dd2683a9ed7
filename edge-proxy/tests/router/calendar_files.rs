//! `calendar.ics` and the addresses that lead into calendars, as an invitee meets them.

use crate::{
    manage::{Held, hold, wait_until},
    requests::{Answer, Deployment, booking, deployment},
};
use axum::body::Body;
use core::time::Duration;
use http::{Request, StatusCode};
use icalendar::{Calendar, CalendarComponent, Component as _, Event, EventLike as _, EventStatus};
use serde_json::json;

/// The event in an answer, as a calendar reads it.
#[track_caller]
fn event(answer: &Answer) -> Event {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    let calendar: Calendar = answer.text.parse().unwrap();
    let [CalendarComponent::Event(event)] = calendar.components.as_slice() else { panic!("{}", answer.text) };
    event.clone()
}

async fn file(deployment: &Deployment, held: &Held) -> Event {
    event(&deployment.get(&held.file()).await)
}

#[tokio::test(start_paused = true)]
async fn a_plain_link_fetches_the_file() {
    let deployment = deployment(&[]);
    let held = hold(&deployment, "coaching-session", 0).await;
    tokio::time::advance(Duration::from_secs(8)).await;
    let answer = deployment.get(&held.file()).await;
    let day = held.start().format("%Y-%m-%d");
    let disposition = format!("attachment; filename=\"coaching-session-{day}.ics\"");
    assert_eq!(answer.header("content-disposition"), disposition);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");

    let event = event(&answer);
    let join_url = event.get_url().unwrap();
    assert!(join_url.starts_with("https://zoom.example/j/"), "{join_url}");
    assert_eq!(event.get_location(), Some(join_url));
    let (cancel, reschedule) = (&held.booking["cancel_url"], &held.booking["reschedule_url"]);
    let (cancel, reschedule) = (cancel.as_str().unwrap(), reschedule.as_str().unwrap());
    let description = format!("Join: {join_url}\nReschedule: {reschedule}\nCancel: {cancel}");
    assert_eq!(event.get_description(), Some(description.as_str()));
    assert_eq!(event.get_status(), Some(EventStatus::Confirmed));
    for private in ["ines", "maya-lindqvist@", "@", "ORGANIZER", "ATTENDEE", &held.token] {
        assert!(!answer.text.contains(private), "{private} in {}", answer.text);
    }
    let by_header = deployment.get_as(&held.token, &format!("{}/calendar.ics", held.path)).await;
    assert_eq!(by_header.text, answer.text, "the manage token fetches the same");
}

#[tokio::test(start_paused = true)]
async fn every_change_raises_the_sequence_and_keeps_the_uid() {
    let deployment = deployment(&[]);
    let held = hold(&deployment, "coaching-session", 0).await;
    let booked = file(&deployment, &held).await;
    tokio::time::advance(Duration::from_secs(8)).await;
    let with_link = file(&deployment, &held).await;
    assert_eq!(with_link.get_sequence(), Some(8));
    assert_eq!(file(&deployment, &held).await.get_sequence(), Some(8), "nothing changed");
    let answer = deployment.post_as(&held.token, &format!("{}/cancel", held.path), &json!({})).await;
    let address = answer.json()["booking"]["calendar_links"]["ics"].as_str().unwrap().to_owned();
    let canceled = event(&deployment.get(&address).await);
    assert_eq!(canceled.get_status(), Some(EventStatus::Cancelled));
    assert_eq!(canceled.get_description(), None);
    let sequences = [&booked, &with_link, &canceled].map(|event| event.get_sequence().unwrap());
    assert!(sequences.is_sorted_by(|a, b| a < b), "{sequences:?}");
    assert!(booked.get_timestamp() < with_link.get_timestamp());
    assert_eq!(booked.get_uid(), canceled.get_uid());
    assert_ne!(booked.get_uid(), held.booking["id"].as_str(), "not the id that opens Calendly's pages");
}

#[tokio::test(start_paused = true)]
async fn an_address_fetches_its_own_file_for_a_day_and_nothing_else() {
    let deployment = deployment(&[]);
    let held = hold(&deployment, "30min", 30).await;
    let other = hold(&deployment, "30min", 9).await;
    let query = held.file().split_once('?').unwrap().1.to_owned();
    deployment.fake.take_routes();
    for (path, expected) in [
        (format!("{}/calendar.ics?{query}", other.path), "401 manage-token-invalid"),
        (format!("{}/calendar.ics", held.path), "401 manage-token-invalid"),
        (format!("{}/calendar.ics?token=", held.path), "401 manage-token-invalid"),
        (format!("{}/calendar.ics?token={}", held.path, held.token), "401 manage-token-invalid"),
        (format!("{}/calendar.ics?{query}&{query}", held.path), "400 invalid-query token=duplicate"),
        (format!("{}/calendar.ics?{query}&x=1", held.path), "400 invalid-query x=unknown-field"),
        (format!("{}?{query}", held.path), "400 invalid-query token=unknown-field"),
    ] {
        assert_eq!(deployment.get(&path).await.problem(), expected, "{path}");
    }
    assert!(deployment.fake.take_routes().is_empty());
    assert!(
        held.start() - deployment.fake.time() > chrono::TimeDelta::hours(25),
        "the test needs a late one"
    );
    tokio::time::advance(Duration::from_hours(23)).await;
    file(&deployment, &held).await;
    tokio::time::advance(Duration::from_hours(1)).await;
    assert_eq!(deployment.get(&held.file()).await.problem(), "401 manage-token-invalid");
    let renewed = deployment.get_as(&held.token, &held.path).await.json();
    let renewed = renewed["booking"]["calendar_links"]["ics"].as_str().unwrap();
    event(&deployment.get(renewed).await);
}

#[tokio::test(start_paused = true)]
async fn an_address_ends_with_the_event() {
    let deployment = deployment(&[]);
    let held = hold(&deployment, "30min", 0).await;
    assert!(
        held.start() - deployment.fake.time() < chrono::TimeDelta::hours(20),
        "the test needs an early one"
    );
    wait_until(&deployment, held.start() + chrono::TimeDelta::minutes(29)).await;
    file(&deployment, &held).await;
    wait_until(&deployment, held.start() + chrono::TimeDelta::minutes(30)).await;
    assert_eq!(deployment.get(&held.file()).await.problem(), "401 manage-token-invalid");
}

#[tokio::test(start_paused = true)]
async fn addresses_lie_where_the_caller_reached_the_edge() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let request = Request::post("https://book.example.com/v1/bookings")
        .header("content-type", "application/json")
        .header("idempotency-key", "one")
        .body(Body::from(booking(&starts[0]).to_string()));
    let held = Held::of(&deployment.send(request.unwrap()).await);
    let expected = format!("https://book.example.com{}/calendar.ics?token=c1.", held.path);
    assert!(held.file().starts_with(&expected), "{}", held.file());
    file(&deployment, &held).await;
}

#[tokio::test(start_paused = true)]
async fn the_links_into_calendars_on_the_web_carry_the_booking_and_no_key_to_it() {
    let deployment = deployment(&[]);
    let held = hold(&deployment, "30min", 3).await;
    let links = held.booking["calendar_links"].as_object().unwrap();
    let start = held.start();
    for (name, base, time) in [
        ("google", "https://calendar.google.com/", start.format("%Y%m%dT%H%M%SZ").to_string()),
        ("outlook", "https://outlook.live.com/", start.format("%Y-%m-%dT%H%%3A%M%%3A%SZ").to_string()),
        ("office365", "https://outlook.office.com/", start.format("%Y-%m-%dT%H%%3A%M%%3A%SZ").to_string()),
    ] {
        let address = links[name].as_str().unwrap();
        assert!(address.starts_with(base) && address.contains(&time), "{address}");
        assert!(address.contains("Maya%20Lindqvist") && address.contains("google_meet"), "{address}");
        for key in ["cancellations", "reschedulings", held.booking["id"].as_str().unwrap(), "ines", "token"] {
            assert!(!address.contains(key), "{key} in {address}");
        }
    }
}
