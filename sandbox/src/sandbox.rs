//! The one door: a request and the time go in, a response comes out. Owns the state and nothing else.

use bytes::Bytes;
use chrono::{DateTime, Utc};
use http::{Request, Response};
use serde::{Deserialize, Serialize};

use crate::account::{Account, opening};
use crate::call::Call;
use crate::moment::Moment;
use crate::options::Options;
use crate::service::Service;
use crate::state::State;
use crate::webhooks::Delivery;
use crate::{api, page};

/// A Calendly with one account in it.
///
/// Serialises to what callers have changed, together with the options; read back, it goes on as if it had never
/// stopped.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(from = "Saved", into = "Saved")]
pub struct Sandbox {
    options: Options,
    state: State,
    account: Account,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Saved {
    options: Options,
    state: State,
}

impl Sandbox {
    pub fn new(options: Options) -> Self {
        Self::from(Saved { options, state: State::default() })
    }

    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Goes on with other options and the same bookings, for instance after a deployment moved to another
    /// address. A new seed makes another account, so bookings of the old one are dropped with it.
    #[must_use]
    pub fn with_options(self, options: Options) -> Self {
        if options.seed == self.options.seed { Self { options, ..self } } else { Self::new(options) }
    }

    /// Answers `request` as Calendly would at the instant `now`. Never fails: what is wrong with a request is
    /// said in the answer.
    pub fn handle(&mut self, request: &Request<Bytes>, now: DateTime<Utc>) -> Response<Bytes> {
        let call = Call::read(request);
        let mut service = Service {
            options: &self.options,
            account: &self.account,
            state: &mut self.state,
            now: Moment::from(now),
        };
        opening::open(&mut service);
        match page::route(&call, service.account) {
            Some(route) => page::answer(&mut service, &call, &route),
            None => api::answer(&mut service, &call),
        }
    }

    /// The webhook messages that came up since the last call. Whoever runs the sandbox sends them; a message
    /// that cannot be delivered is lost unless the shell tries again.
    pub fn take_deliveries(&mut self) -> Vec<Delivery> {
        std::mem::take(&mut self.state.deliveries)
    }
}

impl From<Saved> for Sandbox {
    fn from(Saved { options, state }: Saved) -> Self {
        Self { account: Account::seeded(options.seed), options, state }
    }
}

impl From<Sandbox> for Saved {
    fn from(sandbox: Sandbox) -> Self {
        Self { options: sandbox.options, state: sandbox.state }
    }
}
