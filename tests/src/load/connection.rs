//! One HTTP/1.1 connection that is kept open from request to request.

use super::{Expected, Target};
use anyhow::Context as _;
use bytes::Bytes;
use http::{HeaderName, Request, StatusCode, header::HOST};
use http_body_util::{BodyExt as _, Empty};
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

const SERVER_TIMING: HeaderName = HeaderName::from_static("server-timing");

#[derive(Debug)]
pub(super) struct Connection {
    sender: SendRequest<Empty<Bytes>>,
    target: Target,
}

/// What is looked at in an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    /// Bytes of the body.
    pub(super) length: usize,
    /// The body itself, if it was to be kept.
    pub(super) body: Vec<u8>,
    pub(super) server_timing: Option<String>,
}

impl Connection {
    pub(super) async fn open(target: &Target) -> anyhow::Result<Self> {
        let address = &target.authority;
        let stream = TcpStream::connect(address).await.with_context(|| format!("nobody is at {address}"))?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        // What breaks a connection is told to whoever waits for its answer.
        tokio::spawn(connection);
        Ok(Self { sender, target: target.clone() })
    }

    /// Asks once and reads the answer to its end.
    pub(super) async fn ask(&mut self, keeps_body: bool) -> anyhow::Result<Answer> {
        let request = Request::get(self.target.path.clone())
            .header(HOST, &self.target.authority)
            .body(Empty::new())
            .context("the request cannot be written")?;
        self.sender.ready().await?;
        let response = self.sender.send_request(request).await?;
        let (parts, mut incoming) = response.into_parts();
        let (mut length, mut body) = (0, Vec::new());
        while let Some(frame) = incoming.frame().await {
            let frame = frame?;
            let Some(data) = frame.data_ref() else { continue };
            length += data.len();
            if keeps_body {
                body.extend_from_slice(data);
            }
        }
        let server_timing = parts.headers.get(SERVER_TIMING).and_then(|value| value.to_str().ok());
        Ok(Answer { status: parts.status, length, body, server_timing: server_timing.map(ToOwned::to_owned) })
    }
}

impl Answer {
    /// Why this is not the answer that was wanted.
    pub(super) fn what_is_wrong(&self, expected: &Expected) -> Option<String> {
        if self.status != StatusCode::OK {
            return Some(format!("status {}", self.status.as_u16()));
        }
        if let Some(length) = expected.length.filter(|length| *length != self.length) {
            return Some(format!("a body of {} bytes in place of {length}", self.length));
        }
        let text = expected.text.as_deref()?;
        let contains = self.body.windows(text.len().max(1)).any(|part| part == text.as_bytes());
        (!contains).then(|| format!("a body without {text}"))
    }
}
