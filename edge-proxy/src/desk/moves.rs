//! Moves that were cut short. The visitor may not come back to finish one, and would be left with two bookings: so it
//! is written down before Calendly is asked, and looked after by itself. What was booked is confirmed under its key, and
//! the old booking goes; what was not booked is not booked now, for nobody waits for it any more.

use super::{
    Desk,
    book::{Purpose, Wish},
};
use crate::{
    app::App,
    context::{Context, Trace},
    platform::Platform,
    storage::Storage,
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use shared::{
    attribution::Attribution,
    booking::{BookingRequest, Tracking},
};

/// Where moves lie in storage.
pub(super) const PREFIX: &str = "move:";
/// Nobody is at it any more after this long, and Calendly's list has caught up.
const LEFT_ALONE_FOR: TimeDelta = TimeDelta::minutes(2);
/// How long somebody looks after it, should Calendly not answer.
const LOOKED_AFTER_FOR: TimeDelta = TimeDelta::hours(24);

/// A move under way.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Move {
    wish: Wish,
    /// Under which the visitor reached the Worker.
    origin: String,
    due: DateTime<Utc>,
    pub(super) until: DateTime<Utc>,
}

fn place(key: &str) -> String {
    format!("{PREFIX}{key}")
}

impl<S: Storage> Desk<S> {
    /// Writes a move down, if it is one that somebody asks for.
    pub(super) async fn begin_move<P: Platform>(&self, context: &Context<P>, wish: &Wish) {
        if wish.replaces.is_none() || wish.purpose == Purpose::Find {
            return;
        }
        let now = context.app.platform.now();
        let request = BookingRequest {
            answers: Vec::new(),
            guests: Vec::new(),
            attribution: Attribution::default(),
            tracking: Tracking::default(),
            // Only what it takes to recognise the booking.
            ..wish.request.clone()
        };
        let begun = Move {
            wish: Wish { request, purpose: Purpose::Find, ..wish.clone() },
            origin: context.origin.clone(),
            due: now + LEFT_ALONE_FOR,
            until: now + LOOKED_AFTER_FOR,
        };
        self.keep_move(&begun).await;
    }

    /// There is nothing to look after any more.
    pub(super) async fn end_move(&self, wish: &Wish) {
        if wish.replaces.is_some() {
            self.storage.remove(place(&wish.key)).await;
        }
    }

    /// Looks after what is due.
    pub(super) async fn finish_moves<P: Platform>(&self, platform: &P) {
        for (_, text) in self.storage.list(PREFIX.to_owned()).await {
            let Ok(begun) = serde_json::from_str::<Move>(&text) else { continue };
            if platform.now() < begun.due {
                self.storage.wake_at(begun.due).await;
                continue;
            }
            // Written down again first: looking takes its time, in which everything may end once more.
            let due = platform.now() + LEFT_ALONE_FOR;
            self.keep_move(&Move { due, ..begun.clone() }).await;
            let app = App::new(&self.isolate, platform.clone());
            let context = Context { app, trace: Trace::default(), origin: begun.origin };
            self.book(context, begun.wish).await;
        }
    }

    async fn keep_move(&self, begun: &Move) {
        let text = serde_json::to_string(begun).unwrap_or_default();
        self.storage.put(place(&begun.wish.key), text).await;
        self.storage.wake_at(begun.due).await;
    }
}
