//! Who remembers what for how long, and how a booking reaches every place that does.

use crate::{
    faults::Fault,
    requests::{Deployment, booking, deployment},
};
use core::time::Duration;
use futures_util::future::join;
use http::StatusCode;
use serde_json::Value;

const PATH: &str = "/v1/event-types/30min/slots?from=2026-12-15&to=2026-12-30&timezone=UTC";
const TTL: Duration = Duration::from_mins(5);

async fn warm() -> (Deployment, Value) {
    let deployment = deployment(&[]);
    let body = deployment.get(PATH).await.json();
    deployment.fake.settle().await;
    deployment.fake.take_routes();
    (deployment, body)
}

fn starts(body: &Value) -> Vec<String> {
    body["slots"].as_array().unwrap().iter().map(|slot| slot["start"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(start_paused = true)]
async fn past_its_time_to_live_a_window_is_shown_at_once_and_refreshed_once_behind_the_answer() {
    let (deployment, fresh) = warm().await;
    tokio::time::advance(TTL).await;
    for _ in 0..5 {
        let began = tokio::time::Instant::now();
        let body = deployment.get(PATH).await.json();
        assert_eq!((&body["cache"], &body["slots"]), (&"revalidating".into(), &fresh["slots"]));
        assert_eq!(began.elapsed(), Duration::ZERO);
    }
    deployment.fake.settle().await;
    assert_eq!(deployment.fake.take_routes().len(), 1);
    let refreshed = deployment.get(PATH).await.json();
    assert_eq!(refreshed["cache"], "hit");
    assert_ne!(refreshed["fetched_at"], fresh["fetched_at"]);
}

#[tokio::test(start_paused = true)]
async fn another_isolate_finds_windows_in_kv_or_in_the_gate() {
    let (deployment, fresh) = warm().await;
    let questions = || deployment.fake.0.gate_questions.load(core::sync::atomic::Ordering::Relaxed);
    let asked = questions();
    let from_kv = deployment.elsewhere().get(PATH).await.json();
    assert_eq!((&from_kv["cache"], &from_kv["slots"]), (&"hit".into(), &fresh["slots"]));
    assert_eq!(questions(), asked, "KV is enough");
    deployment.fake.0.cache.lock().unwrap().clear();
    let from_gate = deployment.elsewhere().get(PATH).await.json();
    assert_eq!((&from_gate["cache"], &from_gate["slots"]), (&"hit".into(), &fresh["slots"]));
    assert_eq!(deployment.fake.take_routes(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn a_booking_reaches_kv_the_gate_the_http_cache_and_other_isolates() {
    let (deployment, fresh) = warm().await;
    let (other, late) = (deployment.elsewhere(), deployment.elsewhere());
    other.get(PATH).await;
    let start = starts(&fresh)[3].clone();
    let booked = deployment.book(&booking(&start)).await;
    assert_eq!(booked.status, StatusCode::CREATED, "{}", booked.text);
    deployment.fake.settle().await;

    assert!(!starts(&deployment.get(PATH).await.json()).contains(&start), "the isolate that booked");
    assert!(!starts(&late.get(PATH).await.json()).contains(&start), "one that knew nothing");
    let purged = deployment.fake.0.purged.lock().unwrap().clone();
    let tags = deployment.get(PATH).await;
    assert!(purged.iter().any(|tag| tags.header("cache-tag").contains(tag.as_str())), "{purged:?}");

    assert!(starts(&other.get(PATH).await.json()).contains(&start), "one that has not heard of it yet");
    tokio::time::advance(Duration::from_secs(30)).await;
    other.get(PATH).await;
    deployment.fake.settle().await;
    assert!(!starts(&other.get(PATH).await.json()).contains(&start), "it asks again within half a minute");
}

#[tokio::test(start_paused = true)]
async fn a_refused_time_makes_its_windows_be_fetched_again() {
    let (deployment, fresh) = warm().await;
    let start = starts(&fresh)[0].clone();
    // Somebody books on Calendly's own page.
    deployment.fake.book_elsewhere("30min", &start);
    assert!(starts(&deployment.get(PATH).await.json()).contains(&start), "nobody has told us");
    let refused = deployment.book(&booking(&start)).await;
    assert_eq!(refused.problem(), "409 slot-taken");
    assert!(!refused.json()["alternatives"].as_array().unwrap().is_empty());
    assert!(!starts(&deployment.get(PATH).await.json()).contains(&start));
}

#[tokio::test(start_paused = true)]
async fn what_was_fetched_before_a_booking_and_arrives_after_it_is_not_kept() {
    let (deployment, fresh) = warm().await;
    let start = starts(&fresh)[0].clone();
    tokio::time::advance(TTL).await;
    // The refresh is under way, with the slot still in it, while the booking is made.
    deployment.get(PATH).await;
    tokio::task::yield_now().await;
    deployment.book(&booking(&start)).await;
    deployment.fake.settle().await;
    assert!(!starts(&deployment.elsewhere().get(PATH).await.json()).contains(&start));
}

#[tokio::test(start_paused = true)]
async fn a_copy_on_its_way_to_kv_during_a_booking_does_not_stay_there() {
    let start = starts(&warm().await.1)[0].clone();
    for slow in (0..600).step_by(5).map(Duration::from_millis) {
        let deployment = deployment(&[]);
        deployment.get("/v1/event-types").await;
        deployment.fake.settle().await;
        // Read before the booking is made, and written down around the moment in which it is confirmed.
        deployment.fake.plan("/event_type_available_times", Fault::Slow(slow), 1);
        let (_, booked) = join(deployment.get(PATH), deployment.book(&booking(&start))).await;
        assert_eq!(booked.status, StatusCode::CREATED, "{}", booked.text);
        deployment.fake.settle().await;
        let shown = deployment.elsewhere().get(PATH).await.json();
        assert!(!starts(&shown).contains(&start), "an answer that took {slow:?} longer");
    }
}

#[tokio::test(start_paused = true)]
async fn an_isolate_that_booked_does_not_believe_an_old_copy_in_kv() {
    let (deployment, fresh) = warm().await;
    let start = starts(&fresh)[3].clone();
    let other = deployment.elsewhere();
    other.get(PATH).await;
    // By then it would look into KV again.
    tokio::time::advance(Duration::from_secs(5)).await;
    let booked = other.book(&booking(&start)).await;
    assert_eq!(booked.status, StatusCode::CREATED, "{}", booked.text);
    assert!(!starts(&other.get(PATH).await.json()).contains(&start));
    deployment.fake.settle().await;
}

#[tokio::test(start_paused = true)]
async fn the_catalogue_is_fresh_for_an_hour_then_shown_while_it_is_refreshed_and_kept_for_a_day() {
    let (deployment, _) = warm().await;
    let types = deployment.get("/v1/event-types").await.text;
    tokio::time::advance(Duration::from_mins(59)).await;
    deployment.get("/v1/event-types").await;
    deployment.fake.settle().await;
    assert_eq!(deployment.fake.take_routes(), [""; 0]);
    tokio::time::advance(Duration::from_mins(1)).await;
    for _ in 0..3 {
        assert_eq!(deployment.get("/v1/event-types").await.text, types);
    }
    deployment.fake.settle().await;
    assert_eq!(deployment.fake.take_routes(), ["GET /users/me", "GET /event_types"]);
    deployment.fake.plan("/users/me", Fault::Reset, 9999);
    tokio::time::advance(Duration::from_hours(23)).await;
    assert_eq!(deployment.get("/v1/event-types").await.text, types);
    deployment.fake.settle().await;
    tokio::time::advance(Duration::from_hours(1)).await;
    assert_eq!(deployment.get("/v1/event-types").await.problem(), "503 calendly-unavailable");
    deployment.fake.settle().await;
}

#[tokio::test(start_paused = true)]
async fn an_answer_says_how_long_whom_it_may_be_kept_by() {
    let (deployment, _) = warm().await;
    let answer = deployment.get(PATH).await;
    assert_eq!(answer.header("cache-control"), "public, no-cache");
    let in_front = "public, max-age=30, stale-while-revalidate=30, stale-if-error=0";
    assert_eq!(answer.header("cloudflare-cdn-cache-control"), in_front);
    assert_eq!(answer.header("cache-tag"), "slots-31-671");
    tokio::time::advance(Duration::from_secs(290)).await;
    let older = deployment.get(PATH).await;
    assert!(older.header("cloudflare-cdn-cache-control").contains("max-age=9,"), "{:?}", older.headers);
    tokio::time::advance(Duration::from_secs(10)).await;
    let old = deployment.get(PATH).await;
    assert!(old.header("cloudflare-cdn-cache-control").contains("max-age=2,"), "{:?}", old.headers);
    let guessed = deployment.get("/v1/event-types/30min/slots?from=2026-12-15&to=2026-12-30").await;
    assert_eq!(guessed.header("cache-control"), "private, no-cache");
    assert_eq!((guessed.header("cloudflare-cdn-cache-control"), guessed.header("cache-tag")), ("", ""));
    for path in ["/healthz", "/v1/event-types/nothing/slots", "/nothing"] {
        assert_eq!(deployment.get(path).await.header("cache-control"), "no-store", "{path}");
    }
    deployment.fake.settle().await;
}

#[tokio::test(start_paused = true)]
async fn who_holds_an_answer_is_told_that_it_still_holds() {
    let deployment = deployment(&[]);
    let asking = |path: &'static str, tag: String| {
        http::Request::get(path).header("if-none-match", tag).body(axum::body::Body::empty()).unwrap()
    };
    for path in [PATH, "/v1/config", "/v1/event-types", "/v1/event-types/30min", "/v1/timezones"] {
        let first = deployment.get(path).await;
        deployment.fake.settle().await;
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{path}");
        let again = deployment.send(asking(path, tag.clone())).await;
        assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""), "{path}");
        assert_eq!(again.header("etag"), tag);
        assert_eq!(again.header("cache-control"), first.header("cache-control"));
    }
    let body = deployment.get(PATH).await;
    let tag = body.header("etag").to_owned();
    let start = starts(&body.json())[0].clone();
    deployment.book(&booking(&start)).await;
    deployment.fake.settle().await;
    assert_eq!(deployment.send(asking(PATH, tag)).await.status, StatusCode::OK, "a booking changes it");
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_remembered_loses_its_slots_as_they_pass() {
    let deployment = deployment(&[("CALENDLY_SLOTS_CACHE_TTL", "86400")]);
    let path = "/v1/event-types/30min/slots?from=2026-11-20&to=2026-11-30&timezone=UTC";
    deployment.get(path).await;
    let first = starts(&deployment.get(path).await.json());
    let start = shared::instant::parse(&first[0]).unwrap();
    let now = shared::instant::parse(crate::platform::NOW).unwrap() + chrono::TimeDelta::milliseconds(300);
    tokio::time::advance((start - now).to_std().unwrap() + Duration::from_secs(1)).await;
    deployment.fake.settle().await;
    assert_eq!(starts(&deployment.get(path).await.json()), first[1..]);
}
