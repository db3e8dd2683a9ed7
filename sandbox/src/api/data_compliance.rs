//! Forgetting people. Calendly takes up to a week; the sandbox forgets at once.

use http::StatusCode;
use serde_json::{Value, json};

use crate::api::{Answer, fields::Fields};
use crate::booking::contact;
use crate::booking::record::{Person, Tracking};
use crate::call::Call;
use crate::error::ApiError;
use crate::options::Plan;
use crate::reply;
use crate::service::Service;

/// `POST /data_compliance/deletion/invitees`: what was known of these people goes, the bookings stay.
pub(super) fn delete_invitees(service: &mut Service<'_>, call: &Call<'_>, _: &[&str]) -> Answer {
    if service.options.plan != Plan::Enterprise {
        return Err(ApiError::Denied("Please upgrade your Calendly account to Enterprise."));
    }
    let body = call.json()?;
    let mut fields = Fields::new(&body, "");
    let emails: Vec<&str> = fields.list("emails").iter().filter_map(Value::as_str).collect();
    if emails.is_empty() {
        fields.complain("emails", "is missing");
    }
    if !emails.iter().all(|email| contact::is_email(email)) {
        fields.complain("emails", "is invalid");
    }
    fields.finish()?;
    let is_meant = |email: &str| emails.iter().any(|meant| meant.eq_ignore_ascii_case(email));
    for meeting in &mut service.state.meetings {
        meeting.guests.retain(|guest| !is_meant(&guest.email));
        for invitee in meeting.invitees.iter_mut().filter(|invitee| is_meant(&invitee.person.email)) {
            invitee.person = Person {
                name: "Deleted invitee".to_owned(),
                parts: None,
                email: "deleted@invalid".to_owned(),
                timezone: "Etc/UTC".to_owned(),
                text_reminder_number: None,
            };
            invitee.answers.clear();
            invitee.tracking = Tracking::default();
        }
    }
    Ok(reply::json(StatusCode::ACCEPTED, &json!({})))
}
