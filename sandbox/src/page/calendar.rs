//! Choosing a day and a time: the month as a table, the times of a day as a list, both made of links.

use bytes::Bytes;
use http::{Response, StatusCode};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::availability::schedule::second_of;
use crate::availability::slots::{self, Slot};
use crate::call::Call;
use crate::moment::{DAY, Moment};
use crate::page::document;
use crate::page::html::{Element, el};
use crate::page::visit::Visit;
use crate::service::Service;

/// The host's own page: every event type that is active and not secret.
pub(super) fn landing(service: &Service<'_>) -> Response<Bytes> {
    let host = service.account.owner();
    let types = service.account.event_types.iter().filter(|one| one.active && !one.secret).map(|one| {
        let url = one.scheduling_url(&service.options.public_url, host);
        el("li").child(el("a").attr("href", url).text(format!("{}, {} min", one.name, one.duration)))
    });
    let main = el("main")
        .child(el("h1").text(host.name))
        .child(el("p").attr("class", "host").text("Choose what to book."))
        .child(el("ul").attr("class", "types").children(types));
    document::page(StatusCode::OK, host.name, None, main)
}

/// The part of the page in which a time is chosen.
pub(super) fn choose(service: &Service<'_>, call: &Call<'_>, visit: &Visit<'_>) -> Element {
    let now = service.now.seconds();
    // Whoever comes for a time that is gone may like another one of the same day.
    let asked = call.parameter("date").and_then(|text| text.parse::<Date>().ok());
    let day = asked.or_else(|| visit.start.map(|start| visit.local(start.seconds()).date()));
    let month = call.parameter("month").and_then(|text| format!("{text}-01").parse::<Date>().ok()).or(day);
    let first = month
        .or_else(|| next_free(service, visit))
        .unwrap_or_else(|| visit.local(now).date())
        .first_of_month();
    let slots = in_month(service, visit, first);
    let on = |date: Date| slots.iter().filter(move |slot| visit.local(slot.start).date() == date);

    let mut part = el("div").child(month_links(call, visit, first, visit.local(now).date())).child(table(
        call,
        visit,
        first,
        day,
        |date| on(date).next().is_some(),
    ));
    if let Some(day) = day {
        let times = on(day).map(|slot| time_link(call, visit, slot));
        let heading = day.strftime("%A, %B %-d").to_string();
        part = part.child(el("h2").text(heading));
        part = if on(day).next().is_some() {
            part.child(el("ul").attr("class", "times").children(times))
        } else {
            part.child(el("p").text("Nothing is free on this day. Please choose another one."))
        };
    }
    part.child(el("p").attr("class", "hint").text(format!("Times are shown in {}.", visit.zone_name)))
}

fn next_free(service: &Service<'_>, visit: &Visit<'_>) -> Option<Date> {
    let now = service.now.seconds();
    let soon =
        slots::between(service.account, service.state, visit.event_type, (now, now + 45 * DAY), service.now);
    soon.first().map(|slot| visit.local(slot.start).date())
}

fn in_month(service: &Service<'_>, visit: &Visit<'_>, first: Date) -> Vec<Slot> {
    let midnight = |date: Date| second_of(date, jiff::civil::Time::midnight(), &visit.zone);
    let next = first.checked_add(1.month()).unwrap_or(first);
    match (midnight(first), midnight(next)) {
        (Some(from), Some(to)) => {
            slots::between(service.account, service.state, visit.event_type, (from, to - 1), service.now)
        }
        _ => Vec::new(),
    }
}

fn month_links(call: &Call<'_>, visit: &Visit<'_>, first: Date, today: Date) -> Element {
    let to = |months: i64, text: &str| {
        let month = first.checked_add(months.months()).unwrap_or(first).strftime("%Y-%m").to_string();
        el("a").attr("href", visit.address(call, None, &[("month", &month), ("date", "")])).text(text)
    };
    let heading = el("strong").text(first.strftime("%B %Y").to_string());
    let back = if first > today.first_of_month() { to(-1, "Previous month") } else { el("span") };
    el("nav").attr("aria-label", "Months").child(back).child(heading).child(to(1, "Next month"))
}

fn table(
    call: &Call<'_>,
    visit: &Visit<'_>,
    first: Date,
    chosen: Option<Date>,
    is_free: impl Fn(Date) -> bool,
) -> Element {
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let head = el("tr").children(names.map(|name| el("th").attr("scope", "col").text(name)));
    let lead = i64::from(first.weekday().to_monday_zero_offset());
    let start = first.checked_sub(lead.days()).unwrap_or(first);
    let day_cell = |date: Date| {
        let number = date.day().to_string();
        if date.month() != first.month() {
            return el("td");
        }
        if !is_free(date) {
            return el("td").text(number);
        }
        let month = date.strftime("%Y-%m").to_string();
        let link = el("a")
            .attr("href", visit.address(call, None, &[("month", &month), ("date", &date.to_string())]))
            .attr("aria-label", date.strftime("%A, %B %-d").to_string())
            .text(number);
        el("td").child(if chosen == Some(date) { link.attr("aria-current", "date") } else { link })
    };
    let weeks = (0..6_i64).map_while(|week| start.checked_add((7 * week).days()).ok()).map(|monday| {
        el("tr").children((0..7_i64).filter_map(|day| monday.checked_add(day.days()).ok()).map(day_cell))
    });
    el("table").child(el("thead").child(head)).child(el("tbody").children(weeks))
}

fn time_link(call: &Call<'_>, visit: &Visit<'_>, slot: &Slot) -> Element {
    let time = visit.local(slot.start).strftime("%-I:%M %P").to_string();
    let address = visit.address(call, Some(Moment::from_seconds(slot.start)), &[]);
    let seats = match slot.invitees_remaining {
        _ if visit.event_type.seats() == 1 => String::new(),
        1 => " (1 seat)".to_owned(),
        seats => format!(" ({seats} seats)"),
    };
    el("li").child(el("a").attr("href", address).text(format!("{time}{seats}")))
}
