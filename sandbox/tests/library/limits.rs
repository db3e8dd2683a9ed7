//! How many calls are answered, and what is said about the rest.

use std::collections::BTreeSet;

use chrono::Duration;
use http::StatusCode;
use sandbox::{Options, Plan};
use serde_json::json;

use crate::client::Client;

#[test]
fn calls_beyond_the_limit_of_the_plan_are_refused_until_the_minute_is_over() {
    for (plan, limit) in [(Plan::Free, 50), (Plan::Paid, 500)] {
        let mut client = Client::new(Options { plan, ..Options::default() });
        let statuses: BTreeSet<u16> = (0..limit).map(|_| client.get("/users/me").status.as_u16()).collect();
        assert_eq!(statuses, BTreeSet::from([200]));
        client.advance(Duration::seconds(20));
        let refused = client.get("/users/me");
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        let left = ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"]
            .map(|name| refused.headers[name].to_str().expect("text").to_owned());
        assert_eq!(left, [limit.to_string(), "0".to_owned(), "40".to_owned()]);
        client.advance(Duration::seconds(40));
        assert_eq!(client.get("/users/me").status, StatusCode::OK);
    }
}

#[test]
fn bookings_have_limits_of_their_own() {
    for (plan, limit, wait) in [
        (Plan::Free, 5, Duration::days(1)),
        (Plan::Trial, 5, Duration::days(1)),
        (Plan::Paid, 10, Duration::minutes(1)),
    ] {
        let mut client = Client::new(Options { plan, ..Options::default() });
        for _ in 0..limit {
            assert_eq!(client.post("/invitees", &json!({})).status, StatusCode::BAD_REQUEST);
        }
        assert_eq!(client.post("/invitees", &json!({})).status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(client.get("/users/me").status, StatusCode::OK);
        client.advance(wait);
        assert_eq!(client.post("/invitees", &json!({})).status, StatusCode::BAD_REQUEST);
    }
}
