//! What is on offer: health, config and event types, and everything about them that must stay private.

use crate::requests::{Answer, deployment};
use http::StatusCode;

fn slugs(answer: &Answer) -> Vec<String> {
    let list = answer.json()["event_types"].as_array().unwrap().clone();
    list.iter().map(|event_type| event_type["slug"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(start_paused = true)]
async fn with_nothing_set_the_demo_is_healthy() {
    let answer = deployment(&[]).get("/healthz").await;
    assert_eq!(answer.text, r#"{"status":"ok","mode":"demo","version":"0.1.0","settings":[]}"#);
    assert_eq!(answer.header("x-request-id").len(), 22);
    assert!(answer.header("server-timing").contains("total;dur="));
}

#[tokio::test(start_paused = true)]
async fn a_wrong_setting_names_itself_in_health_and_the_rest_works() {
    let deployment = deployment(&[("CALENDLY_SLOTS_CACHE_TTL", "5"), ("BOOKING_MODE", "later")]);
    let health = deployment.get("/healthz").await.json();
    let named: Vec<_> =
        health["settings"].as_array().unwrap().iter().map(|problem| problem["setting"].clone()).collect();
    assert_eq!(health["status"], "misconfigured");
    assert_eq!(named, ["CALENDLY_SLOTS_CACHE_TTL", "BOOKING_MODE"]);
    assert!(!deployment.starts("30min").await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn only_active_public_types_are_on_offer_and_only_their_public_side() {
    let deployment = deployment(&[]);
    let answer = deployment.get("/v1/event-types").await;
    let slugs = slugs(&answer);
    assert!(slugs.len() >= 8, "{slugs:?}");
    assert!(slugs.contains(&"30min".to_owned()));
    assert!(!slugs.contains(&"board-advisory".to_owned()), "a secret type");
    assert!(!slugs.contains(&"quarterly-review".to_owned()), "an inactive type");
    for private in
        ["internal_note", "Send the rate card", "northlight.example", "555-0142", "api.calendly.com", "<p>"]
    {
        assert!(!answer.text.contains(private), "{private}");
    }
    let one = deployment.get("/v1/event-types/discovery-session").await;
    insta::assert_json_snapshot!(one.json());
    for hidden in ["board-advisory", "quarterly-review", "nothing", "%2e%2e", "30MIN"] {
        let answer = deployment.get(&format!("/v1/event-types/{hidden}")).await;
        assert_eq!(answer.problem(), "404 event-type-not-found", "{hidden}");
        assert_eq!(
            answer.json()["scheduling_url"],
            "http://127.0.0.1:8787/maya-lindqvist",
            "there is a way on"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn the_owner_chooses_which_types_are_on_offer_and_their_order() {
    let settings = [("EVENT_TYPES", "open-studio, 30min, board-advisory, nothing")];
    let deployment = deployment(&settings);
    assert_eq!(slugs(&deployment.get("/v1/config").await), ["open-studio", "30min"]);
    let answer = deployment.get("/v1/event-types/product-demo/slots").await;
    assert_eq!(answer.problem(), "404 event-type-not-found");
}

#[tokio::test(start_paused = true)]
async fn the_config_tells_the_widget_what_it_needs() {
    let mut config = deployment(&[]).get("/v1/config").await.json();
    config["event_types"] = config["event_types"].as_array().unwrap().len().into();
    insta::assert_json_snapshot!(config);
}

#[tokio::test(start_paused = true)]
async fn in_public_mode_there_is_calendlys_page_and_nothing_else() {
    let deployment = deployment(&[("CALENDLY_SCHEDULING_URL", "https://calendly.com/someone")]);
    let config = deployment.get("/v1/config").await.json();
    assert_eq!(config["mode"], "public");
    assert_eq!(config["scheduling_url"], "https://calendly.com/someone");
    assert_eq!(config["event_types"].as_array().unwrap().len(), 0);
    let slots = deployment.get("/v1/event-types/30min/slots").await;
    assert_eq!(slots.problem(), "409 not-connected");
    assert_eq!(slots.json()["scheduling_url"], "https://calendly.com/someone");
    assert!(deployment.fake.take_routes().is_empty());
}

#[tokio::test(start_paused = true)]
async fn the_catalogue_is_fetched_once_an_hour_and_never_waited_for_again() {
    let deployment = deployment(&[]);
    deployment.get("/v1/event-types").await;
    assert_eq!(deployment.fake.take_routes(), ["GET /users/me", "GET /event_types"]);
    deployment.get("/v1/event-types/30min").await;
    deployment.get("/v1/config").await;
    assert!(deployment.fake.take_routes().is_empty());
    tokio::time::advance(core::time::Duration::from_hours(1)).await;
    let before = tokio::time::Instant::now();
    assert_eq!(deployment.get("/v1/event-types").await.status, StatusCode::OK);
    assert_eq!(tokio::time::Instant::now(), before, "the old one is shown at once");
    deployment.fake.settle().await;
    assert_eq!(deployment.fake.take_routes(), ["GET /users/me", "GET /event_types"]);
    deployment.get("/v1/event-types").await;
    assert!(deployment.fake.take_routes().is_empty());
}

#[tokio::test(start_paused = true)]
async fn many_event_types_come_in_pages_and_all_are_seen() {
    // The sandbox's account fits one page of 100, so the page is followed on the wire's own terms.
    let deployment = deployment(&[]);
    let first = r#"{"collection":[{"uri":"https://api.calendly.com/event_types/a","name":"A","slug":"a","active":true,"duration":30}],
        "pagination":{"count":1,"next_page":"https://api.calendly.com/event_types?page_token=t","next_page_token":"t","previous_page":null,"previous_page_token":null}}"#;
    let second = r#"{"collection":[{"uri":"https://api.calendly.com/event_types/b","name":"B","slug":"b","active":true,"duration":30}],
        "pagination":{"count":1,"next_page":null,"next_page_token":null,"previous_page":null,"previous_page_token":null}}"#;
    deployment.fake.plan("/event_types", crate::faults::Fault::Answer(200, first), 1);
    deployment.fake.plan("/event_types", crate::faults::Fault::Answer(200, second), 1);
    assert_eq!(slugs(&deployment.get("/v1/event-types").await), ["a", "b"]);
}

#[tokio::test(start_paused = true)]
async fn the_owner_renames_types_for_this_site() {
    let overrides = r#"{"30min": {"name": "Say hello", "description": "Half an hour.", "duration": 25}}"#;
    let deployment = deployment(&[("EVENT_TYPE_OVERRIDES", overrides)]);
    let changed = deployment.get("/v1/event-types/30min").await.json();
    let shown = [&changed["name"], &changed["description"], &changed["duration"]];
    assert_eq!(shown, [&serde_json::json!("Say hello"), &"Half an hour.".into(), &25.into()]);
    let slots = deployment.get("/v1/event-types/30min/slots?timezone=UTC").await.json();
    let (start, end) = (&slots["slots"][0]["start"], &slots["slots"][0]["end"]);
    let at = |text: &serde_json::Value| shared::instant::parse(text.as_str().unwrap()).unwrap();
    assert_eq!((at(end) - at(start)).num_minutes(), 25);
    let other = deployment.get("/v1/event-types/open-studio").await.json();
    assert_ne!(other["name"], "Say hello");
}

#[tokio::test(start_paused = true)]
async fn a_catalogue_of_many_pages_is_read_to_its_end() {
    let first = r#"{"collection":[],"pagination":{"next_page_token":"two"}}"#;
    let second = r#"{"collection":[{"uri":"https://api.calendly.com/event_types/LAST","slug":"last","name":"Last",
        "active":true,"duration":30,"scheduling_url":"https://calendly.com/me/last"}],"pagination":{}}"#;
    let deployment = deployment(&[]);
    let page = |part, body| {
        deployment.fake.plan_for("/event_types", part, crate::faults::Fault::Answer(200, body), 1);
    };
    page("page_token=two", second);
    page("", first);
    assert_eq!(slugs(&deployment.get("/v1/event-types").await), ["last"]);
    assert_eq!(deployment.fake.take_routes(), ["GET /users/me", "GET /event_types", "GET /event_types"]);
}

#[tokio::test(start_paused = true)]
async fn only_the_owner_sees_how_the_edge_is_doing() {
    let admin = "0123456789abcdef0123456789abcdef";
    let token = ("CALENDLY_TOKEN", sandbox::DEMO_TOKEN);
    let settings = [token, ("SIGNING_KEY", admin), ("ADMIN_TOKEN", admin)];
    let deployment = deployment(&settings);
    let ask = |given: &str| {
        let request = http::Request::get("/healthz?verbose").header("authorization", given);
        request.body(axum::body::Body::empty()).unwrap()
    };
    let refused = deployment.get("/healthz?verbose").await;
    assert_eq!(
        (refused.problem(), refused.header("www-authenticate")),
        ("401 admin-token-required".into(), "Bearer")
    );
    assert_eq!(deployment.send(ask("Bearer wrong")).await.problem(), "401 admin-token-required");
    assert_eq!(deployment.get("/healthz?loud").await.problem(), "400 invalid-query loud=unknown-field");

    for _ in 0..4 {
        deployment.starts("30min").await;
    }
    let mut health = deployment.send(ask(&format!("Bearer {admin}"))).await.json();
    assert_eq!(health["edge"]["since"].take().as_str().map(str::len), Some(20));
    insta::assert_json_snapshot!(health);
}
