//! Whole answers of the slots route, ready to be sent again.

use crate::{etag::EntityTag, slots::Key};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use shared::slots::{CacheState, DayRange};
use std::{collections::HashMap, sync::Arc};

/// At most so many questions: with 300 slots in each answer they take some 7 MB, twice that after a crowd.
const MAX_ANSWERS: usize = 200;

/// What was asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Asked {
    /// Calendly's URI of the event type.
    pub(crate) event_type: String,
    /// How long its slots are.
    pub(crate) minutes: u32,
    pub(crate) days: DayRange,
    /// As the tz database spells it.
    pub(crate) timezone: String,
}

/// What was answered.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) body: Bytes,
    pub(crate) tag: EntityTag,
    /// How fresh it says that it is.
    pub(crate) cache: CacheState,
    /// The windows it was put together from, and when each was fetched.
    pub(crate) parts: Parts,
    /// When its first slot will have passed, or a hold will have ended.
    pub(crate) until: Option<DateTime<Utc>>,
}

/// Windows, and when each was fetched.
pub(crate) type Parts = Vec<(Key, DateTime<Utc>)>;

/// The answers to one question.
#[derive(Debug, Default)]
struct Remembered {
    /// Of fresh windows: for everybody, while they stay fresh.
    fresh: Option<Arc<Answer>>,
    /// For a crowd that waited for the same windows, or is shown the same old ones.
    other: Option<Arc<Answer>>,
}

/// Answers by question.
#[derive(Debug, Default)]
pub(super) struct Answers(HashMap<Asked, Remembered>);

impl Answers {
    /// An answer of fresh windows, none of whose slots has passed.
    pub(super) fn find(&self, asked: &Asked, now: DateTime<Utc>) -> Option<Arc<Answer>> {
        self.0.get(asked)?.fresh.as_ref().filter(|answer| answer.holds(now)).cloned()
    }

    /// The answer that was put together from just these windows.
    pub(super) fn find_made_of(
        &self,
        asked: &Asked,
        parts: &Parts,
        cache: CacheState,
        now: DateTime<Utc>,
    ) -> Option<Arc<Answer>> {
        let Remembered { fresh, other } = self.0.get(asked)?;
        let is_same =
            |answer: &&Arc<Answer>| answer.cache == cache && answer.parts == *parts && answer.holds(now);
        fresh.iter().chain(other).find(is_same).cloned()
    }

    /// Forgets the answers about an event type.
    pub(super) fn forget(&mut self, event_type: &str) {
        self.0.retain(|asked, _| asked.event_type != event_type);
    }

    /// Remembers an answer. When there are too many, those that have passed go, and if that is not enough, all.
    pub(super) fn keep(&mut self, asked: Asked, answer: Arc<Answer>, now: DateTime<Utc>) {
        if self.0.len() >= MAX_ANSWERS {
            self.0.retain(|_, known| known.fresh.as_ref().is_some_and(|answer| answer.holds(now)));
        }
        if self.0.len() >= MAX_ANSWERS {
            self.0.clear();
        }
        let known = self.0.entry(asked).or_default();
        match answer.cache {
            CacheState::Hit => *known = Remembered { fresh: Some(answer), other: None },
            _ => known.other = Some(answer),
        }
    }
}

impl Answer {
    fn holds(&self, now: DateTime<Utc>) -> bool {
        self.until.is_none_or(|until| now <= until)
    }
}
