//! Whole answers of the slots route, ready to be sent again.

use crate::{etag::EntityTag, slots::Key};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use shared::slots::DayRange;
use std::{collections::HashMap, sync::Arc};

/// At most so many: with 300 slots each they take some 7 MB.
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
    /// The windows it was put together from, and when each was fetched.
    pub(crate) parts: Vec<(Key, DateTime<Utc>)>,
    /// When its first slot will have passed, or a hold will have ended.
    pub(crate) until: Option<DateTime<Utc>>,
}

/// Answers by question.
#[derive(Debug, Default)]
pub(super) struct Answers(HashMap<Asked, Arc<Answer>>);

impl Answers {
    /// An answer none of whose slots has passed.
    pub(super) fn find(&self, asked: &Asked, now: DateTime<Utc>) -> Option<Arc<Answer>> {
        self.0.get(asked).filter(|answer| answer.holds(now)).cloned()
    }

    /// Forgets the answers about an event type.
    pub(super) fn forget(&mut self, event_type: &str) {
        self.0.retain(|asked, _| asked.event_type != event_type);
    }

    /// Remembers an answer. When there are too many, those that have passed go, and if that is not enough, all.
    pub(super) fn keep(&mut self, asked: Asked, answer: Answer, now: DateTime<Utc>) {
        if self.0.len() >= MAX_ANSWERS {
            self.0.retain(|_, answer| answer.holds(now));
        }
        if self.0.len() >= MAX_ANSWERS {
            self.0.clear();
        }
        self.0.insert(asked, Arc::new(answer));
    }
}

impl Answer {
    fn holds(&self, now: DateTime<Utc>) -> bool {
        self.until.is_none_or(|until| now <= until)
    }
}
