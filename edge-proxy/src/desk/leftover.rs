//! The second half of a move: the new time is booked, the old booking has to go. It is written down with the new
//! booking and done as soon as Calendly lets us; the new booking stands whatever becomes of the old one.

use super::{Desk, question::Replaced};
use crate::{booking, context::Context, platform::Platform, slots, storage::Storage};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use shared::booking::Previous;

/// Where leftovers lie in storage.
pub(super) const PREFIX: &str = "cancel:";
/// How long canceling is tried, at most until the event begins.
const TRIED_FOR: TimeDelta = TimeDelta::hours(24);
/// The first pause; each is twice as long as the one before …
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(30);
/// … up to this.
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(1);

/// An old booking that is still there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Leftover {
    event: String,
    start: DateTime<Utc>,
    reason: String,
    pause_seconds: i64,
    due: DateTime<Utc>,
    pub(super) until: DateTime<Utc>,
}

impl Leftover {
    fn of(replaced: &Replaced, now: DateTime<Utc>) -> Self {
        Self {
            event: replaced.event.clone(),
            start: replaced.start,
            reason: replaced.reason.clone(),
            pause_seconds: FIRST_PAUSE.num_seconds(),
            due: now,
            until: (now + TRIED_FOR).min(replaced.start),
        }
    }

    /// What Calendly calls the event. It opens nothing.
    fn id(&self) -> &str {
        last_part(&self.event)
    }

    fn place(&self) -> String {
        place(&self.event)
    }
}

fn place(event: &str) -> String {
    format!("{PREFIX}{}", last_part(event))
}

fn last_part(uri: &str) -> &str {
    uri.rsplit('/').next().unwrap_or_default()
}

impl<S: Storage> Desk<S> {
    /// Whether a booking has to go already, because it was moved and could not be canceled yet.
    pub(super) async fn has_to_go(&self, replaced: &Replaced) -> bool {
        self.storage.get(place(&replaced.event)).await.is_some()
    }

    /// Writes an old booking down as one that has to go, and cancels it if that works at once.
    pub(super) async fn clear_away<P: Platform>(
        &self,
        context: &Context<P>,
        replaced: &Replaced,
    ) -> Previous {
        let leftover = Leftover::of(replaced, context.app.platform.now());
        self.storage.put(leftover.place(), text(&leftover)).await;
        self.try_leftover(context, leftover).await
    }

    /// Tries what is due. What has been tried for long enough is dropped afterwards, with everything that has expired.
    pub(super) async fn clear_leftovers<P: Platform>(&self, context: &Context<P>) {
        let now = context.app.platform.now();
        for (_, text) in self.storage.list(PREFIX.to_owned()).await {
            match serde_json::from_str::<Leftover>(&text) {
                Ok(leftover) if leftover.until <= now => {
                    let told = format!(
                        "desk: event {} was moved and could not be canceled: cancel it at Calendly",
                        leftover.id()
                    );
                    context.app.platform.log(&told);
                }
                Ok(leftover) if leftover.due <= now => {
                    self.try_leftover(context, leftover).await;
                }
                Ok(leftover) => self.storage.wake_at(leftover.due).await,
                Err(_) => {}
            }
        }
    }

    async fn try_leftover<P: Platform>(&self, context: &Context<P>, leftover: Leftover) -> Previous {
        if booking::cancel_event(context, &leftover.event, &leftover.reason).await.is_ok() {
            self.storage.remove(leftover.place()).await;
            slots::forget_around(context, leftover.start).await;
            return Previous::Canceled;
        }
        let pause = TimeDelta::seconds(leftover.pause_seconds);
        let due = context.app.platform.now() + pause;
        let pause_seconds = (pause * 2).min(LONGEST_PAUSE).num_seconds();
        let leftover = Leftover { pause_seconds, due, ..leftover };
        self.storage.put(leftover.place(), text(&leftover)).await;
        self.storage.wake_at(due).await;
        Previous::CancelationPending
    }
}

fn text(leftover: &Leftover) -> String {
    serde_json::to_string(leftover).unwrap_or_default()
}
