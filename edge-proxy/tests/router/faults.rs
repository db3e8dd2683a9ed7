//! What goes wrong on purpose, and which calls it meets.

use bytes::Bytes;
use core::time::Duration;
use edge_proxy::platform::TransportError;
use http::Response;

/// What a call meets instead of a plain answer.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// This answer; Calendly does nothing.
    Answer(u16, &'static str),
    /// Too many calls; there will be new ones in so many seconds.
    Limited(u32),
    /// Calendly acts, and answers with this.
    AnswerAfter(u16),
    /// The answer comes too late, and Calendly does nothing.
    HangBefore,
    /// The connection breaks before Calendly acts.
    Reset,
    /// Calendly acts, and its answer is lost.
    ResetAfter,
    /// Calendly acts, and the answer comes too late.
    Hang,
    /// Calendly acts, and the answer takes so long.
    Slow(Duration),
}

impl Fault {
    /// What the caller gets, `left` before it gives up. `act` is what Calendly would do.
    pub(crate) async fn answer(
        self,
        act: impl FnOnce() -> Response<Bytes>,
        left: Duration,
    ) -> Result<Response<Bytes>, TransportError> {
        if let Self::Slow(longer) = self {
            let answer = act();
            tokio::time::sleep(longer).await;
            return Ok(answer);
        }
        if matches!(self, Self::AnswerAfter(_) | Self::ResetAfter | Self::Hang) {
            act();
        }
        match self {
            Self::Answer(status, body) => {
                Ok(Response::builder().status(status).body(Bytes::from_static(body.as_bytes())).unwrap())
            }
            Self::Limited(reset) => {
                let answer = Response::builder().status(429).header("x-ratelimit-limit", 50);
                let answer = answer.header("x-ratelimit-remaining", 0).header("x-ratelimit-reset", reset);
                Ok(answer.body(Bytes::from_static(b"{}")).unwrap())
            }
            Self::AnswerAfter(status) => Ok(Response::builder().status(status).body(Bytes::new()).unwrap()),
            Self::HangBefore | Self::Hang => {
                tokio::time::sleep(left).await;
                Err(TransportError::TimedOut)
            }
            Self::Slow(_) | Self::Reset | Self::ResetAfter => Err(TransportError::Broken),
        }
    }
}

/// A fault for `times` calls whose path and query begin with `path` and hold `part`, after the first `spared`.
#[derive(Clone, Debug)]
pub(crate) struct Planned {
    path: &'static str,
    part: String,
    spared: usize,
    fault: Fault,
    times: usize,
}

impl Planned {
    pub(crate) fn new(path: &'static str, part: String, fault: Fault, times: usize) -> Self {
        Self { path, part, spared: 0, fault, times }
    }

    /// The same, but the next `spared` calls that are meant get through.
    pub(crate) fn sparing(self, spared: usize) -> Self {
        Self { spared, ..self }
    }

    /// The fault that a call to `address` meets, if it is meant.
    pub(crate) fn meet(&mut self, address: &str) -> Option<Fault> {
        let is_meant = self.times > 0 && address.starts_with(self.path) && address.contains(&self.part);
        if is_meant && self.spared > 0 {
            self.spared -= 1;
            return None;
        }
        is_meant.then(|| {
            self.times -= 1;
            self.fault.clone()
        })
    }
}

/// One call in twenty goes wrong, in each way before and after Calendly acted.
#[derive(Clone, Debug)]
pub(crate) struct Storm {
    pub(crate) path: &'static str,
    /// The state of a small generator of chance (xorshift), never 0.
    pub(crate) seed: u64,
}

impl Storm {
    pub(crate) fn meet(&mut self, address: &str) -> Option<Fault> {
        if !address.starts_with(self.path) || self.roll(20) != 0 {
            return None;
        }
        Some(match self.roll(6) {
            0 => Fault::Answer(500, ""),
            1 => Fault::AnswerAfter(502),
            2 => Fault::Reset,
            3 => Fault::ResetAfter,
            4 => Fault::HangBefore,
            _ => Fault::Hang,
        })
    }

    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        self.seed % sides
    }
}
