//! Many visitors at once: a window is fetched once, whoever wants it and from wherever.

use crate::{
    faults::Fault,
    requests::{Deployment, deployment_of},
};
use core::{sync::atomic::Ordering, time::Duration};
use edge_proxy::memory::Effort;
use futures_util::future::join_all;
use http::StatusCode;
use sandbox::{Options, Plan};
use std::collections::BTreeMap;

const LATENCY: Duration = Duration::from_millis(200);
const RANGE: &str = "from=2026-11-21&to=2026-12-20&timezone=UTC";

fn cold(days: &str, options: Options) -> Deployment {
    let key = ("SIGNING_KEY", "0123456789abcdef0123456789abcdef");
    let settings = [("CALENDLY_TOKEN", sandbox::DEMO_TOKEN), key, ("CALENDLY_WINDOW_DAYS", days)];
    deployment_of(&settings, options, LATENCY)
}

/// How often each route was called.
fn counts(deployment: &Deployment) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for route in deployment.fake.take_routes() {
        *counts.entry(route).or_default() += 1;
    }
    counts
}

#[tokio::test(start_paused = true)]
async fn a_thousand_cold_visitors_cost_one_call_for_each_window_and_nobody_is_turned_away() {
    let deployment = cold("7", Options { window_days: 7, plan: Plan::Free, ..Options::default() });
    // Ten isolates that know nothing, as in as many places of the world.
    let isolates: Vec<_> = (0..10).map(|_| deployment.elsewhere()).collect();
    let path = format!("/v1/event-types/30min/slots?{RANGE}");
    let answers = join_all((0..1000).map(|visitor| isolates[visitor % 10].get(&path))).await;
    let first = answers[0].json();
    for answer in &answers {
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        assert_eq!(answer.json()["slots"], first["slots"]);
        assert_eq!(answer.json()["missing"], serde_json::json!([]));
    }
    let expected = [("GET /event_type_available_times", 5), ("GET /event_types", 1), ("GET /users/me", 1)];
    assert_eq!(counts(&deployment), expected.map(|(route, calls)| (route.to_owned(), calls)).into());
    deployment.fake.settle().await;
    // And little work: in each isolate the offer and each window are read once and the list is written once, and KV is
    // asked once for each of them.
    for isolate in &isolates {
        assert_eq!(isolate.isolate.effort(), Effort { windows: 5, catalogues: 1, answers: 1 });
    }
    assert_eq!(deployment.fake.0.kv_reads.load(Ordering::Relaxed), 10 * 6);
    // Whoever comes later is told that the windows are fresh; that, too, is written once.
    let later = join_all((0..100).map(|visitor| isolates[visitor % 10].get(&path))).await;
    assert!(later.iter().all(|answer| answer.json()["cache"] == "hit"));
    for isolate in &isolates {
        assert_eq!(isolate.isolate.effort(), Effort { windows: 5, catalogues: 1, answers: 2 });
    }
}

#[tokio::test(start_paused = true)]
async fn a_crowd_before_windows_that_have_grown_old_shares_one_answer_too() {
    let deployment = cold("7", Options { window_days: 7, ..Options::default() });
    let path = format!("/v1/event-types/30min/slots?{RANGE}");
    deployment.get(&path).await;
    deployment.fake.settle().await;
    tokio::time::advance(Duration::from_mins(5)).await;
    let before = deployment.isolate.effort();
    let answers = join_all((0..300).map(|_| deployment.get(&path))).await;
    assert!(answers.iter().all(|answer| answer.text == answers[0].text));
    assert_eq!(answers[0].json()["cache"], "revalidating");
    assert_eq!(deployment.isolate.effort().answers, before.answers + 1);
    deployment.fake.settle().await;
    assert_eq!(deployment.get(&path).await.json()["cache"], "hit");
    assert_eq!(deployment.isolate.effort().windows, before.windows + 5);
}

#[tokio::test(start_paused = true)]
async fn a_crowd_before_a_new_isolate_asks_kv_once_and_the_gate_has_the_rest() {
    let deployment = cold("7", Options { window_days: 7, ..Options::default() });
    let path = format!("/v1/event-types/30min/slots?{RANGE}");
    let known = deployment.get(&path).await.json();
    deployment.fake.settle().await;
    deployment.fake.take_routes();
    let reads = deployment.fake.0.kv_reads.swap(0, Ordering::Relaxed);
    assert_eq!(reads, 6, "the offer and five windows");
    let new = deployment.elsewhere();
    let answers = join_all((0..300).map(|_| new.get(&path))).await;
    assert!(answers.iter().all(|answer| answer.json()["slots"] == known["slots"]));
    assert_eq!(deployment.fake.0.kv_reads.load(Ordering::Relaxed), 6);
    assert_eq!(new.isolate.effort(), Effort { windows: 5, catalogues: 1, answers: 1 });
    assert_eq!(counts(&deployment), BTreeMap::new(), "Calendly is not asked");
}

#[tokio::test(start_paused = true)]
async fn while_the_gate_cannot_be_reached_a_crowd_lives_on_what_one_of_it_finds_in_kv() {
    let deployment = cold("7", Options { window_days: 7, ..Options::default() });
    let path = format!("/v1/event-types/30min/slots?{RANGE}");
    let known = deployment.get(&path).await.json();
    deployment.fake.settle().await;
    // One isolate that knows nothing, and one that knows the offer.
    let (new, other) = (deployment.elsewhere(), deployment.elsewhere());
    other.get("/v1/event-types").await;
    deployment.fake.0.is_gate_gone.store(true, Ordering::Relaxed);
    for isolate in [&new, &other] {
        for answer in join_all((0..50).map(|_| isolate.get(&path))).await {
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
            assert_eq!(answer.json()["slots"], known["slots"]);
        }
    }
    deployment.fake.settle().await;
}

#[tokio::test(start_paused = true)]
async fn a_thousand_visitors_of_a_failing_calendly_wait_along_and_share_its_tries() {
    let deployment = cold("31", Options::default());
    deployment.get("/v1/event-types").await;
    deployment.fake.take_routes();
    deployment.fake.plan("/event_type_available_times", Fault::Answer(500, ""), 99);
    let path = "/v1/event-types/30min/slots?from=2026-12-15&to=2026-12-20&timezone=UTC";
    let answers = join_all((0..1000).map(|_| deployment.get(path))).await;
    assert!(answers.iter().all(|answer| answer.problem() == "503 calendly-unavailable"));
    assert_eq!(deployment.fake.take_routes().len(), 4, "one call and three more tries");
}

#[tokio::test(start_paused = true)]
async fn the_gate_asks_at_most_six_at_once_for_all_visitors_together() {
    let deployment = cold("7", Options { window_days: 7, ..Options::default() });
    let slugs = ["30min", "project-consultation", "open-studio"];
    let paths = slugs.map(|slug| format!("/v1/event-types/{slug}/slots?from=2026-11-21&to=2027-01-20"));
    for answer in join_all(paths.iter().map(|path| deployment.get(path))).await {
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    }
    let calls = deployment.fake.0.calls.lock().unwrap();
    assert!(calls.len() > 20);
    for call in calls.iter() {
        let apart = |other: &crate::platform::Call| (other.began - call.began).abs().to_std().unwrap();
        assert!(calls.iter().filter(|other| apart(other) < LATENCY).count() <= 6);
    }
}

#[tokio::test(start_paused = true)]
async fn a_gate_that_was_evicted_knows_its_windows_its_budget_and_its_span_again() {
    let deployment = cold("31", Options { window_days: 7, ..Options::default() });
    let path = format!("/v1/event-types/30min/slots?{RANGE}");
    let before = deployment.get(&path).await.json();
    deployment.fake.settle().await;
    deployment.fake.take_routes();
    let written = deployment.fake.0.written.lock().unwrap().len();
    deployment.fake.0.objects.evict();
    deployment.fake.0.cache.lock().unwrap().clear();
    let after = deployment.elsewhere().get(&path).await.json();
    assert_eq!((&after["slots"], &after["cache"]), (&before["slots"], &"hit".into()));
    assert_eq!(
        deployment.fake.take_routes(),
        [""; 0],
        "neither windows nor catalogue nor the span are asked for"
    );
    deployment.fake.settle().await;
    assert_eq!(deployment.fake.0.written.lock().unwrap().len(), written, "nor written again");
}
