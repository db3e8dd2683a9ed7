//! How the visitor found the page: Calendly gets what it takes of it, and what is no such thing is refused.

use crate::requests::{Deployment, booking, deployment};
use serde_json::{Value, json};

/// The tracking values that Calendly got with the last booking.
fn sent(deployment: &Deployment) -> Value {
    let calls = deployment.fake.0.calls.lock().unwrap();
    let call = calls.iter().rev().find(|call| call.route == "POST /invitees").unwrap();
    serde_json::from_str::<Value>(&call.body).unwrap()["tracking"].clone()
}

#[tokio::test(start_paused = true)]
async fn calendly_gets_all_six_keys_of_the_last_touch_unless_the_caller_has_its_own() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let mut body = booking(&starts[0]);
    body["attribution"] = json!({
        "first": {"utm_source": "blog", "landing_page": "https://example.com/pricing"},
        "last": {"utm_source": "google", "utm_medium": "cpc", "gclid": "Cj0K", "referrer": "https://www.google.com"},
    });
    assert_eq!(deployment.book(&body).await.status, 201);
    let mut expected = json!({
        "utm_source": "google", "utm_medium": "cpc", "utm_campaign": null, "utm_content": null, "utm_term": null,
        "salesforce_uuid": null,
    });
    assert_eq!(sent(&deployment), expected);

    body["start"] = starts[1].clone().into();
    body["tracking"] = json!({"utm_source": "newsletter"});
    assert_eq!(deployment.book(&body).await.status, 201);
    (expected["utm_source"], expected["utm_medium"]) = ("newsletter".into(), Value::Null);
    assert_eq!(sent(&deployment), expected);
}

#[tokio::test(start_paused = true)]
async fn a_link_carries_the_campaign_too() {
    let deployment = deployment(&[("BOOKING_MODE", "link")]);
    let starts = deployment.starts("30min").await;
    let mut body = booking(&starts[0]);
    body["attribution"] = json!({"last": {"utm_source": "google", "gclid": "Cj0K"}});
    let answer = deployment.book(&body).await.json();
    let url = answer["url"].as_str().unwrap();
    assert!(url.contains("utm_source=google") && !url.contains("gclid"), "{url}");
}

#[tokio::test(start_paused = true)]
async fn what_is_no_attribution_is_refused_by_name() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("30min").await;
    let mut body = booking(&starts[0]);
    let mut problem = async |attribution: Value| {
        body["attribution"] = attribution;
        deployment.book(&body).await.problem()
    };
    assert_eq!(
        problem(json!({"last": {"landing_page": "https://example.com/?email=ines@example.com"}})).await,
        "422 validation-failed /attribution/last/landing_page=invalid-text"
    );
    assert_eq!(
        problem(json!({"first": {"utm_term": "x".repeat(256)}, "last": {"fbclid": "<b>"}})).await,
        "422 validation-failed /attribution/first/utm_term=too-long /attribution/last/fbclid=invalid-text"
    );
    assert_eq!(
        problem(json!({"last": {"query": "?a=b"}})).await,
        "422 validation-failed /attribution/last/query=unknown-field"
    );
}
