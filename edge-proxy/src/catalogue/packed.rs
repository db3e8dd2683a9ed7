//! The catalogue as text: the gate writes it once, and an isolate reads it once.

use super::{Catalogue, FRESH, KEPT};
use crate::{packed::Packed, slots::is_younger};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use shared::instant::Instant;

/// Tells one catalogue of a token from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Version {
    /// When it was fetched, in milliseconds since 1970.
    fetched_at: i64,
    narrow_until: Option<Instant>,
}

/// A catalogue's text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PackedCatalogue(Packed<Version>);

impl PackedCatalogue {
    pub(crate) fn of(catalogue: &Catalogue) -> Self {
        let fetched_at = catalogue.fetched_at.0.timestamp_millis();
        Self(Packed::new(Version { fetched_at, narrow_until: catalogue.narrow_until }, catalogue))
    }

    /// Takes over a catalogue's text, if it is one.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().as_ref().map(Self::of)
    }

    /// The same, with another time until which only narrow spans may be asked for.
    pub(crate) fn narrowed(self, narrow_until: Option<Instant>) -> Self {
        let version = Version { narrow_until, ..*self.version() };
        let catalogue = self.read().map(|catalogue| Catalogue { narrow_until, ..catalogue });
        catalogue.map_or(self, |catalogue| Self(Packed::new(version, &catalogue)))
    }

    pub(crate) fn version(&self) -> &Version {
        self.0.version()
    }

    pub(crate) fn text(&self) -> &str {
        self.0.text()
    }

    pub(crate) fn read(&self) -> Option<Catalogue> {
        self.0.read()
    }

    pub(crate) fn fetched_at(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.version().fetched_at).unwrap_or_default()
    }

    /// Whether it need not be fetched again.
    pub(crate) fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        is_younger(self.fetched_at(), FRESH, now)
    }

    /// Whether it may be used while Calendly fails.
    pub(crate) fn is_usable(&self, now: DateTime<Utc>) -> bool {
        is_younger(self.fetched_at(), KEPT, now)
    }
}
