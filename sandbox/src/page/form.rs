//! The steps of a booking page: choose a time, fill in the form, done. The form posts to its own address.

mod fields;

use bytes::Bytes;
use http::{Response, StatusCode};

use crate::availability::slots;
use crate::booking::{self, Booked};
use crate::call::Call;
use crate::moment::Moment;
use crate::page::document::{self, Announcement};
use crate::page::html::{Element, el};
use crate::page::typed::Typed;
use crate::page::visit::{Door, Visit};
use crate::page::{calendar, management};
use crate::service::Service;
use crate::uri;

const GONE: &str = "This time is no longer available. Please choose another one.";

/// The page as a link opens it: on the form when a time is chosen and free, else on the calendar.
pub(super) fn show(service: &Service<'_>, call: &Call<'_>, visit: &Visit<'_>) -> Response<Bytes> {
    let typed = match visit.door {
        Door::Rescheduling(invitee) => management::known(service, invitee),
        Door::Permanent(_) | Door::SingleUse { .. } => Typed(call.query.clone()),
    };
    match visit.start {
        Some(start) if is_free(service, visit, start) => {
            let told = ["calendly.event_type_viewed", "calendly.date_and_time_selected"];
            form_page(visit, call, start, &typed, &[], &told, StatusCode::OK)
        }
        Some(_) => calendar_page(service, call, visit, Some(GONE), StatusCode::OK),
        None => calendar_page(service, call, visit, None, StatusCode::OK),
    }
}

/// The form comes back: books, or shows what is wrong.
pub(super) fn submit(service: &mut Service<'_>, call: &Call<'_>, visit: &Visit<'_>) -> Response<Bytes> {
    let typed = Typed(call.form());
    let Some(start) = visit.start else {
        return calendar_page(
            service,
            call,
            visit,
            Some("Please choose a time."),
            StatusCode::UNPROCESSABLE_ENTITY,
        );
    };
    let wish = match typed.wish(call, visit, start) {
        Ok(wish) => wish,
        Err(problems) => {
            return form_page(visit, call, start, &typed, &problems, &[], StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let email = wish.person.email.clone();
    match booking::book(service, wish) {
        Ok(booked) => {
            if let Door::SingleUse { code, .. } = visit.door
                && let Some(link) = service.state.links.iter_mut().find(|link| link.code == code)
            {
                link.used_by = Some(booked.invitee.clone());
            }
            done_page(service, visit, start, &email, &booked)
        }
        Err(booking::NotOffered) => calendar_page(service, call, visit, Some(GONE), StatusCode::CONFLICT),
    }
}

fn is_free(service: &Service<'_>, visit: &Visit<'_>, start: Moment) -> bool {
    slots::at(service.account, service.state, visit.event_type, start, service.now).is_some()
}

fn calendar_page(
    service: &Service<'_>,
    call: &Call<'_>,
    visit: &Visit<'_>,
    alert: Option<&str>,
    status: StatusCode,
) -> Response<Bytes> {
    let mut main = header(visit);
    if let Some(alert) = alert {
        main = main.child(el("p").attr("class", "alert").attr("role", "alert").text(alert));
    }
    let main = main.child(el("p").attr("class", "description").text(visit.event_type.description_plain));
    let main = main.child(calendar::choose(service, call, visit));
    document::page(
        status,
        visit.event_type.name,
        announcement(visit, &["calendly.event_type_viewed"], None),
        main,
    )
}

fn form_page(
    visit: &Visit<'_>,
    call: &Call<'_>,
    start: Moment,
    typed: &Typed,
    problems: &[String],
    told: &[&'static str],
    status: StatusCode,
) -> Response<Bytes> {
    let alerts = problems
        .iter()
        .map(|problem| el("p").attr("class", "alert").attr("role", "alert").text(problem.as_str()));
    let back =
        el("p").child(el("a").attr("href", visit.address(call, None, &[])).text("Choose another time"));
    let main = header(visit)
        .child(el("p").text(when(visit, start)))
        .child(back)
        .children(alerts)
        .child(fields::form(visit, call, typed));
    document::page(status, visit.event_type.name, announcement(visit, told, None), main)
}

fn done_page(
    service: &Service<'_>,
    visit: &Visit<'_>,
    start: Moment,
    email: &str,
    booked: &Booked,
) -> Response<Bytes> {
    let public_url = &service.options.public_url;
    let link = |page: &str, text: &str| {
        el("a").attr("href", format!("{public_url}/{page}/{}", booked.invitee)).text(text)
    };
    let main = el("main")
        .child(el("h1").text("You are scheduled"))
        .child(el("p").text(format!("{}: {}", visit.event_type.name, when(visit, start))))
        .child(el("p").text(format!("A calendar invitation would now be on its way to {email}.")))
        .child(el("nav").child(link("reschedulings", "Reschedule")).child(link("cancellations", "Cancel")));
    let uris = (uri::event(&booked.meeting), uri::invitee(&booked.meeting, &booked.invitee));
    let told = announcement(visit, &["calendly.event_scheduled"], Some(uris));
    document::page(StatusCode::OK, "You are scheduled", told, main)
}

fn header(visit: &Visit<'_>) -> Element {
    let minutes = visit.event_type.duration;
    el("main")
        .child(el("h1").text(visit.event_type.name))
        .child(el("p").attr("class", "host").text(format!("{minutes} minutes with Northlight Studio")))
}

fn when(visit: &Visit<'_>, start: Moment) -> String {
    let local = visit.local(start.seconds()).strftime("%A, %B %-d, %Y, %-I:%M %P");
    format!("{local} ({})", visit.zone_name)
}

fn announcement(
    visit: &Visit<'_>,
    events: &[&'static str],
    booked: Option<(String, String)>,
) -> Option<Announcement> {
    visit.is_embedded.then(|| Announcement { events: events.to_vec(), booked })
}
