//! How KV differs from a map: a write takes its time, and one place of the world goes on telling for a while what it has
//! told before.

use chrono::{DateTime, Utc};
use core::time::Duration;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

/// How long a write takes, in which others read what was there before.
pub(crate) const WRITE: Duration = Duration::from_millis(50);
/// For how long a place tells what it has told, also that there is nothing.
const LAG: Duration = Duration::from_mins(1);

/// Values by key, and until when each is told; `None` where there was nothing.
type Told = BTreeMap<String, (Option<String>, DateTime<Utc>)>;

/// One place of the world, and what KV has told there. Clones are the same place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place(Arc<Mutex<Told>>);

impl Place {
    /// What KV tells of a key here; `look` tells what it really has.
    pub(crate) fn tell(
        &self,
        key: &str,
        now: DateTime<Utc>,
        look: impl FnOnce(&str) -> Option<String>,
    ) -> Option<String> {
        let mut told = self.0.lock().unwrap();
        told.retain(|_, (_, until)| now < *until);
        let value = || (look(key), now + LAG);
        told.entry(key.to_owned()).or_insert_with(value).0.clone()
    }
}
