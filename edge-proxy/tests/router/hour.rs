//! A busy hour in virtual time: what ten thousand visits cost Calendly and KV.
#![expect(clippy::print_stdout, reason = "the benchmark reads the figures from there")]

use crate::requests::{Deployment, deployment_of};
use core::time::Duration;
use http::StatusCode;
use sandbox::{Options, Plan};
use std::collections::BTreeMap;

const VISITS: u32 = 10_000;
const SLUGS: [&str; 4] = ["30min", "project-consultation", "coaching-session", "open-studio"];
/// Isolates come and go; so many live at a time.
const ISOLATES: usize = 5;

struct Cost {
    /// Calls in the busiest minute.
    busiest_minute: usize,
    /// Calls for the window that cost most.
    busiest_window: usize,
    calls: usize,
    kv_writes: usize,
    answered_from_cache: u32,
}

async fn run(deployment: &Deployment) -> Cost {
    let mut isolates: Vec<_> = (0..ISOLATES).map(|_| deployment.elsewhere()).collect();
    let pause = Duration::from_hours(1) / VISITS;
    // Odd numbers that share no factor with the lists spread visits over all of them.
    let mut answered_from_cache = 0;
    for visit in 0..VISITS {
        let (one, other) = (visit as usize * 7, visit as usize * 13);
        if visit % 1000 == 999 {
            isolates[one % ISOLATES] = deployment.elsewhere();
        }
        if visit % 700 == 699 {
            deployment.fake.0.objects.evict();
        }
        let zone = ["UTC", "America/New_York", "Asia/Tokyo"][one % 3];
        let path = format!(
            "/v1/event-types/{}/slots?from=2026-11-21&to=2026-12-{}&timezone={zone}",
            SLUGS[other % SLUGS.len()],
            10 + visit % 11
        );
        let answer = isolates[one % ISOLATES].get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answered_from_cache += u32::from(!answer.text.contains(r#""cache":"miss""#));
        tokio::time::advance(pause).await;
    }
    deployment.fake.settle().await;
    let calls = deployment.fake.0.calls.lock().unwrap();
    let mut by_window: BTreeMap<String, usize> = BTreeMap::new();
    for call in calls.iter().filter(|call| call.route.ends_with("available_times")) {
        // The first window of a range begins at the moment it is asked for; its end tells which one it is.
        let start = call.query.find("start_time=").unwrap();
        let key = format!("{}{}", &call.query[..start], call.query.split("end_time=").nth(1).unwrap());
        *by_window.entry(key).or_default() += 1;
    }
    let minute = chrono::TimeDelta::minutes(1);
    let within = |first: &crate::platform::Call| {
        calls.iter().filter(|call| (first.began..first.began + minute).contains(&call.began)).count()
    };
    Cost {
        busiest_minute: calls.iter().map(within).max().unwrap(),
        busiest_window: by_window.values().copied().max().unwrap(),
        calls: calls.len(),
        kv_writes: deployment.fake.0.written.lock().unwrap().len(),
        answered_from_cache,
    }
}

#[tokio::test(start_paused = true)]
async fn ten_thousand_visits_in_an_hour_stay_within_calendlys_and_kvs_free_plans() {
    let key = ("SIGNING_KEY", "0123456789abcdef0123456789abcdef");
    let settings = [("CALENDLY_TOKEN", sandbox::DEMO_TOKEN), key, ("CALENDLY_SLOTS_CACHE_TTL", "300")];
    let options = Options { plan: Plan::Free, ..Options::default() };
    let deployment = deployment_of(&settings, options, Duration::from_millis(200));
    let cost = run(&deployment).await;
    let questions = deployment.fake.0.gate_questions.load(core::sync::atomic::Ordering::Relaxed);
    let figures = serde_json::json!({
        "visits": VISITS,
        "calls": cost.calls,
        "calls_per_window": cost.busiest_window,
        "calls_in_busiest_minute": cost.busiest_minute,
        "kv_writes": cost.kv_writes,
        "gate_questions": questions,
        "answered_without_waiting": cost.answered_from_cache,
    });
    println!("bench: {figures}");
    assert!(cost.busiest_window <= 12, "{figures}");
    assert!(cost.busiest_minute <= 50, "{figures}");
    assert!(cost.kv_writes <= 40, "{figures}");
    assert!(cost.answered_from_cache >= VISITS - 60, "{figures}");
}
