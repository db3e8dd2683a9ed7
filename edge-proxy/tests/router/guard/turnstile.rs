//! The check against robots, in front of a siteverify in memory.

use super::*;

const SITE_KEY: &str = "0x4AAAAAAASiteKey";
const ACTION: &str = "openslot-booking";

fn checking(more: &[(&str, &str)]) -> Deployment {
    let pair = [("TURNSTILE_SITE_KEY", SITE_KEY), ("TURNSTILE_SECRET", SECRET)];
    deployment(&[&pair, more].concat())
}

/// Starts that are free for some time yet, whatever the host's notice.
async fn later(deployment: &Deployment) -> Vec<String> {
    deployment.starts("30min").await.split_off(10)
}

/// A person passes the check on a page.
fn pass(deployment: &Deployment, token: &str, page: &'static str, action: &'static str) {
    let now = deployment.fake.time();
    deployment.fake.0.siteverify.lock().unwrap().make(token, page, action, now);
}

fn asked(deployment: &Deployment) -> Vec<Value> {
    core::mem::take(&mut deployment.fake.0.siteverify.lock().unwrap().asked)
}

fn with_token(start: &str, token: &str) -> Value {
    let mut body = booking(start);
    body["turnstile_token"] = token.into();
    body
}

async fn send(deployment: &Deployment, key: &str, body: &Value) -> Answer {
    let request = Request::post("/v1/bookings")
        .header("content-type", "application/json")
        .header("idempotency-key", key)
        .header("host", "book.example.com")
        .header("cf-connecting-ip", "203.0.113.7");
    deployment.send(request.body(Body::from(body.to_string())).unwrap()).await
}

const FAILED: &str = "422 validation-failed /turnstile_token=turnstile-failed";

#[tokio::test(start_paused = true)]
async fn a_person_books_once_with_a_token_and_cloudflare_is_told_what_it_asks_for() {
    let deployment = checking(&[]);
    assert_eq!(deployment.get("/v1/config").await.json()["turnstile_site_key"], SITE_KEY);
    let starts = later(&deployment).await;
    pass(&deployment, "token", "shop.example", ACTION);
    let booked = send(&deployment, "one", &with_token(&starts[0], "token")).await;
    assert_eq!(booked.json()["status"], "confirmed", "{}", booked.text);
    let [question] = asked(&deployment).try_into().unwrap();
    assert_eq!((&question["secret"], &question["response"]), (&json!(SECRET), &json!("token")));
    assert_eq!(question["remoteip"], "203.0.113.7");
    assert_eq!(question["idempotency_key"].as_str().unwrap().len(), 36);
    let other = send(&deployment, "two", &with_token(&starts[1], "token")).await;
    assert_eq!(other.problem(), FAILED, "not a second time");
    assert!(other.json()["errors"][0]["detail"].as_str().unwrap().contains("used already"));
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_was_answered_is_answered_again_whatever_token_comes_with_it() {
    let deployment = checking(&[]);
    let starts = later(&deployment).await;
    pass(&deployment, "token", "shop.example", ACTION);
    let first = send(&deployment, "one", &with_token(&starts[0], "token")).await;
    assert_eq!(first.json()["status"], "confirmed", "{}", first.text);
    tokio::time::advance(Duration::from_mins(10)).await;
    for body in [with_token(&starts[0], "token"), with_token(&starts[0], "guessed"), booking(&starts[0])] {
        assert_eq!(send(&deployment, "one", &body).await.text, first.text);
    }
    assert_eq!(asked(&deployment).len(), 1, "Cloudflare is asked once");
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_has_to_be_repeated_does_not_fail_for_its_token_being_used() {
    let deployment = checking(&[("BOOKING_MODE", "direct")]);
    let starts = later(&deployment).await;
    pass(&deployment, "token", "shop.example", ACTION);
    deployment.fake.plan("/invitees", crate::faults::Fault::Answer(429, "{}"), 1);
    let body = with_token(&starts[0], "token");
    assert_eq!(send(&deployment, "one", &body).await.problem(), "503 calendly-unavailable");
    assert_eq!(send(&deployment, "one", &body).await.json()["status"], "confirmed");
    let keys: Vec<_> =
        asked(&deployment).iter().map(|question| question["idempotency_key"].clone()).collect();
    assert_eq!(keys.len(), 2);
    assert_eq!(keys[0], keys[1]);
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_was_cut_short_after_the_check_is_not_checked_again() {
    let deployment = checking(&[]);
    let starts = later(&deployment).await;
    pass(&deployment, "token", "shop.example", ACTION);
    deployment.fake.plan("/invitees", crate::faults::Fault::Hang, 1);
    let body = with_token(&starts[0], "token");
    let cut_short = tokio::time::timeout(Duration::from_secs(2), send(&deployment, "one", &body)).await;
    assert!(cut_short.is_err(), "the visitor has gone, and Calendly has booked");
    deployment.fake.crash();
    tokio::time::advance(Duration::from_mins(10)).await;
    let found = send(&deployment, "one", &body).await;
    assert_eq!(found.json()["status"], "confirmed", "{}", found.text);
    assert_eq!(asked(&deployment).len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_refused_token_may_be_followed_by_a_good_one_under_the_same_key() {
    let deployment = checking(&[]);
    let starts = later(&deployment).await;
    assert_eq!(send(&deployment, "one", &with_token(&starts[0], "forged")).await.problem(), FAILED);
    pass(&deployment, "good", "shop.example", ACTION);
    let booked = send(&deployment, "one", &with_token(&starts[0], "good")).await;
    assert_eq!(booked.json()["status"], "confirmed", "{}", booked.text);
}

#[tokio::test(start_paused = true)]
async fn without_a_good_token_nothing_is_booked_and_the_sentence_says_what_to_do() {
    let deployment = checking(&[TOKEN, KEY, ("ALLOWED_ORIGINS", "https://shop.example")]);
    let starts = later(&deployment).await;
    pass(&deployment, "elsewhere", "evil.example", ACTION);
    pass(&deployment, "login", "shop.example", "login");
    pass(&deployment, "old", "shop.example", ACTION);
    pass(&deployment, "own", "book.example.com", ACTION);
    tokio::time::advance(Duration::from_secs(301)).await;
    pass(&deployment, "good", "shop.example", ACTION);
    pass(&deployment, "own", "book.example.com", ACTION);
    deployment.fake.take_routes();
    assert_eq!(send(&deployment, "k", &booking(&starts[0])).await.problem(), FAILED, "none");
    for wrong in ["", "guessed", "elsewhere", "login", "old", &"x".repeat(2049)] {
        let answer = send(&deployment, "k", &with_token(&starts[0], wrong)).await;
        assert_eq!(answer.problem(), FAILED, "{wrong}");
        assert!(answer.json()["errors"][0]["detail"].as_str().unwrap().ends_with('.'));
    }
    assert!(deployment.fake.take_routes().is_empty(), "Calendly is not asked");
    assert_eq!(asked(&deployment).len(), 4, "an empty or endless token is not worth a question");
    for (token, start) in [("good", &starts[0]), ("own", &starts[1])] {
        let booked = send(&deployment, token, &with_token(start, token)).await;
        assert_eq!(booked.json()["status"], "confirmed", "{token}: {}", booked.text);
    }
}

#[tokio::test(start_paused = true)]
async fn a_siteverify_that_stumbles_once_is_asked_again() {
    let deployment = checking(&[]);
    let starts = later(&deployment).await;
    let internal = r#"{"success":false,"error-codes":["internal-error"]}"#.to_owned();
    for (index, failure) in
        [Err(TransportError::Broken), Err(TransportError::TimedOut), Ok(internal)].into_iter().enumerate()
    {
        let token = format!("token{index}");
        pass(&deployment, &token, "shop.example", ACTION);
        deployment.fake.0.siteverify.lock().unwrap().failures.push_back(failure);
        let booked = send(&deployment, &token, &with_token(&starts[index * 2], &token)).await;
        assert_eq!(booked.json()["status"], "confirmed", "{}", booked.text);
    }
}

#[tokio::test(start_paused = true)]
async fn while_nobody_can_say_nobody_is_let_in_and_there_is_a_way_on() {
    let deployment = checking(&[]);
    let starts = later(&deployment).await;
    pass(&deployment, "token", "shop.example", ACTION);
    let secret = r#"{"success":false,"error-codes":["invalid-input-secret"]}"#.to_owned();
    let rows = [
        (Err(TransportError::Broken), "the connection failed"),
        (Err(TransportError::TimedOut), "no answer in time"),
        (Ok("<html>".to_owned()), "the answer is none"),
        (Ok(secret), "it does not take TURNSTILE_SECRET"),
    ];
    for (failure, told) in rows {
        let failures = [failure.clone(), failure];
        deployment.fake.0.siteverify.lock().unwrap().failures.extend(failures);
        let began = tokio::time::Instant::now();
        let answer = send(&deployment, "k", &with_token(&starts[0], "token")).await;
        assert_eq!(answer.problem(), "503 bot-check-unavailable", "{told}");
        assert_eq!(answer.header("retry-after"), "30");
        assert!(answer.json()["scheduling_url"].as_str().unwrap().ends_with("/maya-lindqvist/30min"));
        assert!(began.elapsed() <= Duration::from_secs(6));
        let log = deployment.fake.0.log.lock().unwrap().join("\n");
        assert!(log.contains(&format!("turnstile: no verdict from siteverify: {told}")), "{log}");
        assert!(!log.contains(SECRET) && !answer.text.contains(SECRET));
    }
    let later = send(&deployment, "k", &with_token(&starts[0], "token")).await;
    assert_eq!(later.json()["status"], "confirmed", "the same attempt, once it can be checked");
}
