//! Single-use links: minted by Calendly, filled in by us.

use crate::{
    calendly::Client,
    catalogue::{self, Offer},
    context::Context,
    error::ApiError,
    guard,
    platform::Platform,
    slots,
    timezones::{self, Zone},
};
use chrono::{DateTime, Utc};
use shared::{
    booking::{Answer, BookingRequest, LinkReason, LinkResponse, LocationChoice, Name, Tracking},
    deep_link::{self, DeepLink},
    instant,
    link::{LinkRequest, Prefill},
    problem::{FieldCode, FieldError},
    validation,
};

/// What the page should start from.
pub(crate) struct Wishes<'a> {
    start: Option<(&'a str, DateTime<Utc>)>,
    invitee: Prefill,
    location: Option<&'a LocationChoice>,
    answers: &'a [Answer],
    guests: &'a [String],
    tracking: Tracking,
}

impl<'a> Wishes<'a> {
    /// Everything that a visitor filled in.
    pub(crate) fn of_booking(request: &'a BookingRequest, start: DateTime<Utc>) -> Self {
        let invitee = &request.invitee;
        let (name, first_name, last_name) = match invitee.name() {
            Name::Whole(name) => (Some(name.to_owned()), None, None),
            Name::Parts(first, last) => (None, Some(first.to_owned()), last.map(str::to_owned)),
        };
        Self {
            start: Some((&request.start, start)),
            invitee: Prefill {
                name,
                first_name,
                last_name,
                email: Some(invitee.email.clone()),
                timezone: Some(invitee.timezone.clone()),
            },
            location: request.location.as_ref(),
            answers: &request.answers,
            guests: &request.guests,
            tracking: request.tracking_for_calendly(),
        }
    }
}

/// Mints a link and fills it in.
pub(crate) async fn mint<P: Platform>(
    client: &Client<P>,
    offer: &Offer,
    wishes: Wishes<'_>,
    reason: LinkReason,
) -> Result<LinkResponse, ApiError> {
    let page = client.scheduling_link(&offer.uri).await?;
    let zone = wishes.invitee.timezone.as_deref().and_then(Zone::find).unwrap_or_else(Zone::utc);
    let link = DeepLink {
        start: wishes.start.map(|(_, start)| (start, zone.offset_at(start))),
        invitee: wishes.invitee,
        location: wishes.location,
        answers: wishes.answers,
        guests: wishes.guests,
        tracking: Some(&wishes.tracking),
    };
    Ok(LinkResponse {
        url: deep_link::build(&page, &offer.event_type, &link),
        event_type: offer.event_type.slug.clone(),
        start: wishes.start.map(|(text, _)| text.to_owned()),
        reason,
    })
}

/// Answers `POST /v1/links`.
pub(crate) async fn create<P: Platform>(
    context: &Context<P>,
    request: &LinkRequest,
) -> Result<LinkResponse, ApiError> {
    let (catalogue, offer) = catalogue::find(context, &request.event_type).await?;
    let errors = check(request, &offer);
    if !errors.is_empty() {
        return Err(ApiError::Fields(errors));
    }
    let start = request.start.as_deref().and_then(|text| instant::parse(text).map(|start| (text, start)));
    if let Some((_, start)) = start
        && !slots::is_offered(context, &catalogue, &offer, start).await
    {
        let alternatives = slots::alternatives(context, &catalogue, &offer, start).await;
        return Err(ApiError::SlotTaken { alternatives });
    }
    let wishes = Wishes {
        start,
        invitee: request.invitee.clone(),
        location: request.location.as_ref(),
        answers: &request.answers,
        guests: &request.guests,
        tracking: request.tracking.clone(),
    };
    guard::mint(context, &offer.event_type).await?;
    mint(&context.calendly()?, &offer, wishes, LinkReason::Requested).await
}

/// Everything may be missing, but what is there must be right.
fn check(request: &LinkRequest, offer: &Offer) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if request.start.as_deref().is_some_and(|start| instant::parse(start).is_none()) {
        errors.push(FieldError::at(
            "/start",
            FieldCode::InvalidTime,
            "Send the start of a slot exactly as the slots route gave it.",
        ));
    }
    let about_invitee = validation::check_prefill(&request.invitee, |zone| Zone::find(zone).is_some());
    let asked = request.invitee.timezone.as_deref().unwrap_or_default();
    errors.extend(timezones::suggest(about_invitee, asked));
    if let Some(choice) = &request.location {
        errors.extend(validation::location::resolve(&offer.event_type, Some(choice)).err());
    }
    let answers = validation::answers::check(&offer.event_type.custom_questions, &request.answers);
    // A link need not answer what the invitee can still answer on the page.
    errors.extend(answers.into_iter().filter(|error| error.code != FieldCode::Required));
    errors.extend(validation::check_guests(&request.guests));
    errors.extend(validation::check_tracking(&request.tracking));
    errors
}
