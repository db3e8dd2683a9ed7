//! What is kept of attempts, on the database that D1 is: whole, in any order of arrival, no longer than asked,
//! and never in the way.

use crate::{
    database::State,
    platform::{Fake, NOW},
    requests::{booking, deployment},
};
use chrono::TimeDelta;
use edge_proxy::{
    database::DatabaseError,
    records::{Attempt, Change, Outcome, Records, Status},
    settings::Settings,
};
use serde_json::json;
use shared::{
    booking::{BookingRequest, LinkReason},
    instant,
    problem::ProblemCode,
};

const START: &str = "2026-11-24T10:00:00Z";
const URI: &str = "https://api.calendly.com/event_types/AAAA";

/// The book of a deployment that was told for how many days to keep what is in it.
fn records(days: &str) -> (Records<Fake>, Fake) {
    let fake = deployment(&[]).fake;
    let (settings, problems) = Settings::read(|name| (name == "BOOKINGS_KEPT_DAYS").then(|| days.to_owned()));
    assert!(problems.is_empty());
    (Records::new(&fake, &settings), fake)
}

fn request(more: &serde_json::Value) -> BookingRequest {
    let mut body = booking(START);
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(body).unwrap()
}

fn attempt(key: &str, more: &serde_json::Value) -> Attempt {
    let start = instant::parse(START).unwrap();
    Attempt::new(key, &request(more), URI, start, start + TimeDelta::minutes(30))
}

fn confirmed() -> Outcome {
    let start = instant::parse(START).unwrap();
    Outcome::Confirmed {
        booking: "B".to_owned(),
        event_uri: "https://api.calendly.com/scheduled_events/E".to_owned(),
        start,
        end: start + TimeDelta::minutes(45),
    }
}

fn log(fake: &Fake) -> String {
    fake.0.log.lock().unwrap().join("\n")
}

#[tokio::test(start_paused = true)]
async fn a_booking_is_kept_with_what_reports_need_and_nothing_more() {
    let (records, fake) = records("400");
    let attempt = attempt(
        "a-key",
        &json!({
            "answers": [{"question": "Why?", "answer": "an answer"}],
            "guests": ["guest@example.com"],
            "location": {"kind": "outbound_call", "location": "+351 912 345 678"},
            "attribution": {"last": {"utm_source": "news", "gclid": "Cj0K", "landing_page": "https://a.example/p"}},
            "turnstile_token": "a-proof",
        }),
    );
    records.begin(&attempt);
    fake.settle().await;
    assert_eq!(records.find_attempt("a-key").await.unwrap().unwrap().status, Status::Started);
    tokio::time::advance(core::time::Duration::from_secs(2)).await;
    records.finish(&attempt, &confirmed());
    fake.settle().await;

    let record = records.find("B").await.unwrap().unwrap();
    assert_eq!(records.find_attempt("a-key").await.unwrap().as_ref(), Some(&record));
    assert_eq!((record.status, record.reason), (Status::Confirmed, None));
    assert_eq!((record.event_type.as_str(), record.event_type_uri.as_str()), ("30min", URI));
    assert_eq!(
        (record.start_time.0, record.end_time.0 - record.start_time.0),
        (instant::parse(START).unwrap(), TimeDelta::minutes(45))
    );
    assert_eq!((record.name.as_str(), record.email.as_str()), ("Inês Duarte", "ines@example.com"));
    assert_eq!(record.timezone, "Europe/Lisbon");
    assert_eq!(record.tracking.utm_source.as_deref(), Some("news"));
    assert_eq!(record.attribution.last.unwrap().gclid.as_deref(), Some("Cj0K"));
    assert_eq!(record.invitee_uri.as_deref(), Some("https://api.calendly.com/scheduled_events/E/invitees/B"));
    assert_eq!(record.created_at.0, instant::parse(NOW).unwrap());
    assert_eq!(record.updated_at.0 - record.created_at.0, TimeDelta::seconds(2));

    let all = fake.0.database.select("SELECT * FROM bookings").join("\n");
    for not_kept in ["an answer", "guest@", "912", "a-proof", sandbox::DEMO_TOKEN] {
        assert!(!all.contains(not_kept), "{not_kept} in {all}");
    }
    for personal in ["ines", "Duarte"] {
        assert!(!log(&fake).contains(personal) && !format!("{attempt:?}").contains(personal));
    }
}

#[tokio::test(start_paused = true)]
async fn in_whatever_order_the_writes_arrive_what_is_booked_stays_booked() {
    let (records, fake) = records("400");
    let attempt = attempt("k", &json!({}));
    let status = async || {
        fake.settle().await;
        let record = records.find_attempt("k").await.unwrap().unwrap();
        (record.status, record.reason)
    };
    records.finish(&attempt, &Outcome::Problem(ProblemCode::SlotTaken));
    assert_eq!(status().await, (Status::Refused, Some("slot-taken".to_owned())));
    records.begin(&attempt);
    assert_eq!(status().await.0, Status::Refused, "what was begun before is heard of late");
    records.finish(&attempt, &Outcome::Problem(ProblemCode::BookingUnconfirmed));
    assert_eq!(status().await, (Status::Failed, Some("booking-unconfirmed".to_owned())));
    records.finish(&attempt, &Outcome::Linked(LinkReason::CalendlyFailed));
    assert_eq!(status().await, (Status::Linked, Some("calendly-failed".to_owned())));
    for outcome in [confirmed(), Outcome::Problem(ProblemCode::Internal), confirmed()] {
        records.finish(&attempt, &outcome);
        assert_eq!(status().await, (Status::Confirmed, None));
    }
    records.changed("B", Change::Canceled);
    assert_eq!(status().await.0, Status::Canceled);
    records.finish(&attempt, &confirmed());
    assert_eq!(status().await.0, Status::Canceled, "an answer that is repeated books nothing");
    records.changed("B", Change::Rescheduled);
    assert_eq!(status().await.0, Status::Rescheduled, "moving is told apart from giving up");
    records.changed("B", Change::Canceled);
    assert_eq!(status().await.0, Status::Rescheduled);
    assert_eq!(fake.0.database.select("SELECT count(*) FROM bookings"), ["1"]);
}

#[tokio::test(start_paused = true)]
async fn a_booking_that_takes_the_place_of_another_inherits_how_the_visitor_came() {
    let (records, fake) = records("400");
    let came = json!({"attribution": {"last": {"gclid": "Cj0K"}}});
    records.finish(&attempt("old", &came), &confirmed());
    fake.settle().await;
    let own = json!({"attribution": {"last": {"gclid": "own"}}});
    for (key, more, gclid) in
        [("begun", json!({}), "Cj0K"), ("at once", json!({}), "Cj0K"), ("own", own, "own")]
    {
        let new = attempt(key, &more).replacing("B");
        if key == "begun" {
            records.begin(&new);
            fake.settle().await;
        }
        records.finish(&new, &Outcome::Problem(ProblemCode::SlotTaken));
        fake.settle().await;
        let record = records.find_attempt(key).await.unwrap().unwrap();
        assert_eq!((record.status, record.replaces.as_deref()), (Status::Refused, Some("B")));
        assert_eq!(record.attribution.last.unwrap().gclid.as_deref(), Some(gclid), "{key}");
    }
    let stranger = attempt("stranger", &json!({})).replacing("unknown");
    records.begin(&stranger);
    fake.settle().await;
    assert!(records.find_attempt("stranger").await.unwrap().unwrap().attribution.is_empty());
}

#[tokio::test(start_paused = true)]
async fn another_key_person_or_time_is_another_attempt() {
    let (records, fake) = records("400");
    let other = json!({"name": "Ada", "email": "ada@example.com", "timezone": "UTC"});
    for (key, more) in [
        ("k", json!({})),
        ("k", json!({})),
        ("l", json!({})),
        ("k", json!({"invitee": other})),
        ("k", json!({"event_type": "open-studio"})),
        ("k", json!({"start": "2026-11-24T11:00:00Z"})),
    ] {
        records.begin(&attempt(key, &more));
    }
    records.changed("somebody else's", Change::Canceled);
    fake.settle().await;
    assert_eq!(fake.0.database.select("SELECT count(*) FROM bookings WHERE status = 'started'"), ["5"]);
    assert_eq!(records.find("unknown").await, Ok(None));
}

#[tokio::test(start_paused = true)]
async fn days_are_counted_from_the_end_of_what_is_booked_else_from_the_last_change() {
    let (records, fake) = records("10");
    let later = json!({"start": "2026-12-24T10:00:00Z"});
    records.finish(&attempt("confirmed", &json!({})), &confirmed());
    records.finish(&attempt("refused", &later), &Outcome::Problem(ProblemCode::SlotTaken));
    records.begin(&attempt("broken off", &later));
    fake.settle().await;
    let left = async |days: u64| {
        let until = instant::parse(NOW).unwrap() + TimeDelta::days(i64::try_from(days).unwrap());
        tokio::time::advance((until - fake.time()).to_std().unwrap()).await;
        records.tidy().await;
        fake.0.database.select("SELECT status FROM bookings ORDER BY 1")
    };
    assert_eq!(left(10).await, ["confirmed", "refused", "started"], "not a second too early");
    assert_eq!(left(11).await, ["confirmed"]);
    assert_eq!(left(13).await, ["confirmed"], "ten days after its end it is kept");
    assert_eq!(left(14).await, Vec::<String>::new());
    assert!(log(&fake).contains("records: 2 rows were past their time"), "{}", log(&fake));
}

#[tokio::test(start_paused = true)]
async fn with_zero_days_nothing_is_kept_and_what_was_kept_goes() {
    let (records, fake) = records("400");
    for index in 0..2_500 {
        records.begin(&attempt(&index.to_string(), &json!({})));
    }
    fake.settle().await;
    let nothing = Settings::read(|name| (name == "BOOKINGS_KEPT_DAYS").then(|| "0".to_owned())).0;
    let none = Records::new(&fake, &nothing);
    none.tidy().await;
    assert_eq!(fake.0.database.select("SELECT count(*) FROM bookings"), ["0"]);

    fake.0.database.ran.lock().unwrap().clear();
    none.begin(&attempt("k", &json!({})));
    none.finish(&attempt("k", &json!({})), &confirmed());
    none.changed("B", Change::Canceled);
    fake.settle().await;
    assert!(fake.0.database.ran.lock().unwrap().is_empty(), "the database is not even asked");
}

#[tokio::test(start_paused = true)]
async fn a_database_that_is_missing_silent_or_broken_costs_a_line_in_the_log() {
    for (state, words) in [
        (State::Missing, "there is no database"),
        (State::Silent, "the database did not answer in time"),
        (State::Broken, "the database failed: D1_ERROR: network"),
    ] {
        let (records, fake) = records("400");
        fake.0.database.becomes(state);
        let began = fake.time();
        records.begin(&attempt("k", &json!({})));
        records.finish(&attempt("k", &json!({})), &confirmed());
        records.changed("B", Change::Canceled);
        assert_eq!(fake.time(), began, "nobody waits");
        fake.settle().await;
        assert_eq!(
            log(&fake),
            vec![format!("records: a booking is missing from them: {words}"); 3].join("\n")
        );
        assert!(records.find("B").await.is_err());
        assert!(fake.time() - began <= TimeDelta::seconds(11));
        records.tidy().await;
        assert!(log(&fake).ends_with(&format!("records: what is past its time stays: {words}")));
    }
    let (records, fake) = records("0");
    fake.0.database.becomes(State::Missing);
    records.tidy().await;
    assert_eq!(log(&fake), "", "who keeps nothing needs no database");
    assert_eq!(records.find("B").await, Err(DatabaseError::Missing));
}
