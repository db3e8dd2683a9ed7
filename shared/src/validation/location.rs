//! Which place a booking takes, from what the event type offers and what the invitee chose.

use crate::{
    advice::advice,
    booking::LocationChoice,
    event_type::{EventType, LocationKind, LocationOption},
    problem::{FieldCode, FieldError},
    validation::{one_line, phone},
};

/// Longest place, in characters (Calendly's own limit).
pub const MAX_LOCATION: usize = 255;

/// The place to send to Calendly: `None` when the event type has none or its hosts bring their own.
///
/// A single place that asks nothing of the invitee is chosen for them.
pub fn resolve(
    event_type: &EventType,
    choice: Option<&LocationChoice>,
) -> Result<Option<LocationChoice>, FieldError> {
    let refuse = |code, detail: &str| Err(FieldError::at("/location", code, detail));
    if !event_type.offers_location() {
        return match choice {
            None => Ok(None),
            Some(_) => refuse(
                FieldCode::InvalidLocation,
                advice("Leave location out: this event type has no choice of place."),
            ),
        };
    }
    let Some(choice) = choice else {
        return match event_type.locations.as_slice() {
            [only] if !only.kind.asks_invitee() => Ok(Some(configured(only))),
            _ => refuse(FieldCode::Required, advice("Choose where to meet.")),
        };
    };
    let of_kind: Vec<_> = event_type.locations.iter().filter(|option| option.kind == choice.kind).collect();
    let text = choice.location.as_deref().map(str::trim).filter(|text| !text.is_empty());
    match (of_kind.as_slice(), text) {
        ([], _) => {
            refuse(FieldCode::InvalidLocation, advice("Choose one of the places that the event type lists."))
        }
        (_, text) if choice.kind.asks_invitee() => invitees_own(choice.kind, text).map(Some),
        ([only], None) => Ok(Some(configured(only))),
        (several, Some(text)) if choice.kind.takes_text() => {
            match several.iter().find(|option| option.location.as_deref() == Some(text)) {
                Some(option) => Ok(Some(configured(option))),
                None => refuse(
                    FieldCode::InvalidLocation,
                    advice("Choose one of the places that the event type lists."),
                ),
            }
        }
        (_, Some(_)) => refuse(
            FieldCode::InvalidLocation,
            advice("Leave location.location out: this kind of place has none."),
        ),
        (_, None) => refuse(FieldCode::Required, advice("Say which of the places you choose.")),
    }
}

/// A place as the host set it up.
fn configured(option: &LocationOption) -> LocationChoice {
    let location = option.location.clone().filter(|_| option.kind.takes_text());
    LocationChoice { kind: option.kind, location }
}

/// A place or number that the invitee wrote.
fn invitees_own(kind: LocationKind, text: Option<&str>) -> Result<LocationChoice, FieldError> {
    let at = |code, detail: &str| FieldError::at("/location/location", code, detail);
    let is_call = kind == LocationKind::OutboundCall;
    let Some(text) = text else {
        let detail = if is_call { advice("Enter the number to call.") } else { advice("Say where to meet.") };
        return Err(at(FieldCode::Required, detail));
    };
    if is_call {
        let number = phone::to_e164(text).ok_or_else(|| at(FieldCode::InvalidPhone, phone::ADVICE))?;
        return Ok(LocationChoice { kind, location: Some(number) });
    }
    if let Some((code, detail)) = one_line(text, MAX_LOCATION) {
        return Err(at(code, &detail));
    }
    Ok(LocationChoice { kind, location: Some(text.to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{event_type::PoolingType, validation::samples};
    use LocationKind::{AskInvitee, GoogleConference, OutboundCall, Physical, ZoomConference};

    type Place<'a> = (LocationKind, Option<&'a str>);

    #[track_caller]
    fn check(
        offered: &[Place<'_>],
        chosen: Option<Place<'_>>,
        expected: Result<Option<Place<'_>>, FieldCode>,
    ) {
        let mut event_type = samples::every_question();
        let owned = |text: Option<&str>| text.map(str::to_owned);
        event_type.locations = offered
            .iter()
            .map(|(kind, text)| LocationOption { kind: *kind, location: owned(*text) })
            .collect();
        let choice = chosen.map(|(kind, text)| LocationChoice { kind, location: owned(text) });
        let found = resolve(&event_type, choice.as_ref()).map_err(|error| error.code);
        let found =
            found.as_ref().map(|place| place.as_ref().map(|place| (place.kind, place.location.as_deref())));
        assert_eq!(found.map_err(|code| *code), expected);
    }

    #[test]
    fn the_only_place_is_chosen_for_the_invitee() {
        check(&[(GoogleConference, None)], None, Ok(Some((GoogleConference, None))));
        check(&[(Physical, Some("12 Main St"))], None, Ok(Some((Physical, Some("12 Main St")))));
        check(&[], None, Ok(None));
    }

    #[test]
    fn a_choice_must_be_on_offer() {
        let offered = [(ZoomConference, None), (Physical, Some("A")), (Physical, Some("B"))];
        check(&offered, None, Err(FieldCode::Required));
        check(&offered, Some((ZoomConference, None)), Ok(Some((ZoomConference, None))));
        check(&offered, Some((ZoomConference, Some("x"))), Err(FieldCode::InvalidLocation));
        check(&offered, Some((Physical, Some("B"))), Ok(Some((Physical, Some("B")))));
        check(&offered, Some((Physical, Some("C"))), Err(FieldCode::InvalidLocation));
        check(&offered, Some((Physical, None)), Err(FieldCode::Required));
        check(&offered, Some((GoogleConference, None)), Err(FieldCode::InvalidLocation));
        check(&[], Some((ZoomConference, None)), Err(FieldCode::InvalidLocation));
    }

    #[test]
    fn what_the_invitee_must_write_is_asked_for_and_checked() {
        check(&[(OutboundCall, None)], None, Err(FieldCode::Required));
        check(&[(OutboundCall, None)], Some((OutboundCall, Some(" "))), Err(FieldCode::Required));
        check(&[(OutboundCall, None)], Some((OutboundCall, Some("555"))), Err(FieldCode::InvalidPhone));
        check(
            &[(OutboundCall, None)],
            Some((OutboundCall, Some("+1 415 555 1234"))),
            Ok(Some((OutboundCall, Some("+14155551234")))),
        );
        check(&[(AskInvitee, None)], Some((AskInvitee, Some("Café"))), Ok(Some((AskInvitee, Some("Café")))));
        check(&[(AskInvitee, None)], Some((AskInvitee, Some("a\nb"))), Err(FieldCode::InvalidText));
    }

    #[test]
    fn round_robin_hosts_bring_their_own_place() {
        let mut event_type = samples::every_question();
        event_type.pooling_type = Some(PoolingType::RoundRobin);
        event_type.locations = vec![LocationOption { kind: ZoomConference, location: None }];
        assert_eq!(resolve(&event_type, None), Ok(None));
        let choice = LocationChoice { kind: ZoomConference, location: None };
        assert!(resolve(&event_type, Some(&choice)).is_err());
    }
}
