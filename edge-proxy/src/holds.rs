//! `POST /v1/holds` and its end: a seat kept for a visitor who is filling in the form. A soft hold: Calendly knows
//! nothing of it, and only our other visitors are not offered the seat.

use crate::{
    catalogue,
    context::Context,
    desk::{Answer, Question},
    error::ApiError,
    guard::Limit,
    platform::Platform,
    slots,
};
use shared::{
    hold::{self, HoldRequest, HoldResponse},
    instant::{self, Instant},
    problem::{FieldCode, FieldError, ProblemCode},
};

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
    if request.id.as_deref().is_some_and(|id| !hold::is_id(id, &request.event_type)) {
        let advice =
            "Leave it out, or send the slug, a dot, and 16 to 80 letters, digits, - or _ that are random.";
        return Err(ApiError::Fields(vec![FieldError::at("/id", FieldCode::InvalidText, advice)]));
    }
    // Not knowing counts as one seat: Calendly decides in the end.
    let seats = slots::seats_left(context, &catalogue, &offer, start).await.unwrap_or(1);
    let name = |id: &Option<String>| Some(hold::split(id.as_deref()?)?.1.to_owned());
    let question =
        Question::Hold { start, seats, name: name(&request.id), replaces: name(&request.replaces) };
    match context.ask_desk(&offer.uri, question).await {
        Ok(Answer::Held { hold, lasts, holds }) => {
            context.app.memory.keep_holds(&offer.uri, holds);
            // Another event type has another desk, which has not heard of it. What cannot be given back ends by itself.
            if let Some(other) = request.replaces.as_deref()
                && hold::split(other).is_some_and(|(slug, _)| slug != request.event_type)
            {
                let _ = release(context, other).await;
            }
            Ok(HoldResponse {
                id: hold::id(&request.event_type, &hold.id),
                event_type: request.event_type.clone(),
                start: request.start.clone(),
                expires_at: Instant(hold.until),
                expires_in: lasts,
            })
        }
        Ok(Answer::AllHeld) => {
            let alternatives = slots::alternatives(context, &catalogue, &offer, start).await;
            Err(ApiError::SlotTaken { alternatives })
        }
        Ok(Answer::TooMany) => {
            Err(ApiError::RateLimited { retry_after: Limit::PERIOD, scheduling_url: None })
        }
        Ok(_) | Err(_) => Err(ApiError::Plain(ProblemCode::Internal)),
    }
}

/// Gives a seat back. One that is not held, or no more, is as free as was wished.
pub(crate) async fn release<P: Platform>(context: &Context<P>, id: &str) -> Result<(), ApiError> {
    let Some((slug, id)) = hold::split(id) else { return Ok(()) };
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
