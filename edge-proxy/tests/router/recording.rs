//! What each request of a visitor's leaves in the records.

use crate::{
    manage::Held,
    platform::Fake,
    requests::{booking, deployment},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use edge_proxy::{
    records::{Record, Records, Status},
    settings::Settings,
};
use serde_json::json;
use sha2::{Digest as _, Sha256};

/// The newest attempt under a key, once everything that was deferred is done.
async fn record(fake: &Fake, key: &str) -> Record {
    fake.settle().await;
    let digest = URL_SAFE_NO_PAD.encode(Sha256::digest(key));
    Records::new(fake, &Settings::read(|_| None).0).find_attempt(&digest).await.unwrap().unwrap()
}

#[tokio::test(start_paused = true)]
async fn every_attempt_of_a_visitor_leaves_its_record() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let fake = &deployment.fake;
    let booked = deployment.post("/v1/bookings", Some("one"), &booking(&starts[9])).await.json();
    let refused = deployment.post("/v1/bookings", Some("two"), &booking(&starts[9])).await;
    assert_eq!(refused.problem(), "409 slot-taken");
    assert_eq!(record(fake, "one").await.status, Status::Confirmed);
    assert_eq!(record(fake, "two").await.status, Status::Refused);

    let id = booked["booking"]["id"].as_str().unwrap();
    let token = booked["manage_token"].as_str().unwrap();
    let canceled = deployment.post_as(token, &format!("/v1/bookings/{id}/cancel"), &json!({})).await;
    assert_eq!(canceled.status, 200, "{}", canceled.text);
    let canceled = record(fake, "one").await;
    assert_eq!((canceled.status, canceled.booking.as_deref()), (Status::Canceled, Some(id)));
    assert!(!fake.0.log.lock().unwrap().join("\n").contains("ines@example.com"));
}

#[tokio::test(start_paused = true)]
async fn a_booking_that_is_moved_is_known_as_one_meeting_that_came_by_one_way() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let mut body = booking(&starts[9]);
    body["attribution"] = json!({"last": {"utm_source": "news", "gclid": "Cj0K"}});
    let held = Held::of(&deployment.post("/v1/bookings", Some("old"), &body).await);
    let request = http::Request::post(format!("{}/reschedule", held.path))
        .header("authorization", format!("Bearer {}", held.token))
        .header("content-type", "application/json")
        .header("idempotency-key", "new");
    let body = json!({"start": starts[12]}).to_string();
    let moved = deployment.send(request.body(body.into()).unwrap()).await;
    assert_eq!(moved.status, 201, "{}", moved.text);

    let (old, new) = (record(&deployment.fake, "old").await, record(&deployment.fake, "new").await);
    assert_eq!((old.status, new.status), (Status::Rescheduled, Status::Confirmed));
    assert_eq!((new.replaces, old.replaces), (old.booking, None));
    assert_eq!((&new.attribution, new.tracking), (&old.attribution, old.tracking));
    assert_eq!(new.attribution.last.unwrap().gclid.as_deref(), Some("Cj0K"));
}
