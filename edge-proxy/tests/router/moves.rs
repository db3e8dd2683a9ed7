//! Moving when something is in the way: the old booking cannot be canceled, everything ends in the middle, several ask
//! at once. One booking is left in the end.

use crate::{
    faults::Fault,
    manage::hold,
    requests::deployment,
    rescheduling::{events, pairs, reschedule, send},
};
use core::time::Duration;
use futures_util::future::join_all;
use http::StatusCode;
use serde_json::json;

#[tokio::test(start_paused = true)]
async fn when_the_old_one_cannot_be_canceled_the_new_one_stands_and_it_is_tried_again() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let held = hold(&deployment, "30min", 19).await;
    deployment.fake.plan_for("/scheduled_events", "/cancellation", Fault::Answer(503, ""), 2);
    let answer = reschedule(&deployment, &held, &starts[22]).await;
    assert_eq!(answer.json()["previous"], "cancelation-pending", "{}", answer.text);
    let both = [(&starts[19], "active"), (&starts[22], "active")];
    assert_eq!(events(&deployment), pairs(&both));
    // Even when everything ends in between: what is to be done is written down, and the alarm is set.
    deployment.fake.crash();
    for (pause, expected) in [(29, "active"), (1, "active"), (60, "canceled")] {
        tokio::time::advance(Duration::from_secs(pause)).await;
        deployment.fake.0.objects.ring(&deployment.fake).await;
        assert_eq!(
            events(&deployment),
            pairs(&[(&starts[19], expected), (&starts[22], "active")]),
            "after {pause} s"
        );
    }
    let shown = deployment.get_as(&held.token, &held.path).await.json();
    assert_eq!(shown["booking"]["cancellation"]["by"], "invitee", "the host is told who moved it");
}

#[tokio::test(start_paused = true)]
async fn one_booking_is_moved_once_however_many_ask_at_once() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let held = hold(&deployment, "30min", 19).await;
    let wishes: Vec<_> = (0..6).map(|n| (format!("key-{n}"), json!({ "start": starts[22 + n] }))).collect();
    let answers = join_all(wishes.iter().map(|(key, body)| send(&deployment, &held, key, body))).await;
    let moved: Vec<_> = answers.iter().filter(|answer| answer.status == StatusCode::CREATED).collect();
    assert_eq!(moved.len(), 1);
    let others = answers.iter().filter(|answer| answer.status != StatusCode::CREATED);
    assert!(others.clone().all(|answer| answer.problem() == "409 booking-canceled"));
    let active = events(&deployment).into_iter().filter(|(_, status)| status == "active").count();
    assert_eq!(active, 1, "{:?}", events(&deployment));
}

#[tokio::test(start_paused = true)]
async fn a_booking_that_has_to_go_is_not_moved_a_second_time() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let held = hold(&deployment, "30min", 19).await;
    deployment.fake.plan_for("/scheduled_events", "/cancellation", Fault::Answer(503, ""), 99);
    let first = send(&deployment, &held, "one", &json!({"start": starts[22]})).await;
    assert_eq!(first.json()["previous"], "cancelation-pending", "{}", first.text);
    deployment.fake.crash();
    let second = send(&deployment, &held, "two", &json!({"start": starts[24]})).await;
    assert_eq!(second.problem(), "409 booking-canceled");
    assert_eq!(events(&deployment), pairs(&[(&starts[19], "active"), (&starts[22], "active")]));
    let again = send(&deployment, &held, "one", &json!({"start": starts[22]})).await;
    assert_eq!(again.text, first.text);
}

#[tokio::test(start_paused = true)]
async fn what_could_not_be_canceled_in_a_day_is_left_to_the_owner_and_the_log_says_so() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let held = hold(&deployment, "30min", 60).await;
    deployment.fake.plan_for("/scheduled_events", "/cancellation", Fault::Answer(503, ""), 999);
    let answer = reschedule(&deployment, &held, &starts[62]).await;
    assert_eq!(answer.json()["previous"], "cancelation-pending", "{}", answer.text);
    for _ in 0..52 {
        tokio::time::advance(Duration::from_mins(30)).await;
        deployment.fake.0.objects.ring(&deployment.fake).await;
    }
    let log = deployment.fake.0.log.lock().unwrap().clone();
    let told: Vec<_> = log.iter().filter(|line| line.starts_with("desk: ")).collect();
    let event = deployment.fake.events_of("ines@example.com")[0]["uri"].as_str().unwrap().to_owned();
    let id = event.rsplit('/').next().unwrap();
    let expected = format!("desk: event {id} was moved and could not be canceled: cancel it at Calendly");
    assert_eq!(told, [&expected]);
    let tries = deployment.fake.take_routes().iter().filter(|route| route.ends_with("/cancellation")).count();
    assert!((10..=35).contains(&tries), "{tries} tries in a day");
}

#[tokio::test(start_paused = true)]
async fn whenever_everything_ends_in_the_middle_the_same_key_finishes_the_move() {
    for milliseconds in [150, 250, 350, 399, 401, 450, 550, 650, 750] {
        let deployment = deployment(&[]);
        let starts = deployment.starts("30min").await;
        let held = hold(&deployment, "30min", 9).await;
        let cut = reschedule(&deployment, &held, &starts[12]);
        let _ = tokio::time::timeout(Duration::from_millis(milliseconds), cut).await;
        deployment.fake.crash();
        let answer = reschedule(&deployment, &held, &starts[12]).await;
        assert_eq!(answer.json()["status"], "confirmed", "{milliseconds} ms: {}", answer.text);
        assert_eq!(
            events(&deployment),
            pairs(&[(&starts[9], "canceled"), (&starts[12], "active")]),
            "{milliseconds} ms"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn whenever_everything_ends_in_the_middle_and_nobody_comes_back_one_booking_is_left() {
    let mut ends = std::collections::BTreeSet::new();
    for milliseconds in [150, 250, 350, 399, 401, 450, 550, 650, 750] {
        let deployment = deployment(&[]);
        let starts = deployment.starts("30min").await;
        let held = hold(&deployment, "30min", 19).await;
        let cut = reschedule(&deployment, &held, &starts[22]);
        let _ = tokio::time::timeout(Duration::from_millis(milliseconds), cut).await;
        deployment.fake.crash();
        // Calendly does not answer at first either.
        deployment.fake.plan_for("/scheduled_events", "invitee_email", Fault::Answer(503, ""), 4);
        for _ in 0..4 {
            tokio::time::advance(Duration::from_mins(2)).await;
            deployment.fake.0.objects.ring(&deployment.fake).await;
            deployment.fake.settle().await;
        }
        let left = events(&deployment);
        let stays = pairs(&[(&starts[19], "active")]);
        let moved = pairs(&[(&starts[19], "canceled"), (&starts[22], "active")]);
        assert!(left == stays || left == moved, "{milliseconds} ms: {left:?}");
        if left == moved {
            // Whoever does come back is told the same as ever.
            let answer = reschedule(&deployment, &held, &starts[22]).await;
            assert_eq!(answer.json()["previous"], "canceled", "{milliseconds} ms: {}", answer.text);
        }
        ends.insert(left.len());
        tokio::time::advance(Duration::from_hours(24)).await;
        deployment.fake.0.objects.ring(&deployment.fake).await;
        assert!(!deployment.fake.0.objects.remember("ines@example.com"), "{milliseconds} ms");
        assert_eq!(deployment.fake.0.objects.stored(), 0, "{milliseconds} ms");
    }
    assert_eq!(ends.len(), 2, "the test needs both");
}
