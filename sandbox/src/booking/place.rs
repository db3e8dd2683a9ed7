//! Which place a booking gets, given what the event type offers and what was asked for.

use crate::account::event_type::{EventType, LocationOption};
use crate::booking::contact;
use crate::booking::record::Place;

/// A place as a caller asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Asked<'a> {
    pub(crate) kind: &'a str,
    pub(crate) location: Option<&'a str>,
}

/// Why a place is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PlaceError {
    /// Not one of the event type's, or asked for where none may be, or none where one must be.
    NotConfigured,
    /// The kind needs words that were not given.
    LocationMissing,
    /// The host would call a number that is none.
    InvalidPhoneNumber,
}

/// The place of a meeting. Round-robin types decide themselves and refuse a wish.
pub(crate) fn choose(event_type: &EventType, asked: Option<Asked<'_>>) -> Result<Place, PlaceError> {
    if event_type.is_round_robin() || event_type.locations.is_empty() {
        return match (asked, event_type.locations.first()) {
            (Some(_), _) => Err(PlaceError::NotConfigured),
            (None, None) => Ok(Place::Unspecified),
            (None, Some(option)) => place(option, None),
        };
    }
    let asked = asked.ok_or(PlaceError::NotConfigured)?;
    let words = asked.location.map(str::trim).filter(|words| !words.is_empty());
    let mut same_kind = event_type.locations.iter().filter(|option| option.kind == asked.kind).peekable();
    let needs_words = matches!(asked.kind, "physical" | "custom" | "outbound_call" | "ask_invitee");
    if same_kind.peek().is_some() && needs_words && words.is_none() {
        return Err(PlaceError::LocationMissing);
    }
    // Of several addresses, the one that was named.
    let option = same_kind
        .find(|option| option.location.is_none() || option.location == words)
        .ok_or(PlaceError::NotConfigured)?;
    place(option, words)
}

fn place(option: &LocationOption, words: Option<&str>) -> Result<Place, PlaceError> {
    let additional_info = option.additional_info.map(str::to_owned);
    let location = option.location.or(words).map(str::to_owned);
    let needed = |location: Option<String>| location.ok_or(PlaceError::LocationMissing);
    Ok(match option.kind {
        "physical" => Place::Physical { location: needed(location)?, additional_info },
        "inbound_call" => Place::InboundCall {
            location: option.phone_number.unwrap_or_default().to_owned(),
            additional_info,
        },
        "outbound_call" => {
            let location = needed(location)?;
            if !contact::is_phone_number(&location) {
                return Err(PlaceError::InvalidPhoneNumber);
            }
            Place::OutboundCall { location }
        }
        "ask_invitee" => Place::AskInvitee { location: needed(location)? },
        "custom" => Place::Custom { location: needed(location)? },
        "zoom_conference" => Place::Zoom,
        "microsoft_teams_conference" => Place::MicrosoftTeams,
        "google_conference" => Place::GoogleConference,
        _ => return Err(PlaceError::NotConfigured),
    })
}
