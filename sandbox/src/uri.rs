//! The full URIs that name resources. They are opaque names under Calendly's host, whatever address the
//! sandbox itself listens at.

/// What every resource URI begins with.
pub(crate) const ORIGIN: &str = "https://api.calendly.com";

/// The URI of a resource of a collection such as `event_types`.
pub(crate) fn of(collection: &str, id: &str) -> String {
    format!("{ORIGIN}/{collection}/{id}")
}

/// The id in a full URI of `collection`; `None` when `uri` is anything else, such as a bare id.
pub(crate) fn id<'a>(collection: &str, uri: &'a str) -> Option<&'a str> {
    let id = uri.strip_prefix(ORIGIN)?.strip_prefix('/')?.strip_prefix(collection)?.strip_prefix('/')?;
    let opaque =
        !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    opaque.then_some(id)
}

pub(crate) fn event_type(id: &str) -> String {
    of("event_types", id)
}

pub(crate) fn user(id: &str) -> String {
    of("users", id)
}

pub(crate) fn organization(id: &str) -> String {
    of("organizations", id)
}

pub(crate) fn event(id: &str) -> String {
    of("scheduled_events", id)
}

pub(crate) fn invitee(event: &str, id: &str) -> String {
    format!("{ORIGIN}/scheduled_events/{event}/invitees/{id}")
}

/// The ids of event and invitee in an invitee's URI.
pub(crate) fn invitee_ids(uri: &str) -> Option<(&str, &str)> {
    let (event, invitee) =
        uri.strip_prefix(ORIGIN)?.strip_prefix("/scheduled_events/")?.split_once("/invitees/")?;
    (!event.is_empty() && !invitee.is_empty()).then_some((event, invitee))
}
