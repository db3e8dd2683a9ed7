//! Asking Calendly: the one place that sends, with the token, time-outs, retries and a count of the calls.

use super::{
    error::CalendlyError,
    requests::{self, NewInvitee, Question},
    responses::{self, BookedEvent, BookedInvitee, Owner, Page},
    retry,
};
use crate::{
    context::Trace,
    platform::{Platform, TransportError},
    settings::Settings,
};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use core::time::Duration;
use http::Response;
use shared::{event_type::EventType, slots::Slot, windows::Window};

/// The longest wait for one answer.
const CALL_TIMEOUT: Duration = Duration::from_secs(5);
/// The longest wait for a booking, which Calendly itself makes in several systems.
const BOOKING_TIMEOUT: Duration = Duration::from_secs(10);
/// After this long no further try begins.
const DEADLINE: Duration = Duration::from_secs(15);

/// How hard to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Patience {
    /// Once: there is something else to show.
    Once,
    /// Again after 1, 2 and 4 seconds, within one deadline.
    Retry,
}

/// Calendly, as this request may use it.
#[derive(Clone, Debug)]
pub(crate) struct Client<P> {
    platform: P,
    base: String,
    token: crate::secret::Secret,
    trace: Trace,
    log_calls: bool,
    deadline: DateTime<Utc>,
}

impl<P: Platform> Client<P> {
    /// `None` without a token.
    pub(crate) fn new(platform: &P, settings: &Settings, trace: &Trace) -> Option<Self> {
        Some(Self {
            platform: platform.clone(),
            base: settings.api_url.clone(),
            token: settings.token.clone()?,
            trace: trace.clone(),
            log_calls: settings.log_upstream,
            deadline: platform.now() + DEADLINE,
        })
    }

    pub(crate) async fn owner(&self, patience: Patience) -> Result<Owner, CalendlyError> {
        self.ask(&requests::current_user(), patience, responses::owner).await
    }

    pub(crate) async fn event_types(
        &self,
        user: &str,
        page: Option<&str>,
        patience: Patience,
    ) -> Result<Page<(String, EventType)>, CalendlyError> {
        self.ask(&requests::event_types(user, page), patience, responses::event_types).await
    }

    pub(crate) async fn available_times(
        &self,
        event_type: &str,
        minutes: u32,
        window: Window,
        patience: Patience,
    ) -> Result<Vec<Slot>, CalendlyError> {
        let question = requests::available_times(event_type, window.start, window.end);
        self.ask(&question, patience, |response| responses::available_times(response, minutes)).await
    }

    pub(crate) async fn scheduling_link(&self, event_type: &str) -> Result<String, CalendlyError> {
        self.ask(&requests::scheduling_link(event_type), Patience::Retry, responses::scheduling_link).await
    }

    pub(crate) async fn scheduled_event(&self, uri: &str) -> Result<BookedEvent, CalendlyError> {
        self.ask(&requests::scheduled_event(uri), Patience::Retry, responses::event).await
    }

    pub(crate) async fn events_of_invitee(
        &self,
        user: &str,
        email: &str,
        start: DateTime<Utc>,
    ) -> Result<Vec<BookedEvent>, CalendlyError> {
        let question = requests::events_of_invitee(user, email, start);
        self.ask(&question, Patience::Retry, responses::events).await
    }

    pub(crate) async fn invitees(
        &self,
        event: &str,
        email: &str,
    ) -> Result<Vec<BookedInvitee>, CalendlyError> {
        self.ask(&requests::invitees(event, email), Patience::Retry, responses::invitees).await
    }

    /// Books. Never repeated: Calendly knows no idempotency key, so a second try could book twice.
    pub(crate) async fn create_invitee(&self, new: &NewInvitee<'_>) -> Result<BookedInvitee, CalendlyError> {
        responses::invitee(&self.send(&requests::create_invitee(new), BOOKING_TIMEOUT).await?)
    }

    async fn ask<T>(
        &self,
        question: &Question,
        patience: Patience,
        read: impl Fn(&Response<Bytes>) -> Result<T, CalendlyError>,
    ) -> Result<T, CalendlyError> {
        let mut failures = 0;
        loop {
            let answer = self.send(question, CALL_TIMEOUT.min(self.left())).await;
            let error = match answer.and_then(|response| read(&response)) {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            failures += 1;
            let retry_after = match error {
                CalendlyError::RateLimited { retry_after } => retry_after,
                _ => None,
            };
            let [chance, ..] = self.platform.random();
            match retry::pause(failures, retry_after, self.left(), chance) {
                Some(pause) if patience == Patience::Retry && error.is_transient() => {
                    self.platform.sleep(pause).await;
                }
                _ => return Err(error),
            }
        }
    }

    async fn send(&self, question: &Question, timeout: Duration) -> Result<Response<Bytes>, CalendlyError> {
        let request = question
            .address(&self.base, self.token.expose())
            .map_err(|_| CalendlyError::Transport(TransportError::Broken))?;
        let began = self.platform.now();
        let route = format!("{} {}", request.method(), request.uri().path());
        let answer = self.platform.send(request, timeout).await;
        let took = (self.platform.now() - began).num_milliseconds();
        self.trace.count_call(took);
        if self.log_calls {
            let status =
                answer.as_ref().map_or_else(ToString::to_string, |response| response.status().to_string());
            self.platform.log(&format!("calendly: {route} -> {status} in {took} ms"));
        }
        Ok(answer?)
    }

    fn left(&self) -> Duration {
        (self.deadline - self.platform.now()).to_std().unwrap_or_default()
    }
}
