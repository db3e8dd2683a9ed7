//! `POST /v1/holds` and its end: a seat kept for a visitor who is filling in the form. A soft hold: Calendly knows
//! nothing of it, and only our other visitors are not offered the seat.

use crate::{
    catalogue,
    context::Context,
    desk::{Answer, Question},
    error::ApiError,
    platform::Platform,
    slots,
};
use shared::{
    hold::{HoldRequest, HoldResponse},
    instant::{self, Instant},
    problem::{FieldCode, FieldError, ProblemCode},
};

/// When to try again where too many seats are held, in seconds: some holds end every moment.
const CROWDED_FOR: u32 = 60;

/// Keeps a seat, or says that there is none and which times are free.
pub(crate) async fn create<P: Platform>(
    context: &Context<P>,
    request: &HoldRequest,
) -> Result<HoldResponse, ApiError> {
    let (catalogue, offer) = catalogue::find(context, &request.event_type).await?;
    let Some(start) = instant::parse(&request.start) else {
        let advice = "Send the start of a slot exactly as the slots route gave it.";
        return Err(ApiError::Fields(vec![FieldError::at("/start", FieldCode::InvalidTime, advice)]));
    };
    // Not knowing counts as one seat: Calendly decides in the end.
    let seats = slots::seats_left(context, &catalogue, &offer, start).await.unwrap_or(1);
    let except = request.replaces.as_deref().and_then(|id| split(id)).map(|(_, id)| id.to_owned());
    let question = Question::Hold { start, seats, except };
    match context.ask_desk(&offer.uri, question).await {
        Ok(Answer::Held(hold)) => {
            context.app.memory.add_hold(&offer.uri, (hold.start, hold.until));
            // Another event type has another desk, which has not heard of it. What cannot be given back ends by itself.
            if let Some(other) = request.replaces.as_deref()
                && split(other).is_some_and(|(slug, _)| slug != request.event_type)
            {
                let _ = release(context, other).await;
            }
            Ok(HoldResponse {
                id: format!("{}.{}", request.event_type, hold.id),
                event_type: request.event_type.clone(),
                start: request.start.clone(),
                expires_at: Instant(hold.until),
            })
        }
        Ok(Answer::AllHeld) => {
            let alternatives = slots::alternatives(context, &catalogue, &offer, start).await;
            Err(ApiError::SlotTaken { alternatives })
        }
        // The visitor can book without one.
        Ok(Answer::Crowded) => Err(ApiError::RateLimited { retry_after: CROWDED_FOR, scheduling_url: None }),
        Ok(_) | Err(_) => Err(ApiError::Plain(ProblemCode::Internal)),
    }
}

/// Gives a seat back. One that is not held, or no more, is as free as was wished.
pub(crate) async fn release<P: Platform>(context: &Context<P>, id: &str) -> Result<(), ApiError> {
    let Some((slug, id)) = split(id) else { return Ok(()) };
    let (_, offer) = catalogue::find(context, slug).await?;
    let released = context.ask_desk(&offer.uri, Question::Release { id: id.to_owned() }).await;
    match released {
        Ok(Answer::Released(holds)) => {
            context.app.memory.keep_holds(&offer.uri, holds);
            Ok(())
        }
        Ok(_) | Err(_) => Err(ApiError::Plain(ProblemCode::Internal)),
    }
}

/// A hold's name is its event type's slug and what only its visitor knows.
pub(crate) fn split(id: &str) -> Option<(&str, &str)> {
    id.rsplit_once('.')
}
