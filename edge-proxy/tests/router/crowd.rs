//! Ten thousand attempts by two hundred visitors on five hundred slots, with one call in twenty going wrong before
//! or after Calendly acted: no slot twice, nothing reported that is not there, nothing there that was not reported
//! or is not found by its key.

use crate::{
    faults::Storm,
    requests::{Deployment, booking, deployment_of},
};
use core::time::Duration;
use futures_util::future::join_all;
use http::StatusCode;
use sandbox::{Options, Plan};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const CLIENTS: u64 = 200;
const ATTEMPTS: u64 = 50;
const SLOTS: usize = 500;

/// One attempt, as its visitor remembers it.
struct Tried {
    key: String,
    body: Value,
    /// The identifier of the booking that was reported.
    booked: Option<String>,
}

/// What one visitor wants: so many attempts, each at one of these starts of one of these event types.
struct Visitor<'a> {
    number: u64,
    attempts: u64,
    wanted: &'a [(&'a str, String)],
}

async fn client(deployment: &Deployment, visitor: Visitor<'_>) -> Vec<Tried> {
    let Visitor { number, attempts, wanted } = visitor;
    let mut chance = Storm { path: "", seed: number * 7919 + 1 };
    let mut tried = Vec::new();
    for attempt in 0..attempts {
        // A crowd that stays below Calendly's limit of calls a minute.
        tokio::time::sleep(Duration::from_millis(60_000 + chance.roll(60_000))).await;
        let (slug, start) = &wanted[usize::try_from(chance.roll(wanted.len() as u64)).unwrap()];
        let mut body = booking(start);
        body["event_type"] = (*slug).into();
        body["invitee"]["email"] = format!("visitor-{number}@example.com").into();
        let key = format!("visitor-{number}-{attempt}");
        let mut booked = None;
        for _ in 0..3 {
            let answer = deployment.post("/v1/bookings", Some(&key), &body).await;
            let json = answer.json();
            if json["status"] == "confirmed" {
                booked = json["booking"]["id"].as_str().map(str::to_owned);
            }
            if !answer.status.is_server_error() {
                assert!(
                    matches!(answer.status, StatusCode::CREATED | StatusCode::CONFLICT),
                    "{}",
                    answer.text
                );
                break;
            }
        }
        tried.push(Tried { key, body, booked });
    }
    tried
}

/// What Calendly itself says, asked slowly enough for its limit.
async fn ask(deployment: &Deployment, path: &str) -> Value {
    tokio::time::sleep(Duration::from_millis(200)).await;
    deployment.fake.ask_sandbox(path)
}

/// Every invitee of an event at one of these starts, by identifier, with the start.
async fn invitees(deployment: &Deployment, starts: &[String]) -> BTreeMap<String, String> {
    let me = ask(deployment, "/users/me").await;
    let organization = me["resource"]["current_organization"].as_str().unwrap().to_owned();
    let (mut found, mut page) = (BTreeMap::new(), String::new());
    loop {
        let events =
            ask(deployment, &format!("/scheduled_events?organization={organization}&count=100{page}")).await;
        for event in events["collection"].as_array().unwrap() {
            if starts.iter().all(|start| event["start_time"] != start.as_str()) {
                continue;
            }
            let id = event["uri"].as_str().unwrap().rsplit('/').next().unwrap();
            let invitees = ask(deployment, &format!("/scheduled_events/{id}/invitees?count=100")).await;
            for invitee in invitees["collection"].as_array().unwrap() {
                let id = invitee["uri"].as_str().unwrap().rsplit('/').next().unwrap();
                found.insert(id.to_owned(), event["start_time"].as_str().unwrap().to_owned());
            }
        }
        match events["pagination"]["next_page_token"].as_str() {
            Some(token) => page = format!("&page_token={token}"),
            None => return found,
        }
    }
}

/// A deployment whose token has all the calls it needs.
fn busy() -> Deployment {
    let key = ("SIGNING_KEY", "0123456789abcdef0123456789abcdef");
    let settings = [("CALENDLY_TOKEN", sandbox::DEMO_TOKEN), key, ("LINKS_PER_HOUR", "10000")];
    let options = Options { plan: Plan::Enterprise, seeded_bookings: false, ..Options::default() };
    deployment_of(&settings, options, Duration::from_millis(100))
}

async fn starts(deployment: &Deployment, slug: &str) -> Vec<String> {
    let path = format!("/v1/event-types/{slug}/slots?from=2026-11-21&to=2027-02-20&timezone=UTC");
    let body = deployment.get(&path).await.json();
    let slots = body["slots"].as_array().unwrap();
    slots.iter().map(|slot| slot["start"].as_str().unwrap().to_owned()).collect()
}

/// A crowd in eight isolates, while one call in twenty to book goes wrong.
async fn storm(
    deployment: &Deployment,
    clients: u64,
    attempts: u64,
    wanted: &[(&str, String)],
) -> Vec<Tried> {
    *deployment.fake.0.storm.lock().unwrap() = Some(Storm { path: "/invitees", seed: 20_261_121 });
    let isolates: Vec<_> = (0..8).map(|_| deployment.elsewhere()).collect();
    let clients = (0..clients).map(|number| {
        client(&isolates[usize::try_from(number % 8).unwrap()], Visitor { number, attempts, wanted })
    });
    let tried: Vec<Tried> = join_all(clients).await.into_iter().flatten().collect();
    deployment.fake.settle().await;
    deployment.fake.0.storm.lock().unwrap().take();
    tried
}

/// What Calendly has is what was reported, or what is found by its key.
async fn check(deployment: &Deployment, tried: &[Tried], there: &BTreeMap<String, String>) {
    let reported: Vec<&String> = tried.iter().filter_map(|tried| tried.booked.as_ref()).collect();
    assert_eq!(
        reported.iter().collect::<BTreeSet<_>>().len(),
        reported.len(),
        "every report is of another booking"
    );
    assert!(reported.iter().all(|id| there.contains_key(*id)), "every success exists");
    let mut unreported: BTreeSet<&String> = there.keys().filter(|id| !reported.contains(id)).collect();
    for tried in tried.iter().filter(|tried| tried.booked.is_none()) {
        if unreported.is_empty() {
            break;
        }
        let answer = deployment.post("/v1/bookings", Some(&tried.key), &tried.body).await;
        if let Some(id) = answer.json()["booking"]["id"].as_str() {
            unreported.remove(&id.to_owned());
        }
    }
    assert_eq!(unreported, BTreeSet::new(), "every booking was reported or is found by its key");
}

#[tokio::test(start_paused = true)]
async fn in_a_stormy_crowd_no_slot_is_sold_twice_and_no_booking_is_lost() {
    let deployment = busy();
    let free: Vec<String> = starts(&deployment, "30min").await.into_iter().take(SLOTS).collect();
    assert_eq!(free.len(), SLOTS);
    let wanted: Vec<_> = free.iter().map(|start| ("30min", start.clone())).collect();
    let tried = storm(&deployment, CLIENTS, ATTEMPTS, &wanted).await;
    let there = invitees(&deployment, &free).await;
    let sold: BTreeSet<&String> = there.values().collect();
    assert_eq!(sold.len(), there.len(), "every slot at most once");
    check(&deployment, &tried, &there).await;
    assert!(there.len() > SLOTS * 9 / 10, "the crowd got what it wanted: {}", there.len());
    assert_eq!(tried.len() as u64, CLIENTS * ATTEMPTS);
}

#[tokio::test(start_paused = true)]
async fn where_a_start_has_several_seats_or_hosts_nobody_gets_two_for_one_attempt() {
    let deployment = busy();
    let mut wanted = Vec::new();
    for slug in ["onboarding-workshop", "product-demo"] {
        wanted.extend(starts(&deployment, slug).await.into_iter().take(40).map(|start| (slug, start)));
    }
    let tried = storm(&deployment, 60, 10, &wanted).await;
    let all: Vec<String> = wanted.iter().map(|(_, start)| start.clone()).collect();
    let there = invitees(&deployment, &all).await;
    check(&deployment, &tried, &there).await;
    assert!(there.len() > 150, "the crowd got what it wanted: {}", there.len());
}
