//! How often: what is counted, and how many a minute are let through.
//!
//! The numbers leave room for people who share an address: a family, a small office, a class. They end what only
//! a program does. What a patient program does (one request every ten seconds, from many addresses) is beyond
//! any counter, and is what Turnstile is for. Cloudflare counts in each of its locations by itself and roughly,
//! in periods of 10 or 60 seconds; `wrangler.toml` has to repeat these numbers, and a test compares the two.

/// Something that is counted under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limit {
    /// Attempts to book, by address. Five people who book at one time, each with one correction, are ten.
    BookingsByAddress,
    /// Attempts to book, by each e-mail address that Calendly would write to, guests included: nobody's mailbox
    /// is flooded from here. Five leave room for a time that is taken, and taken again.
    BookingsByEmail,
    /// Cancellations and reschedulings, by address. Each needs a token of its own, which nobody guesses.
    ChangesByAddress,
    /// Soft holds, made and given back, by address. Who tries out a time every three seconds for a minute is still let through, and
    /// never holds more than a hundred seats, since a hold ends after five minutes.
    HoldsByAddress,
    /// Links asked for, by address. A chat or an agent speaks for many people from one address; how many are
    /// minted is also capped by the hour.
    LinksByAddress,
}

impl Limit {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::BookingsByAddress,
        Self::BookingsByEmail,
        Self::ChangesByAddress,
        Self::HoldsByAddress,
        Self::LinksByAddress,
    ];

    /// The length of the period in which it is counted, in seconds: also how long to wait at most.
    pub const PERIOD: u32 = 60;

    /// Its name: on Cloudflare, that of the binding.
    pub fn name(self) -> &'static str {
        match self {
            Self::BookingsByAddress => "BOOKINGS_BY_ADDRESS",
            Self::BookingsByEmail => "BOOKINGS_BY_EMAIL",
            Self::ChangesByAddress => "CHANGES_BY_ADDRESS",
            Self::HoldsByAddress => "HOLDS_BY_ADDRESS",
            Self::LinksByAddress => "LINKS_BY_ADDRESS",
        }
    }

    /// How many are let through in a period under one key.
    pub fn count(self) -> u32 {
        match self {
            Self::BookingsByEmail => 5,
            Self::BookingsByAddress | Self::ChangesByAddress => 10,
            Self::HoldsByAddress => 20,
            Self::LinksByAddress => 30,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrangler_toml_has_the_same_limits() {
        let settings: toml::Table = include_str!("../../../wrangler.toml").parse().unwrap();
        let mut bound = Vec::new();
        let mut namespaces = Vec::new();
        for binding in settings["ratelimits"].as_array().unwrap() {
            let simple = &binding["simple"];
            bound.push((
                binding["name"].as_str().unwrap(),
                simple["limit"].as_integer().unwrap(),
                simple["period"].as_integer().unwrap(),
            ));
            namespaces.push(binding["namespace_id"].as_str().unwrap().parse::<u32>().unwrap());
        }
        let expected = Limit::ALL.map(|limit| (limit.name(), limit.count().into(), Limit::PERIOD.into()));
        assert_eq!(bound, expected);
        namespaces.sort_unstable();
        namespaces.dedup();
        assert_eq!(namespaces.len(), bound.len(), "two limits must not share a counter");
    }
}
