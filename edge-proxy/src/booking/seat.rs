//! Whether the time of an attempt is still to be had, as far as is known, and what else is free. Calendly decides in the
//! end.

use super::attempt::{Attempt, Plan};
use crate::{error::ApiError, platform::Platform, slots};
use shared::event_type::Kind;

impl<P: Platform> Attempt<'_, P> {
    /// Whether there is a seat that nobody else holds, as far as is known; Calendly decides in the end.
    pub(super) async fn is_left_over(&self) -> bool {
        let Plan { start, held_by_others, is_second, .. } = *self.plan;
        if held_by_others > 0 && self.offer.event_type.kind == Kind::Solo {
            return false;
        }
        if held_by_others == 0 && !is_second {
            return true;
        }
        let seats = slots::seats_left(self.context, &self.catalogue, &self.offer, start).await;
        seats.is_none_or(|seats| seats > held_by_others)
    }

    /// Calendly does not always say that a time is gone, so its list is asked.
    pub(super) async fn is_gone(&self) -> bool {
        slots::forget_around(self.context, self.plan.start).await;
        !slots::is_offered(self.context, &self.catalogue, &self.offer, self.plan.start).await
    }

    pub(super) async fn slot_taken(&self) -> ApiError {
        slots::forget_around(self.context, self.plan.start).await;
        self.alternatives().await
    }

    /// The time is gone; these are free.
    pub(super) async fn alternatives(&self) -> ApiError {
        let alternatives =
            slots::alternatives(self.context, &self.catalogue, &self.offer, self.plan.start).await;
        ApiError::SlotTaken { alternatives }
    }
}
