//! Bookings with everything that Calendly can take, directly and in the address of a link.

use crate::requests::{Deployment, booking, deployment, deployment_at};
use core::time::Duration;
use http::StatusCode;
use sandbox::Options;
use serde_json::{Value, json};

/// Every field that a visitor can fill in.
fn everything(start: &str) -> Value {
    let guests: Vec<_> = (0..10).map(|number| format!("guest{number}@example.com")).collect();
    json!({
        "event_type": "discovery-session",
        "start": start,
        "invitee": {
            "first_name": " Inês ", "last_name": "Duarte", "email": "ines@example.com", "timezone": "europe/lisbon",
            "text_reminder_number": "00351 912-345-678",
        },
        "answers": [
            {"question": "Company name", "answer": "Acme & Söhne"},
            {"question": "What would you like to achieve?", "answer": "Two\nlines"},
            {"question": "Phone number", "answer": "+351 (912) 345.678"},
            {"question": "How large is your team?", "answer": "11–50"},
            {"question": "Which topics interest you?", "answer": "Website\nResearch\nsomething else"},
        ],
        "guests": guests,
        "tracking": {
            "utm_source": "s", "utm_medium": "m", "utm_campaign": "c", "utm_content": "o", "utm_term": "t",
            "salesforce_uuid": "u",
        },
    })
}

/// What Calendly was sent with the last booking.
fn sent(deployment: &Deployment) -> Value {
    let calls = deployment.fake.0.calls.lock().unwrap();
    let call = calls.iter().rfind(|call| call.route == "POST /invitees").unwrap();
    serde_json::from_str(&call.body).unwrap()
}

#[tokio::test(start_paused = true)]
async fn calendly_gets_every_field_in_its_own_form() {
    let deployment = deployment(&[]);
    let starts = deployment.starts("discovery-session").await;
    let answer = deployment.book(&everything(&starts[9])).await;
    assert_eq!(answer.json()["status"], "confirmed", "{}", answer.text);
    let sent = sent(&deployment);
    assert_eq!(sent["start_time"], starts[9], "byte for byte");
    assert_eq!(
        sent["invitee"],
        json!({
            "first_name": "Inês", "last_name": "Duarte", "email": "ines@example.com", "timezone": "Europe/Lisbon",
            "text_reminder_number": "+351912345678",
        }),
        "the zone as the database spells it, the number in E.164"
    );
    let answers: Vec<_> = sent["questions_and_answers"].as_array().unwrap().iter().collect();
    let positions: Vec<_> = answers.iter().map(|answer| answer["position"].as_u64().unwrap()).collect();
    assert_eq!(positions, [0, 1, 2, 3, 4]);
    let said: Vec<_> = answers.iter().map(|answer| answer["answer"].as_str().unwrap()).collect();
    let expected =
        ["Acme & Söhne", "Two\nlines", "+351912345678", "11–50", "Website\nResearch\nsomething else"];
    assert_eq!(said, expected);
    assert_eq!(sent["event_guests"].as_array().unwrap().len(), 10);
    assert_eq!(sent["tracking"], everything("")["tracking"]);

    // And all of it is there afterwards.
    let event = &deployment.fake.events_of("ines@example.com")[0];
    assert_eq!(event["event_guests"].as_array().unwrap().len(), 10);
    let id = event["uri"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let invitee = &deployment.fake.ask_sandbox(&format!("/scheduled_events/{id}/invitees"))["collection"][0];
    assert_eq!(invitee["tracking"], everything("")["tracking"]);
    assert_eq!(invitee["questions_and_answers"].as_array().unwrap().len(), 5);
    assert_eq!(invitee["text_reminder_number"], "+351912345678");
}

#[tokio::test(start_paused = true)]
async fn an_eleventh_guest_is_too_many() {
    let deployment = deployment(&[]);
    let mut body = everything(&deployment.starts("discovery-session").await[9]);
    body["guests"].as_array_mut().unwrap().push("eleventh@example.com".into());
    assert_eq!(deployment.book(&body).await.problem(), "422 validation-failed /guests=too-many");
}

#[tokio::test(start_paused = true)]
async fn a_links_address_has_every_field_in_the_form_of_calendlys_page() {
    let deployment = deployment(&[("BOOKING_MODE", "link")]);
    let starts = deployment.starts("discovery-session").await;
    let link = deployment.book(&everything(&starts[9])).await.json();
    let url = link["url"].as_str().unwrap();
    let (path, query) = url.split_once('?').unwrap();
    assert!(path.ends_with(&format!("/discovery-session/{}", starts[9].replace(".000000", ""))), "{path}");
    let guests: Vec<_> = (0..10).map(|number| format!("guest{number}@example.com")).collect();
    let day = starts[9].get(..10).unwrap();
    let expected = [
        format!("month={}", day.get(..7).unwrap()),
        format!("date={day}"),
        "first_name=In%C3%AAs".into(),
        "last_name=Duarte".into(),
        "email=ines@example.com".into(),
        format!("guests={}", guests.join(",")),
        "a1=Acme%20%26%20S%C3%B6hne".into(),
        "a2=Two%0Alines".into(),
        "a3=%2B351912345678".into(),
        "a4=3".into(),
        "a5=2,4".into(),
        "utm_source=s".into(),
        "utm_medium=m".into(),
        "utm_campaign=c".into(),
        "utm_content=o".into(),
        "utm_term=t".into(),
        "salesforce_uuid=u".into(),
    ];
    assert_eq!(query.split('&').collect::<Vec<_>>(), expected);
}

#[tokio::test(start_paused = true)]
async fn a_number_to_call_stands_in_the_address_as_calendly_reads_it() {
    let deployment = deployment(&[("BOOKING_MODE", "link")]);
    let mut body = booking(&deployment.starts("coffee-or-call").await[9]);
    body["event_type"] = "coffee-or-call".into();
    body["location"] = json!({"kind": "outbound_call", "location": " 00351 912-345-678 "});
    let link = deployment.book(&body).await.json();
    assert!(link["url"].as_str().unwrap().contains("&location=%2B351912345678"), "{link}");
}

#[tokio::test(start_paused = true)]
async fn a_link_opens_at_the_visitors_day_also_in_the_night_in_which_the_clocks_change() {
    // New York's Sunday evening is Monday in Auckland, where summer time ended on 4 April 2027 and New York's began on
    // 14 March.
    for (zone, start, day) in [
        ("America/New_York", "2027-03-14T14:00:00.000000Z", "2027-03-14"),
        ("Pacific/Auckland", "2027-04-03T13:40:00.000000Z", "2027-04-04"),
        ("Pacific/Auckland", "2027-04-04T13:40:00.000000Z", "2027-04-05"),
        ("Pacific/Kiritimati", "2027-03-31T14:00:00.000000Z", "2027-04-01"),
    ] {
        let mode = [("BOOKING_MODE", "link")];
        let deployment =
            deployment_at("2027-02-20T12:00:00Z", &mode, Options::default(), Duration::from_millis(100));
        // Nobody asks Calendly for a time that its list may not have; the address is what matters here.
        deployment.fake.plan("/event_type_available_times", crate::faults::Fault::Answer(500, ""), 9999);
        let mut body = booking(start);
        body["invitee"]["timezone"] = zone.into();
        let link = deployment.book(&body).await.json();
        let expected = format!("?month={}&date={day}&", day.get(..7).unwrap());
        assert!(link["url"].as_str().unwrap().contains(&expected), "{zone} {start}: {link}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_booking_across_a_change_of_the_clocks_is_as_long_as_any_other() {
    // The hosts' weekend hours on the Sunday on which New York's clocks go forward.
    let options = Options { seeded_bookings: false, ..Options::default() };
    let deployment = deployment_at("2027-03-10T12:00:00Z", &[], options, Duration::from_millis(100));
    let path = "/v1/event-types/open-studio/slots?from=2027-03-14&to=2027-03-14&timezone=America/New_York";
    let slots = deployment.get(path).await.json();
    let start = slots["slots"][0]["start"].as_str().unwrap().to_owned();
    let mut body = booking(&start);
    body["event_type"] = "open-studio".into();
    body["invitee"]["timezone"] = "America/New_York".into();
    let answer = deployment.book(&body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    let booked = answer.json()["booking"].clone();
    assert_eq!(booked["host_offset_seconds"], -4 * 3600, "summer time has begun");
    let at = |key: &str| shared::instant::parse(booked[key].as_str().unwrap()).unwrap();
    assert_eq!((at("end") - at("start")).num_minutes(), 20);
}
