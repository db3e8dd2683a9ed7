//! Which pages may write, what a browser is told, and what the outermost layers do for every request.

use crate::requests::{Answer, Deployment, deployment};
use axum::body::Body;
use http::{Method, Request, StatusCode};

const KEY: (&str, &str) = ("SIGNING_KEY", "0123456789abcdef0123456789abcdef");
const TOKEN: (&str, &str) = ("CALENDLY_TOKEN", sandbox::DEMO_TOKEN);

async fn ask(deployment: &Deployment, method: Method, path: &str, origin: &str) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "book.example.com")
        .header("origin", origin)
        .header("content-type", "application/json");
    deployment.send(request.body(Body::from("{}")).unwrap()).await
}

#[tokio::test(start_paused = true)]
async fn in_demo_mode_any_page_may_write() {
    let answer = ask(&deployment(&[]), Method::POST, "/v1/links", "https://anywhere.example").await;
    assert_eq!(answer.header("access-control-allow-origin"), "https://anywhere.example");
    assert!(answer.problem().starts_with("422"), "it reached the route");
}

#[tokio::test(start_paused = true)]
async fn when_connected_only_the_listed_pages_and_its_own_may() {
    let deployment = deployment(&[TOKEN, KEY, ("ALLOWED_ORIGINS", "https://a.example, https://*.b.example")]);
    for (origin, is_allowed) in [
        ("https://a.example", true),
        ("https://www.b.example", true),
        ("https://book.example.com", true),
        ("https://b.example", false),
        ("https://evil.example", false),
        ("null", false),
        ("NULL", false),
        ("", false),
        ("HTTPS://A.example", true),
        ("https://a.example:443", false),
        ("https://a.example:8443", false),
        ("http://a.example", false),
        ("https://a.example.", false),
        ("https://a.example/", false),
        ("https://a.example, https://evil.example", false),
        ("https://evil.example/https://a.example", false),
        ("https://www.b.example:8443", false),
        ("https://www.b.example.evil.example", false),
        ("https://book.example.com:8443", false),
        ("https://book.example.com@evil.example", false),
        ("file://", false),
    ] {
        let write = ask(&deployment, Method::POST, "/v1/links", origin).await;
        let expected = if is_allowed { "422 " } else { "403 origin-not-allowed" };
        assert!(write.problem().starts_with(expected), "{origin}: {}", write.text);
        let read = ask(&deployment, Method::GET, "/v1/event-types", origin).await;
        assert_eq!(read.status, StatusCode::OK);
        assert_eq!(read.header("access-control-allow-origin"), if is_allowed { origin } else { "" });
        assert_eq!(read.header("vary"), "Origin");
    }
}

#[tokio::test(start_paused = true)]
async fn its_own_page_without_encryption_is_another_page() {
    let deployment = deployment(&[TOKEN, KEY]);
    for (origin, expected) in
        [("https://book.example.com", "401"), ("http://book.example.com", "403"), ("book.example.com", "403")]
    {
        let request = Request::post("https://book.example.com/v1/links")
            .header("origin", origin)
            .header("content-type", "application/json")
            .body(Body::from(r#"{"event_type":"30min"}"#));
        let answer = deployment.send(request.unwrap()).await;
        assert!(answer.problem().starts_with(expected), "{origin}: {}", answer.text);
    }
}

#[tokio::test(start_paused = true)]
async fn a_page_that_does_not_say_where_it_is_from_may_not_write_unless_it_is_its_own() {
    let connected = deployment(&[TOKEN, KEY]);
    let demo = deployment(&[]);
    for (site, expected) in [
        ("cross-site", "403 origin-not-allowed"),
        ("same-site", "403 origin-not-allowed"),
        ("something-new", "403 origin-not-allowed"),
        ("same-origin", "422 "),
        ("none", "422 "),
    ] {
        let ask = async |deployment: &Deployment, method: Method, path: &str| {
            let request = Request::builder().method(method).uri(path);
            let request = request.header("sec-fetch-site", site).header("content-type", "application/json");
            deployment.send(request.body(Body::from("{}")).unwrap()).await
        };
        let write = ask(&connected, Method::POST, "/v1/bookings").await;
        assert!(write.problem().starts_with(expected), "{site}: {}", write.text);
        assert_eq!(ask(&connected, Method::GET, "/v1/event-types").await.status, StatusCode::OK);
        assert!(ask(&demo, Method::POST, "/v1/bookings").await.problem().starts_with("422 "));
    }
}

#[tokio::test(start_paused = true)]
async fn a_preflight_is_answered_before_any_route() {
    let deployment = deployment(&[]);
    let request = Request::options("/v1/bookings")
        .header("origin", "https://a.example")
        .header("access-control-request-method", "POST")
        .body(Body::empty());
    let answer = deployment.send(request.unwrap()).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(answer.header("access-control-allow-methods"), "GET, POST, DELETE");
    assert!(answer.header("access-control-allow-headers").contains("idempotency-key"));
}

#[tokio::test(start_paused = true)]
async fn unknown_routes_and_wrong_methods_are_problems_too() {
    let deployment = deployment(&[]);
    for path in
        ["/nothing", "/v1", "/v1/", "/v1/event-types/30min/slots/more", "/v1/bookings/%FF", "/v2/config"]
    {
        assert_eq!(deployment.get(path).await.problem(), "404 not-found", "{path}");
    }
    for (method, path, allowed) in [
        (Method::POST, "/v1/event-types", "GET,HEAD"),
        (Method::DELETE, "/v1/bookings", "POST"),
        (Method::GET, "/v1/links", "POST"),
        (Method::PUT, "/healthz", "GET,HEAD"),
    ] {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        let answer = deployment.send(request).await;
        assert_eq!(answer.problem(), "405 method-not-allowed", "{path}");
        assert_eq!(answer.header("allow"), allowed);
    }
    assert_eq!(deployment.get("/v1/config?debug=1").await.problem(), "400 invalid-query debug=unknown-field");
}

#[tokio::test(start_paused = true)]
async fn every_request_is_one_line_in_the_log_without_its_query() {
    let deployment = deployment(&[]);
    deployment.get("/v1/event-types/30min/slots?timezone=Europe/Lisbon").await;
    deployment.get("/nothing?email=ines@example.com").await;
    let log = deployment.fake.0.log.lock().unwrap();
    let lines: Vec<serde_json::Value> = log.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["route"], "/v1/event-types/{slug}/slots");
    assert_eq!((&lines[0]["cache"], &lines[0]["upstream_calls"]), (&"miss".into(), &3.into()));
    assert_eq!((&lines[1]["route"], &lines[1]["problem"]), (&"none".into(), &"not-found".into()));
}

#[tokio::test(start_paused = true)]
async fn no_route_that_writes_lets_another_page_in() {
    let deployment = deployment(&[TOKEN, KEY, ("ALLOWED_ORIGINS", "https://a.example")]);
    for (method, path) in [
        (Method::POST, "/v1/bookings"),
        (Method::POST, "/v1/bookings/b/cancel"),
        (Method::POST, "/v1/bookings/b/reschedule"),
        (Method::POST, "/v1/holds"),
        (Method::POST, "/v1/holds/30min.h/release"),
        (Method::DELETE, "/v1/holds/30min.h"),
        (Method::POST, "/v1/links"),
    ] {
        let evil = ask(&deployment, method.clone(), path, "https://evil.example").await;
        assert_eq!(evil.problem(), "403 origin-not-allowed", "{method} {path}");
        let own = ask(&deployment, method.clone(), path, "https://a.example").await;
        assert_ne!(own.status, StatusCode::FORBIDDEN, "{method} {path}");
        assert_ne!(own.status, StatusCode::NOT_FOUND, "{method} {path}");
    }
}
