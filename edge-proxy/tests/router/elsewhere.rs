//! What happens at Calendly itself, without the proxy in between: its own answers, its own pages.

use crate::{faults::Fault, platform::Fake};
use bytes::Bytes;
use edge_proxy::platform::Platform as _;
use http::{Request, StatusCode};

impl Fake {
    /// What the sandbox itself says, without the proxy in between.
    pub(crate) fn ask_sandbox(&self, path_and_query: &str) -> serde_json::Value {
        let request = Request::get(path_and_query)
            .header("authorization", format!("Bearer {}", sandbox::DEMO_TOKEN))
            .body(Bytes::new())
            .unwrap();
        let answer = self.0.sandbox.lock().unwrap().handle(&request, self.now());
        serde_json::from_slice(answer.body()).unwrap()
    }

    /// The host changes the list of event types: from now on Calendly tells it as `change` leaves it.
    pub(crate) fn change_offer(&self, change: impl FnOnce(&mut Vec<serde_json::Value>)) {
        let user = self.ask_sandbox("/users/me")["resource"]["uri"].as_str().unwrap().to_owned();
        let query = format!("/event_types?user={user}&active=true&count=100&sort=position:asc");
        let mut list = self.ask_sandbox(&query);
        change(list["collection"].as_array_mut().unwrap());
        self.plan("/event_types", Fault::Answer(200, list.to_string().leak()), 9999);
    }

    /// Every active event with an invitee of this address, whoever hosts it.
    pub(crate) fn events_of(&self, email: &str) -> Vec<serde_json::Value> {
        let me = self.ask_sandbox("/users/me");
        let organization = me["resource"]["current_organization"].as_str().unwrap().to_owned();
        let query = format!("organization={organization}&invitee_email={email}&status=active&count=100");
        self.ask_sandbox(&format!("/scheduled_events?{query}"))["collection"].as_array().unwrap().clone()
    }

    /// Active invitees of this address in all events: seats that were taken under it.
    pub(crate) fn seats_of(&self, email: &str) -> usize {
        let seats = |event: &serde_json::Value| {
            let id = event["uri"].as_str().unwrap().rsplit('/').next().unwrap();
            let path = format!("/scheduled_events/{id}/invitees?email={email}&status=active&count=100");
            self.ask_sandbox(&path)["collection"].as_array().unwrap().len()
        };
        self.events_of(email).iter().map(seats).sum()
    }

    /// Somebody books on Calendly's own page.
    pub(crate) fn book_elsewhere(&self, slug: &str, start: &str) {
        let user = self.ask_sandbox("/users/me")["resource"]["uri"].as_str().unwrap().to_owned();
        let types = self.ask_sandbox(&format!("/event_types?user={user}"));
        let types = types["collection"].as_array().unwrap();
        let found = types.iter().find(|event_type| event_type["slug"] == slug).unwrap();
        let body = serde_json::json!({
            "event_type": found["uri"],
            "start_time": start,
            "location": {"kind": found["locations"][0]["kind"]},
            "invitee": {"name": "Somebody", "email": "somebody@example.com", "timezone": "UTC"},
        });
        let request = Request::post("/invitees")
            .header("authorization", format!("Bearer {}", sandbox::DEMO_TOKEN))
            .header("content-type", "application/json")
            .body(Bytes::from(body.to_string()))
            .unwrap();
        let answer = self.0.sandbox.lock().unwrap().handle(&request, self.now());
        assert_eq!(answer.status(), StatusCode::CREATED, "{:?}", answer.body());
    }

    /// The host cancels what begins then.
    pub(crate) fn cancel_elsewhere(&self, start: &str) {
        let user = self.ask_sandbox("/users/me")["resource"]["uri"].as_str().unwrap().to_owned();
        let events = self.ask_sandbox(&format!("/scheduled_events?user={user}&status=active&count=100"));
        let events = events["collection"].as_array().unwrap();
        let event = events.iter().find(|event| event["start_time"] == start).unwrap();
        let id = event["uri"].as_str().unwrap().rsplit('/').next().unwrap();
        let request = Request::post(format!("/scheduled_events/{id}/cancellation"))
            .header("authorization", format!("Bearer {}", sandbox::DEMO_TOKEN))
            .header("content-type", "application/json")
            .body(Bytes::from_static(b"{}"))
            .unwrap();
        let answer = self.0.sandbox.lock().unwrap().handle(&request, self.now());
        assert_eq!(answer.status(), StatusCode::CREATED, "{:?}", answer.body());
    }

    /// Somebody opens one of Calendly's own pages and sends the form on it.
    pub(crate) fn submit_page(&self, address: &str, form: &str) -> StatusCode {
        let path = address.splitn(4, '/').nth(3).unwrap();
        let request = Request::post(format!("/{path}"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Bytes::from(form.to_owned()))
            .unwrap();
        self.0.sandbox.lock().unwrap().handle(&request, self.now()).status()
    }
}
