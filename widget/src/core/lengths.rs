//! Which event types are one meeting in several lengths, so that a visitor can change the length and keep the rest.
//!
//! Calendly's API neither lists nor books an event type in another length than its own. So a length to choose is
//! always an event type of its own that is on offer, and never one of `duration_options`.

use crate::core::flow::Session;
use shared::event_type::EventType;

/// The event types that `own` can be changed for, itself among them, the shortest first; empty when there is no other.
///
/// They have the same host and another length each. Those that the page lists are taken for lengths as its owner says;
/// otherwise their names must be the same but for the length. Where the page names a single one, that is the length.
pub fn lengths<'a>(session: &'a Session, own: &'a EventType) -> Vec<&'a EventType> {
    let mut found = vec![own];
    if session.options.slug().is_none() {
        let is_listed = session.options.slugs().next().is_some();
        for other in &session.config.event_types {
            let is_new = found.iter().all(|known| known.duration != other.duration);
            if is_new && is_shared(own, other) && (is_listed || is_namesake(own, other)) {
                let place = found.partition_point(|known| known.duration < other.duration);
                found.insert(place, other);
            }
        }
    }
    if found.len() > 1 { found } else { Vec::new() }
}

/// Whether all that the page lists is one meeting by its names too, so that there is nothing to choose but the length.
pub fn is_one_meeting(session: &Session) -> bool {
    let offered = session.config.event_types.as_slice();
    let [first, others @ ..] = offered else { return false };
    session.options.slugs().next().is_some()
        && lengths(session, first).len() == offered.len()
        && others.iter().all(|other| is_namesake(first, other))
}

/// Whether it is the same people who come, as far as a visitor can tell.
fn is_shared(own: &EventType, other: &EventType) -> bool {
    (own.kind, own.pooling_type, &own.host_name) == (other.kind, other.pooling_type, &other.host_name)
}

fn is_namesake(own: &EventType, other: &EventType) -> bool {
    bare_name(own) == bare_name(other)
}

/// The name without its length in minutes or hours: `Minute Meeting` of `30 Minute Meeting`. Other numbers stay.
fn bare_name(event_type: &EventType) -> String {
    let minutes = event_type.duration;
    let is_length = |number: &str| {
        let number = number.parse();
        number == Ok(minutes) || number.is_ok_and(|hours: u32| hours.checked_mul(60) == Some(minutes))
    };
    let mut bare = String::new();
    let mut rest = event_type.name.trim();
    while let Some(first) = rest.chars().next() {
        let is_digit = first.is_ascii_digit();
        let end = rest.find(|char: char| char.is_ascii_digit() != is_digit).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        if !(is_digit && is_length(run)) {
            bare.push_str(run);
        }
        rest = after;
    }
    bare.trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::flow::{Event, Flow, RequestId, samples};
    use shared::{config::Mode, event_type::PoolingType};

    fn meeting(slug: &str, name: &str, duration: u32) -> EventType {
        EventType { slug: slug.into(), name: name.into(), duration, ..samples::every_question() }
    }

    /// What the first one on offer can be changed for, when the page names `named`.
    #[track_caller]
    fn check(named: Option<&str>, offered: Vec<EventType>, expected: &[u32]) {
        let offer = samples::config(Mode::Connected, offered);
        let flow = samples::after(samples::starting(named), [Event::ConfigArrived(RequestId(1), Ok(offer))]);
        let session = flow.session().unwrap();
        let own = session.config.event_types.first().unwrap();
        let found: Vec<u32> = lengths(session, own).iter().map(|other| other.duration).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn names_that_differ_by_their_length_alone_are_one_meeting() {
        let named = |first: (&str, u32), second: (&str, u32)| {
            vec![meeting("a", first.0, first.1), meeting("b", second.0, second.1)]
        };
        check(None, named(("30 Minute Meeting", 30), ("15 Minute Meeting", 15)), &[15, 30]);
        check(None, named(("Call (60min)", 60), ("call (15min)", 15)), &[15, 60]);
        check(None, named(("1 h Beratung", 60), ("2 h Beratung", 120)), &[60, 120]);
        check(None, named(("Consultation", 30), ("Consultation", 60)), &[30, 60]);
        check(None, named(("Team 15", 30), ("Team 16", 60)), &[]);
        check(None, named(("Discovery call", 30), ("Workshop", 60)), &[]);
        check(None, named(("30 Minute Meeting", 30), ("30 Minute Meeting", 30)), &[]);
        check(None, vec![meeting("a", "", 30), meeting("b", "", 60), meeting("c", "60", 60)], &[30, 60]);
    }

    #[test]
    fn what_the_page_lists_is_taken_for_lengths_unless_others_come() {
        let offered = || vec![meeting("short", "Hello", 15), meeting("long", "Deep dive", 60)];
        check(Some("long, short"), offered(), &[15, 60]);
        check(Some("short"), offered(), &[]);
        check(Some("short,gone"), offered(), &[]);
        let mut elsewhere = offered();
        elsewhere[1].host_name = Some("Noor Haddad".into());
        check(Some("short,long"), elsewhere, &[]);
        let mut pooled = offered();
        pooled[1].pooling_type = Some(PoolingType::Collective);
        check(Some("short,long"), pooled, &[]);
    }

    #[test]
    fn a_list_of_one_meeting_opens_at_once_and_another_one_is_cards() {
        let start = |named: Option<&str>, second: &str| {
            let offered = vec![
                meeting("a", "15 Minute Meeting", 15),
                meeting("b", second, 30),
                meeting("c", "Visit", 45),
            ];
            let offer = samples::config(Mode::Connected, offered);
            samples::after(samples::starting(named), [Event::ConfigArrived(RequestId(1), Ok(offer))])
        };
        let flow = start(Some("b,a"), "30 Minute Meeting");
        assert!(matches!(&flow, Flow::ChoosingTime(visit) if visit.event_type.slug == "b"));
        assert!(!flow.session().unwrap().has_choice(), "there is nothing to choose but the length");
        assert!(matches!(start(Some("b,a"), "Workshop"), Flow::ChoosingType(_)));
        let flow = start(Some(" c ,b"), "Workshop");
        let cards = &flow.session().unwrap().config.event_types;
        assert_eq!(cards.iter().map(|card| card.slug.as_str()).collect::<Vec<_>>(), ["c", "b"]);
        assert!(matches!(start(None, "30 Minute Meeting"), Flow::ChoosingType(_)));
    }
}
