//! Doubt in the places where it is hard to resolve: Calendly's list lags behind, somebody else hosts the event, the
//! same person has a seat there already.

use crate::{
    faults::Fault,
    requests::{Deployment, booking, deployment},
};
use core::time::Duration;
use http::StatusCode;
use serde_json::{Value, json};

/// What a list that has not heard of a booking yet says.
const NOTHING_YET: Fault = Fault::Answer(200, r#"{"collection":[],"pagination":{}}"#);
const EMAIL: &str = "ines@example.com";

fn tries(deployment: &Deployment) -> usize {
    deployment.fake.take_routes().iter().filter(|route| *route == "POST /invitees").count()
}

fn of_type(slug: &str, start: &str) -> Value {
    let mut body = booking(start);
    body["event_type"] = slug.into();
    body
}

#[tokio::test(start_paused = true)]
async fn a_booking_that_a_colleague_hosts_is_found_too() {
    let mut hosts = Vec::new();
    for index in [0, 5, 10, 15, 20] {
        let deployment = deployment(&[]);
        let starts = deployment.starts("product-demo").await;
        deployment.fake.plan("/invitees", Fault::ResetAfter, 1);
        deployment.fake.take_routes();
        let answer = deployment.book(&of_type("product-demo", &starts[index])).await;
        assert_eq!(answer.json()["status"], "confirmed", "{index}: {}", answer.text);
        assert_eq!((tries(&deployment), deployment.fake.seats_of(EMAIL)), (1, 1), "{index}");
        hosts.push(answer.json()["booking"]["host_name"].as_str().unwrap().to_owned());
    }
    assert!(hosts.iter().any(|host| host != "Maya Lindqvist"), "the test needs a colleague: {hosts:?}");
}

#[tokio::test(start_paused = true)]
async fn when_the_list_may_not_be_read_for_the_whole_team_nothing_is_guessed() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("product-demo").await;
    deployment.fake.plan("/invitees", Fault::Answer(503, ""), 1);
    deployment.fake.plan_for("/scheduled_events", "organization=", Fault::Answer(403, "{}"), 99);
    let answer = deployment.book(&of_type("product-demo", &starts[0])).await;
    assert_eq!(answer.problem(), "504 booking-unconfirmed");
    assert_eq!(deployment.fake.seats_of(EMAIL), 0);
}

#[tokio::test(start_paused = true)]
async fn a_list_that_lags_behind_never_makes_a_second_booking() {
    for slug in ["30min", "onboarding-workshop", "product-demo"] {
        for (fault, looks) in [(Fault::AnswerAfter(502), 3), (Fault::Hang, 4)] {
            let deployment = deployment(&[]);
            let starts = deployment.starts(slug).await;
            deployment.fake.plan("/invitees", fault.clone(), 1);
            deployment.fake.plan_for("/scheduled_events", "invitee_email", NOTHING_YET, looks);
            let answer = deployment.book(&of_type(slug, starts.last().unwrap())).await;
            assert_eq!(deployment.fake.seats_of(EMAIL), 1, "{fault:?} {slug}");
            // What could be had twice is looked for longer and not asked for again; then the visitor gets a link.
            let expected = if slug == "30min" || looks == 3 { "confirmed" } else { "link" };
            assert_eq!(answer.json()["status"], expected, "{fault:?} {slug}: {}", answer.text);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_was_cut_short_is_found_although_the_list_lags_behind() {
    for slug in ["30min", "onboarding-workshop", "product-demo"] {
        let deployment = deployment(&[]);
        let starts = deployment.starts(slug).await;
        let body = of_type(slug, starts.last().unwrap());
        let cut = deployment.post("/v1/bookings", Some("one"), &body);
        // Calendly has acted after a tenth of a second, and its answer never arrives.
        let cut = tokio::time::timeout(Duration::from_millis(150), cut).await;
        assert!(cut.is_err() && deployment.fake.seats_of(EMAIL) == 1, "{slug}: the test needs a booking");
        deployment.fake.crash();
        deployment.fake.plan_for("/scheduled_events", "invitee_email", NOTHING_YET, 2);
        let answer = deployment.post("/v1/bookings", Some("one"), &body).await;
        assert_eq!(answer.json()["status"], "confirmed", "{slug}: {}", answer.text);
        assert_eq!(deployment.fake.seats_of(EMAIL), 1, "{slug}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_failed_after_a_doubt_looks_first_when_it_is_sent_again() {
    let deployment = deployment(&[("BOOKING_MODE", "direct")]);
    let starts = deployment.starts("30min").await;
    let body = booking(&starts[19]);
    let send = || deployment.post("/v1/bookings", Some("one"), &body);
    deployment.fake.plan("/invitees", Fault::AnswerAfter(502), 1);
    deployment.fake.plan("/invitees", Fault::Answer(503, ""), 1);
    deployment.fake.plan_for("/scheduled_events", "invitee_email", NOTHING_YET, 6);
    assert_eq!(send().await.problem(), "503 calendly-unavailable");
    deployment.fake.take_routes();
    tokio::time::advance(Duration::from_mins(10)).await;
    let answer = send().await;
    assert_eq!(answer.json()["status"], "confirmed", "{}", answer.text);
    assert_eq!((tries(&deployment), deployment.fake.seats_of(EMAIL)), (0, 1));
}

#[tokio::test(start_paused = true)]
async fn somebodys_second_seat_is_not_taken_for_their_first() {
    let deployment = deployment(&[]);
    let start = deployment.starts("onboarding-workshop").await[0].clone();
    let body = of_type("onboarding-workshop", &start);
    let first = deployment.post("/v1/bookings", Some("one"), &body).await;
    assert_eq!(first.json()["status"], "confirmed", "{}", first.text);
    // A restart in between changes nothing: what was answered is written down.
    deployment.fake.settle().await;
    deployment.fake.0.objects.evict();
    deployment.fake.plan("/invitees", Fault::Reset, 1);
    let second = deployment.post("/v1/bookings", Some("two"), &body).await;
    assert_eq!(second.json()["status"], "link", "surely not booked: {}", second.text);
    deployment.fake.plan("/invitees", Fault::ResetAfter, 1);
    let third = deployment.post("/v1/bookings", Some("three"), &body).await;
    assert_eq!(third.json()["status"], "confirmed", "{}", third.text);
    assert_ne!(third.json()["booking"]["id"], first.json()["booking"]["id"]);
    assert_eq!(deployment.fake.seats_of(EMAIL), 2);
}

#[tokio::test(start_paused = true)]
async fn what_somebody_booked_on_calendlys_own_page_is_not_reported_as_an_attempts() {
    let deployment = deployment(&[]);
    let start = deployment.starts("onboarding-workshop").await[0].clone();
    let page = deployment
        .post("/v1/links", None, &json!({"event_type": "onboarding-workshop", "start": start}))
        .await;
    let page = page.json()["url"].as_str().unwrap().to_owned();
    let form = format!("name=In%C3%AAs&email=ines%40example.com&timezone=UTC&start={start}");
    assert_eq!(deployment.fake.submit_page(&page, &form), StatusCode::OK);
    assert_eq!(deployment.fake.seats_of(EMAIL), 1, "the test needs a booking");
    deployment.fake.plan("/invitees", Fault::Reset, 1);
    let answer = deployment.book(&of_type("onboarding-workshop", &start)).await;
    assert_eq!(answer.json()["status"], "link", "{}", answer.text);
}

#[tokio::test(start_paused = true)]
async fn rivals_for_one_start_ask_calendly_one_after_the_other_and_only_while_it_may_be_free() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    deployment.fake.take_routes();
    let visitor = |number: usize, start: &str| {
        let mut body = booking(start);
        body["invitee"]["email"] = format!("visitor-{number}@example.com").into();
        body
    };
    let bodies: Vec<_> = (0..20).map(|n| visitor(n, &starts[if n == 19 { 14 } else { 9 }])).collect();
    let answers = futures_util::future::join_all(bodies.iter().map(|body| deployment.book(body))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == StatusCode::CREATED).count(), 2);
    let calls = deployment.fake.0.calls.lock().unwrap().clone();
    let began: Vec<_> =
        calls.iter().filter(|call| call.route == "POST /invitees").map(|call| call.began).collect();
    assert_eq!(began.len(), 2, "the others look first, and an account's few direct bookings are not wasted");
    assert_eq!(began[0], began[1], "another start waits for nobody");
}
