//! Who wants to know about bookings, and the messages to them. The messages are only written here; sending
//! them, and trying again, is for the shell that runs the sandbox.

pub(crate) mod payload;
pub(crate) mod signature;

use serde::{Deserialize, Serialize};

use crate::moment::Moment;
use crate::service::Service;

/// A message that is due: `POST` the body to the address with these headers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    pub url: String,
    /// Names in lower case; `calendly-webhook-signature` is among them when the subscription has a signing key.
    pub headers: Vec<(String, String)>,
    /// JSON; the signature is over exactly these bytes.
    pub body: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trigger {
    InviteeCreated,
    InviteeCanceled,
    NoShowCreated,
    NoShowDeleted,
}

impl Trigger {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::InviteeCreated => "invitee.created",
            Self::InviteeCanceled => "invitee.canceled",
            Self::NoShowCreated => "invitee_no_show.created",
            Self::NoShowDeleted => "invitee_no_show.deleted",
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Subscription {
    pub(crate) id: String,
    pub(crate) url: String,
    pub(crate) created_at: Moment,
    pub(crate) events: Vec<String>,
    pub(crate) audience: Audience,
    /// Whoever made it, as a user's URI.
    pub(crate) creator: String,
    pub(crate) signing_key: Option<SigningKey>,
}

/// Whose events a subscription is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Audience {
    Organization,
    /// Id of the host.
    User(String),
    /// URI of the group. The account has no groups, so nothing ever happens in one.
    Group(String),
}

/// Kept, and never shown.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct SigningKey(pub(crate) String);

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Writes a message to every subscription that asked for this event of this invitee.
pub(crate) fn announce(service: &mut Service<'_>, trigger: Trigger, invitee: &str) {
    let Some((meeting, invitee)) = service.state.invitee(invitee) else { return };
    let interested = |subscription: &&Subscription| {
        subscription.events.iter().any(|event| event == trigger.name())
            && match &subscription.audience {
                Audience::Organization => true,
                Audience::User(host) => *host == meeting.host,
                Audience::Group(_) => false,
            }
    };
    let messages: Vec<Delivery> = service
        .state
        .subscriptions
        .iter()
        .filter(interested)
        .map(|subscription| {
            let body =
                payload::envelope(service, trigger, &subscription.creator, meeting, invitee).to_string();
            deliver(subscription, body, service.now)
        })
        .collect();
    service.state.deliveries.extend(messages);
}

fn deliver(subscription: &Subscription, body: String, now: Moment) -> Delivery {
    let mut headers = vec![
        ("content-type".to_owned(), "application/json".to_owned()),
        ("accept-encoding".to_owned(), "gzip".to_owned()),
    ];
    if let Some(SigningKey(key)) = &subscription.signing_key {
        let signature = signature::sign(key.as_bytes(), now.seconds(), body.as_bytes());
        headers.push((signature::HEADER.to_owned(), signature));
    }
    Delivery { url: subscription.url.clone(), headers, body }
}
