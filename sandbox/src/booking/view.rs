//! Bookings as the API shows them: the scheduled event, the invitee, the place.

use serde_json::{Value, json};

use crate::account::Account;
use crate::booking::record::{
    Canceler, Cancellation, Invitee, Meeting, Method, Place, Status, TRACKING_KEYS,
};
use crate::moment::Moment;
use crate::reply::insert;
use crate::service::Service;
use crate::uri;

/// A conference gets its address this long after the booking.
pub(crate) const CONFERENCE_DELAY_SECONDS: i64 = 8;

/// The scheduled event of the API.
pub(crate) fn event(service: &Service<'_>, meeting: &Meeting) -> Value {
    let (before, after) = buffers(service.account, meeting);
    let mut json = event_in_webhook(service, meeting);
    let entry = json!({ "kind": "google", "external_id": meeting.calendar_entry });
    insert(&mut json, "calendar_event", entry);
    if let Some(membership) = json.pointer_mut("/event_memberships/0") {
        insert(membership, "buffered_start_time", json!(meeting.start.plus_seconds(-before).iso()));
        insert(membership, "buffered_end_time", json!(meeting.end.plus_seconds(after).iso()));
    }
    json
}

/// The shorter form that webhooks carry: no calendar entry, no buffers.
pub(crate) fn event_in_webhook(service: &Service<'_>, meeting: &Meeting) -> Value {
    let account = service.account;
    let event_type = account.event_type(&meeting.event_type);
    let host = account.host(&meeting.host).unwrap_or_else(|| account.owner());
    let limit = event_type.map_or(1, crate::account::event_type::EventType::seats);
    let guest =
        |email: &str, at: Moment| json!({ "email": email, "created_at": at.iso(), "updated_at": at.iso() });
    let mut json = json!({
        "uri": uri::event(&meeting.id),
        "name": event_type.map(|event_type| event_type.name),
        "meeting_notes_plain": null,
        "meeting_notes_html": null,
        "status": status(&meeting.status),
        "start_time": meeting.start.iso(),
        "end_time": meeting.end.iso(),
        "event_type": uri::event_type(&meeting.event_type),
        "location": place(meeting, service.now),
        "invitees_counter": {
            "total": meeting.invitees.len(),
            "active": meeting.active_invitees(),
            "limit": limit,
        },
        "created_at": meeting.created_at.iso(),
        "updated_at": updated_at(meeting, service.now).iso(),
        "event_memberships": [{ "user": host.uri(), "user_email": host.email, "user_name": host.name }],
        "event_guests": meeting.guests.iter().map(|g| guest(&g.email, g.created_at)).collect::<Vec<_>>(),
    });
    if let Status::Canceled(cancellation) = &meeting.status {
        insert(&mut json, "cancellation", self::cancellation(cancellation));
    }
    json
}

/// The invitee of the API.
pub(crate) fn invitee(service: &Service<'_>, meeting: &Meeting, invitee: &Invitee) -> Value {
    let public_url = &service.options.public_url;
    let sibling = |id: &Option<String>| {
        let (meeting, invitee) = service.state.invitee(id.as_deref()?)?;
        Some(uri::invitee(&meeting.id, &invitee.id))
    };
    let (first_name, last_name) = match &invitee.person.parts {
        Some((first, last)) => (Some(first), last.as_ref()),
        None => (None, None),
    };
    let tracking: Value =
        TRACKING_KEYS.iter().zip(&invitee.tracking.0).map(|(key, value)| (*key, json!(value))).collect();
    let answer = |answer: &crate::booking::record::Answer| json!({ "question": answer.question, "answer": answer.text, "position": answer.position });
    let mut json = json!({
        "uri": uri::invitee(&meeting.id, &invitee.id),
        "email": invitee.person.email,
        "name": invitee.person.name,
        "first_name": first_name,
        "last_name": last_name,
        "status": status(&invitee.status),
        "questions_and_answers": invitee.answers.iter().map(answer).collect::<Vec<_>>(),
        "timezone": invitee.person.timezone,
        "event": uri::event(&meeting.id),
        "created_at": invitee.created_at.iso(),
        "updated_at": invitee.updated_at.iso(),
        "tracking": tracking,
        "text_reminder_number": invitee.person.text_reminder_number,
        "rescheduled": invitee.rescheduled_to.is_some(),
        "old_invitee": sibling(&invitee.rescheduled_from),
        "new_invitee": sibling(&invitee.rescheduled_to),
        "cancel_url": format!("{public_url}/cancellations/{}", invitee.id),
        "reschedule_url": format!("{public_url}/reschedulings/{}", invitee.id),
        "routing_form_submission": null,
        "payment": null,
        "no_show": invitee.no_show.as_ref().map(|no_show| json!({
            "uri": uri::of("invitee_no_shows", &no_show.id),
            "created_at": no_show.at.iso(),
        })),
        "reconfirmation": null,
        "scheduling_method": match invitee.method {
            Method::Api => "api",
            Method::InstantBook => "instant_book",
        },
        "invitee_scheduled_by": invitee.scheduled_by,
    });
    if let Status::Canceled(cancellation) = &invitee.status {
        insert(&mut json, "cancellation", self::cancellation(cancellation));
    }
    json
}

pub(crate) fn cancellation(cancellation: &Cancellation) -> Value {
    json!({
        "canceled_by": cancellation.by,
        "reason": cancellation.reason,
        "canceler_type": match cancellation.canceler {
            Canceler::Host => "host",
            Canceler::Invitee => "invitee",
        },
        "created_at": cancellation.at.iso(),
    })
}

/// Where the meeting takes place, as it is known at `now`: conferences get their address after a while.
fn place(meeting: &Meeting, now: Moment) -> Value {
    let is_pushed = now >= conference_ready(meeting);
    let status = if is_pushed { "pushed" } else { "processing" };
    let seed = meeting.conference;
    match &meeting.place {
        Place::Unspecified => Value::Null,
        Place::Physical { location, additional_info } => {
            json!({ "type": "physical", "location": location, "additional_info": additional_info })
        }
        Place::InboundCall { location, additional_info } => {
            json!({ "type": "inbound_call", "location": location, "additional_info": additional_info })
        }
        Place::OutboundCall { location } => json!({ "type": "outbound_call", "location": location }),
        Place::AskInvitee { location } => json!({ "type": "ask_invitee", "location": location }),
        Place::Custom { location } => json!({ "type": "custom", "location": location }),
        // The address only redirects, so the real one is known while the conference is still being made.
        Place::GoogleConference => json!({
            "type": "google_conference",
            "status": status,
            "join_url": format!("https://calendly.com/events/{}/google_meet", meeting.id),
        }),
        Place::Zoom => {
            let number = 80_000_000_000 + seed % 9_999_999_999;
            let data = json!({
                "id": number,
                "settings": { "global_dial_in_numbers": [] },
                "extra": null,
                "password": format!("{:06}", seed % 1_000_000),
            });
            conference("zoom", status, is_pushed.then(|| (format!("https://zoom.example/j/{number}"), data)))
        }
        Place::MicrosoftTeams => {
            let data = json!({
                "id": format!("{seed:016x}"),
                "audioConferencing": { "conferenceId": null, "dialinUrl": null, "tollNumber": null },
            });
            let url = format!("https://teams.example/l/meetup-join/{seed:016x}");
            conference("microsoft_teams_conference", status, is_pushed.then_some((url, data)))
        }
    }
}

fn conference(kind: &str, status: &str, made: Option<(String, Value)>) -> Value {
    let (join_url, data) = made.unzip();
    json!({ "type": kind, "status": status, "join_url": join_url, "data": data })
}

fn conference_ready(meeting: &Meeting) -> Moment {
    meeting.created_at.plus_seconds(CONFERENCE_DELAY_SECONDS)
}

/// Making a conference changes the event once more.
fn updated_at(meeting: &Meeting, now: Moment) -> Moment {
    let has_conference =
        matches!(meeting.place, Place::GoogleConference | Place::Zoom | Place::MicrosoftTeams);
    let ready = conference_ready(meeting);
    if has_conference && now >= ready { meeting.updated_at.max(ready) } else { meeting.updated_at }
}

fn buffers(account: &Account, meeting: &Meeting) -> (i64, i64) {
    account.event_type(&meeting.event_type).map_or((0, 0), |event_type| {
        let (before, _, after) = event_type.spans();
        (before, after)
    })
}

pub(crate) fn status(status: &Status) -> &'static str {
    match status {
        Status::Active => "active",
        Status::Canceled(_) => "canceled",
    }
}
