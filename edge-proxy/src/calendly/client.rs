//! Asking Calendly: the one place that sends, with the token, time-outs, retries and a count of the calls.

use super::{
    error::CalendlyError,
    governor::{Governor, retry},
    requests::{self, Calendars, NewInvitee, Question},
    responses::{self, AvailableTime, BookedEvent, BookedInvitee, FilledIn, Owner, Page},
};
use crate::{
    context::Trace,
    platform::{Platform, TransportError},
    settings::Settings,
};
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use core::time::Duration;
use http::Response;
use shared::{booking::Cancellation, event_type::EventType, windows::Window};

/// The longest wait for one answer.
const CALL_TIMEOUT: Duration = Duration::from_secs(4);
/// The longest wait for a booking, which Calendly itself makes in several systems.
const BOOKING_TIMEOUT: Duration = Duration::from_secs(10);
/// The longest wait for a cancellation, after which there must be time to look what became of it.
const CANCELING_TIMEOUT: Duration = Duration::from_secs(8);
/// After this long no further try begins.
const DEADLINE: TimeDelta = TimeDelta::seconds(10);

/// Calendly, as this request may use it.
#[derive(Clone, Debug)]
pub(crate) struct Client<P> {
    platform: P,
    base: String,
    token: crate::secret::Secret,
    trace: Trace,
    log_calls: bool,
    governor: Governor,
}

impl<P: Platform> Client<P> {
    /// `None` without a token.
    pub(crate) fn new(platform: &P, settings: &Settings, trace: &Trace, governor: Governor) -> Option<Self> {
        Some(Self {
            platform: platform.clone(),
            base: settings.api_url.clone(),
            token: settings.token.clone()?,
            trace: trace.clone(),
            log_calls: settings.log_upstream,
            governor,
        })
    }

    pub(crate) async fn owner(&self) -> Result<Owner, CalendlyError> {
        self.ask(&requests::current_user(), responses::owner).await
    }

    pub(crate) async fn event_types(
        &self,
        user: &str,
        page: Option<&str>,
    ) -> Result<Page<(String, EventType)>, CalendlyError> {
        self.ask(&requests::event_types(user, page), responses::event_types).await
    }

    pub(crate) async fn available_times(
        &self,
        event_type: &str,
        window: Window,
    ) -> Result<Vec<AvailableTime>, CalendlyError> {
        let question = requests::available_times(event_type, window.start, window.end);
        self.ask(&question, responses::available_times).await
    }

    pub(crate) async fn scheduling_link(&self, event_type: &str) -> Result<String, CalendlyError> {
        self.ask(&requests::scheduling_link(event_type), responses::scheduling_link).await
    }

    pub(crate) async fn scheduled_event(&self, uri: &str) -> Result<BookedEvent, CalendlyError> {
        self.ask(&requests::scheduled_event(uri), responses::event).await
    }

    /// The same for somebody who waits for more important things: no try goes on for longer than `patience`.
    pub(crate) async fn scheduled_event_within(
        &self,
        uri: &str,
        patience: TimeDelta,
    ) -> Result<BookedEvent, CalendlyError> {
        self.ask_within(patience, &requests::scheduled_event(uri), responses::event).await
    }

    pub(crate) async fn invitee(&self, event: &str, invitee: &str) -> Result<BookedInvitee, CalendlyError> {
        self.ask(&requests::invitee(event, invitee), responses::invitee).await
    }

    pub(crate) async fn events_of_invitee(
        &self,
        whose: Calendars<'_>,
        email: &str,
        start: DateTime<Utc>,
    ) -> Result<Vec<BookedEvent>, CalendlyError> {
        let question = requests::events_of_invitee(whose, email, start);
        self.ask(&question, responses::events).await
    }

    pub(crate) async fn invitees(
        &self,
        event: &str,
        email: &str,
    ) -> Result<Vec<BookedInvitee>, CalendlyError> {
        self.ask(&requests::invitees(event, email), responses::invitees).await
    }

    /// Books. Never repeated: Calendly knows no idempotency key, so a second try could book twice.
    pub(crate) async fn create_invitee(&self, new: &NewInvitee<'_>) -> Result<BookedInvitee, CalendlyError> {
        responses::invitee(&self.send(&requests::create_invitee(new), BOOKING_TIMEOUT).await?)
    }

    /// What an invitee had filled in.
    pub(crate) async fn filled_in(&self, event: &str, invitee: &str) -> Result<FilledIn, CalendlyError> {
        self.ask(&requests::invitee(event, invitee), responses::filled_in).await
    }

    /// Cancels the whole event. Asked once: whoever calls has to look at what became of it.
    pub(crate) async fn cancel(&self, event: &str, reason: &str) -> Result<Cancellation, CalendlyError> {
        responses::cancellation(&self.send(&requests::cancel(event, reason), CANCELING_TIMEOUT).await?)
    }

    async fn ask<T>(
        &self,
        question: &Question,
        read: impl Fn(&Response<Bytes>) -> Result<T, CalendlyError>,
    ) -> Result<T, CalendlyError> {
        self.ask_within(DEADLINE, question, read).await
    }

    async fn ask_within<T>(
        &self,
        patience: TimeDelta,
        question: &Question,
        read: impl Fn(&Response<Bytes>) -> Result<T, CalendlyError>,
    ) -> Result<T, CalendlyError> {
        let deadline = self.platform.now() + patience;
        let left = || (deadline - self.platform.now()).to_std().unwrap_or_default();
        let mut failures = 0;
        loop {
            let permit = self.governor.permit().await;
            let wait = self.governor.admit(self.platform.now(), left())?;
            if !wait.is_zero() {
                drop(permit);
                self.platform.sleep(wait).await;
                continue;
            }
            let answer = self.send(question, CALL_TIMEOUT.min(left())).await;
            drop(permit);
            let outcome = answer.and_then(|response| read(&response));
            self.governor.note(&outcome, self.platform.now());
            let error = match outcome {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            self.trace.note_failure(&error);
            failures += 1;
            let retry_after = match error {
                CalendlyError::RateLimited { retry_after } => retry_after,
                _ => None,
            };
            let [chance, ..] = self.platform.random();
            match retry::pause(failures, retry_after, left(), chance) {
                Some(pause) if error.is_transient() => self.platform.sleep(pause).await,
                _ => return Err(error),
            }
        }
    }

    async fn send(&self, question: &Question, timeout: Duration) -> Result<Response<Bytes>, CalendlyError> {
        let request = question
            .address(&self.base, self.token.expose())
            .map_err(|_| CalendlyError::Transport(TransportError::Broken))?;
        let began = self.platform.now();
        let answer = self.platform.send(request, timeout).await;
        let took = (self.platform.now() - began).num_milliseconds();
        self.trace.count_call(took);
        if let Ok(response) = &answer {
            self.governor.hear(response, self.platform.now());
        }
        if self.log_calls {
            let status =
                answer.as_ref().map_or_else(ToString::to_string, |response| response.status().to_string());
            self.platform.log(&format!("calendly: {} -> {status} in {took} ms", question.route()));
        }
        Ok(answer?)
    }
}
