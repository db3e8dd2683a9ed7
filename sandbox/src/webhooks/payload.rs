//! What a webhook says: an envelope around the invitee, with the scheduled event inside.

use serde_json::{Value, json};

use crate::booking::record::{Invitee, Meeting};
use crate::booking::view;
use crate::moment::Moment;
use crate::reply::insert;
use crate::service::Service;
use crate::webhooks::Trigger;

pub(crate) fn envelope(
    service: &Service<'_>,
    trigger: Trigger,
    creator: &str,
    meeting: &Meeting,
    invitee: &Invitee,
) -> Value {
    let mut payload = view::invitee(service, meeting, invitee);
    insert(&mut payload, "scheduled_event", view::event_in_webhook(service, meeting));
    if let Some(reason) = payload.pointer_mut("/cancellation/reason").filter(|reason| reason.is_null()) {
        // Without a reason the API says null and the webhook says nothing.
        *reason = json!("");
    }
    json!({
        // Live envelopes have whole seconds, unlike every other time.
        "created_at": Moment::from_seconds(service.now.seconds()).iso(),
        "created_by": creator,
        "event": trigger.name(),
        "payload": payload,
    })
}
