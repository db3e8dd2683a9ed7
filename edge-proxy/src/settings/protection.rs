//! Settings that keep robots and floods out: rate limits, the cap of links, the Turnstile pair.

use super::Reader;
use crate::secret::Secret;

/// Where Cloudflare checks Turnstile tokens.
const SITEVERIFY: &str = "https://challenges.cloudflare.com/turnstile/v0/siteverify";

/// How this deployment defends itself.
#[derive(Clone, Debug)]
pub(crate) struct Protection {
    /// Whether requests are counted by address and by e-mail.
    pub(crate) rate_limits: bool,
    /// Single-use links that may be minted within an hour, 1 to 1,000.
    pub(crate) links_per_hour: u16,
    /// The check against robots, where one is demanded.
    pub(crate) turnstile: Option<Turnstile>,
}

/// A Turnstile widget of the site owner's (Cloudflare's name for a pair of keys).
#[derive(Clone, Debug)]
pub(crate) struct Turnstile {
    /// The public half, for the page.
    pub(crate) site_key: String,
    /// The other half, for Cloudflare alone.
    pub(crate) secret: Secret,
    /// Where tokens are checked.
    pub(crate) siteverify: String,
}

impl Protection {
    pub(super) fn read(reader: &mut Reader<'_, impl Fn(&str) -> Option<String>>) -> Self {
        let rate_limits = reader.parsed("RATE_LIMITS", "Name on or off; on is used.", true, is_on);
        if !rate_limits {
            reader.remark(
                "RATE_LIMITS",
                "Rate limits are off, which is for load tests on one's own machine alone; take this setting away.",
            );
        }
        Self {
            rate_limits,
            links_per_hour: reader.parsed(
                "LINKS_PER_HOUR",
                "Name a number of links from 1 to 1000; 60 is used.",
                60,
                |text| text.parse().ok().filter(|links| (1..=1000).contains(links)),
            ),
            turnstile: Turnstile::read(reader),
        }
    }
}

impl Turnstile {
    fn read(reader: &mut Reader<'_, impl Fn(&str) -> Option<String>>) -> Option<Self> {
        let siteverify = reader.parsed(
            "TURNSTILE_SITEVERIFY_URL",
            "This is for tests and takes an address on 127.0.0.1 alone; Cloudflare's own is used.",
            SITEVERIFY.to_owned(),
            // The secret is sent there, so that a slip of the pen must not send it anywhere else.
            |text| text.starts_with("http://127.0.0.1:").then(|| text.to_owned()),
        );
        match (reader.text("TURNSTILE_SITE_KEY"), reader.text("TURNSTILE_SECRET")) {
            (Some(site_key), Some(secret)) => {
                Some(Self { site_key, secret: Secret::new(secret), siteverify })
            }
            (Some(_), None) => {
                reader.remark(
                    "TURNSTILE_SECRET",
                    "Set the secret that belongs to TURNSTILE_SITE_KEY; until then nothing checks for robots.",
                );
                None
            }
            (None, Some(_)) => {
                reader.remark(
                    "TURNSTILE_SITE_KEY",
                    "Set the site key that belongs to TURNSTILE_SECRET; until then nothing checks for robots.",
                );
                None
            }
            (None, None) => None,
        }
    }
}

fn is_on(text: &str) -> Option<bool> {
    match text {
        "on" => Some(true),
        "off" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;

    /// The names of the settings that are wrong.
    fn read(values: &[(&str, &str)]) -> (super::Protection, Vec<String>) {
        let find = |name: &str| Some((*values.iter().find(|(key, _)| *key == name)?.1).to_owned());
        let (settings, problems) = Settings::read(find);
        (settings.protection, problems.into_iter().map(|problem| problem.setting).collect())
    }

    #[test]
    fn with_nothing_set_requests_and_links_are_counted_and_nobody_is_checked() {
        let (protection, wrong) = read(&[]);
        assert!(protection.rate_limits && protection.turnstile.is_none() && wrong.is_empty());
        assert_eq!(protection.links_per_hour, 60);
    }

    #[test]
    fn rate_limits_that_are_off_are_told_of_until_they_are_on_again() {
        let (protection, wrong) = read(&[("RATE_LIMITS", "off")]);
        assert_eq!((protection.rate_limits, wrong), (false, vec!["RATE_LIMITS".to_owned()]));
        let (protection, wrong) = read(&[("RATE_LIMITS", "Off")]);
        assert_eq!((protection.rate_limits, wrong), (true, vec!["RATE_LIMITS".to_owned()]));
        assert!(read(&[("RATE_LIMITS", "on")]).1.is_empty());
    }

    #[track_caller]
    fn check_links(value: &str, expected: u16, is_wrong: bool) {
        let (protection, wrong) = read(&[("LINKS_PER_HOUR", value)]);
        assert_eq!((protection.links_per_hour, !wrong.is_empty()), (expected, is_wrong), "{value}");
    }

    #[test]
    fn the_cap_of_links_is_a_number_of_a_sensible_size() {
        check_links("1", 1, false);
        check_links("1000", 1000, false);
        check_links("0", 60, true);
        check_links("1001", 60, true);
        check_links("many", 60, true);
    }

    #[test]
    fn the_turnstile_keys_come_as_a_pair_or_not_at_all() {
        let (site_key, secret) = (("TURNSTILE_SITE_KEY", "0x4A"), ("TURNSTILE_SECRET", "0x4B"));
        let (whole, wrong) = read(&[site_key, secret]);
        assert!(wrong.is_empty());
        assert_eq!(whole.turnstile.unwrap().siteverify, super::SITEVERIFY);
        for (half, missing) in [(site_key, "TURNSTILE_SECRET"), (secret, "TURNSTILE_SITE_KEY")] {
            let (protection, wrong) = read(&[half]);
            assert!(protection.turnstile.is_none());
            assert_eq!(wrong, [missing]);
        }
    }

    #[test]
    fn tokens_are_checked_at_cloudflare_or_on_this_machine_and_nowhere_else() {
        let pair = [("TURNSTILE_SITE_KEY", "0x4A"), ("TURNSTILE_SECRET", "0x4B")];
        let with = |url| read(&[pair[0], pair[1], ("TURNSTILE_SITEVERIFY_URL", url)]);
        let (local, wrong) = with("http://127.0.0.1:4000/siteverify");
        assert_eq!(local.turnstile.unwrap().siteverify, "http://127.0.0.1:4000/siteverify");
        assert!(wrong.is_empty());
        for elsewhere in ["https://evil.example/siteverify", "http://127.0.0.1.evil.example/", "localhost"] {
            let (protection, wrong) = with(elsewhere);
            assert_eq!(protection.turnstile.unwrap().siteverify, super::SITEVERIFY, "{elsewhere}");
            assert_eq!(wrong, ["TURNSTILE_SITEVERIFY_URL"]);
        }
    }
}
