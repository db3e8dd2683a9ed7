//! Calendly's page in a frame: its address, which messages are believed, and when the page around forbids it.
//! Knows no window: what a browser heard is handed in as plain values.

use super::address;

/// What Calendly's page said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// It is there.
    Here,
    /// How tall it would like to be, in CSS pixels.
    Height(u16),
    /// A time was chosen on it.
    TimeChosen,
    /// It has booked; the invitee's URI, which has an id.
    Booked(String),
}

/// A message as a window got it. Anybody can send one, so nothing in it is believed yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// Of the sender, as the browser saw it.
    pub origin: String,
    /// Whether the browser says that the frame sent it.
    pub is_from_frame: bool,
    pub event: String,
    /// The invitee's URI.
    pub invitee: Option<String>,
    /// Such as `1200px`.
    pub height: Option<String>,
}

/// A breach of the page's Content-Security-Policy, as the browser reports it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Breach {
    pub directive: String,
    /// What was blocked; sometimes only its origin.
    pub address: String,
    /// Whether it was blocked, and not merely reported.
    pub is_enforced: bool,
}

/// What a frame shows for `link`: the same page, told that it stands in a page of `host`, without which it
/// would not report what happens. `None` when the link is none for a frame.
pub fn frame_address(link: &str, host: &str) -> Option<String> {
    let link = address::safe(link)?;
    let (page, fragment) = link.find('#').map_or((link, ""), |at| link.split_at(at));
    let mark = if page.contains('?') { "&" } else { "?" };
    // A page without a host, such as an app's local one, must still say that there is a page.
    let host = if host.is_empty() { "1" } else { host };
    Some([page, mark, "embed_domain=", host, "&embed_type=Inline", fragment].concat())
}

/// Whether an address, as a browser writes it, is of `origin`.
fn is_of(address: &str, origin: &str) -> bool {
    address.strip_prefix(origin).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The origin of an address as a browser writes it.
fn origin(address: &str) -> Option<&str> {
    let (end, _) = address.match_indices('/').nth(2)?;
    address.get(..end)
}

/// What the frame at `frame`, its address as the browser writes it, said with `message`. `None` for whoever
/// else it came from, and for whatever else it says.
pub fn heard(frame: &str, message: &Message) -> Option<Said> {
    if !message.is_from_frame || origin(frame)? != message.origin {
        return None;
    }
    match message.event.strip_prefix("calendly.")? {
        "event_scheduled" => {
            let uri = message.invitee.as_deref()?;
            Some(Said::Booked(uri.to_owned())).filter(|_| !id_of(uri).is_empty())
        }
        // The page that leads to the real one is a few pixels tall, and says so.
        "page_height" => {
            let height = message.height.as_deref()?.strip_suffix("px")?.parse().ok()?;
            (200..=8000).contains(&height).then_some(Said::Height(height))
        }
        "date_and_time_selected" => Some(Said::TimeChosen),
        _ => Some(Said::Here),
    }
}

/// The id in an invitee's URI: what stands behind the last slash.
pub fn id_of(uri: &str) -> &str {
    uri.rsplit('/').next().unwrap_or_default()
}

/// Whether `breach` is about the frame at `frame`, which then stays empty.
pub fn is_blocked(frame: &str, breach: &Breach) -> bool {
    breach.is_enforced
        && breach.directive == "frame-src"
        && origin(frame).is_some_and(|origin| is_of(&breach.address, origin))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: &str = "https://calendly.com/d/a-b/call?name=x&embed_domain=shop.example&embed_type=Inline";

    #[test]
    fn the_address_keeps_its_query_and_says_where_it_stands() {
        #[track_caller]
        fn check(link: &str, host: &str, expected: Option<&str>) {
            assert_eq!(frame_address(link, host).as_deref(), expected);
        }
        let told = "embed_domain=shop.example&embed_type=Inline";
        let at = |before: &str, after: &str| Some([before, told, after].concat());
        let check_at = |link: &str, before: &str, after: &str| {
            check(link, "shop.example", at(before, after).as_deref());
        };
        check_at("https://calendly.com/d/a?name=In%C3%AAs", "https://calendly.com/d/a?name=In%C3%AAs&", "");
        check_at("https://calendly.com/d/a", "https://calendly.com/d/a?", "");
        check_at("https://calendly.com/d/a?x=1#top", "https://calendly.com/d/a?x=1&", "#top");
        check("https://c.example/a", "", Some("https://c.example/a?embed_domain=1&embed_type=Inline"));
        check("javascript:alert(1)", "shop.example", None);
    }

    fn message(event: &str) -> Message {
        Message {
            origin: "https://calendly.com".into(),
            is_from_frame: true,
            event: event.into(),
            invitee: Some("https://api.calendly.com/scheduled_events/E-1/invitees/I-2".into()),
            height: None,
        }
    }

    #[test]
    fn the_frame_is_understood() {
        #[track_caller]
        fn check(message: &Message, expected: Option<Said>) {
            assert_eq!(heard(FRAME, message), expected);
        }
        let tall = |height: &str| Message { height: Some(height.into()), ..message("calendly.page_height") };
        check(&message("calendly.event_scheduled"), message("").invitee.map(Said::Booked));
        check(&message("calendly.date_and_time_selected"), Some(Said::TimeChosen));
        check(&message("calendly.event_type_viewed"), Some(Said::Here));
        check(&message("calendly.something_new"), Some(Said::Here));
        check(&tall("1200px"), Some(Said::Height(1200)));
        for silly in ["2px", "26px", "1200", "99999px", "-700px", "1e3px", "", "px"] {
            check(&tall(silly), None);
        }
        check(&Message { invitee: None, ..message("calendly.event_scheduled") }, None);
        check(&Message { invitee: Some("x/".into()), ..message("calendly.event_scheduled") }, None);
        check(&message("event_scheduled"), None);
        check(&message(""), None);
    }

    #[test]
    fn nobody_else_is_believed() {
        let booked = message("calendly.event_scheduled");
        assert_eq!(heard(FRAME, &Message { is_from_frame: false, ..booked.clone() }), None);
        for origin in [
            "https://calendly.com.evil.example",
            "https://evil.example",
            "http://calendly.com",
            "https://calendly.com:8443",
            "https://app.calendly.com",
            "null",
            "",
        ] {
            assert_eq!(heard(FRAME, &Message { origin: origin.into(), ..booked.clone() }), None, "{origin}");
        }
        assert_eq!(heard("", &Message { origin: String::new(), ..booked }), None, "a frame without a page");
    }

    #[test]
    fn only_a_policy_that_keeps_this_frame_away_counts() {
        #[track_caller]
        fn check(directive: &str, address: &str, is_enforced: bool, expected: bool) {
            let breach = Breach { directive: directive.into(), address: address.into(), is_enforced };
            assert_eq!(is_blocked(FRAME, &breach), expected, "{breach:?}");
        }
        check("frame-src", "https://calendly.com", true, true);
        check("frame-src", FRAME, true, true);
        check("frame-src", "https://calendly.com", false, false);
        check("frame-src", "https://video.example/embed", true, false);
        check("img-src", "https://calendly.com/logo.png", true, false);
        check("script-src", "inline", true, false);
    }
}
