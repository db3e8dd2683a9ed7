//! Where a visit came from, read from the page's own address, so that a booking is attributed.

use shared::{booking::Tracking, validation::check_tracking};

/// The tracking values among a page's query parameters, which `parameter` looks up by name and decodes.
/// A value that the edge would refuse is left out: it must not stand in the way of a booking.
pub fn read(parameter: impl Fn(&str) -> Option<String>) -> Tracking {
    let value = |name: &str| {
        let value = parameter(name).filter(|value| !value.trim().is_empty())?;
        let alone = Tracking { utm_source: Some(value), ..Tracking::default() };
        check_tracking(&alone).is_empty().then_some(alone.utm_source).flatten()
    };
    Tracking {
        utm_source: value("utm_source"),
        utm_medium: value("utm_medium"),
        utm_campaign: value("utm_campaign"),
        utm_content: value("utm_content"),
        utm_term: value("utm_term"),
        salesforce_uuid: value("salesforce_uuid"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_edge_would_refuse_is_left_out() {
        let found = read(|name| match name {
            "utm_source" => Some("newsletter".into()),
            "utm_medium" => Some("x".repeat(256)),
            "utm_term" => Some("  ".into()),
            "utm_content" => Some("a\nb".into()),
            _ => None,
        });
        assert_eq!(found, Tracking { utm_source: Some("newsletter".into()), ..Tracking::default() });
    }
}
