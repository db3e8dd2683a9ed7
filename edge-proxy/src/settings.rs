//! The deployment's settings: read once per request through a look-up, each with a default that works.
//!
//! A wrong value never stops the Worker: it names itself in `healthz` and in the log, and the default is
//! used. Nothing here prints a value, because some of them are secrets.

mod protection;

pub(crate) use protection::{Protection, Turnstile};

use crate::{catalogue::Overrides, origin::Pattern, secret::Secret};
use core::time::Duration;
use shared::config::{BookingMode, Mode, SettingProblem};

const CALENDLY_API_URL: &str = "https://api.calendly.com";

/// A secret that is shorter can be guessed.
const SHORTEST_SECRET: usize = 32;

/// A year, and what it takes to compare it with the one before.
const BOOKINGS_KEPT_DAYS: u16 = 400;

/// What the deployment was told.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What stands behind it.
    pub mode: Mode,
    /// Base address of Calendly's API, without a slash at the end.
    pub api_url: String,
    /// The Personal Access Token; the sandbox's own in mode `demo`.
    pub(crate) token: Option<Secret>,
    /// Calendly's own page, where one was named.
    pub scheduling_url: Option<String>,
    /// The longest span to ask for, in days, 1 to 31.
    pub window_days: u16,
    /// How long a window counts as fresh.
    pub slots_ttl: Duration,
    /// Slugs on offer, in order; `None` for all.
    pub event_types: Option<Vec<String>>,
    /// What event types are called here.
    pub(crate) overrides: Overrides,
    /// How to book.
    pub booking_mode: BookingMode,
    /// Pages that may write besides the Worker's own; `None` for any.
    pub(crate) allowed_origins: Option<Vec<Pattern>>,
    /// Signs manage tokens.
    pub(crate) signing_key: Option<Secret>,
    /// Lets the site owner see how the edge is doing, and mint links.
    pub(crate) admin_token: Option<Secret>,
    /// What keeps robots and floods out.
    pub(crate) protection: Protection,
    /// For how many days an attempt to book is kept once it is over, 0 to 3650; with 0 nothing is kept.
    pub bookings_kept_days: u16,
    /// Whether the log tells of each upstream call.
    pub log_upstream: bool,
}

/// Reads values and gathers what is wrong with them.
struct Reader<'a, L> {
    lookup: L,
    problems: &'a mut Vec<SettingProblem>,
}

impl<L: Fn(&str) -> Option<String>> Reader<'_, L> {
    fn text(&self, name: &str) -> Option<String> {
        (self.lookup)(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// The value as `parse` reads it, or `default` with a remark.
    fn parsed<T>(&mut self, name: &str, advice: &str, default: T, parse: impl Fn(&str) -> Option<T>) -> T {
        match self.text(name) {
            None => default,
            Some(text) => parse(&text).unwrap_or_else(|| {
                self.remark(name, advice);
                default
            }),
        }
    }

    fn remark(&mut self, name: &str, advice: &str) {
        self.problems.push(SettingProblem { setting: name.to_owned(), detail: advice.to_owned() });
    }
}

impl Settings {
    /// Reads every setting through `lookup`, and says which are wrong or missing.
    pub fn read(lookup: impl Fn(&str) -> Option<String>) -> (Self, Vec<SettingProblem>) {
        let mut problems = Vec::new();
        let mut reader = Reader { lookup, problems: &mut problems };
        let token = reader.text("CALENDLY_TOKEN").map(Secret::new);
        let scheduling_url = reader.parsed(
            "CALENDLY_SCHEDULING_URL",
            "Name an https address such as https://calendly.com/you; it is ignored.",
            None,
            |text| text.starts_with("https://").then(|| Some(text.trim_end_matches('/').to_owned())),
        );
        let mode = match (&token, &scheduling_url) {
            (Some(_), _) => Mode::Connected,
            (None, Some(_)) => Mode::Public,
            (None, None) => Mode::Demo,
        };
        let signing_key = reader.text("SIGNING_KEY").map(Secret::new);
        if mode == Mode::Connected
            && signing_key.as_ref().is_none_or(|key| key.expose().len() < SHORTEST_SECRET)
        {
            reader.remark(
                "SIGNING_KEY",
                "Set a secret of at least 32 characters; until then bookings carry no manage_token.",
            );
        }
        let admin_token = reader.text("ADMIN_TOKEN").map(Secret::new);
        if admin_token.as_ref().is_some_and(|token| token.expose().len() < SHORTEST_SECRET) {
            reader.remark(
                "ADMIN_TOKEN",
                "Set a secret of at least 32 characters; until then it opens nothing.",
            );
        }
        let settings = Self {
            mode,
            api_url: reader.parsed(
                "CALENDLY_API_URL",
                "Name an http or https address; https://api.calendly.com is used.",
                CALENDLY_API_URL.to_owned(),
                |text| {
                    let url = text.trim_end_matches('/');
                    (url.starts_with("https://") || url.starts_with("http://")).then(|| url.to_owned())
                },
            ),
            token: match mode {
                Mode::Demo => Some(Secret::new(sandbox::DEMO_TOKEN)),
                Mode::Public | Mode::Connected => token,
            },
            scheduling_url,
            window_days: reader.parsed(
                "CALENDLY_WINDOW_DAYS",
                "Name a number of days from 1 to 31; 31 is used.",
                shared::windows::WIDE_DAYS,
                |text| text.parse().ok().filter(|days| (1..=shared::windows::WIDE_DAYS).contains(days)),
            ),
            slots_ttl: reader.parsed(
                "CALENDLY_SLOTS_CACHE_TTL",
                "Name a number of seconds from 60 to 86400; 300 is used.",
                Duration::from_mins(5),
                |text| text.parse().ok().filter(|ttl| (60..=86_400).contains(ttl)).map(Duration::from_secs),
            ),
            event_types: reader.parsed(
                "EVENT_TYPES",
                "Name slugs with commas between them; all event types are on offer.",
                None,
                |text| list(text).map(Some),
            ),
            overrides: reader.parsed(
                "EVENT_TYPE_OVERRIDES",
                "Name a JSON object such as {\"30min\": {\"name\": \"Intro\", \"description\": \"…\", \"duration\": 45}}, \
                 with minutes from 1 to 720; nothing is changed.",
                Overrides::default(),
                Overrides::parse,
            ),
            booking_mode: reader.parsed(
                "BOOKING_MODE",
                "Name auto, direct or link; auto is used.",
                BookingMode::Auto,
                booking_mode,
            ),
            allowed_origins: reader.parsed(
                "ALLOWED_ORIGINS",
                "Name origins such as https://example.com or https://*.example.com with commas between them; \
                 only the Worker's own origin may write.",
                (mode != Mode::Demo).then(Vec::new),
                |text| list(text)?.iter().map(|entry| Pattern::parse(entry)).collect::<Option<_>>().map(Some),
            ),
            signing_key: signing_key.filter(|key| key.expose().len() >= SHORTEST_SECRET),
            admin_token: admin_token.filter(|token| token.expose().len() >= SHORTEST_SECRET),
            protection: Protection::read(&mut reader),
            bookings_kept_days: reader.parsed(
                "BOOKINGS_KEPT_DAYS",
                "Name a number of days from 0 to 3650; 400 is used.",
                BOOKINGS_KEPT_DAYS,
                |text| text.parse().ok().filter(|days| *days <= 3_650),
            ),
            log_upstream: reader.parsed("LOG_LEVEL", "Name info or debug; info is used.", false, logs_calls),
        };
        (settings, problems)
    }
}

fn booking_mode(text: &str) -> Option<BookingMode> {
    match text {
        "auto" => Some(BookingMode::Auto),
        "direct" => Some(BookingMode::Direct),
        "link" => Some(BookingMode::Link),
        _ => None,
    }
}

/// Whether this level of the log tells of each call to Calendly.
fn logs_calls(level: &str) -> Option<bool> {
    match level {
        "info" => Some(false),
        "debug" => Some(true),
        _ => None,
    }
}

/// The entries of a comma list; `None` when there are none.
fn list(text: &str) -> Option<Vec<String>> {
    let entries: Vec<_> =
        text.split(',').map(str::trim).filter(|entry| !entry.is_empty()).map(str::to_owned).collect();
    (!entries.is_empty()).then_some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[(&str, &str)]) -> (Settings, Vec<SettingProblem>) {
        Settings::read(|name| values.iter().find(|(key, _)| *key == name).map(|(_, text)| (*text).to_owned()))
    }

    #[track_caller]
    fn check_wrong(name: &str, value: &str) {
        let (settings, problems) = read(&[(name, value)]);
        let named: Vec<_> = problems.iter().map(|problem| problem.setting.as_str()).collect();
        assert_eq!(named, [name]);
        assert_eq!(format!("{settings:?}"), format!("{:?}", read(&[]).0), "the default is used");
    }

    #[test]
    fn nothing_set_is_the_demo_and_it_works() {
        let (settings, problems) = read(&[]);
        assert_eq!((settings.mode, problems.len()), (Mode::Demo, 0));
        assert_eq!((settings.window_days, settings.slots_ttl.as_secs()), (31, 300));
        assert!(settings.allowed_origins.is_none());
        assert_eq!(settings.bookings_kept_days, 400);
        assert_eq!(read(&[("BOOKINGS_KEPT_DAYS", "0")]).0.bookings_kept_days, 0);
    }

    #[test]
    fn the_mode_follows_from_token_and_scheduling_url() {
        let key = ("SIGNING_KEY", "0123456789abcdef0123456789abcdef");
        let token = ("CALENDLY_TOKEN", "t");
        let url = ("CALENDLY_SCHEDULING_URL", "https://calendly.com/me");
        assert_eq!(read(&[token, key]).0.mode, Mode::Connected);
        assert_eq!(read(&[token, url, key]).0.mode, Mode::Connected);
        assert_eq!(read(&[url]).0.mode, Mode::Public);
        assert_eq!(read(&[token]).1.first().map(|problem| problem.setting.as_str()), Some("SIGNING_KEY"));
        assert!(read(&[token, key]).0.allowed_origins.is_some_and(|origins| origins.is_empty()));
    }

    #[test]
    fn a_wrong_value_names_itself_and_the_default_is_used() {
        check_wrong("CALENDLY_SCHEDULING_URL", "javascript:alert(1)");
        check_wrong("CALENDLY_API_URL", "localhost");
        check_wrong("CALENDLY_WINDOW_DAYS", "32");
        check_wrong("CALENDLY_WINDOW_DAYS", "0");
        check_wrong("CALENDLY_SLOTS_CACHE_TTL", "59");
        check_wrong("EVENT_TYPES", ",");
        check_wrong("EVENT_TYPE_OVERRIDES", "{\"30min\": {\"duration\": 0}}");
        check_wrong("BOOKING_MODE", "Direct");
        check_wrong("BOOKINGS_KEPT_DAYS", "3651");
        check_wrong("BOOKINGS_KEPT_DAYS", "-1");
        check_wrong("ALLOWED_ORIGINS", "https://a.example, b.example");
        check_wrong("ADMIN_TOKEN", "hunter2");
        check_wrong("LOG_LEVEL", "trace");
    }

    #[test]
    fn no_problem_repeats_a_value() {
        let (_, problems) = read(&[("BOOKING_MODE", "s3cr3t"), ("CALENDLY_API_URL", "s3cr3t")]);
        assert!(problems.iter().all(|problem| !problem.detail.contains("s3cr3t")));
    }
}
