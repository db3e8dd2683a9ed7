//! What keeps robots and floods out, without costing a person anything: how often somebody may write, what a form
//! tells of whoever filled it in, the check against robots, and the cap of links.
//!
//! It is asked in this order: `admit` at the very start of a route that writes; `turnstile` by whoever makes a
//! booking, once it is sure that the `Idempotency-Key` has no answer yet, since a token can be used only once;
//! `mint` before a single-use link is minted. What it must not know: slots, and how a booking is made.

mod key;
mod limit;
mod signs;
mod turnstile;

pub use limit::Limit;

use crate::{
    app::App,
    catalogue,
    context::Context,
    error::ApiError,
    gate::{Answer, Question},
    platform::Platform,
    settings::Settings,
    visitor::Caller,
};
use futures_util::future::join_all;
use shared::{booking::BookingRequest, event_type::EventType, validation::MAX_GUESTS};

/// What somebody wants to do.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Act<'a> {
    /// Book, or try to.
    Book(&'a BookingRequest),
    /// Cancel or reschedule.
    Change,
    /// Keep a seat for as long as the form is filled in, or give it back.
    Hold,
    /// Ask for a single-use link.
    AskForLink,
}

/// Lets somebody in, or says when to come back, or that this looks like a robot.
pub(crate) async fn admit<P: Platform>(
    context: &Context<P>,
    caller: &Caller,
    act: Act<'_>,
) -> Result<(), ApiError> {
    let App { settings, platform, .. } = &context.app;
    if settings.protection.rate_limits {
        let address = key::of_address(settings, caller.address);
        count(platform, act.limit(), vec![address]).await?;
        // Only those who were let in by their address can use up somebody's e-mail address.
        count(platform, Limit::BookingsByEmail, act.mailboxes(settings)).await?;
    }
    match act {
        Act::Book(request) => signs::check(request.form.as_ref()),
        Act::Change | Act::Hold | Act::AskForLink => Ok(()),
    }
}

impl Act<'_> {
    /// What its sender's address is counted under.
    fn limit(self) -> Limit {
        match self {
            Self::Book(_) => Limit::BookingsByAddress,
            Self::Change => Limit::ChangesByAddress,
            Self::Hold => Limit::HoldsByAddress,
            Self::AskForLink => Limit::LinksByAddress,
        }
    }

    /// The keys of everybody whom Calendly would write to, each once.
    fn mailboxes(self, settings: &Settings) -> Vec<String> {
        let Self::Book(request) = self else { return Vec::new() };
        // More guests than that are refused anyway, and need not be counted one by one before.
        let guests = request.guests.iter().take(MAX_GUESTS);
        let addresses = guests.chain([&request.invitee.email]);
        let mut keys: Vec<_> = addresses.map(|address| key::of_email(settings, address)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

async fn count<P: Platform>(platform: &P, limit: Limit, keys: Vec<String>) -> Result<(), ApiError> {
    let asked = keys.into_iter().map(|key| platform.within_limit(limit, key));
    if join_all(asked).await.into_iter().all(|is_within| is_within) {
        return Ok(());
    }
    Err(ApiError::RateLimited { retry_after: Limit::PERIOD, scheduling_url: None })
}

/// Where the deployment demands it, refuses a booking without a token that Cloudflare vouches for. `attempt` is
/// what the caller's `Idempotency-Key` comes to; the same one may bring the same token again.
pub(crate) async fn turnstile<P: Platform>(
    context: &Context<P>,
    caller: &Caller,
    attempt: &str,
    request: &BookingRequest,
) -> Result<(), ApiError> {
    let Some(turnstile) = &context.app.settings.protection.turnstile else { return Ok(()) };
    let token = request.turnstile_token.as_deref();
    let checked = turnstile::check(&context.app, turnstile, caller, attempt, token).await;
    match checked {
        Err(ApiError::BotCheckUnavailable { .. }) => {
            let offer = catalogue::find(context, &request.event_type).await;
            let scheduling_url = offer.ok().map(|(_, offer)| offer.event_type.scheduling_url);
            Err(ApiError::BotCheckUnavailable { scheduling_url })
        }
        checked => checked,
    }
}

/// Counts a single-use link that is about to be minted, or says when the next one may be.
pub(crate) async fn mint<P: Platform>(context: &Context<P>, event_type: &EventType) -> Result<(), ApiError> {
    match context.ask_gate(Question::MintLink).await {
        Ok(Answer::MintLink { wait: Some(seconds) }) => Err(ApiError::RateLimited {
            retry_after: seconds,
            scheduling_url: Some(event_type.scheduling_url.clone()),
        }),
        // A gate that cannot be reached must not take the last way to a booking away.
        Ok(_) | Err(_) => Ok(()),
    }
}
