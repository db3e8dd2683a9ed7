//! Sends webhook messages, each once, in order, to addresses on this machine only: a test must never reach
//! anybody else's server. What became of them can be read.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context as _;
use serde::Serialize;

use crate::webhooks::Delivery;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const READ_TIMEOUT: Duration = Duration::from_secs(15);

/// What became of a message.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Outcome {
    url: String,
    /// The receiver's status, when it answered.
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

#[derive(Debug)]
pub(super) struct Post {
    queue: Sender<Delivery>,
    outcomes: Arc<Mutex<Vec<Outcome>>>,
}

impl Post {
    /// Opens a post with a thread of its own, because a receiver may be slow. The thread ends with the post.
    pub(super) fn open() -> anyhow::Result<Self> {
        let (queue, deliveries) = channel();
        let outcomes = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::clone(&outcomes);
        std::thread::Builder::new()
            .name("sandbox-webhooks".to_owned())
            .spawn(move || send_all(&deliveries, &shared))
            .context("the webhooks' thread cannot be started")?;
        Ok(Self { queue, outcomes })
    }

    pub(super) fn send(&self, delivery: Delivery) {
        // The thread lives as long as this sender.
        let _closed = self.queue.send(delivery);
    }

    pub(super) fn outcomes(&self) -> Vec<Outcome> {
        self.outcomes.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn clear(&self) {
        self.outcomes.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

fn send_all(deliveries: &Receiver<Delivery>, outcomes: &Mutex<Vec<Outcome>>) {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_connect(Some(CONNECT_TIMEOUT))
        .timeout_recv_response(Some(READ_TIMEOUT))
        .max_redirects(0)
        .http_status_as_error(false)
        .proxy(None)
        .build()
        .into();
    for delivery in deliveries {
        let result = send(&agent, &delivery);
        let (status, error) = match result {
            Ok(status) => (Some(status), None),
            Err(error) => (None, Some(error)),
        };
        let outcome = Outcome { url: delivery.url, status, error };
        outcomes.lock().unwrap_or_else(PoisonError::into_inner).push(outcome);
    }
}

fn send(agent: &ureq::Agent, delivery: &Delivery) -> Result<u16, String> {
    if !is_on_this_machine(&delivery.url) {
        return Err("not sent: the address is not on this machine".to_owned());
    }
    let mut request = agent.post(&delivery.url);
    for (name, value) in &delivery.headers {
        request = request.header(name, value);
    }
    let response = request.send(delivery.body.as_bytes()).map_err(|error| error.to_string())?;
    Ok(response.status().as_u16())
}

fn is_on_this_machine(url: &str) -> bool {
    let Ok(uri) = url.parse::<http::Uri>() else { return false };
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_on_this_machine;

    #[test]
    fn only_addresses_of_this_machine_are_written_to() {
        for (url, expected) in [
            ("http://127.0.0.1:8080/hook", true),
            ("http://[::1]:8080/hook", true),
            ("http://localhost/hook", true),
            ("https://example.com/hook", false),
            ("http://127.0.0.1.example.com/", false),
            ("http://localhost@example.com/", false),
            ("nonsense", false),
        ] {
            assert_eq!(is_on_this_machine(url), expected, "{url}");
        }
    }
}
