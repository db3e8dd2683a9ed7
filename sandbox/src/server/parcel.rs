//! A body on its way out: whole, or broken off before its announced end.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};

#[derive(Debug)]
pub(super) enum Parcel {
    Whole(Bytes),
    /// Sends this much, and then fails.
    Cut(Bytes),
    Sent,
    /// All but the end has been handed over; fails once it has had time to leave.
    BreakingOff,
}

impl Body for Parcel {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match std::mem::replace(&mut *self, Self::Sent) {
            Self::Sent => Poll::Ready(None),
            Self::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Self::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
            Self::Cut(bytes) if !bytes.is_empty() => {
                *self = Self::Cut(Bytes::new());
                Poll::Ready(Some(Ok(Frame::data(bytes))))
            }
            Self::Cut(_) => {
                // The connection writes out what it has while the body is pending.
                *self = Self::BreakingOff;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Self::BreakingOff => {
                Poll::Ready(Some(Err(io::Error::new(io::ErrorKind::UnexpectedEof, "broken off on purpose"))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Whole(bytes) => bytes.is_empty(),
            Self::Sent => true,
            Self::Cut(_) | Self::BreakingOff => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => SizeHint::with_exact(u64::try_from(bytes.len()).unwrap_or(u64::MAX)),
            Self::Sent => SizeHint::with_exact(0),
            Self::Cut(_) | Self::BreakingOff => SizeHint::default(),
        }
    }
}
