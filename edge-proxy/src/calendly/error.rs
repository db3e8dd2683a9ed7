//! Why a call to Calendly gave nothing, told apart by its status. What a refused booking was refused for, `refusal`
//! reads out of the body.

use crate::platform::TransportError;
use serde::{Deserialize, Serialize};

/// Why a call did not give what was asked for. One variant for each thing somebody can do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub(crate) enum CalendlyError {
    /// No answer, so that nobody knows whether Calendly acted.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// An answer with a success status that cannot be read. Calendly may have acted.
    #[error("the answer could not be read")]
    Unreadable,
    /// 400: the request itself is refused.
    #[error("the request was refused")]
    Rejected(Rejection),
    /// 400 to a range of available times: it is longer than this account may ask for at once.
    #[error("the range is longer than the account may ask for")]
    SpanTooLong,
    /// 401: the token is wrong, expired or revoked.
    #[error("the token was refused")]
    Unauthenticated,
    /// 403: the plan or the token's scopes do not allow it.
    #[error("the plan or the token's scopes do not allow it")]
    Forbidden,
    /// 404: there is no such thing any more.
    #[error("there is no such thing")]
    NotFound,
    /// 429: the token's budget is used up.
    #[error("the rate limit is used up")]
    RateLimited {
        /// Seconds until there is a new one, as far as Calendly says.
        retry_after: Option<u32>,
    },
    /// Any other status.
    #[error("status {0}")]
    Failed(u16),
    /// Not asked: Calendly has been failing, and the next try is due later.
    #[error("not asked, because it has been failing")]
    Down {
        /// Seconds until then.
        retry_after: u32,
    },
}

impl CalendlyError {
    /// Whether asking again a little later may help.
    pub(crate) fn is_transient(&self) -> bool {
        match self {
            Self::Transport(_) | Self::Unreadable | Self::RateLimited { .. } => true,
            Self::Failed(status) => *status >= 500,
            Self::Rejected(_)
            | Self::SpanTooLong
            | Self::Unauthenticated
            | Self::Forbidden
            | Self::NotFound
            | Self::Down { .. } => false,
        }
    }

    /// Whether Calendly may have acted although no usable answer came.
    pub(crate) fn leaves_doubt(&self) -> bool {
        match self {
            Self::Transport(_) | Self::Unreadable => true,
            Self::Failed(status) => *status >= 500,
            Self::Rejected(_)
            | Self::SpanTooLong
            | Self::Unauthenticated
            | Self::Forbidden
            | Self::NotFound
            | Self::RateLimited { .. }
            | Self::Down { .. } => false,
        }
    }
}

/// The body of a 400.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rejection {
    /// The general message.
    pub(crate) message: String,
    /// One entry for each parameter, often none.
    pub(crate) details: Vec<Detail>,
}

/// One rejected parameter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Detail {
    /// Which, e.g. `event.start_time`.
    pub(crate) parameter: String,
    /// Why, for people.
    pub(crate) message: String,
    /// Why, for programs; often missing.
    pub(crate) code: String,
}

impl Rejection {
    /// Whether a range was longer than this account may ask for at once.
    pub(super) fn is_span_too_long(&self) -> bool {
        self.says("date range") || self.says("7 days")
    }

    pub(super) fn says(&self, words: &str) -> bool {
        self.message.contains(words) || self.details.iter().any(|detail| detail.message.contains(words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_that_is_too_long_is_recognised_in_each_wording() {
        for message in
            ["date range can be no greater than 31 days", "date range can be no greater than 1 week (7 days)"]
        {
            let detail =
                Detail { parameter: "end_time".into(), message: message.into(), code: String::new() };
            let rejection = Rejection { message: String::new(), details: vec![detail] };
            assert!(rejection.is_span_too_long());
        }
        let past = Detail {
            parameter: "start_time".into(),
            message: "must be in the future".into(),
            ..Detail::default()
        };
        let rejection = Rejection { message: String::new(), details: vec![past] };
        assert!(!rejection.is_span_too_long());
    }
}
